"""The rows of files in the read models are always what a fresh fold gives, whatever was recorded since."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.assessments import CorrectAssessment
from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre, UnmergeCadre
from cadre_ledger.domain.cases import AnnulDiscipline, CorrectDiscipline, DecideDiscipline, EndDiscipline
from cadre_ledger.domain.classifications import Classify, CorrectClassification, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition, RedefinePosition
from cadre_ledger.domain.posts import Appoint, CorrectAppointment, Plan, Relieve
from cadre_ledger.domain.rules import AdoptRegulations, ConfirmClause, TextToAdopt
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining, RevokeTraining
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import CorrectVote, LinkSubject, RecordVote, UnlinkSubject
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.pages import open_reading
from cadre_ledger.ledger.rulefiles import shipped_regulation
from cadre_ledger.ledger.views import Views
from cadre_ledger.projections.file_facts import assessments
from cadre_ledger.projections.tables import FLAGS, POSTS, STANDINGS
from cadre_ledger.values.dates import PartialDate
from councils import council, do
from offices import assess

DAY = date(2026, 5, 10)
ONE, TWO = "C000001", "C000002"
REG_69, REG_366, REG_350 = "vn/69-QD-TW-2022", "vn/366-QD-TW-2025", "vn/350-QD-TW-2025"


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


def position(group: str) -> dict[str, Any]:
    return {"position": "GD", "title": "Giám đốc", "group": group, "unit": "U1"}


def vote() -> Command:
    subject = {"number": 1, "name": "Nguyễn Văn Mẫu", "position": None, "counts": {"high": 16, "confidence": 0, "low": 32}}
    fields = {"kind": "confidence", "recorded_from": "publication", "source": "minutes", "subjects": (subject,)}
    basis = "vn/262-QD-TW-2014"
    return make(RecordVote, session="TN-1", body="B1", held_on="2024-12-01", basis=basis, ballots={"collected": 48}, **fields)


def sanction(case: str, cadre: str, decided_on: str) -> Command:
    return make(DecideDiscipline, case=case, cadre=cadre, line="party", form="reprimand", decision_no="1", decided_on=decided_on)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """A ledger of the Party: one with a post, training, a level, a sanction and a vote not yet linked; another with a sanction."""
    made = council(tmp_path / "a.ledger", "party")
    days = {"begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": "criteria-100"}
    course = {"category": "theory", "level": "intermediate", "programme": "Trung cấp", "completed_on": "2018-06-30"}
    do(
        made,
        make(RegisterCadre, name="Nguyễn Văn Mẫu"),
        make(RegisterCadre, name="Trần Thị Thử"),
        make(EstablishUnit, unit="U1", name="Sở Nội vụ", on="2010"),
        make(DefinePosition, post=position("division-head-province"), on="2010"),
        make(Appoint, cadre=ONE, position="GD", since="2024-03-01"),
        make(CompleteTraining, cadre=ONE, **course),
        make(OpenPeriod, period="2025", basis=REG_366, **days),
        make(Classify, cadre=ONE, period="2025", level="not_completed", decided_on="2026-01-15"),
        sanction("KL-1", ONE, "2025-11-10"),
        sanction("KL-2", TWO, "2026-03-10"),
        make(EstablishBody, body="B1", name="Hội nghị", on="2010"),
        vote(),
    )
    return made


@contextmanager
def viewed(directory: Directory, today: date = DAY) -> Iterator[Views]:
    events = open_reading(directory.events)
    try:
        with Views.current(directory, events, today) as views:
            assert views.differences(events) == []
            yield views
    finally:
        events.close()


def rows(directory: Directory, today: date = DAY) -> dict[str, list[dict[str, Any]]]:
    """What the rows of files say, the day of judging apart; they are those of a fresh fold."""
    with viewed(directory, today) as views:
        return {
            table.name: [{name: value for name, value in row.items() if name != "judged_on"} for row in views.rows(table)]
            for table in (FLAGS, STANDINGS, POSTS)
        }


def entry_of(directory: Directory, flag: str, cadre: str = ONE) -> int:
    """The entry that a flag rests on."""
    ids = [row["id"] for row in rows(directory)["flag"] if (row["flag"], row["cadre"]) == (flag, cadre)]
    return int(ids[0].rpartition("-")[2])


def test_rows_of_files_say_what_is_up(directory: Directory) -> None:
    found = rows(directory)

    assert sorted((row["cadre"], row["flag"], row["clause"]) for row in found["flag"]) == [
        (ONE, "disciplined", f"{REG_69}#effect"),
        (ONE, "not_completed", "vn/377-QD-TW-2025#dismissal-not-completed"),
        (ONE, "promotion_frozen", "vn/377-QD-TW-2025#freeze-reprimand"),
        (ONE, "training_gap", f"{REG_350}#advanced"),
        (TWO, "disciplined", f"{REG_69}#effect"),
        (TWO, "promotion_frozen", "vn/377-QD-TW-2025#freeze-reprimand"),
    ]
    assert [(row["cadre"], row["higher_post"]) for row in found["standing"]] == [(ONE, "none"), (TWO, "none")]
    assert [(row["cadre"], row["position"], row["status"]) for row in found["post"]] == [(ONE, "GD", "applies")]


LATER: dict[str, list[Command]] = {
    "redefining a position for all its days": [
        make(RedefinePosition, post=position("deputy-division-head-province"), reason="nhầm nhóm", on="2011")
    ],
    "redefining a position from now on": [make(RedefinePosition, post=position("head"), reason="cơ cấu lại")],
    "a new text of a regulation on sanctions": [
        AdoptRegulations(
            on=PartialDate.parse("2026-05-10"),
            texts=(
                TextToAdopt(
                    on=PartialDate.parse("2025-01-01"),
                    text=shipped_regulation(REG_69).text.decode().replace("lapses_after_months = 12", "lapses_after_months = 3"),
                ),
            ),
        )
    ],
    "a new text of a regulation on theory": [
        AdoptRegulations(
            on=PartialDate.parse("2026-05-10"),
            texts=(
                TextToAdopt(
                    on=PartialDate.parse("2026-05-01"),
                    text=shipped_regulation(REG_350).text.decode().replace('level = "advanced"', 'level = "intermediate"'),
                ),
            ),
        )
    ],
    "a clause read by the council": [
        make(ConfirmClause, clause="vn/377-QD-TW-2025#dismissal-not-completed", read_by="Ban", read_where="Công báo")
    ],
    "merging": [make(MergeCadre, cadre=TWO, into=ONE, reason="một người")],
    "merging the other way": [make(MergeCadre, cadre=ONE, into=TWO, reason="một người")],
    "linking a vote": [make(LinkSubject, session="TN-1", subject=1, cadre=ONE, ground="biên bản")],
    "another study": [
        make(CompleteTraining, cadre=ONE, category="theory", level="advanced", programme="Cao cấp", completed_on="2026-04-30")
    ],
    "a sanction ended": [make(EndDiscipline, case="KL-1", ended_on="2026-05-01", reason="tiến bộ")],
    "a sanction annulled": [make(AnnulDiscipline, case="KL-2", decision_no="44", reason="oan")],
    "a level set aside": [make(SetAsideClassification, cadre=ONE, period="2025", reason="khiếu nại đúng")],
    "a post left": [make(Relieve, cadre=ONE, position="GD", until="2026-05-10", leaving="relieved", reason="nghỉ hưu")],
    "a post planned for": [make(Plan, cadre=TWO, position="GD")],
}


@pytest.mark.parametrize("later", LATER)
def test_what_was_recorded_later_shows_in_the_rows_as_in_a_fresh_fold(directory: Directory, later: str) -> None:
    before = rows(directory)

    do(directory, *LATER[later])

    after = rows(directory)
    assert after != before


def test_a_study_withdrawn_brings_the_gap_back(directory: Directory) -> None:
    do(directory, make(RedefinePosition, post=position("deputy-division-head-province"), reason="nhầm nhóm", on="2011"))
    assert "training_gap" not in [row["flag"] for row in rows(directory)["flag"]]

    do(directory, make(RevokeTraining, cadre=ONE, number=1, reason="thu hồi"))

    assert "training_gap" in [row["flag"] for row in rows(directory)["flag"]]


def test_corrections_show_in_the_rows(directory: Directory) -> None:
    post, level, case = (entry_of(directory, flag) for flag in ("training_gap", "not_completed", "disciplined"))

    for correction in (
        make(CorrectDiscipline, case="KL-1", corrects=case, form="warning", reason="nhầm"),
        make(CorrectClassification, cadre=ONE, period="2025", corrects=level, level="good", reason="nhầm"),
        make(CorrectAppointment, cadre=ONE, position="GD", corrects=post, since="2025-12-01", reason="nhầm"),
    ):
        before = rows(directory)
        do(directory, correction)
        assert rows(directory)["flag"] != before["flag"]


def test_a_vote_shows_in_the_file_from_its_linking_to_its_unlinking(directory: Directory) -> None:
    with viewed(directory, date(2025, 1, 1)) as views:
        assert not [row for row in views.rows(FLAGS) if row["flag"] == "low_confidence_majority"]
    do(directory, make(LinkSubject, session="TN-1", subject=1, cadre=ONE, ground="biên bản"))

    with viewed(directory, date(2025, 1, 1)) as views:
        (flag,) = [row for row in views.rows(FLAGS) if row["flag"] == "low_confidence_majority"]
    assert (flag["kind"], flag["cadre"], flag["session"], flag["clause"]) == ("file", ONE, None, "vn/41-QD-TW-2021#resignation-low")

    entry = int(flag["id"].split("-")[1])
    do(directory, make(CorrectVote, session="TN-1", corrects=entry, changes=((1, "low", 24), (1, "high", 24)), reason="đếm nhầm"))
    with viewed(directory, date(2025, 1, 1)) as views:
        assert not [row for row in views.rows(FLAGS) if row["flag"] == "low_confidence_majority"]

    do(directory, make(CorrectVote, session="TN-1", corrects=entry, changes=((1, "low", 25), (1, "high", 23)), reason="đếm lại"))
    with viewed(directory, date(2025, 1, 1)) as views:
        assert [row["id"] for row in views.rows(FLAGS) if row["flag"] == "low_confidence_majority"] == [flag["id"]]

    do(directory, make(UnlinkSubject, session="TN-1", subject=1, reason="người khác"))
    with viewed(directory, date(2025, 1, 1)) as views:
        assert not [row for row in views.rows(FLAGS) if row["flag"] == "low_confidence_majority"]


@pytest.mark.parametrize(("cadre", "into"), [(ONE, TWO), (TWO, ONE)])
def test_taking_a_merging_back_restores_the_rows_of_both_files(directory: Directory, cadre: str, into: str) -> None:
    do(directory, make(LinkSubject, session="TN-1", subject=1, cadre=ONE, ground="biên bản"))
    before = rows(directory)
    do(directory, make(MergeCadre, cadre=cadre, into=into, reason="một người"))
    merged = rows(directory)
    assert {row["cadre"] for table in merged.values() for row in table} == {into}

    do(directory, make(UnmergeCadre, cadre=cadre, reason="hai người"))

    assert rows(directory) == before


def test_the_calendar_alone_takes_flags_away_on_their_day(directory: Directory) -> None:
    """A year from 10 November 2025 and from 10 March 2026; until then nothing is judged again."""
    for day, disciplined in (
        (date(2026, 11, 9), [ONE, TWO]),
        (date(2026, 11, 10), [TWO]),
        (date(2027, 3, 9), [TWO]),
        (date(2027, 3, 10), []),
    ):
        assert [row["cadre"] for row in rows(directory, day)["flag"] if row["flag"] == "disciplined"] == disciplined


def test_only_files_that_are_due_are_judged_again(directory: Directory) -> None:
    rows(directory)

    with viewed(directory, date(2026, 11, 10)) as views:
        judged = {row["cadre"]: (row["judged_on"], row["next_change"]) for row in views.rows(STANDINGS)}

    assert judged[ONE][0] == "2026-11-10"
    assert judged[TWO] == ("2026-05-10", "2027-03-10")


def test_more_assessments_of_a_period_are_caught_up_and_judge_no_file_again(directory: Directory) -> None:
    first = do(directory, assess(TWO, "Ban A", "superior")).last
    before = rows(directory)
    again = {"cadre": TWO, "period": "2025", "assessor": "Ban A", "corrects": first, "scores": {"quality": "21"}, "reason": "nhầm"}
    do(directory, assess(TWO, "Ban B", "superior"), make(CorrectAssessment, **again))

    with viewed(directory, date(2026, 5, 11)) as views:
        judged = {row["cadre"]: row["judged_on"] for row in views.rows(STANDINGS)}
        lines = assessments(views, views.get(("file", TWO)), "2025")

    assert judged[TWO] == "2026-05-10"
    assert [(each.assessor, each.scores["quality"]) for each in lines] == [("Ban A", "21"), ("Ban B", "20")]
    assert rows(directory) == before


def test_a_day_that_went_back_is_judged_again(directory: Directory) -> None:
    before = rows(directory)
    assert rows(directory, date(2028, 1, 1)) != before

    assert rows(directory) == before
