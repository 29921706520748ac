"""The numbered checks of a count as one table: what must add up at which step, and what is only odd.

Errors VOTE-1xx stop; warnings VOTE-2xx are asked about. The page in the documents is made from this table.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.findings import Finding

LEAST_BATCH = 10
"""A smaller stack beside others would say too much of single ballots; a body of fewer has one stack."""


class Step(StrEnum):
    """At which step a check is made."""

    CONVENING = "convening"
    BOX = "box"
    ANNOUNCEMENT = "announcement"
    ENTRY = "entry"
    RECOUNT = "recount"
    CERTIFICATION = "certification"


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is to check at a step; what a step does not know yet stays at nothing."""

    members: int | None = None
    papers: int = 0
    issued: int = 0
    spoilt: int = 0
    unused: int = 0
    present: int | None = None
    collected: int = 0
    not_returned: int = 0
    batches: tuple[int, ...] = ()
    name: str = ""
    subject: int = 0
    marks: int = 0
    invalid: int = 0
    ballots: int = 0
    batch: int = 0
    unfinished: int = 0
    alike: int = 0
    small: int = 0
    """Below how many ballots a result may reveal votes, by the clause on small bodies."""

    @property
    def counted(self) -> int:
        """Marks and invalid ones of one person."""
        return self.marks + self.invalid

    @property
    def difference(self) -> int:
        """How many are missing; less than nothing where there are too many."""
        return self.ballots - self.counted

    @property
    def stacked(self) -> int:
        """Ballots in all stacks."""
        return sum(self.batches)

    @property
    def smallest(self) -> int:
        """The smallest stack."""
        return min(self.batches, default=0)

    @property
    def least(self) -> int:
        """What a stack must have."""
        return LEAST_BATCH


@dataclass(frozen=True, slots=True)
class Check:
    """One line: where it is made, what must hold, and which figures are named when it does not."""

    code: Code
    step: Step
    rule: str
    holds: Callable[[Figures], bool]
    names: tuple[str, ...]
    stops: bool = True


CHECKS: tuple[Check, ...] = (
    Check(
        Code.SMALL_BODY,
        Step.CONVENING,
        "members of the body >= the ballots that the clause on small bodies names",
        lambda given: given.members is None or given.members >= given.small,
        ("members", "small"),
        stops=False,
    ),
    Check(
        Code.PRINTED_DIFFER,
        Step.BOX,
        "papers printed = issued + unused + spoilt",
        lambda given: given.papers == given.issued + given.unused + given.spoilt,
        ("papers", "issued", "unused", "spoilt"),
    ),
    Check(
        Code.ISSUED_OVER_PRESENT,
        Step.BOX,
        "issued <= present",
        lambda given: given.present is None or given.issued <= given.present,
        ("issued", "present"),
        stops=False,
    ),
    Check(Code.NO_BALLOTS, Step.ANNOUNCEMENT, "collected > 0", lambda given: given.collected > 0, ()),
    Check(
        Code.ISSUED_DIFFER,
        Step.ANNOUNCEMENT,
        "issued = collected + not returned, unless collected > issued",
        lambda given: given.not_returned == max(0, given.issued - given.collected),
        ("issued", "collected", "not_returned"),
    ),
    Check(
        Code.BATCHES_DIFFER,
        Step.ANNOUNCEMENT,
        "sum of the stacks = collected",
        lambda given: given.stacked == given.collected,
        ("stacked", "collected"),
    ),
    Check(
        Code.BATCH_TOO_SMALL,
        Step.ANNOUNCEMENT,
        f"each of several stacks >= {LEAST_BATCH}",
        lambda given: len(given.batches) < 2 or given.smallest >= LEAST_BATCH,
        ("smallest", "least"),
    ),
    Check(
        Code.COLLECTED_OVER_ISSUED,
        Step.ANNOUNCEMENT,
        "collected <= issued",
        lambda given: given.collected <= given.issued,
        ("collected", "issued"),
        stops=False,
    ),
    Check(
        Code.STACK_DIFFERS,
        Step.ENTRY,
        "for each person: marks + invalid = ballots of the stack",
        lambda given: given.difference == 0,
        ("name", "subject", "batch", "counted", "ballots", "difference"),
    ),
    Check(
        Code.STACK_DIFFERS,
        Step.RECOUNT,
        "for each person: marks + invalid = ballots of the stack",
        lambda given: given.difference == 0,
        ("name", "subject", "batch", "counted", "ballots", "difference"),
    ),
    Check(
        Code.COUNT_UNFINISHED,
        Step.CERTIFICATION,
        "every stack is counted twice, compared, and settled where the counts differ",
        lambda given: given.unfinished == 0,
        ("unfinished",),
    ),
    Check(
        Code.OVERCOUNT,
        Step.CERTIFICATION,
        "collected <= issued",
        lambda given: given.collected <= given.issued,
        ("collected", "issued"),
    ),
    Check(
        Code.BALANCE_BROKEN,
        Step.CERTIFICATION,
        "for each person: high + confidence + low + invalid = collected",
        lambda given: not given.subject or given.counted == given.collected,
        ("name", "subject", "marks", "invalid", "collected"),
    ),
    Check(
        Code.REVEALS_VOTES,
        Step.CERTIFICATION,
        "for each person, with fewer ballots than that clause names: neither all marks alike nor all but one",
        lambda given: not 0 < given.ballots < given.small or given.ballots - given.alike > 1,
        ("name", "subject", "ballots"),
        stops=False,
    ),
)


def stop(step: Step, given: Figures) -> None:
    """Refuse figures that cannot stand, all that is wrong at once."""
    wrong = [Refused(each.code, **_facts(each, given)) for each in _failing(step, given) if each.stops]
    if wrong:
        raise Refused.for_all(wrong)


def ask(step: Step, given: Figures) -> tuple[Finding, ...]:
    """What is odd and may yet be so."""
    return tuple(Finding(each.code, _facts(each, given), stops=False) for each in _failing(step, given) if not each.stops)


def _failing(step: Step, given: Figures) -> Iterator[Check]:
    return (each for each in CHECKS if each.step is step and not each.holds(given))


def _facts(check: Check, given: Figures) -> Mapping[str, object]:
    return {name: getattr(given, name) for name in check.names}
