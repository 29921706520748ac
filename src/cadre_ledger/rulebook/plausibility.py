"""What is odd about a recorded result without being impossible: the warnings VOTE-2xx.

Pure over the figures and the regulation, so that the same warnings show when a result is entered and ever after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cadre_ledger.rulebook.clauses import SmallBody
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Base, Bounds, Share
from cadre_ledger.values.tallies import Ballots, Level, VoteKind
from cadre_ledger.values.verdicts import Truth

LARGEST_BASE = 1_000_000
"""No body has more members; a printed percentage of nothing would fit every larger base."""


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
        facts["would_fit"] = _written(_fitting_counts(percent, base.at_least))
    else:
        facts |= {"of": f"{base.at_least}–{'…' if base.at_most is None else base.at_most}", "expected": "-", "would_fit": "-"}
    facts["fitting_base"] = _written(_fitting_bases(count, percent))
    yield Finding(Code.PERCENT_UNEXPLAINED, {**facts, "subject": result.number}, stops=False)


def _explained(count: int, percent: Decimal, base: Bounds) -> bool:
    if base.exact:
        return _rounds_to(count, base.at_least, percent)
    fitting = _fitting_bases(count, percent)
    at_most = LARGEST_BASE if base.at_most is None else base.at_most
    return max(base.at_least, fitting.start) <= min(at_most, fitting.stop - 1)


def _rounds_to(count: int, of: int, percent: Decimal) -> bool:
    """Whether a share, rounded half up to as many decimals as are printed, is the printed percentage."""
    exponent = percent.as_tuple().exponent
    assert isinstance(exponent, int)
    scale: int = 10 ** max(0, -exponent)
    printed = 2 * int(percent * scale)
    # The limits of `_rounding` multiplied out: every printed figure passes here, so no fractions are made.
    return (printed - 1) * of <= 200 * scale * count < (printed + 1) * of


def _rounding(percent: Decimal) -> tuple[Fraction, Fraction]:
    """The shares that are printed as this percentage: from the first up to below the second."""
    decimals = len(f"{percent:f}".partition(".")[2])
    half = Fraction(1, 2 * 10**decimals)
    return (Fraction(percent) - half) / 100, (Fraction(percent) + half) / 100


def _fitting_counts(percent: Decimal, of: int) -> range:
    """The counts out of `of` that are printed as this percentage."""
    least, below = _rounding(percent)
    return range(max(0, _ceiling(least * of)), min(of, _ceiling(below * of) - 1) + 1)


def _fitting_bases(count: int, percent: Decimal) -> range:
    """The bases of which `count` is printed as this percentage."""
    least, below = _rounding(percent)
    largest = LARGEST_BASE if least <= 0 or count == 0 else min(LARGEST_BASE, count // least)
    if count == 0 and least > 0:
        return range(0)
    return range(max(count, 1, _floor(count / below) + 1), largest + 1)


def _written(fitting: range) -> str:
    """Nothing, one number, or the first and the last."""
    if len(fitting) < 2:
        return str(fitting[0]) if fitting else "-"
    return f"{fitting[0]}–{fitting[-1]}"


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


def _ceiling(value: Fraction) -> int:
    return -_floor(-value)


def _reveals(result: ListedResult, small: tuple[SmallBody, ...]) -> Iterator[Finding]:
    """A unanimous result tells everyone how each person voted; all but one tells it to that one."""
    total, largest = sum(result.counts.values()), max(result.counts.values(), default=0)
    if total and total - largest <= 1 and any(total < clause.ballots_below for clause in small):
        yield Finding(Code.REVEALS_VOTES, {"name": result.name, "subject": result.number, "ballots": total}, stops=False)
