"""What the tests of the rulebook are given: the shipped files, small regulations, and results of votes."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import cadre_ledger.rulebook
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact, ConclusionFact, SanctionFact, VoteFacts
from cadre_ledger.values.leaving import Conclusion
from cadre_ledger.values.periods import Period
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.sanctions import Form, Line
from cadre_ledger.values.tallies import Ballots, Level, VoteKind

ROOM = Path(cadre_ledger.rulebook.__file__).parent
SHIPPED = {str(path.relative_to(ROOM / "regulations").with_suffix("")): path for path in sorted((ROOM / "regulations").rglob("*.toml"))}
RULEBOOKS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOM / "rulebooks").glob("*.toml"))}

RES_35 = "vn/35-2012-QH13"
RES_85 = "vn/85-2014-QH13"
RES_96 = "vn/96-2023-QH15"
REG_262 = "vn/262-QD-TW-2014"
REG_96 = "vn/96-QD-TW-2023"
REG_366 = "vn/366-QD-TW-2025"
REG_124 = "vn/124-QD-TW-2023"
DEC_335 = "vn/335-2025-ND-CP"
DEC_90 = "vn/90-2020-ND-CP"
REG_377 = "vn/377-QD-TW-2025"
REG_80 = "vn/80-QD-TW-2022"
REG_41 = "vn/41-QD-TW-2021"
DEC_170 = "vn/170-2025-ND-CP"
RES_28 = "vn/28-NQ-TW-2022"
REG_69 = "vn/69-QD-TW-2022"
DEC_172 = "vn/172-2025-ND-CP"
REG_350 = "vn/350-QD-TW-2025"
REG_57 = "vn/57-QD-TW-2022"
RES_32 = "vn/32-NQ-TW-2014"

HEAD = """
[regulation]
id = "test/one"
title = { vi = "Thử", en = "Trial" }
issuer = "Tester"
authority = "state"
"""
BASE = """
[[clause]]
id = "base"
known_from = "unverified"
kind = "share_base"
of = "ballots_collected"
text = { vi = "Cơ sở", en = "Base" }
"""


@cache
def shipped(regulation: str) -> Regulation:
    """A regulation as it is shipped."""
    return parse(SHIPPED[regulation].read_bytes(), regulation)


def outcome(clause: str, when: str, *, severity: str = "consider", kind: str = "confidence_outcome", more: str = "") -> str:
    """The text of an outcome clause with a condition written in TOML."""
    return f"""
[[clause]]
id = "{clause}"
known_from = "unverified"
kind = "{kind}"
when = {when}
then = {{ flag = "low_confidence_majority", severity = "{severity}", course = ["resign"] }}
text = {{ vi = "Hệ quả", en = "Outcome" }}
{more}
"""


def regulation_of(*clauses: str) -> Regulation:
    """A small regulation, found good."""
    return parse("".join((HEAD, BASE, *clauses)).encode(), "test.toml")


def survey(
    low: int,
    *,
    high: int = 0,
    confidence: int = 0,
    ballots: Ballots,
    sums: tuple[int, ...] = (),
    held_on: str = "2023-12-13",
    earlier: tuple[VoteFacts, ...] | None = (),
) -> VoteFacts:
    """One person's result in a survey of confidence; by default nothing earlier is known to have been."""
    counts = {Level.HIGH: high, Level.CONFIDENCE: confidence, Level.LOW: low}
    marks = (*sums, sum(counts.values()))
    return VoteFacts(VoteKind.CONFIDENCE, PartialDate.parse(held_on), ballots, counts, marks, earlier)


def binding(no_confidence: int, *, confidence: int = 0, ballots: Ballots) -> VoteFacts:
    """One person's result in a binding vote."""
    counts = {Level.CONFIDENCE: confidence, Level.NO_CONFIDENCE: no_confidence}
    return VoteFacts(VoteKind.BINDING, PartialDate.parse("2023-12-13"), ballots, counts, (confidence + no_confidence,), ())


def sanction(
    announced_on: str,
    form: Form = Form.REPRIMAND,
    line: Line = Line.PARTY,
    *,
    entry: int = 1,
    public_duty: bool | None = None,
    **days: str,
) -> SanctionFact:
    """One disciplinary decision; further days by name, such as `annulled_on`."""
    more = {name: PartialDate.parse(day) for name, day in days.items()}
    return SanctionFact(entry, line, form, PartialDate.parse(announced_on), public_duty, **more)


def concluded(conclusion: Conclusion, on: str = "2026-05-04", *, entry: int = 1, annulled_on: str | None = None) -> ConclusionFact:
    """One conclusion of the authority."""
    return ConclusionFact(entry, conclusion, PartialDate.parse(on), PartialDate.parse(annulled_on) if annulled_on else None)


def classified(year: int, level: Quality, *, entry: int = 1, decided_on: str = "", annulled_on: str | None = None) -> ClassificationFact:
    """One decided classification of a year, by default decided in the January after it."""
    day = PartialDate.parse(decided_on or f"{year + 1}-01-15")
    return ClassificationFact(
        entry, Period.parse(str(year)), level, day, annulled_on=PartialDate.parse(annulled_on) if annulled_on else None
    )


DAYS: SearchStrategy[date] = st.dates(date(2019, 1, 1), date(2031, 1, 1))
PARTIAL_DAYS: SearchStrategy[PartialDate] = st.builds(
    lambda day, length: PartialDate.parse(day.isoformat()[:length]), DAYS, st.sampled_from([4, 7, 10])
)
MAYBE_DAYS = st.none() | PARTIAL_DAYS
SANCTIONS: SearchStrategy[SanctionFact] = st.builds(
    SanctionFact,
    entry=st.integers(1, 50),
    line=st.sampled_from(Line),
    form=st.sampled_from(Form),
    announced_on=PARTIAL_DAYS,
    public_duty=st.sampled_from([True, False, None]),
    complained_on=MAYBE_DAYS,
    complaint_decided_on=MAYBE_DAYS,
    ended_on=MAYBE_DAYS,
    annulled_on=MAYBE_DAYS,
)


Judged = TypeVar("Judged")


def constant_until_next_change(
    judge: Callable[[date], Judged], next_change: Callable[[Judged], date | None], as_of: date, data: st.DataObject
) -> None:
    """What is judged on a day holds on every later day before its next change."""
    first = judge(as_of)
    until = next_change(first)
    assert until is None or until > as_of
    day = data.draw(st.dates(as_of, until - timedelta(days=1) if until else date(2040, 1, 1)))
    assert judge(day) == first


def everyone(number: int) -> Ballots:
    """A session in which every member was summoned, came, and handed in a ballot."""
    return Ballots(number, number, number, number, number)
