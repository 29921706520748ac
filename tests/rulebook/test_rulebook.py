"""A rulebook: which text rules a day, what the set is called, and what the council has read."""

import hashlib
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_ledger.rulebook.outcomes import judge
from cadre_ledger.rulebook.rulebook import AdoptedText, Confirmation, Rulebook, rulebook_digest, text_digest
from cadre_ledger.values.citations import KnownFrom, Severity, capped
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import Ballots
from rulebook.given import RES_85, RES_96, SHIPPED, survey

OLD = AdoptedText("vn/one", "old", date(2018, 1, 1), entry=1)
NEW = AdoptedText("vn/one", "new", date(2023, 7, 1), entry=2)
REVISED = AdoptedText("vn/one", "revised", date(2023, 7, 1), entry=3)
BACKDATED = AdoptedText("vn/one", "backdated", date(2020, 1, 1), entry=4)
OTHER = AdoptedText("vn/two", "other", date(2018, 1, 1), entry=5)
adopted_texts = st.lists(
    st.builds(AdoptedText, st.sampled_from(["vn/one", "vn/two"]), st.sampled_from("abcdef"), st.dates(), st.integers(1, 10**6)),
    max_size=6,
    unique_by=lambda each: each.entry,
)


def chosen(rulebook: Rulebook, day: str, regulation: str = "vn/one") -> str | None:
    text = rulebook.chosen(regulation, PartialDate.parse(day))
    return None if text is None else text.digest


@pytest.mark.parametrize(
    ("adopted", "day", "digest"),
    [
        ((OLD, NEW), "2018-01-01", "old"),
        ((OLD, NEW), "2023-06-30", "old"),
        ((OLD, NEW), "2023-07-01", "new"),
        ((OLD, NEW), "2023-07", "new"),
        ((OLD, NEW), "2023", "new"),
        ((OLD, NEW), "2017-12-31", "old"),
        ((OLD, NEW, REVISED), "2023-12-13", "revised"),
        ((OLD, NEW, BACKDATED), "2023-12-13", "new"),
        ((OLD, NEW, BACKDATED), "2021-01-01", "backdated"),
        ((NEW,), "2018-10-25", "new"),
        ((NEW, REVISED), "2018-10-25", "new"),
        ((OTHER,), "2023-12-13", None),
        ((), "2023-12-13", None),
    ],
)
def test_the_text_in_effect_last_rules_a_day_else_the_first(adopted: tuple[AdoptedText, ...], day: str, digest: str | None) -> None:
    assert chosen(Rulebook(adopted), day) == digest


@given(adopted_texts, st.dates())
def test_the_choice_does_not_depend_on_the_order_of_the_index(adopted: list[AdoptedText], day: date) -> None:
    on = PartialDate.on(day)
    assert Rulebook(tuple(adopted)).chosen("vn/one", on) == Rulebook(tuple(reversed(adopted))).chosen("vn/one", on)


@given(adopted_texts, st.dates(), st.integers(1, 400))
def test_a_text_of_a_later_day_moves_no_earlier_choice(adopted: list[AdoptedText], day: date, later: int) -> None:
    on = PartialDate.on(day)
    before = Rulebook(tuple(adopted)).chosen("vn/one", on)
    if before is None or day.toordinal() + later > date.max.toordinal():
        return
    newest = AdoptedText("vn/one", "later", max(before.effective_on, date.fromordinal(day.toordinal() + later)), entry=10**7)
    assert Rulebook((*adopted, newest)).chosen("vn/one", on) == before


def test_a_text_is_found_by_its_digest_and_parsed() -> None:
    text = SHIPPED[RES_96].read_bytes()
    rulebook = Rulebook(texts={text_digest(text): text})

    assert rulebook.regulation(text_digest(text)).id == RES_96


def test_a_digest_that_was_never_adopted_is_not_found() -> None:
    with pytest.raises(KeyError):
        Rulebook().regulation("0" * 64)


