"""What the tests of the rulebook are given: the shipped files, small regulations, and results of votes."""

import tomllib
from pathlib import Path

import cadre_ledger.rulebook
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import VoteFacts
from cadre_ledger.values.tallies import Ballots, Level, VoteKind

ROOM = Path(cadre_ledger.rulebook.__file__).parent
SHIPPED = {str(path.relative_to(ROOM / "regulations").with_suffix("")): path for path in sorted((ROOM / "regulations").rglob("*.toml"))}
RULEBOOKS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOM / "rulebooks").glob("*.toml"))}

RES_35 = "vn/35-2012-QH13"
RES_85 = "vn/85-2014-QH13"
RES_96 = "vn/96-2023-QH15"
REG_262 = "vn/262-QD-TW-2014"
REG_96 = "vn/96-QD-TW-2023"

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


def everyone(number: int) -> Ballots:
    """A session in which every member was summoned, came, and handed in a ballot."""
    return Ballots(number, number, number, number, number)
