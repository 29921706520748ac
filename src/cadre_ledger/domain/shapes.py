"""What every event and every command has."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from cadre_ledger.values.dates import PartialDate

# Streams whose last event alone tells all that is to know of them.
TAIL_STREAMS = frozenset({"rulebook", "cadre-codes"})


class Event(BaseModel):
    """Something that happened, in its own business terms; its topic is fixed for ever."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: ClassVar[str]

    @property
    def stream(self) -> str:
        """The stream it belongs to, by its business key."""
        raise NotImplementedError(self.topic)

    def dated(self, on: PartialDate) -> PartialDate:
        """The day from which it holds: the command's, unless the event knows better."""
        return on


class Command(BaseModel):
    """Something that someone wants recorded. `on` is the day from which it shall hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: PartialDate