def test_a_session_keeps_the_text_it_was_begun_under() -> None:
    """Half of the ballots becomes a third in a later text; the old digest still judges as it did."""
    old = SHIPPED[RES_96].read_bytes()
    new = old.replace(b'more_than = "1/2", less_than = "2/3"', b'more_than = "1/3", less_than = "2/3"')
    rulebook = Rulebook(texts={text_digest(text): text for text in (old, new)})
    facts = survey(20, ballots=Ballots(collected=47))

    assert judge(rulebook.regulation(text_digest(old)), facts).applied is None
    assert judge(rulebook.regulation(text_digest(new)), facts).applied is not None


def test_the_digest_of_a_text_is_its_sha_256() -> None:
    assert text_digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_digest_of_a_rulebook_is_over_its_sorted_lines() -> None:
    expected = hashlib.sha256(b"vn/one old\nvn/two other\n").hexdigest()

    assert Rulebook((OTHER, OLD)).digest == expected


def test_the_digest_changes_when_a_text_changes_and_only_then() -> None:
    assert Rulebook((OLD, OTHER)).digest != Rulebook((OLD, NEW, OTHER)).digest
    assert Rulebook((OLD, NEW, OTHER)).digest == Rulebook((NEW, OTHER)).digest
    assert Rulebook((OLD,)).digest != Rulebook((OLD, OTHER)).digest
    assert Rulebook().digest != Rulebook((OLD,)).digest


def test_the_digest_does_not_depend_on_the_order_of_the_regulations() -> None:
    pairs = [("vn/one", "a"), ("vn/two", "b"), ("vn/three", "c")]

    assert len({rulebook_digest(order) for order in permutations(pairs)}) == 1


def test_one_changed_byte_of_a_shipped_file_changes_the_digest() -> None:
    texts = {name: path.read_bytes() for name, path in SHIPPED.items()}
    before = rulebook_digest((name, text_digest(text)) for name, text in texts.items())
    texts[RES_85] += b"\n"

    assert rulebook_digest((name, text_digest(text)) for name, text in texts.items()) != before


@pytest.mark.parametrize(
    ("as_of", "known_from", "severity"),
    [
        (date(2026, 1, 9), KnownFrom.PRESS, Severity.CONSIDER),
        (date(2026, 1, 10), KnownFrom.TEXT, Severity.MUST_ACT),
        (date(2026, 1, 11), KnownFrom.TEXT, Severity.MUST_ACT),
    ],
)
def test_the_councils_reading_lifts_the_cap_from_its_day(as_of: date, known_from: KnownFrom, severity: Severity) -> None:
    rulebook = Rulebook(confirmations=(Confirmation("outcome-b", "digest", date(2026, 1, 10)),))

    found = rulebook.known_from("digest", "outcome-b", KnownFrom.PRESS, as_of)
    assert found is known_from
    assert capped(Severity.MUST_ACT, found) is severity


@pytest.mark.parametrize(("digest", "clause"), [("digest", "outcome-a"), ("other", "outcome-b")])
def test_a_reading_lifts_neither_another_clause_nor_another_text(digest: str, clause: str) -> None:
    rulebook = Rulebook(confirmations=(Confirmation("outcome-b", "digest", date(2026, 1, 10)),))

    assert rulebook.known_from(digest, clause, KnownFrom.UNVERIFIED, date(2027, 1, 1)) is KnownFrom.UNVERIFIED


@pytest.mark.parametrize(
    ("digest", "as_of", "expected"),
    [
        ("digest", date(2026, 1, 9), date(2026, 1, 10)),
        ("digest", date(2026, 1, 10), date(2026, 2, 1)),
        ("digest", date(2026, 2, 1), None),
        ("other", date(2026, 1, 1), None),
    ],
)
def test_the_next_confirmation_is_the_next_day_on_which_a_cap_may_lift(digest: str, as_of: date, expected: date | None) -> None:
    confirmations = (Confirmation("2", "digest", date(2026, 2, 1)), Confirmation("1", "digest", date(2026, 1, 10)))

    assert Rulebook(confirmations=confirmations).next_confirmation(digest, as_of) == expected
