"""The desk: two clocks. As of a day nothing later holds; known at a cut nothing later is known, whatever is recorded since."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import CloseBody, CorrectBody, RenameBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.rules import AdoptRegulations, ConfirmClause, TextToAdopt
from cadre_ledger.domain.votes import CorrectVote, LinkSubject
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.rulefiles import shipped_regulation
from cadre_ledger.procedures import reading
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.explaining import explain_vote
from cadre_ledger.procedures.rulebooks import rules_list, rules_show
from cadre_ledger.procedures.upkeep import status, views_check
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Misused, NotFound
from councils import (
    CODES,
    FOUNDED,
    NOW,
    RES_85,
    RES_96,
    TODAY,
    VINH_PHUC,
    copied,
    council,
    desk,
    do,
    result,
    row,
    said,
    shown,
    table,
    take,
    take_published,
)
from ledgers import Clock

DA_NANG, KHANH_HOA = "hdnd-danang-2014-12.csv", "hdnd-khanhhoa-2014-12.csv"
FIRST, HEAD = FOUNDED + 4, FOUNDED + 8
VP, DN = CODES[VINH_PHUC], CODES[DA_NANG]
Ask = Callable[[Desk], Any]

ASKED: dict[str, Ask] = {
    "vote list": lambda desk: reading.vote_list(desk, None, None),
    "vote result": lambda desk: reading.vote_result(desk, DN, said),
    "vote show": lambda desk: reading.vote_show(desk, DN, said),
    "rank": lambda desk: reading.rank(desk, DN),
    "flags": lambda desk: reading.flags(desk, None, None, None),
    "explain": lambda desk: explain_vote(desk, DN, "1"),
    "body list": lambda desk: reading.body_list(desk, None, None),
    "cadre list": lambda desk: reading.cadre_list(desk, None, None, None),
    "rules list": rules_list,
    "rules show": lambda desk: rules_show(desk, RES_96),
    "status": status,
}


def at(day: str) -> Clock:
    """A clock that shows nine in the morning in Hà Nội."""
    return Clock(datetime.fromisoformat(f"{day}T02:00+00:00").astimezone(UTC))


@pytest.fixture
def directory(tmp_path: Path, made: Directory) -> Directory:
    """A copy of it."""
    return copied(made, tmp_path / "a.ledger")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Founded on 1 May 2026; Đà Nẵng recorded on 2 May, Vĩnh Phúc on 4 May."""
    made = council(tmp_path_factory.mktemp("desk") / "a.ledger", clock=at("2026-05-01"))
    take_published(made, DA_NANG, clock=at("2026-05-02"))
    take_published(made, VINH_PHUC, clock=at("2026-05-04"))
    return made


def refused(directory: Directory, ask: Ask, **clocks: Any) -> Code:
    with pytest.raises(LedgerError) as error, desk(directory, **clocks) as opened:
        ask(opened)
    return error.value.code


# as of


@pytest.mark.parametrize(
    ("as_of", "listed"),
    [
        ("2014-11-30", []),
        ("2014-12-01", [DN]),
        ("2014-12-31", [DN]),
        ("2023-12-12", [DN]),
        ("2023-12-13", [DN, VP]),
        (None, [DN, VP]),
    ],
)
def test_a_vote_is_there_from_its_first_possible_day(directory: Directory, as_of: str | None, listed: list[str]) -> None:
    with desk(directory, as_of=as_of) as opened:
        assert [each.code for each in reading.vote_list(opened, None, None).votes] == listed
        assert opened.as_of.isoformat() == (as_of or "2026-05-10")


