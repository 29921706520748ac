"""The error tree.

LedgerError
├── Refused       a rule or an invariant said no; nothing recorded        6
├── NotAllowed    this actor may not                                      4
├── NotFound      no such ledger, cadre, session, regulation              3
├── Stale         someone recorded meanwhile; key reused; locked          5
├── Unreadable    a file to import, a rulebook: all its findings          6
├── Broken        integrity, stored form, newer ledger, disk              7
├── Misused       a command that cannot be understood                     2
└── Declined      the person answered no                                  1

An error carries a code and facts; `wording` turns them into sentences in the reader's language.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from cadre_ledger.values.codes import Code
from cadre_ledger.values.findings import Finding


class LedgerError(Exception):
    """A code and the facts that its message needs; `besides` is what else was wrong at the same time."""

    exit_status: ClassVar[int] = 1

    def __init__(self, code: Code, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
        self.besides: tuple[LedgerError, ...] = ()

    @property
    def said(self) -> tuple[Finding, ...]:
        """All that it has to say, as findings."""
        return tuple(Finding(each.code, each.facts) for each in (self, *self.besides))

    def __str__(self) -> str:
        """The code with its facts: for logs and test output; people read `wording`."""
        return f"{self.code.value} {self.code.name} {self.facts}"


class Refused(LedgerError):
    """A rule or an invariant said no; nothing was recorded."""

    exit_status = 6

    @classmethod
    def for_all(cls, refusals: Sequence["Refused"]) -> "Refused":
        """The first of several, with the others beside it."""
        first, *others = refusals
        first.besides = tuple(others)
        return first


class NotAllowed(LedgerError):
    """This actor may not do this."""

    exit_status = 4


class NotFound(LedgerError):
    """There is no such ledger, body, cadre, session, regulation or entry."""

    exit_status = 3


class Stale(LedgerError):
    """What the decision rested on has moved, the key was used, or the ledger is locked; try again."""

    exit_status = 5


class Unreadable(LedgerError):
    """A file cannot be taken; every finding is listed."""

    exit_status = 6

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = next((finding for finding in findings if finding.stops), findings[0])
        super().__init__(first.code, **first.facts)
        self.findings = tuple(findings)

    @property
    def said(self) -> tuple[Finding, ...]:
        """Every finding, those that stop nothing among them."""
        return self.findings


class Broken(LedgerError):
    """The stored form is not what it must be, or the disk failed."""

    exit_status = 7


class Misused(LedgerError):
    """The command line cannot be understood."""

    exit_status = 2


class Declined(LedgerError):
    """The person answered no."""

    exit_status = 1


def steps_of(error: BaseException) -> Iterator[str]:
    """Module, line and function of every call up to where it happened, the innermost last: nothing of anyone's data."""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        module = code.co_filename.replace("\\", "/").rpartition("/")[2].removesuffix(".py")
        yield f"{module}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def place_of(error: BaseException) -> str:
    """Module and line where it happened: enough to report."""
    return (list(steps_of(error)) or ["?"])[-1].split(" ")[0]
