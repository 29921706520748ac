"""The record: an event with everything the store knows about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from cadre_ledger.values.dates import PartialDate

Event_co = TypeVar("Event_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Mark:
    """One signature: whose, and under which public key it verifies."""

    actor: str
    public: str
    signature: str


@dataclass(frozen=True, slots=True)
class Signed:
    """What a command was signed with: the author's mark, then those of others who signed with them.

    `command` is the digest of the command; `together` says that several keys were unlocked in one process.
    """

    command: str
    marks: tuple[Mark, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Record(Generic[Event_co]):
    """One entry of the ledger. Only records know the store; events know their own business."""

    event: Event_co
    stream: str
    version: int
    effective_on: PartialDate
    actor: str
    key: str
    rulebook: str
    seen: int
    signature: Signed | None = None
    entry: int = 0
    recorded_at: datetime | None = None
    clock: datetime | None = None


AnyRecord: TypeAlias = Record[Any]
