"""The steps of a vote that is held here: which are done, which is next, what else can be done, and who may do it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cadre_ledger.domain import convening, counts, sessions
from cadre_ledger.domain.actors import Role
from cadre_ledger.domain.roles import ACTS, MAY, TWO_KEYS, roles_that
from cadre_ledger.domain.shapes import Event
from cadre_ledger.procedures.answers import BatchPart, VoteSitting
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.projections.dossiers import ActorDossier
from cadre_ledger.values.counting import Stage

EVENTS: Mapping[str, type[Event]] = {
    "convene": convening.VoteConvened,
    "open": sessions.VoteOpened,
    "box": sessions.BoxClosed,
    "announce": sessions.CollectedAnnounced,
    "count": counts.EntryLocked,
    "compare": counts.BatchOpened,
    "certify": counts.VoteCertified,
    "publish": counts.VotePublished,
    "custody": counts.BallotsInCustody,
    "late": sessions.LateArrived,
    "strike": sessions.SubjectStruck,
    "correct": sessions.AnnouncementCorrected,
    "annul": counts.VoteAnnulled,
}
"""By step, what it records: its roles and keys are those of the event."""
IN_ORDER = ("convene", "open", "box", "announce", "count", "compare", "certify", "publish", "custody")
"""The steps of every vote; the others are taken where they are needed."""
OVER = frozenset({Stage.PUBLISHED.value, Stage.ANNULLED.value})
"""A vote that waits for nothing more; its ballots may still be put in custody."""

How = Literal["done", "now", "to_come"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step, and how far it is."""

    name: str
    how: How


def steps(answer: VoteSitting) -> tuple[Step, ...]:
    """All steps in order; one of them is now, unless all are done or the vote is annulled."""
    undone = [name for name in IN_ORDER if not _done(answer, name)]
    now = None if answer.annulled is not None else next(iter(undone), None)
    return tuple(Step(name, "now" if name == now else "to_come" if name in undone else "done") for name in IN_ORDER)


def next_step(answer: VoteSitting) -> str | None:
    """The step that is now."""
    return next((each.name for each in steps(answer) if each.how == "now"), None)


def _done(answer: VoteSitting, name: str) -> bool:
    stacks = answer.batches
    return {
        "convene": True,
        "open": answer.members_present is not None,
        "box": bool(answer.ballots),
        "announce": bool(stacks),
        "count": bool(stacks) and all(map(_counted, stacks)),
        "compare": bool(stacks) and all(each.settled for each in stacks),
        "certify": answer.certified_by is not None,
        "publish": answer.published_on is not None,
        "custody": answer.custody is not None,
    }[name]


def _counted(batch: BatchPart) -> bool:
    """Both entries are locked."""
    return batch.opened or len(batch.locked_by) == 2


def to_compare(answer: VoteSitting) -> tuple[int, ...]:
    """The stacks whose entries can be opened, or in which something is still to be counted a third time."""
    return tuple(each.batch for each in answer.batches if _counted(each) and not each.settled)


def possible(answer: VoteSitting) -> tuple[str, ...]:
    """Every step that can be taken now, the next one first."""
    names = tuple(_possible(answer))
    first = next_step(answer)
    return tuple(sorted(names, key=lambda name: name != first))


def _possible(answer: VoteSitting) -> Iterator[str]:
    match Stage(answer.stage):
        case Stage.CONVENED:
            yield from ("open", "strike")
        case Stage.OPENED:
            yield from ("box", "late", "strike")
        case Stage.BOX_CLOSED:
            yield from ("announce", "strike")
        case Stage.ANNOUNCED:
            yield from _counting(answer)
        case Stage.CERTIFIED:
            yield from ("publish", "custody")
        case Stage.PUBLISHED | Stage.ANNULLED:
            yield "custody"
    if answer.annulled is None:
        yield "annul"


def _counting(answer: VoteSitting) -> Iterator[str]:
    if not all(map(_counted, answer.batches)):
        yield "count"
    if to_compare(answer):
        yield "compare"
    if all(each.settled for each in answer.batches):
        yield "certify"
    yield from ("correct", "custody")


# Who may


def roles_of(step: str) -> tuple[Role, ...]:
    """The roles that take a step."""
    return roles_that(ACTS[EVENTS[step].topic])


def needs_two(step: str) -> bool:
    """Whether a second person signs it."""
    return EVENTS[step].topic in TWO_KEYS


@dataclass(frozen=True, slots=True)
class Person:
    """Who is before the screen: by name where they are enrolled; whether anyone is, and which steps they may take."""

    actor: str
    name: str | None
    roles: tuple[str, ...]
    signing: bool

    def may(self, step: str) -> bool:
        """Whether their roles allow it; while nobody is enrolled, everyone's do."""
        return not self.signing or any(ACTS[EVENTS[step].topic] in MAY[Role(each)] for each in self.roles)


def person_at(desk: Desk, actor: str) -> Person:
    """An actor as the ledger knows them."""
    found: ActorDossier | None = desk.source.get(("actor", actor.upper()))
    signing = next(iter(desk.source.keys_of("actor")), None) is not None
    if found is None or found.retired:
        return Person(actor, None, (), signing)
    return Person(found.code, found.name, tuple(found.roles), signing)
