"""Papers of a vote: when each may be made, and that one was issued, known for ever by the digest of its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from cadre_ledger.domain import counts
from cadre_ledger.domain.convening import stream_of
from cadre_ledger.domain.counts import Count
from cadre_ledger.domain.sessions import must_be
from cadre_ledger.domain.shapes import Command, EntryNumber, Event
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.papers import PaperKind
from cadre_ledger.values.text import CodeText


class PaperFormat(StrEnum):
    """How a paper is written."""

    MARKDOWN = "md"
    PDF = "pdf"
    JSON = "json"


_WHOLE = tuple(Stage)[:-1]
MADE_AT: Mapping[PaperKind, tuple[Stage, ...]] = {
    PaperKind.ROLL: _WHOLE,
    PaperKind.BALLOT: _WHOLE[_WHOLE.index(Stage.OPENED) :],
    PaperKind.COUNT: _WHOLE[_WHOLE.index(Stage.ANNOUNCED) :],
    PaperKind.MINUTES: (*_WHOLE[_WHOLE.index(Stage.ANNOUNCED) :], Stage.ANNULLED),
    PaperKind.SLIDE: _WHOLE[_WHOLE.index(Stage.CERTIFIED) :],
}
"""From which step on a paper can be made. Of an annulled vote there are minutes only, which say so."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
TemplateId = Annotated[str, Field(pattern=r"^[a-z-]{1,24}/[0-9]{1,4}$")]


class PaperIssued(Event):
    """A paper was handed out: which, in which layout and language, made from which clocks, and the digest of its bytes and its data."""

    topic: ClassVar[str] = "vote.paper-issued/1"
    session: CodeText
    paper: PaperKind
    template: TemplateId
    format: PaperFormat
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    sha256: Digest
    data_sha256: Digest
    as_of: date
    known_at: EntryNumber

    @property
    def stream(self) -> str:
        """The session's."""
        return stream_of(self.session)


class IssuePaper(Command):
    """Record that a paper was handed out."""

    session: CodeText
    paper: PaperKind
    template: TemplateId
    format: PaperFormat
    language: str
    sha256: Digest
    data_sha256: Digest
    as_of: date
    known_at: EntryNumber


PaperCommand = IssuePaper


@dataclass(frozen=True, slots=True)
class Papers:
    """A vote as far as it has come, and the papers issued of it."""

    count: Count = counts.initial
    issued: tuple[PaperIssued, ...] = ()


initial = Papers()


def evolve(state: Papers, event: Event) -> Papers:
    """The papers after one more event."""
    if isinstance(event, PaperIssued):
        return replace(state, issued=(*state.issued, event))
    return replace(state, count=counts.evolve(state.count, event))


def boundary(command: PaperCommand, state: Papers) -> tuple[str, ...]:
    """The session."""
    return (stream_of(command.session),)


def decide(command: PaperCommand, state: Papers, rules: Rulebook) -> list[Event]:
    """The same bytes are issued once."""
    must_be_ready(state.count, command.session, command.paper)
    if any(each.sha256 == command.sha256 for each in state.issued):
        return []
    return [PaperIssued(**command.model_dump(exclude={"on"}))]


def must_be_ready(count: Count, session: str, paper: PaperKind) -> None:
    """Refused where a vote has not come far enough for a paper."""
    if count.sitting is None:
        raise NotFound(Code.NO_SESSION, session=session)
    must_be(count.sitting, *MADE_AT[paper])
    if paper is PaperKind.MINUTES and not count.batches:
        raise Refused(Code.WRONG_STAGE, session=session, stage=count.sitting.stage.value, wanted=Stage.ANNOUNCED.value)
