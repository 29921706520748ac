"""What every event and every command has."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from cadre_ledger.rulebook.clause import ClauseId
from cadre_ledger.values.dates import PartialDate

# Streams whose last event alone tells all that is to know of them.
TAIL_STREAMS = frozenset({"rulebook", "cadre-codes"})
EntryNumber = Annotated[int, Field(ge=1, le=2**53)]
"""An entry that a correction names; larger numbers would not fit where the read models keep it."""


def _lowered(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


RuleCode = Annotated[ClauseId, BeforeValidator(_lowered)]
"""A code that a regulation gives to a set, a criterion or a group: as it is written there, and typed in either case."""


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
