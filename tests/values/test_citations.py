"""Citations, and how far a clause reaches that nobody has read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.values.citations import ClauseRef, KnownFrom, Severity, capped
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Misused


@pytest.mark.parametrize(
    ("known_from", "severity", "shown"),
    [
        (KnownFrom.TEXT, Severity.MUST_ACT, Severity.MUST_ACT),
        (KnownFrom.TEXT, Severity.CONSIDER, Severity.CONSIDER),
        (KnownFrom.TEXT, Severity.NOTE, Severity.NOTE),
        (KnownFrom.PRESS, Severity.MUST_ACT, Severity.CONSIDER),
        (KnownFrom.PRESS, Severity.CONSIDER, Severity.CONSIDER),
        (KnownFrom.PRESS, Severity.NOTE, Severity.NOTE),
        (KnownFrom.UNVERIFIED, Severity.MUST_ACT, Severity.NOTE),
        (KnownFrom.UNVERIFIED, Severity.CONSIDER, Severity.NOTE),
        (KnownFrom.UNVERIFIED, Severity.NOTE, Severity.NOTE),
    ],
)
def test_a_flag_is_no_heavier_than_the_knowledge_of_its_clause(known_from: KnownFrom, severity: Severity, shown: Severity) -> None:
    assert capped(severity, known_from) is shown


def test_severities_grow_from_note_to_must_act() -> None:
    assert Severity.NOTE.weight < Severity.CONSIDER.weight < Severity.MUST_ACT.weight


@pytest.mark.parametrize("text", ["vn/96-2023-QH15#12.2", "vn/96-QD-TW-2023#11.3", "hcmc/own-1#outcome-a", "product/votes-1#small-body"])
def test_a_citation_is_read_as_it_is_written(text: str) -> None:
    assert str(ClauseRef.parse(text)) == text


def test_both_halves_of_a_citation_are_kept() -> None:
    assert ClauseRef.parse("vn/96-2023-QH15#12.2") == ClauseRef("vn/96-2023-QH15", "12.2")


@pytest.mark.parametrize(
    "text", ["", "#", "vn/96-2023-QH15", "vn/96-2023-QH15#", "#12.2", "96-2023-QH15#12.2", "VN/96#1", "vn/#1", "vn/a b#1"]
)
def test_half_a_citation_is_refused(text: str) -> None:
    with pytest.raises(Misused) as refusal:
        ClauseRef.parse(text)

    assert refusal.value.code is Code.CODE_UNREADABLE


@given(st.from_regex(r"[a-z][a-z0-9]{0,5}/[A-Za-z0-9][A-Za-z0-9.-]{0,30}", fullmatch=True), st.from_regex(r"[a-z0-9.-]+", fullmatch=True))
def test_every_citation_that_can_be_written_can_be_read(regulation: str, clause: str) -> None:
    ref = ClauseRef(regulation, clause)
    assert ClauseRef.parse(str(ref)) == ref
