"""The agenda: each kind of task on both sides of its day, in an order without names' rank; and the numbers above it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.absences import BeginAbsence, EndAbsence
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.domain.classifications import Classify, CorrectClassification, Notify, SetAsideClassification
from cadre_ledger.domain.periods import ClosePeriod, OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, Relieve
from cadre_ledger.domain.replacements import ConsiderReplacement, DecideReplacement
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import CloseUnit, EstablishUnit
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.agenda import agenda, in_order, overview, page, quick_parts, slow_parts
from cadre_ledger.procedures.answers import TaskPart
from cadre_ledger.procedures.lists import facts
from cadre_ledger.projections.tables import CADRES, FLAGS
from councils import copied, council, desk, do, row, shown, table, take, take_published
from invented import song_giang

ONE, TWO = "C000001", "C000002"
PARTY = "vn/80-QD-TW-2022#freeze-reprimand"


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Two people in a unit with a position each."""
    made = council(tmp_path_factory.mktemp("made") / "a.ledger", "party")
    do(
        made,
        *(make(RegisterCadre, name=name) for name in ("Nguyễn Văn Mẫu", "Trần Thị Thử")),
        make(EstablishUnit, unit="U1", name="Sở Thử", on="2010"),
        *(
            make(DefinePosition, post={"position": code, "title": "Giám đốc", "group": "specialist", "unit": "U1"}, on="2010")
            for code in ("P1", "P2")
        ),
    )
    return made


@pytest.fixture
def directory(tmp_path: Path, made: Directory) -> Directory:
    return copied(made, tmp_path / "a.ledger")


def tasks(directory: Directory, kind: str, as_of: str | None = None, within: int = 30) -> list[TaskPart]:
    with desk(directory, as_of) as opened:
        return [each for each in agenda(opened, within).tasks if each.kind == kind]


def told(found: Sequence[TaskPart]) -> list[tuple[str | None, int, str | None, str]]:
    return [(each.about, each.count, each.deadline, each.state) for each in found]


def the(found: Sequence[TaskPart]) -> TaskPart:
    (only,) = found
    return only


def test_a_ledger_in_which_nothing_is_to_be_done_has_no_tasks(directory: Directory) -> None:
    with desk(directory) as opened:
        assert agenda(opened).tasks == ()


# Terms


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-04-30", []),
        ("2026-05-01", [("C000001/P1", 1, "2026-05-31", "due_soon")]),
        ("2026-05-31", [("C000001/P1", 1, "2026-05-31", "due_soon")]),
        ("2026-06-01", [("C000001/P1", 1, "2026-05-31", "overdue")]),
    ],
)
def test_a_term_is_near_thirty_days_before_its_last_day_and_over_after_it(directory: Directory, as_of: str, expected: list[Any]) -> None:
    do(directory, make(Appoint, cadre=ONE, position="P1", since="2021-06-01", term_from="2021-06-01", term_to="2026-05-31"))

    assert told(tasks(directory, "term_ending", as_of)) == expected


def test_a_term_of_a_post_that_was_left_is_no_task_and_one_perhaps_left_cannot_be_told(directory: Directory) -> None:
    do(directory, make(Appoint, cadre=ONE, position="P1", since="2021-06-01", term_from="2021-06-01", term_to="2026-05-31"))
    do(directory, make(Relieve, cadre=ONE, position="P1", until="2026-05", leaving="reassigned", reason="x"))

    assert told(tasks(directory, "term_ending", "2026-06-01")) == []
    assert told(tasks(directory, "term_ending", "2026-05-10")) == [("C000001/P1", 1, "2026-05-31", "cannot_tell")]


# Absences


@pytest.mark.parametrize(
    ("planned", "as_of", "expected"),
    [
        ("2026-03-31", "2026-03-31", []),
        ("2026-03-31", "2026-04-01", [("C000001/1", 1, "2026-03-31", "overdue")]),
        ("2026-03", "2026-03-01", []),
        ("2026-03", "2026-03-02", [("C000001/1", 1, "2026-03", "cannot_tell")]),
        ("2026-03", "2026-04-01", [("C000001/1", 1, "2026-03", "overdue")]),
    ],
)
def test_whoever_was_to_be_back_is_asked_for_from_the_day_after(
    directory: Directory, planned: str, as_of: str, expected: list[Any]
) -> None:
    do(directory, make(BeginAbsence, cadre=ONE, kind="study", since="2026-01-01", planned_until=planned))

    assert told(tasks(directory, "absence_over", as_of)) == expected


