"""Texts are adopted whole, once for each day; a clause is confirmed of the newest text."""

from datetime import date

import pytest

from cadre_ledger.domain import rules
from cadre_ledger.domain.rules import (
    AdoptRegulations,
    ClauseConfirmed,
    ConfirmClause,
    IndexedText,
    RegulationAdopted,
    RulebookAmended,
    TextToAdopt,
    boundary,
    decide,
)
from cadre_ledger.domain.shapes import Event
from cadre_ledger.rulebook.rulebook import rulebook_digest, text_digest
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Misused, NotFound, Unreadable
from deciding import NO_RULES, given, refusal
from ledgers import TODAY, adoption
from regulations import PLAIN, PLAIN_TEXT, TWICE, TWICE_TEXT, outcome, text

SINCE = date(2010, 1, 1)
NEWER = PLAIN_TEXT + "\n# newer\n"


def index_line(regulation: str, of: str, since: date = SINCE) -> IndexedText:
    return IndexedText(regulation=regulation, digest=text_digest(of.encode()), effective_on=since)


def adopted(regulation: str, of: str, since: date = SINCE) -> RegulationAdopted:
    return RegulationAdopted(regulation=regulation, digest=text_digest(of.encode()), effective_on=since, text=of)


def amended(*lines: IndexedText, name: str = "own") -> RulebookAmended:
    return RulebookAmended(name=name, digest=rulebook_digest((line.regulation, line.digest) for line in lines), texts=lines)


LINE = index_line(PLAIN, PLAIN_TEXT)
ADOPTED: list[Event] = [adopted(PLAIN, PLAIN_TEXT), amended(LINE)]
TWO_TEXTS: list[Event] = [*ADOPTED, adopted(PLAIN, NEWER), amended(LINE, index_line(PLAIN, NEWER))]


def confirm(clause: str) -> ConfirmClause:
    return ConfirmClause(on=TODAY, clause=clause, read_by="Chair", read_where="Gazette")


def confirmed(clause: str, of: str = PLAIN_TEXT) -> ClauseConfirmed:
    return ClauseConfirmed(regulation=PLAIN, clause=clause, digest=text_digest(of.encode()), read_by="Chair", read_where="Gazette")


# Adopting


def test_a_first_text_makes_a_rulebook_of_ones_own() -> None:
    command = adoption([PLAIN_TEXT])

    assert decide(command, given(rules, [], command), NO_RULES) == ADOPTED


def test_several_texts_are_one_amendment_with_the_name_it_is_given() -> None:
    command = AdoptRegulations(on=TODAY, texts=adoption([PLAIN_TEXT, TWICE_TEXT]).texts, name="state")

    assert decide(command, given(rules, [], command), NO_RULES) == [
        adopted(PLAIN, PLAIN_TEXT),
        adopted(TWICE, TWICE_TEXT),
        amended(LINE, index_line(TWICE, TWICE_TEXT), name="state"),
    ]


def test_a_newer_text_joins_the_older_in_the_index_and_the_name_stays() -> None:
    command = adoption([NEWER], since="2020-07")
    before = [ADOPTED[0], amended(LINE, name="state")]

    assert decide(command, given(rules, before, command), NO_RULES) == [
        adopted(PLAIN, NEWER, date(2020, 7, 1)),
        amended(LINE, index_line(PLAIN, NEWER, date(2020, 7, 1)), name="state"),
    ]


def test_the_name_of_a_rulebook_follows_its_newest_texts() -> None:
    first, second = ADOPTED[1], TWO_TEXTS[3]

    assert isinstance(first, RulebookAmended)
    assert isinstance(second, RulebookAmended)
    assert first.digest != second.digest
    assert second.digest == rulebook_digest([(PLAIN, text_digest(NEWER.encode()))])


def test_the_same_text_from_the_same_day_is_not_adopted_twice() -> None:
    assert refusal(rules, ADOPTED, adoption([PLAIN_TEXT])) is Code.SAME_TEXT_ADOPTED


def test_the_same_text_twice_in_one_adoption_is_refused() -> None:
    assert refusal(rules, [], adoption([PLAIN_TEXT, PLAIN_TEXT])) is Code.SAME_TEXT_ADOPTED


def test_the_same_text_may_be_adopted_for_another_day() -> None:
    command = adoption([PLAIN_TEXT], since="2012-01-01")

    assert len(decide(command, given(rules, ADOPTED, command), NO_RULES)) == 2


def test_a_text_that_cannot_be_read_is_refused_with_its_findings() -> None:
    command = AdoptRegulations(on=TODAY, texts=(TextToAdopt(on=TODAY, text="no regulation"),))

    with pytest.raises(Unreadable) as unreadable:
        boundary(command, rules.initial)

    assert unreadable.value.code is Code.RULES_NOT_TOML


def test_a_text_with_an_outcome_over_no_base_is_refused() -> None:
    command = adoption([text("test/odd", outcome("a", '{ low = { more_than = "1/2", of = "ballots_collected" } }'))])

    with pytest.raises(Unreadable) as unreadable:
        boundary(command, rules.initial)

    assert unreadable.value.code is Code.NO_SHARE_BASE


def test_an_adoption_reads_the_index_and_each_regulation_it_names_once() -> None:
    assert boundary(adoption([PLAIN_TEXT, NEWER, TWICE_TEXT]), rules.initial) == ("rulebook", "rules/test/plain", "rules/test/twice")


def test_an_adopted_text_holds_from_its_own_day_not_from_the_day_of_the_command() -> None:
    assert adopted(PLAIN, PLAIN_TEXT).dated(TODAY) == PartialDate.parse("2010-01-01")


# Confirming


def test_a_clause_that_was_read_is_confirmed_of_the_newest_text() -> None:
    command = confirm(f"{PLAIN}#two-thirds")

    assert decide(command, given(rules, TWO_TEXTS, command), NO_RULES) == [confirmed("two-thirds", NEWER)]


def test_a_clause_is_confirmed_once_for_each_text() -> None:
    command = confirm(f"{PLAIN}#two-thirds")

    assert refusal(rules, [*ADOPTED, confirmed("two-thirds")], command) is Code.ALREADY_CONFIRMED
    assert decide(command, given(rules, [*ADOPTED, confirmed("majority")], command), NO_RULES)
    assert decide(command, given(rules, [*TWO_TEXTS, confirmed("two-thirds")], command), NO_RULES)


def test_a_clause_of_a_regulation_never_adopted_is_not_found() -> None:
    assert refusal(rules, [ADOPTED[1]], confirm(f"{TWICE}#again")) is Code.NO_REGULATION


def test_a_clause_that_the_text_does_not_have_is_not_found() -> None:
    with pytest.raises(NotFound) as missing:
        decide(confirm(f"{PLAIN}#99"), given(rules, ADOPTED, confirm(f"{PLAIN}#99")), NO_RULES)

    assert missing.value.code is Code.NO_CLAUSE


@pytest.mark.parametrize("clause", ["", "test/plain", "#1", "test/plain#", "../x#1"])
def test_a_clause_that_is_not_named_in_full_is_misused(clause: str) -> None:
    with pytest.raises(Misused) as misused:
        boundary(confirm(clause), rules.initial)

    assert misused.value.code is Code.CODE_UNREADABLE
