"""Series for charts: exact shares, bounds and gaps; levels over periods; how a unit and a vote are made up."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.classifications import Classify, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import LinkSubject
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.answers import ClassificationPointPart, SharePart, ShareRangePart, VotePointPart
from cadre_ledger.procedures.evaluation import evaluation
from cadre_ledger.procedures.trends import Threshold, classification_trend, thresholds, unit_distribution, vote_distribution, vote_trend
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.tallies import Level
from councils import copied, council, desk, do, row, table, take
from invented import song_giang

ONE, TWO, THREE = "C000001", "C000002", "C000003"
FULL: dict[str, Any] = {"delegates_total": 10, "issued": 10, "valid": 10}


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


# Votes


def voted(directory: Directory, day: str, high: object, confidence: object, low: object, cadre: str = ONE, **ballots: object) -> str:
    """A vote on one person, linked."""
    lines = [row("Nguyễn Văn A", high, confidence, low, session_date=day, **ballots)]
    (session,) = take(directory, table(*lines)).sessions
    do(directory, make(LinkSubject, session=session, subject=1, cadre=cadre, ground="thử"))
    return session


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    directory = council(tmp_path / "v.ledger")
    do(directory, *(make(RegisterCadre, name=name) for name in ("Nguyễn Văn A", "Lê Văn B")))
    return directory


def points(directory: Directory, cadre: str = ONE, as_of: str | None = None) -> tuple[VotePointPart, ...]:
    with desk(directory, as_of) as reading:
        return vote_trend(reading, cadre).points


def test_votes_come_by_their_day_whenever_they_were_recorded(directory: Directory) -> None:
    voted(directory, "2024-06-20", 8, 1, 1, **FULL)
    voted(directory, "2023-12-20", 1, 3, 6, **FULL)

    found = points(directory)

    assert [each.held_on for each in found] == ["2023-12-20", "2024-06-20"]
    assert found[0].shares == {
        "high": SharePart(fraction="1/10", percent="10.00"),
        "confidence": SharePart(fraction="3/10", percent="30.00"),
        "low": SharePart(fraction="6/10", percent="60.00"),
    }
    assert (found[0].outcome.flag, found[1].outcome.flag) == ("low_confidence_majority", None)
    assert [each.held_on for each in points(directory, as_of="2024-06-19")] == ["2023-12-20"]


def test_a_base_between_bounds_gives_a_range_and_an_unknown_one_no_upper_end(directory: Directory) -> None:
    voted(directory, "2023-12-20", 5, 3, 1, issued=12)

    (point,) = points(directory)

    low = point.shares["low"]
    assert isinstance(low, ShareRangePart)
    assert low.at_most == SharePart(fraction="1/9", percent="11.11")
    assert low.at_least is None or Fraction(low.at_least.fraction) < Fraction(low.at_most.fraction)


def test_a_level_that_was_not_counted_is_a_gap_and_not_zero(directory: Directory) -> None:
    voted(directory, "2023-12-20", "", 3, 0, **FULL)

    (point,) = points(directory)

    assert point.shares["high"] is None
    assert point.shares["low"] == SharePart(fraction="0/10", percent="0.00")


def test_a_vote_of_a_month_that_has_begun_is_perhaps_held(directory: Directory) -> None:
    voted(directory, "2023-12", 8, 1, 1, **FULL)

    assert [each.status for each in points(directory, as_of="2023-12-15")] == ["undetermined"]
    assert [each.status for each in points(directory, as_of="2023-12-31")] == ["applies"]
    assert points(directory, as_of="2023-11-30") == ()


def test_the_votes_of_a_merged_file_are_those_of_the_person_under_either_code(directory: Directory) -> None:
    voted(directory, "2023-12-20", 1, 3, 6, **FULL)
    voted(directory, "2024-06-20", 8, 1, 1, cadre=TWO, **FULL)
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="một người"))

    assert [each.held_on for each in points(directory)] == [each.held_on for each in points(directory, TWO)] == ["2023-12-20", "2024-06-20"]


# Classifications


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Three years; two people in one unit, one in a unit under it."""
    made = council(tmp_path_factory.mktemp("made") / "a.ledger", "party")
    fields = {"criteria_set": "criteria-100", "basis": "vn/366-QD-TW-2025"}
    do(
        made,
        *(make(RegisterCadre, name=name) for name in ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Mẫu")),
        make(EstablishUnit, unit="U1", name="Sở Thử", on="2010"),
        make(EstablishUnit, unit="U2", name="Phòng Thử", parent="U1", on="2010"),
        *(
            make(DefinePosition, post={"position": f"P{number}", "title": "Giám đốc", "group": "specialist", "unit": unit}, on="2010")
            for number, unit in ((1, "U1"), (2, "U1"), (3, "U2"))
        ),
        *(make(Appoint, cadre=f"C00000{number}", position=f"P{number}", since="2023-07-01") for number in (1, 2, 3)),
        *(
            make(OpenPeriod, period=year, begins=f"{year}-01-01", ends=f"{year}-12-31", **fields)
            for year in ("2022", "2023", "2024", "2025")
        ),
    )
    return made


@pytest.fixture
def classified(tmp_path: Path, made: Directory) -> Directory:
    directory = copied(made, tmp_path / "c.ledger")
    do(
        directory,
        make(Classify, cadre=ONE, period="2023", level="good", points="85", decided_on="2023-12-28"),
        make(Classify, cadre=ONE, period="2025", level="excellent", decided_on="2026-01"),
        make(Classify, cadre=TWO, period="2025", level="good", decided_on="2025-12-20"),
        make(Classify, cadre=THREE, period="2025", level="good", decided_on="2025-12-20"),
    )
    return directory


def levels(directory: Directory, as_of: str | None = None, cadre: str = ONE) -> list[tuple[str, str | None, str]]:
    with desk(directory, as_of) as reading:
        return [(each.period, each.level, each.status) for each in classification_trend(reading, cadre).points]


def test_a_year_in_office_without_a_decision_is_a_gap_and_one_before_office_is_nothing(classified: Directory) -> None:
    assert levels(classified) == [("2023", "good", "applies"), ("2024", None, "none"), ("2025", "excellent", "applies")]


def test_a_year_is_a_gap_from_the_day_after_its_end_unless_it_was_decided(classified: Directory) -> None:
    assert levels(classified, "2024-12-31") == [("2023", "good", "applies")]
    assert levels(classified, "2025-01-01")[1:] == [("2024", None, "none")]
    assert levels(classified, "2026-01-15")[2:] == [("2025", "excellent", "undetermined")]
    assert levels(classified, "2025-12-31", TWO)[-1] == ("2025", "good", "applies")


def test_a_decision_that_was_set_aside_leaves_a_gap(classified: Directory) -> None:
    do(classified, make(SetAsideClassification, cadre=ONE, period="2023", reason="x"))

    assert levels(classified)[0] == ("2023", None, "none")


def test_a_point_says_the_points_and_the_entry_of_its_decision(classified: Directory) -> None:
    with desk(classified) as reading:
        point, gap, _ = classification_trend(reading, ONE).points

    assert (point.kind, point.points, point.decided_on) == ("year", "85", "2023-12-28")
    assert isinstance(point.entry, int)
    assert gap == ClassificationPointPart(
        period="2024",
        kind="year",
        begins="2024-01-01",
        ends="2024-12-31",
        level=None,
        points=None,
        decided_on=None,
        status="none",
        entry=None,
    )


# Units


def test_levels_of_a_unit_are_of_those_classified_with_the_units_under_it_or_without(classified: Directory) -> None:
    with desk(classified) as reading:
        alone, whole = (unit_distribution(reading, "U1", "2025", under=under) for under in (False, True))
        before = unit_distribution(reading, "U1", "2024")

    assert [(each.level, each.count, each.share and each.share.fraction) for each in alone.levels] == [
        ("excellent", 1, "1/2"),
        ("good", 1, "1/2"),
        ("completed", 0, "0/2"),
        ("not_completed", 0, "0/2"),
    ]
    assert (whole.cadres, whole.classified, whole.levels[1].count) == (3, 3, 2)
    assert (before.cadres, before.classified, before.unclassified) == (2, 0, 2)
    assert {each.share for each in before.levels} == {None}


@pytest.mark.parametrize("period", ["2023", "2024", "2025"])
@pytest.mark.parametrize("as_of", ["2024-01-10", "2025-06-30", "2026-05-10"])
@pytest.mark.parametrize("unit", ["SVT", "PDL", "UBND"])
def test_the_levels_of_a_unit_are_those_of_the_evaluation_report(unit: str, as_of: str, period: str) -> None:
    with desk(song_giang(), as_of) as reading:
        report = evaluation(reading, period, unit, under=True)
        found = unit_distribution(reading, unit, period, under=True)

    assert (found.levels, found.classified, found.posts_on) == (report.distribution, report.classified, report.posts_on)
    assert found.cadres == report.cadres


def test_the_flags_of_a_unit_are_those_of_its_people() -> None:
    with desk(song_giang()) as reading:
        found = unit_distribution(reading, "PDL", "2025")
        people = {each.cadre for unit in evaluation(reading, "2025", "PDL").units for each in unit.cadres}
        own = [each for each in reading.rows(FLAGS) if each["cadre"] in people]

    assert sum(each.up + each.perhaps for each in found.flags.values()) == len(own) > 0


@pytest.mark.parametrize(("unit", "period", "code"), [("U9", "2025", Code.NO_UNIT), ("U1", "2019", Code.NO_PERIOD)])
def test_a_unit_or_a_period_that_is_none_is_not_found(made: Directory, unit: str, period: str, code: Code) -> None:
    with desk(made) as reading, pytest.raises(NotFound) as missing:
        unit_distribution(reading, unit, period)

    assert missing.value.code is code


# Outcomes


def outcomes(directory: Directory, session: str, as_of: str | None = None) -> list[tuple[str, str | None, int, str]]:
    with desk(directory, as_of) as reading:
        return [(each.status, each.flag, each.count, each.share.fraction) for each in vote_distribution(reading, session).outcomes]


def test_lines_are_counted_by_what_they_came_to_the_heaviest_first(directory: Directory) -> None:
    lines = ((8, 1, 1), (1, 3, 6), (1, 2, 7), (9, 1, 0))
    (session,) = take(directory, table(*(row(f"Người {each}", *counts, **FULL) for each, counts in enumerate(lines)))).sessions

    assert outcomes(directory, session) == [
        ("applies", "low_confidence_two_thirds", 1, "1/4"),
        ("applies", "low_confidence_majority", 1, "1/4"),
        ("none", None, 2, "2/4"),
    ]


def test_what_cannot_be_told_is_counted_apart_from_no_flag(directory: Directory) -> None:
    lines = ((8, 1, 1), (1, 3, 6))
    held = {"session_date": "2023-12"} | FULL
    (session,) = take(directory, table(*(row(f"Người {each}", *counts, **held) for each, counts in enumerate(lines)))).sessions

    assert outcomes(directory, session, "2023-12-15") == [("undetermined", None, 2, "2/2")]
    assert [each[0] for each in outcomes(directory, session)] == ["applies", "none"]


def test_the_counts_of_a_vote_are_all_its_lines() -> None:
    with desk(song_giang()) as reading:
        found = vote_distribution(reading, "TINH-2023")

    assert sum(each.count for each in found.outcomes) == found.listed > 0


def test_the_thresholds_of_a_vote_are_the_lower_limits_of_the_clauses_it_was_tried_against() -> None:
    with desk(song_giang()) as opened:
        assert thresholds(opened, "TINH-2023") == (
            Threshold(Level.LOW, Fraction(1, 2), True, "vn/96-2023-QH15#12.2"),
            Threshold(Level.LOW, Fraction(2, 3), False, "vn/96-2023-QH15#12.3"),
        )


def test_the_thresholds_of_a_binding_vote_are_of_the_level_that_it_counts() -> None:
    with desk(song_giang()) as opened:
        assert {each.level for each in thresholds(opened, "TINH-2024-BP")} == {Level.NO_CONFIDENCE}