def test_whoever_is_back_or_was_never_to_be_back_by_a_day_is_not_asked_for(directory: Directory) -> None:
    do(
        directory,
        make(BeginAbsence, cadre=ONE, kind="study", since="2026-01-01", planned_until="2026-03-31"),
        make(EndAbsence, cadre=ONE, until="2026-04-02"),
        make(BeginAbsence, cadre=TWO, kind="leave", since="2026-01-01"),
    )

    assert told(tasks(directory, "absence_over", "2026-04-01")) == [("C000001/1", 1, "2026-03-31", "overdue")]
    assert told(tasks(directory, "absence_over", "2026-04-02")) == []


# Sanctions


def reprimand(line: str, day: str = "2025-08-01", case: str = "KL-1") -> Command:
    return make(DecideDiscipline, case=case, cadre=ONE, line=line, form="reprimand", decision_no="1", decided_on=day, on="2026-05-10")


@pytest.mark.parametrize(("as_of", "near"), [("2026-07-01", False), ("2026-07-02", True), ("2026-07-31", True), ("2026-08-01", False)])
def test_a_sanction_is_named_in_the_thirty_days_before_it_lapses_with_its_clause(directory: Directory, as_of: str, *, near: bool) -> None:
    """Twelve months after 1 August 2025."""
    do(directory, reprimand("state"))

    found = tasks(directory, "sanction_lapsing", as_of)

    assert [(each.about, each.deadline, each.facts["form"]) for each in found] == [("KL-1", "2026-08-01", "reprimand")] * near
    assert all(each.clause is not None and each.clause.startswith("vn/172-2025-ND-CP#") for each in found)


def test_a_freeze_ends_with_the_last_clock_of_its_line(directory: Directory) -> None:
    do(directory, reprimand("party", "2025-05-20"), reprimand("party", "2025-06-05", "KL-2"))

    task = the(tasks(directory, "freeze_ending", "2026-05-10"))

    assert (task.about, task.deadline, task.state, task.clause) == ("C000001/party", "2026-06-05", "due_soon", PARTY)
    assert tasks(directory, "freeze_ending", "2026-05-05") == []
    assert tasks(directory, "freeze_ending", "2026-06-05") == []


def test_nothing_follows_from_an_annulled_sanction(directory: Directory) -> None:
    do(directory, reprimand("party", "2025-05-20"), make(AnnulDiscipline, case="KL-1", decision_no="2", reason="x"))

    assert tasks(directory, "freeze_ending", "2026-05-10") == []


# Periods


def opened(**more: Any) -> Command:
    fields = {"period": "2025", "begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": "criteria-100", "basis": "vn/366-QD-TW-2025"}
    return make(OpenPeriod, **(fields | {"on": "2025-01-01"} | more))


def classified(cadre: str, day: str = "2025-12-20") -> Command:
    return make(Classify, cadre=cadre, period="2025", level="good", decided_on=day)


def test_an_open_period_is_a_task_until_it_is_closed(directory: Directory) -> None:
    do(directory, opened(deadline="2026-01-31"), make(ClosePeriod, period="2025", on="2026-03-01"))

    assert told(tasks(directory, "period", "2024-12-31")) == []
    assert told(tasks(directory, "period", "2026-01-01")) == [("2025", 1, "2026-01-31", "due_soon")]
    assert told(tasks(directory, "period", "2026-02-28")) == [("2025", 1, "2026-01-31", "overdue")]
    assert told(tasks(directory, "period", "2026-03-01")) == []


