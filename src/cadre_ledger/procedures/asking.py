"""What is asked about before a vote is convened or certified: it may be meant, and it is said before it is too late."""

from collections.abc import Iterator

from cadre_ledger.domain import checks, members
from cadre_ledger.domain.bodies import stream_of as body_stream
from cadre_ledger.domain.checks import Figures, Step
from cadre_ledger.domain.counts import Count
from cadre_ledger.domain.members import Membership
from cadre_ledger.domain.sessions import ConveneVote
from cadre_ledger.ledger import pages
from cadre_ledger.ledger.mapper import read_record, stream_id
from cadre_ledger.ledger.register import REGISTER
from cadre_ledger.procedures.counting import count_of, exemptions
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.projections.dossiers import SessionDossier
from cadre_ledger.projections.judge import PRODUCT_RULES
from cadre_ledger.projections.source import results_of
from cadre_ledger.rulebook.clauses import SmallBody, TwoPlaces
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.tallies import LEVELS


def before_convening(desk: Desk, command: ConveneVote) -> Iterator[Finding]:
    """Who is exempt, who would be voted on in too many places, and whether the body is so small that results reveal votes.

    `NotFound` where the ballot names a file that is not there.
    """
    for each in command.subjects:
        if each.cadre is not None:
            desk.cadre(each.cadre)
    yield from exemptions(desk, command)
    yield from _places(desk, command)
    size = _membership(desk, command.body).size_on(command.held_on.last)
    yield from checks.ask(Step.CONVENING, Figures(members=size, small=_small(desk, command.held_on)))


def before_certifying(desk: Desk, session: str) -> Iterator[Finding]:
    """Whose result tells how people voted: few ballots, and all alike or all but one."""
    state = count_of(desk, session)
    if state.sitting is None or state.unfinished:
        return
    small = _small(desk, state.sitting.convened.held_on)
    for subject in state.sitting.subjects:
        marks = _marks(state, subject.number)
        row = Figures(name=subject.name, subject=subject.number, ballots=sum(marks), alike=max(marks, default=0), small=small)
        yield from checks.ask(Step.CERTIFICATION, row)


def _marks(state: Count, subject: int) -> list[int]:
    assert state.sitting is not None
    rows = [batch.final(subject) for batch in state.batches]
    return [sum(row[level.value] for row in rows) for level in LEVELS[state.sitting.convened.kind]]


def _small(desk: Desk, day: PartialDate) -> int:
    """Below how many ballots a result may reveal votes; nothing where no rule of that kind was adopted."""
    rulebook = desk.rulebook.rulebook
    chosen = rulebook.chosen(PRODUCT_RULES, day)
    clauses = rulebook.regulation(chosen.digest).of_kind(SmallBody) if chosen else ()
    return max((clause.ballots_below for clause in clauses), default=0)


def _membership(desk: Desk, body: str) -> Membership:
    state = members.initial
    for _, _, version, topic, stored in pages.stream(
        desk.events, stream_id(desk.founding.namespace, body_stream(body)).hex, desk.cut.entry
    ):
        state = members.evolve(state, read_record(REGISTER, topic, version, stored).event)
    return state


def _places(desk: Desk, command: ConveneVote) -> Iterator[Finding]:
    """Who would be voted on in more bodies in this year than the basis allows to someone with several posts."""
    chosen = desk.rulebook.rulebook.chosen(command.basis, command.held_on)
    regulation = desk.rulebook.rulebook.regulation(chosen.digest) if chosen else None
    for clause in regulation.of_kind(TwoPlaces) if regulation else ():
        assert regulation is not None
        for subject in command.subjects:
            others = _votes_of_year(desk, command, subject.cadre) if subject.cadre is not None else {}
            if len(others) + 1 > clause.at_most:
                where = ", ".join(sorted(others.values()))
                facts: dict[str, object] = {"name": subject.name, "sessions": where, "clause": str(regulation.ref(clause.id))}
                yield Finding(Code.MORE_PLACES, {**facts, "at_most": clause.at_most}, stops=False)


def _votes_of_year(desk: Desk, command: ConveneVote, cadre: str) -> dict[str, str]:
    """By other body: a vote of the same kind and year in which this person was, or will be, voted on."""
    held: dict[str, str] = {}
    for session, _ in results_of(desk.source, cadre):
        dossier: SessionDossier = desk.source.get(("session", session))
        if dossier.annulled is None and (dossier.kind, dossier.held_on[:4]) == (command.kind.value, str(command.held_on)[:4]):
            held.setdefault(dossier.body, session)
    for session in desk.source.keys_of("sitting"):
        sitting = desk.source.get(("sitting", session))
        if (sitting.kind, sitting.held_on[:4]) == (command.kind.value, str(command.held_on)[:4]) and sitting.stage != "annulled":
            state = count_of(desk, session).sitting
            if state is not None and any(each.cadre == cadre for each in state.subjects):
                held.setdefault(sitting.body, session)
    held.pop(command.body, None)
    return held
