"""Drafts of entry forms: what is being typed, kept beside the ledger until it is recorded or thrown away."""

import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.findings import Finding, Place

ENDING, UNFINISHED = ".json", ".part"
LONGEST = 1 << 20
"""Bytes of a draft; no form holds more, and whatever is longer is none of ours."""
LEFT_BEHIND = timedelta(hours=1)
"""After so long nobody is still writing a file that was never finished."""

Named = Annotated[str, StringConstraints(min_length=1)]


class Draft(BaseModel):
    """What was typed into a form about something, and the key under which it will be recorded once."""

    FORMAT: ClassVar[int] = 1
    account: str
    form: Named
    about: str
    typed: dict[str, str]
    key: Named
    at: AwareDatetime

    # What another version wrote besides is not kept.
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of one account in one ledger; of two programs that write the same one, the last to write wins."""

    directory: Directory
    account: str

    def keep(self, form: str, about: str, typed: Mapping[str, str], key: str, at: datetime) -> Draft:
        """Safe on the disk when this returns; refused with a reason where it cannot be, and the draft before it stays."""
        draft = Draft(account=self.account, form=form, about=about, typed=dict(typed), key=key, at=at)
        content = json.dumps({"format": Draft.FORMAT, **draft.model_dump(mode="json")}, ensure_ascii=False).encode(errors="replace")
        if len(content) > LONGEST:
            raise Refused(Code.DRAFT_UNWRITABLE, reason=f"> {LONGEST} B")
        try:
            self._write(self._path(form, about), content)
            self._sweep(at)
        except OSError as error:
            raise Refused(Code.DRAFT_UNWRITABLE, reason=error.strerror or type(error).__name__) from None
        return draft

    def found(self, form: str, about: str) -> Draft | None:
        """What was typed into a form about something; None when nothing was, or when it cannot be read."""
        found = _read(self._path(form, about))
        return found if isinstance(found, Draft) and self._path(found.form, found.about) == self._path(form, about) else None

    def all(self) -> tuple[Draft, ...]:
        """Every draft of the account, the newest first."""
        own = (each for _, each in self._files() if isinstance(each, Draft) and each.account == self.account)
        return tuple(sorted(own, key=lambda each: (-each.at.timestamp(), each.form, each.about)))

    def number(self) -> int:
        """How many drafts there are, of every account."""
        return sum(isinstance(each, Draft) for _, each in self._files())

    def findings(self) -> tuple[Finding, ...]:
        """The files among the drafts that are none, or are damaged: they are left alone, and stop nothing."""
        return tuple(
            Finding(Code.DRAFT_UNREADABLE, {"file": path.name, "reason": each}, Place(path.name), stops=False)
            for path, each in self._files()
            if isinstance(each, str)
        )

    def drop(self, form: str, about: str) -> None:
        """Nothing of it remains; dropping what is not there is no mistake."""
        path = self._path(form, about)
        try:
            for each in (path, *self.directory.drafts.glob(f"{path.stem}.*{UNFINISHED}")):
                each.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                _sync(self.directory.drafts)
        except OSError as error:
            raise Refused(Code.DRAFT_UNWRITABLE, reason=error.strerror or type(error).__name__) from None

    def _path(self, form: str, about: str) -> Path:
        """Named by a digest: a file's name gives nobody away, and nothing that was typed can lead out of the directory."""
        return self.directory.drafts / f"{_name(self.account, form, about)}{ENDING}"

    def _files(self) -> Iterator[tuple[Path, Draft | str]]:
        """Every file that is finished, as a draft or why it is none."""
        paths: list[Path] = []
        with suppress(OSError):
            paths = sorted(self.directory.drafts.iterdir())
        for path in paths:
            if path.suffix != UNFINISHED:
                found = _read(path)
                misnamed = isinstance(found, Draft) and path.name != f"{_name(found.account, found.form, found.about)}{ENDING}"
                yield path, "name" if misnamed else found

    def _write(self, path: Path, content: bytes) -> None:
        """Another file put in the place of the old one, so that there is always a whole one."""
        path.parent.mkdir(mode=0o700, exist_ok=True)
        part = path.with_name(f"{path.stem}.{secrets.token_hex(8)}{UNFINISHED}")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def _sweep(self, now: datetime) -> None:
        """What a power cut left half written is about people too, and nobody would find it."""
        for part in self.directory.drafts.glob(f"*{UNFINISHED}"):
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < (now - LEFT_BEHIND).timestamp():
                    part.unlink()


def _name(account: str, form: str, about: str) -> str:
    return hashlib.sha256(json.dumps([account, form, about]).encode()).hexdigest()[:40]


def _read(path: Path) -> Draft | str:
    """A draft, or in a word why the file is none; nothing is followed, and nothing that never ends is read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        return error.strerror or type(error).__name__
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            return "kind"
        return _parsed(os.read(descriptor, LONGEST)) if about.st_size <= LONGEST else "size"
    except OSError as error:
        return error.strerror or type(error).__name__
    finally:
        os.close(descriptor)


def _parsed(content: bytes) -> Draft | str:
    try:
        raw = json.loads(content)
        if not isinstance(raw, dict) or raw.get("format") != Draft.FORMAT:
            return "format"
        return Draft.model_validate_json(content)
    except ValidationError as error:
        return ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"]) or "JSON"
    except (ValueError, RecursionError):
        return "JSON"


def _sync(directory: Path) -> None:
    """That a file was put in place, or taken away, is on the disk too."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
