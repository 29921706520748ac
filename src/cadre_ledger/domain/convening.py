"""What is settled when a vote is convened: who is voted on in which order, who counts, and what is due before the day."""

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from cadre_ledger.domain.returns import MOST
from cadre_ledger.domain.shapes import Event
from cadre_ledger.rulebook.clause import ClauseId
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import VoteKind
from cadre_ledger.values.text import CodeText, Name


def stream_of(session: str) -> str:
    """The stream of one session."""
    return f"session/{session}"


class BallotSubject(BaseModel):
    """One name on the ballot, with the post held and the file it belongs to, where there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1, le=MOST)
    name: Name
    position: Name | None
    cadre: CodeText | None


class Exempt(BaseModel):
    """Someone who holds a post that is voted on and is left out, with the clause that says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    cadre: CodeText | None
    clause: ClauseId


class Due(BaseModel):
    """One step of the preparation calendar, counted back from the day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: ClauseId
    step: int
    days_before: int
    due_on: date


class Ending(Event):
    """What a vote comes to once it is counted, or instead of that: no step before it is taken or corrected any more."""

    comes_to: ClassVar[Stage]
    session: CodeText

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class VoteConvened(Event):
    """A vote is called: on whom, by whom, under which regulation, counted by whom, where and on which day."""

    topic: ClassVar[str] = "vote.convened/1"
    session: CodeText
    kind: VoteKind
    body: CodeText
    held_on: PartialDate
    place: Name
    basis: str
    basis_digest: str
    subjects: tuple[BallotSubject, ...]
    committee: tuple[Name, ...]
    exempt: tuple[Exempt, ...]
    calendar: tuple[Due, ...]
    follows: CodeText | None

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)

    def dated(self, on: PartialDate) -> PartialDate:
        """From the day of convening: the vote itself is still to come."""
        return on
