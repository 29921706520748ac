"""What is said for every code, in both languages."""

import re
import string
from collections import defaultdict

import pytest

from cadre_ledger.values.codes import Code
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import MESSAGES, Message, describe, sentence
from sites import Site, sites, used

VI, EN = Words("vi"), Words("en")
SITES: dict[Code, list[Site]] = defaultdict(list)
for each in sites():
    SITES[each.code].append(each)


def placeholders(message: Message) -> set[str]:
    return {name for text in (message.what, message.next) for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_has_its_message() -> None:
    assert set(MESSAGES) == set(Code)
    assert all(message.what and message.next for message in MESSAGES.values())


def test_every_code_is_used() -> None:
    assert sorted(code.name for code in set(Code) - used()) == []


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
def test_every_fact_that_a_message_names_is_given_wherever_the_code_is_raised(code: Code) -> None:
    wanted = placeholders(MESSAGES[code])
    lacking = {site.place: sorted(wanted - site.facts) for site in SITES[code] if site.facts is not None and not wanted <= site.facts}

    assert lacking == {}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.name)
@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_a_message_with_its_facts_has_no_brace_left(words: Words, code: Code) -> None:
    message = describe(words, code, dict.fromkeys(placeholders(MESSAGES[code]), "x"))

    assert not re.search(r"[{}]", message.what + message.next)


def test_a_message_is_said_in_the_language_of_its_reader() -> None:
    facts = {"name": "Nguyễn Văn Mẫu", "subject": 4, "marks": 52, "bound": "issued", "number": 47}

    assert describe(EN, Code.SUM_OVER_BOUND, facts).what == "Nguyễn Văn Mẫu (no. 4) has 52 marks, more than ballots issued: 47."
    assert describe(VI, Code.SUM_OVER_BOUND, facts).what == "Nguyễn Văn Mẫu (số 4) có 52 phiếu, nhiều hơn số phiếu phát ra: 47."


@pytest.mark.parametrize(
    ("code", "facts", "expected"),
    [
        (Code.WRONG_VOTE_KIND, {"name": "A", "subject": 1, "kind": "binding"}, "bỏ phiếu tín nhiệm"),
        (Code.NO_SHARE_BASE, {"vote": "confidence"}, "lấy phiếu tín nhiệm"),
        (Code.COUNT_NEGATIVE, {"name": "A", "subject": 1, "level": "low", "count": -1}, "tín nhiệm thấp"),
        (Code.BASE_UNKNOWN, {"base": "ballots_collected", "at_least": 46, "at_most": 47}, "số phiếu thu về"),
        (Code.FUTURE_VOTE, {"held_on": "2026-12-01", "today": "2026-11-21"}, "01/12/2026"),
        (Code.BASIS_OUT_OF_FORCE, {"regulation": "vn/85-2014-QH13", "held_on": "2023-12"}, "12/2023"),
        (Code.TEXT_FORBIDDEN_CHARACTER, {"character": "combining marks"}, "quá nhiều dấu"),
        (Code.NETWORK_FILE_SYSTEM, {"path": "/mnt/x", "kind": "nfs4"}, "nfs4"),
    ],
)
def test_values_of_closed_sets_and_days_are_put_into_words(code: Code, facts: dict[str, object], expected: str) -> None:
    assert expected in describe(VI, code, facts).what


def test_percentages_are_written_as_the_language_does() -> None:
    facts = {
        "name": "A",
        "level": "low",
        "count": 25,
        "printed": "54.35",
        "of": 47,
        "expected": "53.19",
        "would_fit": "-",
        "fitting_base": "46",
    }

    assert "54,35%" in describe(VI, Code.PERCENT_UNEXPLAINED, facts).what
    assert "(expected: 53.19%)" in describe(EN, Code.PERCENT_UNEXPLAINED, facts).what
    assert "(expected: -)" in describe(EN, Code.PERCENT_UNEXPLAINED, {**facts, "expected": "-"}).what


def test_a_day_that_is_an_instant_stays_as_it_is() -> None:
    facts = {"session": "", "held_on": "2026-11-21T10:00:00.000000Z", "as_of": "2020"}

    assert "2026-11-21T10:00:00.000000Z" in describe(VI, Code.NOT_YET, facts).what


def test_a_fact_cannot_move_the_cursor_or_begin_a_line() -> None:
    said = describe(EN, Code.DATE_UNREADABLE, {"value": "\x1b[2J\u202eabc\n2024"}).what

    assert said == "“\\u001b[2J\\u202eabc\\u000a2024” is not a date."


def test_braces_in_a_fact_are_only_text() -> None:
    assert describe(EN, Code.CODE_UNREADABLE, {"value": "{path} {0}"}).what == "“{path} {0}” is not a code."


def test_a_fact_that_is_missing_stays_visible() -> None:
    assert describe(EN, Code.NO_CADRE, {}).what == "There is no cadre {cadre}."


def test_no_space_is_left_where_nothing_is_named() -> None:
    said = describe(EN, Code.LEDGER_NOT_NAMED, {"found": 0, "names": ""}).what

    assert said == said.strip()


def test_a_finding_is_one_sentence() -> None:
    finding = Finding(Code.COLUMN_MISSING, {"column": "source"}, Place("votes.csv", 1, "source"))

    assert sentence(EN, finding) == "The column source is missing."
    assert sentence(VI, finding) == "Thiếu cột source."