@pytest.mark.parametrize(
    ("as_of", "statuses", "missing"),
    [
        ("2014-12-01", {"undetermined"}, {("held_on",)}),
        ("2014-12-30", {"undetermined"}, {("held_on",)}),
        ("2014-12-31", {"none"}, {()}),
    ],
)
def test_inside_a_month_it_cannot_be_told_whether_the_vote_had_been_held(
    directory: Directory, as_of: str, statuses: set[str], missing: set[tuple[str, ...]]
) -> None:
    found = result(directory, DN, as_of=as_of).results

    assert {each.outcome.status for each in found} == statuses
    assert {each.outcome.missing for each in found} == missing


@pytest.mark.parametrize("name", ["vote result", "vote show", "rank", "explain"])
def test_before_its_month_a_vote_answers_not_yet(directory: Directory, name: str) -> None:
    assert refused(directory, ASKED[name], as_of="2014-11-30") is Code.NOT_YET


def test_a_flag_inside_the_month_cannot_be_ruled_out_and_afterwards_is_up(directory: Directory) -> None:
    code = take(directory, table(row("A", 1, 0, 46, session_date="2023-12", issued=47)), clock=at("2026-05-05")).sessions[0]
    up = {}
    for day in ("2023-11-30", "2023-12-05", "2023-12-31"):
        with desk(directory, as_of=day) as opened:
            up[day] = [(each.session, each.status) for each in reading.flags(opened, None, None, None).flags]

    assert up["2023-11-30"] == []
    assert up["2023-12-05"] == [(code, "undetermined")]
    assert up["2023-12-31"] == [(code, "applies"), (VP, "applies")]


@pytest.mark.parametrize("name", [name for name in ASKED if name != "status"])
def test_a_vote_held_later_changes_no_answer_as_of_an_earlier_day(directory: Directory, name: str) -> None:
    def answer() -> dict[str, Any]:
        with desk(directory, as_of="2015-06-30") as opened:
            return shown(ASKED[name](opened), without=frozenset({"ledger", "known_at"}))

    before = answer()
    # Of a body that is known, so that nothing but the vote is new.
    rows = [row(f"Người {each}", 1, 0, 46, council="HĐND TP Đà Nẵng", session_date="2023-12-20", issued=47) for each in range(3)]
    take(directory, table(*rows), clock=at("2026-05-06"))

    assert answer() == before


def test_a_body_is_listed_and_shown_under_the_name_of_the_day(directory: Directory) -> None:
    code = result(directory, VP).session.body_code
    do(directory, RenameBody(on=PartialDate.parse("2025-07-01"), body=code, name="HĐND tỉnh Phú Thọ", reason="NQ 202/2025/QH15"))

    def called(day: str) -> set[str]:
        with desk(directory, as_of=day) as opened:
            listed = next(each.name for each in reading.body_list(opened, None, None).bodies if each.code == code)
            return {listed, reading.body_show(opened, code).body.name}

    assert called("2025-06-30") == {"HĐND tỉnh Vĩnh Phúc"}
    assert called("2025-07-01") == {"HĐND tỉnh Phú Thọ"}
    # A vote keeps the name of its own day.
    assert result(directory, VP).session.body == "HĐND tỉnh Vĩnh Phúc"


# known at


@pytest.mark.parametrize(
    ("known_at", "entry"),
    [
        ("2026-05-01", FOUNDED),
        ("2026-05-02", FIRST),
        ("2026-05-03", FIRST),
        ("2026-05-04", HEAD),
        ("2026-05", HEAD),
        ("2026", HEAD),
        ("9999-12-31", HEAD),
        ("01/05/2026", FOUNDED),
        (f"#{FOUNDED}", FOUNDED),
        (f"#{HEAD}", HEAD),
        (f"{FOUNDED}", FOUNDED),
        (f"{FIRST:05}", FIRST),
        ("2026-05-02T01:59:59+00:00", FOUNDED),
        ("2026-05-02T02:00:00+00:00", FIRST),
        ("2026-05-02T08:59:59", FOUNDED),  # Without an offset in the ledger's own time.
        ("2026-05-02T09:00:00", FIRST),
        ("2026-05-02T03:00:00Z", FIRST),
    ],
)
def test_a_cut_is_a_day_an_instant_or_an_entry(directory: Directory, known_at: str, entry: int) -> None:
    with desk(directory, known_at=known_at) as opened:
        assert opened.cut.entry == entry


