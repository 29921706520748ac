"""What one entry changed: a reading that knew all before it, set against one that knew it too, as of the same day."""

from collections.abc import Callable, Iterator

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.pages import Cut
from cadre_ledger.ledger.views import gathered
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.differing import Things, changes, outcome_things, standing_things
from cadre_ledger.procedures.explaining_files import FLAG_ID
from cadre_ledger.procedures.history import record_part, show
from cadre_ledger.procedures.reading import heading
from cadre_ledger.projections.dossiers import SessionDossier
from cadre_ledger.projections.gather import InMemory, gather
from cadre_ledger.projections.source import results_of


def consequences(desk: Desk, entry: int, cadre: str | None = None, reached: Callable[[int], None] | None = None) -> answers.Diff:
    """What an entry changed for one cadre, or for all whom it names.

    The history before it is folded once, for long ledgers in seconds; `reached` is told how far it has come, and may raise to stop it.
    """
    row = pages.row(desk.events, show(desk, entry).record.entry)
    assert row is not None
    record = record_part(row)
    dossiers = gathered(desk.events, entry - 1, reached)
    people = _people(desk, record, cadre)
    votes = _votes(desk, record, people)
    before = _said(_known(desk, dossiers, entry - 1), people, votes)
    gather(dossiers, [(row[3], row[4])])
    after = _said(_known(desk, dossiers, entry), people, votes)
    return answers.Diff(
        **heading(_known(desk, dossiers, entry), answers.Diff.NAME),
        since=answers.SincePart(as_of=desk.as_of.isoformat(), known_at=_known_at(desk, entry - 1)),
        rules=(entry,) if record.name.startswith(("rulebook.", "clause.")) else (),
        differences=tuple(answers.DifferingPart(**dict(each), cause="entries", entries=(entry,)) for each in changes(before, after)),
    )


def _known(desk: Desk, dossiers: InMemory, entry: int) -> Desk:
    """A reading of what is gathered by now; it forgets nothing, so each is to be asked before more is gathered."""
    return Desk(desk.directory, desk.founding, desk.events, Cut(entry, _known_at(desk, entry).recorded_at), desk.as_of, dossiers)


def _known_at(desk: Desk, entry: int) -> answers.KnownAtPart:
    row = pages.row(desk.events, max(1, entry))
    assert row is not None
    return answers.KnownAtPart(entry=entry, recorded_at=record_part(row).recorded_at)


def _people(desk: Desk, record: answers.RecordPart, cadre: str | None) -> tuple[str, ...]:
    """One cadre, or those whom an entry names, each under the code of the time and under that of today."""
    codes = [desk.cadre(cadre).code] if cadre is not None else list(_named(desk, record))
    merged = desk.source.merged()
    return tuple(dict.fromkeys(each for code in codes for each in (code, merged.get(code, code))))


def _named(desk: Desk, record: answers.RecordPart) -> Iterator[str]:
    """Whom an entry is about; of what was done about a flag, those whom the record is about that the flag rests on."""
    session: SessionDossier | None = desk.source.get(("session", str(record.event.get("session", ""))))
    flag = FLAG_ID.fullmatch(str(record.event.get("flag", "")))
    if "cadre" in record.event:
        yield str(record.event["cadre"])
    elif session is not None:
        yield from (line.cadre for line in session.subjects if line.cadre is not None)
    elif flag is not None:
        yield from _named(desk, show(desk, int(flag[2])).record)


def _votes(desk: Desk, record: answers.RecordPart, people: tuple[str, ...]) -> dict[str, frozenset[int] | None]:
    """The votes in question, and of which lines: of those of a person theirs, of the vote that an entry is about all."""
    found: dict[str, frozenset[int] | None] = {}
    for code in people:
        for session, number in results_of(desk.source, code):
            found[session] = (found.get(session) or frozenset()) | {number}
    if "cadre" not in record.event and "session" in record.event and len(people) != 1:
        found[str(record.event["session"])] = None
    return found


def _said(desk: Desk, people: tuple[str, ...], votes: dict[str, frozenset[int] | None]) -> Things:
    """Everything that a reading says of these people and these lines."""
    said = {key: thing for code in people for key, thing in standing_things(desk, code).items()}
    for session, lines in votes.items():
        outcomes = outcome_things(desk, session)
        said |= {key: thing for key, thing in outcomes.items() if lines is None or int(key.rpartition("/")[2]) in lines}
    return said