def test_what_is_missing_of_a_period_is_counted_once_it_has_ended_or_is_due(directory: Directory) -> None:
    do(
        directory,
        opened(),
        *(make(Appoint, cadre=cadre, position=post, since="2020-01-01") for cadre, post in ((ONE, "P1"), (TWO, "P2"))),
        classified(ONE),
    )

    assert tasks(directory, "assessments_missing", "2025-12-31") == []
    assert told(tasks(directory, "assessments_missing", "2026-01-01")) == [("2025", 2, None, "open")]
    assert [(each.items, each.state) for each in tasks(directory, "classifications_missing", "2026-01-01")] == [((TWO,), "open")]


def test_what_is_missing_is_what_the_list_of_what_is_missing_says(directory: Directory) -> None:
    do(
        directory,
        opened(),
        make(Appoint, cadre=ONE, position="P1", since="2020-01-01"),
        make(Appoint, cadre=TWO, position="P2", since="2026"),
    )
    with desk(directory) as reading:
        rows = facts(reading, "assessment_missing", {"period": "2025", "unit": None}, None, None).facts

    assert [each["code"] for each in rows] == list(the(tasks(directory, "assessments_missing")).items) == [ONE]


def test_a_period_due_before_its_end_shows_what_is_missing_with_the_deadline(directory: Directory) -> None:
    do(directory, opened(deadline="2025-12-15"), make(Appoint, cadre=ONE, position="P1", since="2020-01-01"))

    assert tasks(directory, "assessments_missing", "2025-11-14") == []
    assert told(tasks(directory, "assessments_missing", "2025-11-15")) == [("2025", 1, "2025-12-15", "due_soon")]


def test_a_decision_is_to_be_told_and_a_corrected_one_anew(directory: Directory) -> None:
    entry = do(directory, opened(), classified(ONE), classified(TWO)).last - 1
    do(directory, make(Notify, cadre=ONE, of_entry=entry, told_on="2025-12-22", how="văn bản"))

    assert the(tasks(directory, "untold")).items == (TWO,)
    assert the(tasks(directory, "untold", "2025-12-21")).count == 2

    do(directory, make(CorrectClassification, cadre=ONE, period="2025", corrects=entry, level="excellent", reason="x"))
    assert the(tasks(directory, "untold")).items == (ONE, TWO)

    do(directory, make(SetAsideClassification, cadre=TWO, period="2025", reason="x"))
    assert the(tasks(directory, "untold")).items == (ONE,)


# Flags


@pytest.fixture
def voted(tmp_path: Path) -> Directory:
    """A vote with a flag: of 10 valid ballots 6 are low."""
    voted = council(tmp_path / "v.ledger")
    take(
        voted,
        table(
            row("Nguyễn Văn A", 1, 3, 6, delegates_total=10, issued=10, valid=10),
            row("Lê Văn B", 8, 1, 1, delegates_total=10, issued=10, valid=10),
        ),
    )
    return voted


def flag_of(directory: Directory) -> str:
    with desk(directory) as reading:
        return str(next(reading.rows(FLAGS))["id"])


def test_a_flag_is_to_be_decided_on_until_it_is(voted: Directory) -> None:
    flag = flag_of(voted)

    task = the(tasks(voted, "flags"))
    assert (task.about, task.count, task.items, task.deadline) == ("low_confidence_majority", 1, (flag,), None)
    assert (task.facts["decision"], task.state, task.evidence != ()) == ("open", "open", True)

    do(voted, make(ConsiderReplacement, flag=flag, considered_on="2026-05-01", by="Ban Thường vụ"))
    assert the(tasks(voted, "flags")).facts["decision"] == "considered"

    do(voted, make(DecideReplacement, flag=flag, decision="kept", decided_on="2026-05-02", by="Ban Thường vụ", reason="x"))
    assert tasks(voted, "flags") == []
    assert the(tasks(voted, "flags", "2026-05-01")).facts["decision"] == "considered"


def test_lines_that_nobody_linked_are_counted_by_line_and_named_by_vote(voted: Directory) -> None:
    task = the(tasks(voted, "lines_unlinked"))

    assert (task.count, len(task.items)) == (2, 1)
    assert tasks(voted, "lines_unlinked", "2023-12-19") == []


