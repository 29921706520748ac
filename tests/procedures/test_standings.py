"""The standing of an invented official on a day, with every verdict written by hand from the clauses."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.absences import BeginAbsence, EndAbsence
from cadre_ledger.domain.assessments import Assess, CorrectAssessment
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.domain.classifications import Classify, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, Relieve
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining, RevokeTraining
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import LinkSubject
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.standings import standing, timeline
from cadre_ledger.projections.tables import FLAGS
from councils import council, desk, do, row, table, take

ONE, TWO = "C000001", "C000002"


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


def post(group: str = "district-department-leader") -> list[Command]:
    definition = {"position": "P1", "title": "Giám đốc Sở", "group": group, "unit": "U1"}
    return [
        make(EstablishUnit, unit="U1", name="Sở Nội vụ", on="2010"),
        make(DefinePosition, post=definition, on="2010"),
        make(Appoint, cadre=ONE, position="P1", since="2016-03-01"),
    ]


def sanction(form: str = "reprimand", line: str = "party", decided_on: str = "2023-02-10", case: str = "KL-1", cadre: str = ONE) -> Command:
    return make(DecideDiscipline, case=case, cadre=cadre, line=line, form=form, decision_no="12-QĐ", decided_on=decided_on)


def classified(level: str = "good", **more: Any) -> list[Command]:
    period = {"period": "2025", "begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": "criteria-100", "basis": "vn/366-QD-TW-2025"}
    return [make(OpenPeriod, **period), make(Classify, cadre=ONE, period="2025", level=level, decided_on="2025-12-20", **more)]


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    made = council(tmp_path / "a.ledger", "party")
    do(made, make(RegisterCadre, name="Nguyễn Văn Mẫu", born="1975"), make(RegisterCadre, name="Trần Thị Thử"))
    return made


def standing_on(directory: Directory, day: str, cadre: str = ONE) -> answers.Standing:
    with desk(directory, as_of=day) as opened:
        return standing(opened, cadre)


# Regulation 80-QĐ/TW: no higher post for 12 months after a reprimand, 30 after a warning, 60 after a removal.


@pytest.mark.parametrize(
    ("form", "last", "first_free"),
    [("reprimand", "2024-02-09", "2024-02-10"), ("warning", "2025-08-09", "2025-08-10"), ("removal", "2028-02-09", "2028-02-10")],
)
def test_a_party_sanction_keeps_from_a_higher_post_until_its_months_are_over(
    directory: Directory, form: str, last: str, first_free: str
) -> None:
    do(directory, sanction(form))

    frozen, free = standing_on(directory, last), standing_on(directory, first_free)

    assert (frozen.freezes[0].line, frozen.freezes[0].status, frozen.freezes[0].until) == ("party", "applies", first_free)
    assert (frozen.higher_post.status, frozen.higher_post.reasons[0].what) == ("none", "promotion_frozen_party")
    assert free.freezes[0].status == "none"


def test_a_sanction_of_a_day_on_which_its_text_is_not_known_to_have_ruled_cannot_be_told(directory: Directory) -> None:
    do(directory, sanction("warning", decided_on="2021-12-01"))

    found = standing_on(directory, "2022-06-01")

    assert (found.freezes[0].line, found.freezes[0].status) == ("party", "undetermined")
    # The text on effects came into force half a year later, so that not even its clause is known to count.
    assert [(each.status, each.missing) for each in found.sanctions] == [("undetermined", ("sanction_effect",))]
    assert found.higher_post.status == "undetermined"


def test_the_two_lines_keep_their_own_clocks(directory: Directory) -> None:
    do(directory, sanction(), sanction(line="state", decided_on="2025-09-10", case="KL-2"))

    found = {each.line: each.status for each in standing_on(directory, "2025-10-01").freezes}

    assert found["party"] == "none"
    assert found["state"] != "none"


def test_a_party_sanction_lapses_a_year_after_it_took_effect(directory: Directory) -> None:
    do(directory, sanction())

    days = ("2023-02-09", "2023-02-10", "2024-02-09", "2024-02-10")
    assert [[each.status for each in standing_on(directory, day).sanctions] for day in days] == [[], ["applies"], ["applies"], ["none"]]


def test_a_sanction_of_a_day_whose_rules_are_not_known_cannot_be_told_rather_than_left_out(directory: Directory) -> None:
    do(directory, sanction(line="state", decided_on="2019-05-10"))

    before, found = standing_on(directory, "2019-05-09"), standing_on(directory, "2019-06-01")

    assert before.sanctions == ()
    assert [(each.status, each.missing) for each in found.sanctions] == [("undetermined", ("sanction_effect",))]
    assert {each.line: each.status for each in found.freezes} == {"party": "none", "state": "undetermined"}
    assert found.higher_post.status == "undetermined"
    assert [each.what for each in found.higher_post.reasons] == ["promotion_frozen_state", "sanction_in_effect"]


def test_what_a_post_asked_for_before_any_known_rule_on_theory_cannot_be_told(directory: Directory) -> None:
    do(directory, *post()[:2], make(Appoint, cadre=ONE, position="P1", since="2012-03-01"))

    found = standing_on(directory, "2013-06-01")

    assert [(each.status, each.missing) for each in found.training_gaps] == [("undetermined", ("theory_clauses",))]
    assert found.higher_post.status == "undetermined"


def test_an_annulled_sanction_falls_on_every_day_and_what_rested_on_it_with_it(directory: Directory) -> None:
    do(directory, sanction())
    do(directory, make(AnnulDiscipline, case="KL-1", decision_no="44-QĐ", reason="kỷ luật oan"))

    found = standing_on(directory, "2023-06-01")

    assert found.sanctions[0].status == "none"
    assert (found.higher_post.status, found.higher_post.reasons) == ("applies", ())


# Resolution 32-NQ/TW: leaders of departments have advanced theory.


@pytest.mark.parametrize(
    ("level", "status"), [("elementary", "applies"), ("intermediate", "applies"), ("advanced", "none"), ("bachelor", "none")]
)
def test_a_post_asks_for_theory_of_its_level(directory: Directory, level: str, status: str) -> None:
    course = {"category": "theory", "level": level, "programme": "Lý luận chính trị", "completed_on": "2015-06-30"}
    do(directory, *post(), make(CompleteTraining, cadre=ONE, **course))

    gap = standing_on(directory, "2020-01-01").training_gaps[0]

    assert (gap.position, gap.status, gap.required, gap.held) == ("P1", status, "advanced", level)


def test_a_revoked_completion_never_counted(directory: Directory) -> None:
    course = {"category": "theory", "level": "advanced", "programme": "Cao cấp", "completed_on": "2015-06-30"}
    do(directory, *post(), make(CompleteTraining, cadre=ONE, **course))
    do(directory, make(RevokeTraining, cadre=ONE, number=1, reason="thu hồi chứng chỉ"))

    gap = standing_on(directory, "2020-01-01").training_gaps[0]

    assert (gap.status, gap.held) == ("applies", None)


def test_posts_are_held_from_their_first_day_to_the_day_before_they_are_left(directory: Directory) -> None:
    do(directory, *post(), make(Relieve, cadre=ONE, position="P1", until="2020-05-01", leaving="resigned", reason="đơn xin từ chức"))

    assert [len(standing_on(directory, day).posts) for day in ("2016-02-29", "2016-03-01", "2020-04-30", "2020-05-01")] == [0, 1, 1, 0]
    assert standing_on(directory, "2020-04-30").posts[0].months == 49


def test_a_decision_stands_from_its_day_until_it_is_set_aside(directory: Directory) -> None:
    do(directory, *classified(points="84.5"))

    assert [len(standing_on(directory, day).classifications) for day in ("2025-12-19", "2025-12-20")] == [0, 1]
    assert standing_on(directory, "2025-12-20").classifications[0].points == "84.5"

    do(directory, make(SetAsideClassification, cadre=ONE, period="2025", reason="khiếu nại"))
    assert standing_on(directory, "2025-12-20").classifications == ()


def test_an_absence_shows_from_its_first_day_until_the_first_day_back(directory: Directory) -> None:
    do(directory, make(BeginAbsence, cadre=ONE, kind="study", since="2025-02-03", planned_until="2025-12"))
    do(directory, make(EndAbsence, cadre=ONE, until="2025-09"))

    found = {day: standing_on(directory, day) for day in ("2025-02-02", "2025-02-03", "2025-08-31", "2025-09-01", "2025-09-30")}

    assert [[each.status for each in one.absences] for one in found.values()] == [[], ["applies"], ["applies"], ["undetermined"], []]
    assert (found["2025-02-02"].next_change, found["2025-02-03"].next_change) == ("2025-02-03", "2025-09-01")
    assert found["2025-02-03"].absences[0].planned_until == "2025-12"


def test_the_files_of_those_merged_into_a_cadre_count_as_its_own(directory: Directory) -> None:
    do(directory, sanction(cadre=TWO))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    assert standing_on(directory, "2023-06-01").sanctions[0].status == "applies"


@pytest.mark.parametrize(("day", "kinds"), [("2023-06-30", ["file"]), ("2024-01-15", ["file", "session"]), ("2025-01-15", ["session"])])
def test_the_flags_of_one_cadre_are_those_that_the_list_of_all_holds_of_them(tmp_path: Path, day: str, kinds: list[str]) -> None:
    directory = council(tmp_path / "b.ledger")
    do(directory, *(make(RegisterCadre, name=name) for name in ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Nguyễn Văn Mẫu")))
    session = take(directory, table(row("A", 1, 0, 46), row("B", 1, 0, 46))).sessions[0]
    links = (make(LinkSubject, session=session, subject=number, cadre=cadre, ground="x") for number, cadre in ((1, "C000003"), (2, TWO)))
    do(directory, *links, sanction(), sanction(case="KL-2", cadre=TWO), make(MergeCadre, cadre="C000003", into=ONE, reason="x"))

    with desk(directory, as_of=day) as opened:
        every = list(opened.rows(FLAGS))
        for cadre, found in ((ONE, kinds), (TWO, kinds), ("C000003", [])):
            own = list(opened.rows(FLAGS, {"cadre": cadre}))
            assert own == [each for each in every if each["cadre"] == cadre]
            assert list(dict.fromkeys(each["kind"] for each in own)) == found


def test_a_standing_is_the_same_on_every_day_until_the_next_change(directory: Directory) -> None:
    course = {"category": "theory", "level": "advanced", "programme": "Cao cấp", "completed_on": "2018"}
    left = make(Relieve, cadre=ONE, position="P1", until="2020-05", leaving="relieved", reason="hết tuổi")
    do(
        directory,
        *post(),
        make(CompleteTraining, cadre=ONE, **course),
        sanction(),
        sanction("warning", case="KL-2", decided_on="2024-03"),
        left,
        make(BeginAbsence, cadre=ONE, kind="leave", since="2019-06"),
        make(EndAbsence, cadre=ONE, until="2019-11-04"),
    )

    def on(day: date) -> dict[str, Any]:
        # Months in a post count up every month; everything else holds until the day named.
        return standing_on(directory, day.isoformat()).model_dump(exclude={"as_of", "posts", "planned"})

    day = date(2017, 1, 1)
    changes = 0
    while day < date(2028, 1, 1):
        found = on(day)
        until = date.fromisoformat(found["next_change"]) if found["next_change"] else date(2028, 1, 2)
        assert until > day
        last = until - timedelta(days=1)
        assert on(last) == found
        assert on(day + (last - day) / 2) == found
        day, changes = until, changes + 1
    assert changes > 5


def test_the_timeline_has_every_entry_of_the_file_in_the_order_of_its_days(directory: Directory) -> None:
    do(directory, *post(), sanction())

    with desk(directory) as opened:
        found = timeline(opened, ONE)

    assert [(each.effective_on, each.name) for each in found.entries] == [
        ("2016-03-01", "post.appointed/1"),
        ("2023-02-10", "discipline.decided/1"),
        ("2026-05-10", "cadre.registered/1"),
    ]
    assert found.entries[1].says["form"] == "reprimand"


def test_the_timeline_has_the_entries_of_the_files_merged_into_it(directory: Directory) -> None:
    do(directory, sanction(cadre=TWO))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    with desk(directory) as opened:
        names = [each.name for each in timeline(opened, ONE).entries]

    assert "discipline.decided/1" in names
    assert names.count("cadre.registered/1") == 2
    assert names.count("cadre.merged/1") == 1


def test_a_colleagues_scores_are_in_no_timeline_and_a_superiors_are(directory: Directory) -> None:
    """Corrections say no more than what they correct."""
    set_up = classified()
    scores = dict.fromkeys(("ethics", "discipline", "responsibility", "quantity", "quality", "progress"), "7")
    do(directory, set_up[0])
    for assessor, capacity in (("AN", "peer"), ("BINH", "superior")):
        made = make(Assess, cadre=ONE, period="2025", assessor=assessor, capacity=capacity, scores=scores)
        entry = do(directory, made).last
        do(
            directory,
            make(CorrectAssessment, cadre=ONE, period="2025", assessor=assessor, corrects=entry, scores={"ethics": "8"}, reason="nhầm"),
        )

    with desk(directory) as opened:
        said = [each.says for each in timeline(opened, ONE).entries if each.name.startswith("assessment.")]

    assert said[:2] == [{"period": "2025", "capacity": "peer"}] * 2
    assert [each["assessor"] for each in said[2:]] == ["BINH", "BINH"]
    assert [each["scores"]["ethics"] for each in said[2:]] == ["7", "8"]