def test_the_end_of_a_day_is_that_of_the_ledgers_time_zone(directory: Directory) -> None:
    # 17:30 in UTC on the ninth is already the tenth in Hà Nội.
    take(directory, table(row("A", 9, 1, 0, issued=10)), clock=Clock(datetime(2026, 5, 9, 17, 30, tzinfo=UTC)))

    for day, entry in (("2026-05-09", HEAD), ("2026-05-10", HEAD + 4)):
        with desk(directory, known_at=day) as opened:
            assert opened.cut.entry == entry


@pytest.mark.parametrize("known_at", ["#0", "0", f"#{HEAD + 1}", f"{HEAD + 1}", "#999999999999999999", "99999999999"])
def test_an_entry_that_is_not_there_is_not_found(directory: Directory, known_at: str) -> None:
    assert refused(directory, status, known_at=known_at) is Code.NO_ENTRY


@pytest.mark.parametrize(
    "known_at", ["", "yesterday", "#", "#-1", "-1", "2026-13-01", "1e3", "٩", "0001-01-01T00:00", "9999-12-31T23:00-14:00", "9" * 5000]
)
def test_what_is_no_cut_is_a_misuse(directory: Directory, known_at: str) -> None:
    with pytest.raises(Misused) as error, desk(directory, known_at=known_at):
        pass
    assert error.value.code is Code.CUT_UNREADABLE


def test_before_the_founding_nothing_was_known(directory: Directory) -> None:
    with pytest.raises(NotFound) as error, desk(directory, known_at="2026-04-30"):
        pass
    assert error.value.code is Code.NOT_YET


def test_what_was_recorded_later_was_not_known(directory: Directory) -> None:
    assert refused(directory, lambda desk: reading.vote_result(desk, VP, said), known_at="2026-05-03") is Code.NO_SESSION
    with desk(directory, known_at="2026-05-03") as opened:
        assert [each.code for each in reading.vote_list(opened, None, None).votes] == [DN]
        assert status(opened).counts["session"] == 1


def much_more(directory: Directory) -> None:
    """Everything that can be recorded, recorded."""
    take_published(directory, KHANH_HOA, clock=at("2026-05-06"))
    with desk(directory) as opened:
        (dn,) = (each for each in reading.body_list(opened, None, None).bodies if each.name == "HĐND TP Đà Nẵng")
    text = shipped_regulation(RES_96).text.decode().replace("2/3", "3/5")
    clock = at("2026-05-07")
    do(directory, RegisterCadre(on=TODAY, name="Trần Thọ"), RegisterCadre(on=TODAY, name="Tran Tho"), clock=clock)
    do(directory, LinkSubject(on=TODAY, session=DN, subject=1, cadre="C000001", ground="known"), clock=clock)
    do(directory, MergeCadre(on=TODAY, cadre="C000002", into="C000001", reason="twice"), clock=clock)
    do(
        directory,
        CorrectVote(on=TODAY, session=DN, corrects=FOUNDED + 3, changes=((1, "low", 2), (1, "high", 43)), reason="slip"),
        clock=clock,
    )
    do(directory, RenameBody(on=PartialDate.parse("2014-01-01"), body=dn.code, name="Tên khác", reason="slip"), clock=clock)
    do(directory, CorrectBody(on=TODAY, body=dn.code, corrects=FOUNDED + 1, name="Tên sửa", reason="slip"), clock=clock)
    do(directory, CloseBody(on=PartialDate.parse("2015-01-01"), body=dn.code, reason="merged"), clock=clock)
    do(directory, AdoptRegulations(on=TODAY, texts=(TextToAdopt(on=PartialDate.parse("2010-01-01"), text=text),)), clock=clock)
    do(directory, ConfirmClause(on=PartialDate.parse("2010-01-01"), clause=f"{RES_85}#outcome-a", read_by="A", read_where="B"), clock=clock)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("known_at", ["2026-05-04", f"#{FIRST}"])