def test_what_is_odd_about_votes_is_told_by_finding(tmp_path: Path) -> None:
    directory = council(tmp_path / "p.ledger")
    session = take_published(directory, "hdnd-cantho-2018-12-06.csv")
    with desk(directory) as reading:
        verdict = reading.verdict(session)
        expected = {each.code.value for each in (*verdict.findings, *(one for line in verdict.subjects for one in line.findings))}

    assert {each.about for each in tasks(directory, "vote_findings")} == expected != set()


def test_training_that_is_lacking_stands_apart_and_what_only_follows_is_no_task() -> None:
    found = tasks(song_giang(), "training")

    assert {each.about for each in found} == {"training_gap"}
    assert "promotion_frozen" not in {each.about for each in tasks(song_giang(), "flags")}


# The whole


def test_tasks_come_by_deadline_then_by_weight_and_each_has_an_id_of_its_own(directory: Directory) -> None:
    do(
        directory,
        opened(deadline="2026-06-01"),
        reprimand("party", "2025-05-20"),
        make(BeginAbsence, cadre=ONE, kind="study", since="2026-01-01", planned_until="2026-03-31"),
        make(Appoint, cadre=TWO, position="P2", since="2020-01-01"),
    )

    with desk(directory) as reading:
        found = agenda(reading).tasks

    days = [each.deadline or "9999" for each in found]
    assert days == sorted(days)
    assert [each.state for each in found][:1] == ["overdue"]
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize("as_of", ["2023-12-31", "2024-12-31", "2025-06-30", "2026-05-10"])
def test_parts_that_come_one_after_the_other_are_the_whole(as_of: str) -> None:
    with desk(song_giang(), as_of) as reading:
        whole = agenda(reading, 60)
        early = agenda(reading, 60, files=False)

        assert in_order((*early.tasks, *slow_parts(reading, 60))) == whole.tasks
        assert (early.whole, whole.whole) == (False, True)
        assert early.tasks == in_order(quick_parts(reading, 60))
        assert len({each.id for each in whole.tasks}) == len(whole.tasks) > 0


def test_read_models_and_a_fold_of_the_history_tell_the_same() -> None:
    with desk(song_giang()) as reading, desk(song_giang(), "2026-05-10", "#1289") as folded:
        assert reading.views_of_the_day is not None
        assert agenda(reading).tasks == agenda(folded).tasks
        assert overview(reading).model_dump() == overview(folded).model_dump()

    with desk(song_giang(), "2026-05-10", "#1200") as earlier:
        assert earlier.views_of_the_day is None
        assert shown(agenda(earlier))["known_at"]["entry"] == 1200


def test_a_page_of_an_agenda_begins_after_a_task() -> None:
    with desk(song_giang()) as reading:
        whole = agenda(reading)

    first = page(whole, 2, None)
    rest = page(whole, None, first.tasks[-1].id)

    assert (*first.tasks, *rest.tasks) == whole.tasks
    assert len(first.tasks) == 2


def test_deadlines_at_the_end_of_the_calendar_do_not_overflow(directory: Directory) -> None:
    with desk(directory, "9999-12-31") as reading:
        assert agenda(reading, 3660).tasks == ()


def test_the_overview_counts_people_once_and_units_that_stand(directory: Directory) -> None:
    do(
        directory,
        make(MergeCadre, cadre=TWO, into=ONE, reason="một người"),
        make(EstablishUnit, unit="U2", name="Sở Khác", on="2010"),
        make(CloseUnit, unit="U2", reason="x", units_under=(), posts_held=(), on="2026-01-01"),
    )

    with desk(directory) as reading, desk(directory, "2025-12-31") as before:
        now = overview(reading)
        assert (now.cadres, now.units, now.votes, now.as_of) == (1, 1, 0, "2026-05-10")
        assert overview(before).units == 2
        assert reading.counted(CADRES, ("merged_into",)) == {(None,): 1, (ONE,): 1}


def test_the_overview_counts_flags_by_weight_as_their_list_does() -> None:
    with desk(song_giang()) as reading:
        rows = list(reading.rows(FLAGS))
        counted = overview(reading)

    up = {name: sum((row["severity"], row["status"]) == (name, "applies") for row in rows) for name in counted.flags}
    assert {name: each.up for name, each in counted.flags.items()} == up
    assert sum(each.up + each.perhaps for each in counted.flags.values()) == len(rows) > 0
