"""What workers and the reading room tell the screens; nothing but messages leads from a worker to a widget."""

from textual.message import Message

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

    def __init__(self, entry: int) -> None:
        super().__init__()
        self.entry = entry