def test_what_was_known_at_a_cut_never_changes(directory: Directory, name: str, known_at: str) -> None:
    def answer() -> dict[str, Any]:
        with desk(directory, known_at=known_at) as opened:
            # How far the read models are is no part of what was known.
            return shown(ASKED[name](opened), without=frozenset({"views_entry"}))

    before = answer()
    much_more(directory)

    assert answer() == before


def test_the_read_models_answer_as_a_fold_of_the_same_history(directory: Directory) -> None:
    much_more(directory)
    with desk(directory) as opened:
        head = opened.cut.entry
        fresh = {name: shown(ask(opened), without=frozenset({"ledger", "known_at", "views_entry"})) for name, ask in ASKED.items()}
        assert views_check(opened).ok
    do(directory, RegisterCadre(on=TODAY, name="Người sau"))
    with desk(directory, as_of="2026-05-10", known_at=f"#{head}") as opened:
        folded = {name: shown(ask(opened), without=frozenset({"ledger", "known_at", "views_entry"})) for name, ask in ASKED.items()}

    assert folded == fresh


@pytest.mark.parametrize("as_of", ["2014-12-05", "2015-06-30", "2024-01-01", "2026-05-09", "2030-01-01"])
def test_lists_as_of_another_day_are_judged_for_that_day_by_fold_and_read_models_alike(directory: Directory, as_of: str) -> None:
    def lists(known_at: str | None) -> Any:
        with desk(directory, as_of=as_of, known_at=known_at) as opened:
            return [shown(ASKED[name](opened), without=frozenset({"ledger", "known_at"})) for name in ("vote list", "flags", "body list")]

    before = lists(None)
    do(directory, RegisterCadre(on=TODAY, name="Người sau"))

    assert lists(f"#{HEAD}") == before
    assert lists(None)[:2] == before[:2]


# the rulebook in time


def changed(find: str, replaced: str, day: str) -> AdoptRegulations:
    """Resolution 96/2023 with a changed figure, to rule from a day on."""
    text = shipped_regulation(RES_96).text.decode()
    assert find in text
    return AdoptRegulations(on=TODAY, texts=(TextToAdopt(on=PartialDate.parse(day), text=text.replace(find, replaced)),))


@pytest.mark.parametrize("day", ["2010-01-01", "2023-12-01", "2025-01-01"])
def test_adopting_a_changed_text_moves_nothing_that_was_begun_under_the_old_one(directory: Directory, day: str) -> None:
    def answers() -> list[dict[str, Any]]:
        with desk(directory) as opened:
            asked = (reading.vote_result(opened, VP, said), explain_vote(opened, VP, "4"), reading.flags(opened, None, None, None))
            return [shown(each, without=frozenset({"ledger", "known_at", "rulebook"})) for each in asked]

    before = answers()
    with desk(directory) as opened:
        old = opened.rulebook.rulebook.digest
    do(directory, changed('more_than = "1/2"', 'more_than = "3/5"', day))

    assert answers() == before
    with desk(directory) as opened:
        assert opened.rulebook.rulebook.digest != old


@pytest.mark.parametrize(
    ("held_on", "status"),
    [
        ("2024-12-31", "applies"),  # before the changed text rules
        ("2025-01-01", "none"),  # 25 of 47 is less than three fifths
    ],
)
def test_a_later_vote_is_judged_by_the_text_that_rules_its_day(directory: Directory, held_on: str, status: str) -> None:
    do(directory, changed('more_than = "1/2"', 'more_than = "3/5"', "2025-01-01"))
    rows = (row("A", 19, 2, 25, session_date=held_on, issued=47), row("B", 47, 0, 0, session_date=held_on, issued=47))
    code = take(directory, table(*rows)).sessions[0]

    assert result(directory, code).results[0].outcome.status == status


