"""What is odd about a recorded result without being impossible: the warnings VOTE-2xx.

Pure over the figures and the regulation, so that the same warnings show when a result is entered and ever after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cadre_ledger.rulebook.clauses import SmallBody
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Base, Bounds, Share
from cadre_ledger.values.tallies import Ballots, Level, VoteKind
from cadre_ledger.values.verdicts import Truth


@dataclass(frozen=True, slots=True)
class ListedResult:
    """One line of a published table, as far as plausibility needs it."""

    number: int
    name: str
    counts: Mapping[Level, int]
    printed: Mapping[Level, Decimal]


@dataclass(frozen=True, slots=True)
class Listed:
    """What is the same for all lines of a published table."""

    kind: VoteKind
    held_on: PartialDate
    ballots: Ballots
    bounds: Mapping[Base, Bounds]


def session_findings(listed: Listed, regulation: Regulation) -> Iterator[Finding]:
    """What is odd about the session as a whole."""
    in_force = regulation.in_force_on(listed.held_on)
    basis = {"regulation": regulation.id, "held_on": str(listed.held_on)}
    if in_force is Truth.NOT:
        yield Finding(Code.BASIS_OUT_OF_FORCE, basis, stops=False)
    elif in_force is Truth.UNDETERMINED:
        yield Finding(Code.BASIS_IN_FORCE_UNKNOWN, basis, stops=False)
    numbers = listed.ballots
    if numbers.collected is not None and numbers.issued is not None and numbers.collected > numbers.issued:
        yield Finding(Code.COLLECTED_OVER_ISSUED, {"collected": numbers.collected, "issued": numbers.issued}, stops=False)
    if numbers.issued is not None and numbers.members_total is not None and numbers.issued > numbers.members_total:
        yield Finding(Code.ISSUED_OVER_MEMBERS, {"issued": numbers.issued, "members": numbers.members_total}, stops=False)
    base = regulation.share_base(listed.kind)
    if base is not None and not listed.bounds[base].exact:
        at_most = listed.bounds[base].at_most
        facts: dict[str, object] = {
            "base": base.value,
            "at_least": listed.bounds[base].at_least,
            "at_most": "?" if at_most is None else at_most,
        }
        yield Finding(Code.BASE_UNKNOWN, facts, stops=False)


def result_findings(result: ListedResult, listed: Listed, regulation: Regulation, small: tuple[SmallBody, ...]) -> Iterator[Finding]:
    """What is odd about one line: a percentage that no count explains, marks that reveal how people voted."""
    base = regulation.share_base(listed.kind)
    if base is not None and listed.bounds[base].at_most != 0:
        for level, percent in result.printed.items():
            yield from _percent(result, level, percent, listed.bounds[base])
    yield from _reveals(result, small)


def _percent(result: ListedResult, level: Level, percent: Decimal, base: Bounds) -> Iterator[Finding]:
    count = result.counts.get(level)
    if count is None or _explained(count, percent, base):
        return
    facts: dict[str, object] = {"name": result.name, "level": level.value, "count": count, "printed": str(percent)}
    if base.exact:
        facts |= {"of": base.at_least, "expected": str(Share(count, base.at_least).percent)}
        facts["would_fit"] = ", ".join(str(each) for each in _fitting_counts(percent, base.at_least)) or "-"
    else:
        facts |= {"of": f"{base.at_least}–{base.at_most or '…'}", "expected": "-", "would_fit": "-"}
    facts["fitting_base"] = ", ".join(str(each) for each in _fitting_bases(count, percent)) or "-"
    yield Finding(Code.PERCENT_UNEXPLAINED, {**facts, "subject": result.number}, stops=False)


def _explained(count: int, percent: Decimal, base: Bounds) -> bool:
    if base.exact:
        return Share(count, base.at_least).percent == percent
    if count == 0:
        return percent == 0
    return any(base.at_least <= each and (base.at_most is None or each <= base.at_most) for each in _fitting_bases(count, percent))


def _fitting_counts(percent: Decimal, of: int) -> list[int]:
    nearest = int((percent * of / 100).to_integral_value())
    return [count for count in range(max(0, nearest - 1), nearest + 2) if Share(count, of).percent == percent]


def _fitting_bases(count: int, percent: Decimal) -> list[int]:
    if percent == 0 or count == 0:
        return []
    nearest = int((Decimal(count) * 100 / percent).to_integral_value())
    # The share moves by about percent/base a step, so bases far from the nearest cannot round alike.
    reach = nearest * nearest // (100 * max(count, 1) * 100) + 2
    near = range(max(1, nearest - reach), nearest + reach + 1)
    return [base for base in near if base >= count and Share(count, base).percent == percent]


def _reveals(result: ListedResult, small: tuple[SmallBody, ...]) -> Iterator[Finding]:
    """A unanimous result tells everyone how each person voted; all but one tells it to that one."""
    total, largest = sum(result.counts.values()), max(result.counts.values(), default=0)
    if total and total - largest <= 1 and any(total < clause.ballots_below for clause in small):
        yield Finding(Code.REVEALS_VOTES, {"name": result.name, "subject": result.number, "ballots": total}, stops=False)
