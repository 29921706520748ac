"""Drafts are written in a thread of their own, in order: who types never waits for a disk."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from cadre_ledger.procedures.drafts import Draft, Drafts
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.values.errors import LedgerError

Name = tuple[str, str]


class Keeper:
    """Of what waits to be written only the newest of each form is; reading waits until all is written."""

    def __init__(self, drafts: Drafts, failed: Callable[[LedgerError], object]) -> None:
        self.drafts = drafts
        self._failed = failed
        self._waiting: dict[Name, Callable[[], object]] = {}
        self._failing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drafts")

    def keep(self, form: str, about: str, typed: Typed, key: str, at: datetime) -> None:
        """Keep what is typed soon."""
        self._later((form, about), lambda: self.drafts.keep(form, about, typed, key, at))

    def drop(self, form: str, about: str) -> None:
        """Throw it away soon."""
        self._later((form, about), lambda: self.drafts.drop(form, about))

    def found(self, form: str, about: str) -> Draft | None:
        """What was kept, also a moment ago."""
        self.settle()
        return self.drafts.found(form, about)

    def all(self) -> tuple[Draft, ...]:
        """Every draft of the account, the newest first."""
        self.settle()
        return self.drafts.all()

    def settle(self) -> None:
        """Return when all is written."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """Write what waits, and end."""
        self._thread.shutdown(wait=True)

    def _later(self, name: Name, deed: Callable[[], object]) -> None:
        self._waiting[name] = deed
        self._thread.submit(self._write, name)

    def _write(self, name: Name) -> None:
        deed = self._waiting.pop(name, None)
        if deed is None:
            return
        try:
            deed()
        except LedgerError as error:
            # Said once, not after every letter.
            if not self._failing:
                self._failed(error)
            self._failing = True
        else:
            self._failing = False