def test_reading_a_clause_lifts_its_cap_from_that_day_on(directory: Directory) -> None:
    code = take(directory, table(row("A", 1, 0, 46, session_date="2018-12-20", delegates_total=47)), RES_85).sessions[0]
    do(
        directory,
        ConfirmClause(on=PartialDate.parse("2026-05-08"), clause=f"{RES_85}#outcome-b", read_by="Ban Pháp chế", read_where="Công báo"),
    )

    def weighs(day: str) -> tuple[str | None, str | None, str | None]:
        with desk(directory, as_of=day) as opened:
            answer = explain_vote(opened, code, "1")
            up = reading.flags(opened, None, None, None).flags
        assert [each.severity for each in up if each.session == code] == [answer.conclusion.severity]
        assert answer.clause is not None
        return answer.conclusion.severity, answer.conclusion.severity_written, answer.clause.known_from

    assert weighs("2026-05-07") == ("consider", "must_act", "press")
    assert weighs("2026-05-08") == ("must_act", "must_act", "text")
    with desk(directory) as opened:
        (confirmed,) = rules_show(opened, RES_85).confirmed
    assert (confirmed.clause, confirmed.effective_on, confirmed.read_by) == ("outcome-b", "2026-05-08", "Ban Pháp chế")


def test_a_confirmation_that_begins_tomorrow_is_judged_tomorrow(directory: Directory) -> None:
    code = take(directory, table(row("A", 1, 0, 46, session_date="2018-12-20", delegates_total=47)), RES_85).sessions[0]
    do(directory, ConfirmClause(on=PartialDate.parse("2026-05-11"), clause=f"{RES_85}#outcome-b", read_by="A", read_where="B"))

    def weights(now: datetime) -> list[str]:
        with desk(directory, now=now) as opened:
            return [each.severity for each in reading.flags(opened, None, None, None).flags if each.session == code]

    assert weights(NOW) == ["consider"]
    assert weights(NOW + timedelta(days=1)) == ["must_act"]


# pages of lists


def test_lists_come_in_pages_that_join_without_a_gap(directory: Directory) -> None:
    do(directory, *(RegisterCadre(on=TODAY, name=f"Người {each}") for each in range(7)))
    with desk(directory) as opened:
        whole = [each.code for each in reading.cadre_list(opened, None, None, None).cadres]
        pages: list[str] = []
        while page := reading.cadre_list(opened, None, 3, pages[-1] if pages else None).cadres:
            assert len(page) <= 3
            pages += [each.code for each in page]
        flag = reading.flags(opened, None, None, None).flags[0].id
        assert reading.flags(opened, None, None, flag).flags == ()
        assert reading.flags(opened, None, None, "no such flag").flags == ()

    assert pages == whole == [f"C{number:06d}" for number in range(1, 8)]


def test_names_are_found_without_accents(directory: Directory) -> None:
    do(directory, *(RegisterCadre(on=TODAY, name=name) for name in ("Nguyễn Hoà", "Đỗ Hòa", "Lê Ba")))
    with desk(directory) as opened:
        found = [each.name for each in reading.cadre_list(opened, "hoa", None, None).cadres]

    assert found == ["Nguyễn Hoà", "Đỗ Hòa"]


def test_a_cadre_is_found_by_code_or_own_number_in_any_case(directory: Directory) -> None:
    do(directory, RegisterCadre(on=TODAY, name="Nguyễn Văn A", own_number="vp-1"))
    with desk(directory) as opened:
        assert {opened.cadre(each).code for each in ("C000001", "c000001", "VP-1", "vp-1")} == {"C000001"}
        for missing in ("C000002", "VP-2"):
            with pytest.raises(NotFound):
                opened.cadre(missing)
