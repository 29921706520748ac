"""Correcting any fact: the entry names the fact, and its kind says which command puts it right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cadre_ledger.domain import absences, bodies, cadres, cases, classifications, members, posts, replacements, training, votes
from cadre_ledger.domain.convening import stream_of
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
from cadre_ledger.values.tallies import LEVELS


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


def correctable(ledger: Ledger, entry: int) -> Mapping[str, object]:
    """The fields of an entry that can be put right, as `plan` takes them, with what each says; refused where there are none."""
    event = _event(ledger, entry)
    if isinstance(event, votes.VoteRecorded | votes.VoteCorrected):
        return _of_vote(_recorded(ledger, event.session))
    found = _correctable(ledger, event, entry)
    if found is None:
        raise Refused(Code.NOT_CORRECTABLE, field=event.topic)
    return {name: getattr(event, name, None) for name in sorted(found.fields)}


def _of_vote(recorded: votes.VoteRecorded) -> dict[str, object]:
    fields: dict[str, object] = dict(recorded.ballots)
    for subject in recorded.subjects:
        said: dict[str, object] = {"name": subject.name, "position": subject.position}
        said |= {level.value: subject.counts.get(level) for level in LEVELS[recorded.kind]} | {"invalid": subject.invalid}
        fields |= {f"{subject.number}.{name}": value for name, value in said.items()}
    return fields


def _planned(ledger: Ledger, event: Event, entry: int, wanted: list[tuple[str, str]], reason: str, on: PartialDate) -> Correction:
    if isinstance(event, votes.VoteRecorded | votes.VoteCorrected):
        return _vote(ledger, event.session, entry, wanted, reason, on)
    correctable = _correctable(ledger, event, entry)
    if correctable is None:
        raise Refused(Code.NOT_CORRECTABLE, field=event.topic)
    named = dict(wanted)
    _only(named, correctable.fields)
    about = {name: getattr(event, name) if hasattr(event, name) else _place(ledger, event, entry) for name in correctable.about}
    command = correctable.command.model_validate({"on": on, "corrects": entry, "reason": reason} | about | named)
    return Correction(command, _was_now(event, named))


@dataclass(frozen=True, slots=True)
class _Correctable:
    """Facts that one command puts right: by what it names them, and which fields it takes; it keeps the rest."""

    events: tuple[type[Event], ...]
    command: type[Command]
    about: tuple[str, ...]
    fields: frozenset[str]


TENURE = ("cadre", "position", "number")
ABSENCE = ("cadre", "number")
CORRECTABLE = (
    _Correctable(
        (bodies.BodyEstablished, bodies.BodyRenamed, bodies.BodyCorrected), bodies.CorrectBody, ("body",), frozenset({"name", "level"})
    ),
    _Correctable(
        (members.MemberJoined, members.MemberLeft, members.MemberCorrected),
        members.CorrectMember,
        ("body", "member"),
        frozenset({"name", "cadre", "joined_on", "left_on"}),
    ),
    _Correctable(
        (cadres.CadreRegistered, cadres.CadreDetailsCorrected),
        cadres.CorrectCadre,
        ("cadre",),
        frozenset({"name", "born", "own_number"}),
    ),
    _Correctable(
        (posts.Appointed, posts.AppointmentCorrected),
        posts.CorrectAppointment,
        ("cadre", "position"),
        frozenset({"since", "term_from", "term_to"}),
    ),
    _Correctable((posts.Relieved,), posts.CorrectTenure, TENURE, frozenset({"until", "leaving"})),
    _Correctable((posts.TenureCorrected,), posts.CorrectTenure, TENURE, frozenset(posts.TENURE)),
    _Correctable((absences.AbsenceBegan,), absences.CorrectAbsence, ABSENCE, frozenset({"kind", "since", "planned_until"})),
    _Correctable((absences.AbsenceEnded,), absences.CorrectAbsence, ABSENCE, frozenset({"until"})),
    _Correctable((absences.AbsenceCorrected,), absences.CorrectAbsence, ABSENCE, frozenset(absences.SAID)),
    _Correctable(
        (classifications.Classified, classifications.ClassificationCorrected),
        classifications.CorrectClassification,
        ("cadre", "period"),
        frozenset({"level", "points"}),
    ),
    _Correctable(
        (training.QualificationRecorded, training.QualificationCorrected),
        training.CorrectQualification,
        ("cadre", "number"),
        frozenset(training.QUALIFIES),
    ),
    _Correctable(
        (cases.DisciplineDecided, cases.DisciplineCorrected),
        cases.CorrectDiscipline,
        ("case",),
        frozenset({"form", "decided_on", "effective_on"}),
    ),
    _Correctable(
        (replacements.ReplacementDecided, replacements.ReplacementCorrected),
        replacements.CorrectReplacement,
        ("flag",),
        frozenset({"decision"}),
    ),
)


_OF_POSTS = (posts.Appointed, posts.AppointmentCorrected, posts.Relieved)


def _correctable(ledger: Ledger, event: Event, entry: int) -> _Correctable | None:
    found = next((each for each in CORRECTABLE if isinstance(event, each.events)), None)
    if found and isinstance(event, posts.Appointed | posts.AppointmentCorrected) and _was_left(ledger, event, entry):
        return replace(found, command=posts.CorrectTenure, about=TENURE)
    return found


def _event(ledger: Ledger, entry: int) -> Event:
    with ledger.reading() as connection:
        row = pages.row(connection, entry) if 0 < entry <= pages.head(connection) else None
    if row is None:
        raise NotFound(Code.NO_ENTRY, entry=entry)
    _, _, version, topic, state = row
    return read_record(REGISTER, topic, version, state).event


def _place(ledger: Ledger, event: Event, entry: int) -> int:
    """Which of its kind in its stream an entry is about, from 1 on; of posts, which time of holding the position."""
    of_post = isinstance(event, _OF_POSTS)
    return _count(ledger, event, posts.Appointed if of_post else type(event), entry)


def _was_left(ledger: Ledger, event: posts.Appointed | posts.AppointmentCorrected, entry: int) -> bool:
    """Whether the position was left since the time that an entry is about."""
    return _place(ledger, event, entry) <= _count(ledger, event, posts.Relieved, ledger.head)


def _count(ledger: Ledger, event: Event, kind: type[Event], last: int) -> int:
    """How many events of a kind there are in its stream up to an entry; of posts, on the same position."""
    found = [record.event for record in ledger.read(event.stream) if record.entry <= last and isinstance(record.event, kind)]
    return sum(getattr(each, "position", None) == getattr(event, "position", None) for each in found)


def _split(change: str) -> tuple[str, str]:
    field, equals, value = change.partition("=")
    if not equals or not field.strip():
        raise Refused(Code.FIELD_INVALID, field="--set", value=change[:40])
    return field.strip(), value.strip()


def _only(named: dict[str, str], allowed: frozenset[str]) -> None:
    for field in named:
        if field not in allowed:
            raise Refused(Code.NOT_CORRECTABLE, field=field)


def _was_now(event: Event, named: dict[str, str]) -> tuple[tuple[str, object, object], ...]:
    return tuple((field, getattr(event, field, None), now) for field, now in named.items())


def _vote(ledger: Ledger, session: str, entry: int, wanted: list[tuple[str, str]], reason: str, on: PartialDate) -> Correction:
    state = _votes(ledger, session)
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


def _votes(ledger: Ledger, session: str) -> votes.Votes:
    state = votes.initial
    for record in ledger.read(stream_of(session)):
        state = votes.evolve(state, record.event)
    return state


def _recorded(ledger: Ledger, session: str) -> votes.VoteRecorded:
    recorded = _votes(ledger, session).recorded
    assert recorded is not None
    return recorded


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
