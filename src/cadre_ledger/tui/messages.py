"""What workers and the reading room tell the screens; nothing but messages leads from a worker to a widget."""

from collections.abc import Sequence

from textual.message import Message

from cadre_ledger.procedures.entries.trying import Tried as Trial
from cadre_ledger.procedures.recording import Recording
from cadre_ledger.values.errors import LedgerError


class Answered(Message):
    """A question was answered."""

    def __init__(self, question: str, answer: object) -> None:
        super().__init__()
        self.question = question
        self.answer = answer


class Failed(Message):
    """A question could not be answered, or an act was refused."""

    def __init__(self, question: str, error: LedgerError) -> None:
        super().__init__()
        self.question = question
        self.error = error


class HistoryMoved(Message):
    """Someone recorded, or a new day began: what is shown may no longer hold."""


class Tried(Message):
    """What a form would record, or what stands against it; said in words, findings at their places."""

    def __init__(self, found: Trial, records: Sequence[str], findings: Sequence[str]) -> None:
        super().__init__()
        self.found = found
        self.records = tuple(records)
        self.findings = tuple(findings)


class ToBeSigned(Message):
    """Whether what is about to be recorded needs a signature, and who may sign as the second person, by code and name."""

    def __init__(self, seconds: Sequence[tuple[str, str]], *, needed: bool) -> None:
        super().__init__()
        self.needed = needed
        self.seconds = tuple(seconds)


class Done(Message):
    """Something was recorded."""

    def __init__(self, recording: Recording) -> None:
        super().__init__()
        self.recording = recording


class NotKept(Message):
    """A draft could not be written."""

    def __init__(self, error: LedgerError) -> None:
        super().__init__()
        self.error = error


class Refused(Message):
    """Nothing was recorded."""

    def __init__(self, error: LedgerError) -> None:
        super().__init__()
        self.error = error
