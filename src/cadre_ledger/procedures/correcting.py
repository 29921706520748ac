"""Correcting any fact: the entry names the fact, and its kind says which command puts it right."""

from dataclasses import dataclass

from cadre_ledger.domain import bodies, cadres, votes
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.interchange.tabular import whole_number
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.mapper import read_record
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.recording import fields_checked
from cadre_ledger.rulebook.rulebook import Rulebook
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Correction:
    """The command, and what it changes as (field, was, now); nothing where everything stands like that already."""

    command: Command
    changes: tuple[tuple[str, object, object], ...]


def plan(ledger: Ledger, entry: int, changes: tuple[str, ...], reason: str, on: PartialDate) -> Correction:
    """The correction of one entry; `changes` are written `field=value`, for a person on a list `4.low=24`."""
    event = _event(ledger, entry)
    wanted = [_split(each) for each in changes]
    with fields_checked():
        return _planned(ledger, event, entry, wanted, reason, on)


def _planned(ledger: Ledger, event: Event, entry: int, wanted: list[tuple[str, str]], reason: str, on: PartialDate) -> Correction:
    if isinstance(event, votes.VoteRecorded | votes.VoteCorrected):
        return _vote(ledger, event.session, entry, wanted, reason, on)
    named = dict(wanted)
    match event:
        case bodies.BodyEstablished() | bodies.BodyRenamed() | bodies.BodyCorrected():
            _only(named, {"name", "level"})
            body = bodies.CorrectBody.model_validate({"on": on, "body": event.body, "corrects": entry, "reason": reason, **named})
            return Correction(body, _was_now(event, named))
        case cadres.CadreRegistered() | cadres.CadreDetailsCorrected():
            _only(named, {"name", "born", "own_number"})
            cadre = cadres.CorrectCadre.model_validate({"on": on, "cadre": event.cadre, "corrects": entry, "reason": reason, **named})
            return Correction(cadre, _was_now(event, named))
        case _:
            raise Refused(Code.NOT_CORRECTABLE, field=event.topic)


def _event(ledger: Ledger, entry: int) -> Event:
    with ledger.reading() as connection:
        row = pages.row(connection, entry) if 0 < entry <= pages.head(connection) else None
    if row is None:
        raise NotFound(Code.NO_ENTRY, entry=entry)
    _, _, version, topic, state = row
    return read_record(REGISTER, topic, version, state).event


def _split(change: str) -> tuple[str, str]:
    field, equals, value = change.partition("=")
    if not equals or not field.strip():
        raise Refused(Code.FIELD_INVALID, field="--set", value=change[:40])
    return field.strip(), value.strip()


def _only(named: dict[str, str], allowed: set[str]) -> None:
    for field in named:
        if field not in allowed:
            raise Refused(Code.NOT_CORRECTABLE, field=field)


def _was_now(event: Event, named: dict[str, str]) -> tuple[tuple[str, object, object], ...]:
    return tuple((field, getattr(event, field, None), now) for field, now in named.items())


def _vote(ledger: Ledger, session: str, entry: int, wanted: list[tuple[str, str]], reason: str, on: PartialDate) -> Correction:
    state = votes.initial
    for record in ledger.read(votes.stream_of(session)):
        state = votes.evolve(state, record.event)
    assert state.recorded is not None
    changes = tuple(_change(field, value) for field, value in wanted)
    command = votes.CorrectVote(on=on, session=session, corrects=entry, changes=changes, reason=reason)
    try:
        (corrected,) = votes.decide(command, state, Rulebook())
    except Refused as refused:
        if refused.code is not Code.CORRECTION_SAME:
            raise
        # Either there is nothing to correct, or it is a repeat: recording tells the two apart.
        return Correction(command, ())
    assert isinstance(corrected, votes.VoteCorrected)
    shown = tuple((f"{each.subject or ''} {each.field}".strip(), each.was, each.now) for each in corrected.changes)
    return Correction(command, shown)


def _change(field: str, value: str) -> tuple[int | None, str, int | str | None]:
    """`4.low=24` or `issued=48`; figures are figures, names are text, nothing means not known."""
    number, _, name = field.partition(".")
    subject = whole_number(number) if name else None
    name = name if subject is not None else field
    if name == "name":
        return subject, name, value
    if value == "":
        return subject, name, None
    if name == "position":
        return subject, name, value
    figure = whole_number(value)
    if figure is None:
        raise Refused(Code.FIELD_INVALID, field=field, value=value[:40])
    return subject, name, figure
