"""Lists: assessments of those who assess under their name, of all others together; and what is lacking."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.assessments import Assess, CorrectAssessment
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.cases import DecideDiscipline
from cadre_ledger.domain.classifications import Classify, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, Plan, Relieve
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining
from cadre_ledger.domain.units import EstablishUnit, MoveUnit, RenameUnit
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import lists
from cadre_ledger.procedures.files import unit_name, units_under
from cadre_ledger.procedures.lists import facts
from cadre_ledger.projections.files import AssessmentLine
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.quality import Capacity
from councils import copied, council, desk, do

ONE, TWO, THREE = "C000001", "C000002", "C000003"
PERIOD = {"period": "2025", "begins": "2025-01-01", "ends": "2025-12-31", "criteria_set": "general", "basis": "vn/366-QD-TW-2025"}


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


def position(code: str, unit: str, group: str = "district-department-leader") -> Command:
    return make(DefinePosition, post={"position": code, "title": "Giám đốc", "group": group, "unit": unit}, on="2010")


def appoint(cadre: str, code: str = "P1", since: str = "2020-01-01") -> Command:
    return make(Appoint, cadre=cadre, position=code, since=since)


def classified(cadre: str, decided_on: str = "2025-12-20") -> Command:
    return make(Classify, cadre=cadre, period="2025", level="good", decided_on=decided_on)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Three people, two units with a position each, and a period."""
    made = council(tmp_path_factory.mktemp("made") / "a.ledger", "party")
    do(
        made,
        *(make(RegisterCadre, name=name) for name in ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Văn Mẫu")),
        *(make(EstablishUnit, unit=unit, name=f"Sở {unit}", on="2010") for unit in ("U1", "U2")),
        position("P1", "U1"),
        position("P2", "U2"),
        make(OpenPeriod, **(PERIOD | {"criteria_set": "criteria-100"})),
    )
    return made


@pytest.fixture
def directory(tmp_path: Path, made: Directory) -> Directory:
    return copied(made, tmp_path / "a.ledger")


def scored(directory: Directory) -> dict[str, Decimal]:
    """Half of what every criterion of the shipped set gives at most."""
    with desk(directory) as opened:
        regulation = opened.rulebook.rulebook
        sets = [each for text in regulation.adopted for each in regulation.regulation(text.digest).clauses if each.id == "criteria-100"]
    return {each.code: Decimal(each.max_points) / 2 for each in sets[0].criteria}  # type: ignore[union-attr]


def assess(directory: Directory, assessor: str, capacity: str, cadre: str = ONE, less: int = 0, on: str = "2025-12-01") -> Command:
    scores = scored(directory)
    largest = max(scores, key=lambda criterion: scores[criterion])
    fields = {"cadre": cadre, "period": "2025", "assessor": assessor, "capacity": capacity}
    return make(Assess, **fields, scores=scores | {largest: scores[largest] - less}, on=on)


def listed(directory: Directory, kind: str, as_of: str | None = None, known_at: str | None = None, **wanted: Any) -> list[dict[str, Any]]:
    with desk(directory, as_of, known_at) as opened:
        return list(facts(opened, kind, wanted, None, None).facts)


# Assessments


@pytest.mark.parametrize("capacity", ["self", "superior", "authority"])
def test_whoever_answers_for_an_assessment_is_named_with_it(directory: Directory, capacity: str) -> None:
    do(directory, assess(directory, "Phạm Thị Thử", capacity), assess(directory, "Đỗ Văn Thử", capacity, less=1))

    rows = listed(directory, "assessment")

    assert [(each["assessor"], each["count"], each["points"]) for each in rows] == [
        ("Phạm Thị Thử", 1, "50.0"),
        ("Đỗ Văn Thử", 1, "49.0"),
    ]


@pytest.mark.parametrize("capacity", sorted(set(Capacity) - {Capacity.SELF, Capacity.SUPERIOR, Capacity.AUTHORITY}))
@pytest.mark.parametrize(
    ("number", "count", "points"), [(1, None, None), (4, None, None), (5, 5, "48.00"), (9, 5, "48.00"), (10, 10, "45.50")]
)
def test_all_others_are_shown_in_full_fives_and_without_names(
    directory: Directory, capacity: str, number: int, count: int | None, points: str | None
) -> None:
    """One gives 50, the next 49 and so on: the first five have a mean of 48, ten of 45.5."""
    do(directory, *(assess(directory, f"Người {each}", capacity, less=each) for each in range(number)))

    (row,) = listed(directory, "assessment")

    assert (row["capacity"], row["assessor"], row["count"], row["points"]) == (capacity, None, count, points)
    assert "Người" not in str(row)


def test_two_cuts_never_differ_by_one_persons_points(directory: Directory) -> None:
    for each in range(9):
        do(directory, assess(directory, f"Người {each}", "peer", less=each))
    with desk(directory) as opened:
        head = opened.cut.entry

    shown = [listed(directory, "assessment", known_at=f"#{head - back}")[0]["points"] for back in range(9)]

    assert shown == ["48.00"] * 5 + [None] * 4


def test_a_corrected_assessment_counts_as_corrected(directory: Directory) -> None:
    do(directory, assess(directory, "Phạm Thị Thử", "superior"))
    first = next(iter(scored(directory)))
    right = {"cadre": ONE, "period": "2025", "assessor": "Phạm Thị Thử", "corrects": 1, "reason": "nhầm"}
    do(directory, make(CorrectAssessment, **right, scores={first: 0}))

    assert Decimal(listed(directory, "assessment")[0]["points"]) == 50 - scored(directory)[first]


def test_assessments_are_listed_of_a_period_of_a_cadre_and_by_their_day(directory: Directory) -> None:
    do(directory, assess(directory, "A", "superior"), assess(directory, "A", "superior", TWO))

    assert [each["cadre"] for each in listed(directory, "assessment", period="2025")] == [ONE, TWO]
    assert [each["cadre"] for each in listed(directory, "assessment", cadre=TWO)] == [TWO]
    assert listed(directory, "assessment", period="2024") == []
    assert [len(listed(directory, "assessment", as_of=day)) for day in ("2025-11-30", "2025-12-01")] == [0, 2]


@given(capacities=st.lists(st.sampled_from(("peer", "superior", "collective")), max_size=14))
@settings(max_examples=30, deadline=None)
def test_no_row_of_a_list_tells_what_one_of_many_gave(capacities: list[str]) -> None:
    """Over any mix of capacities: a row that is not named stands for at least five, and every code is its own and in order."""
    groups: dict[tuple[str, str], list[AssessmentLine]] = {}
    for number, capacity in enumerate(capacities):
        groups.setdefault(("2025", capacity), []).append(AssessmentLine(f"A{number:02d}", capacity, {"g": "9"}, []))
    rows = [row for group in groups.items() for row in lists._group(ONE, *group)]

    assert all(row["points"] is None or row["count"] % 5 == 0 for row in rows if row["assessor"] is None)
    assert all(row["capacity"] == "superior" for row in rows if row["assessor"] is not None)
    assert len({row["code"] for row in rows}) == len(rows)


# In pieces


def test_what_comes_after_a_code_is_all_that_was_not_shown_before_it(directory: Directory) -> None:
    """Cases are numbered across people, and a year may be classified after a later one."""
    sanction = {"line": "party", "form": "reprimand", "decision_no": "1", "decided_on": "2025-01-10"}
    do(
        directory,
        make(OpenPeriod, **(PERIOD | {"period": "2024", "begins": "2024-01-01", "ends": "2024-12-31", "criteria_set": "criteria-100"})),
        classified(ONE),
        make(Classify, cadre=ONE, period="2024", level="good", decided_on="2024-12-20"),
        *(make(DecideDiscipline, case=case, cadre=cadre, **sanction) for case, cadre in (("K3", ONE), ("K1", TWO), ("K2", THREE))),
    )

    for kind in ("classification", "discipline"):
        whole = [each["code"] for each in listed(directory, kind)]
        with desk(directory) as opened:
            rest = [each["code"] for each in facts(opened, kind, {}, None, str(whole[0])).facts]
        assert (len(whole), rest) == ({"classification": 2, "discipline": 3}[kind], whole[1:])


# What is missing of a period


def missing(directory: Directory, **asked: Any) -> list[tuple[str, bool, bool]]:
    rows = listed(directory, "assessment_missing", **({"period": "2025", "unit": None} | asked))
    return [(each["code"], each["assessed"], each["classified"]) for each in rows]


def test_whoever_holds_a_post_is_missed_until_assessed_and_classified(directory: Directory) -> None:
    do(directory, appoint(ONE), appoint(TWO))
    assert missing(directory) == [(ONE, False, False), (TWO, False, False)]

    do(directory, assess(directory, "A", "superior"), classified(TWO))
    assert missing(directory) == [(ONE, True, False), (TWO, False, True)]

    do(directory, classified(ONE), assess(directory, "A", "peer", TWO))
    assert missing(directory) == []

    do(directory, make(SetAsideClassification, cadre=TWO, period="2025", reason="khiếu nại"))
    assert missing(directory) == [(TWO, True, False)]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2020", "2025-01-01", 0),
        ("2020", "2025-01-02", 1),
        ("2020", "2025", 1),
        ("2025-12-31", None, 1),
        ("2026-01-01", None, 0),
        ("2025", None, 1),
    ],
)
def test_a_post_counts_when_it_was_or_may_have_been_held_on_a_day_of_the_period(
    directory: Directory, since: str, until: str | None, found: int
) -> None:
    do(directory, appoint(ONE, since=since))
    if until:
        do(directory, make(Relieve, cadre=ONE, position="P1", until=until, leaving="relieved", reason="QĐ"))

    assert len(missing(directory)) == found


def test_what_is_missing_is_asked_as_of_a_day_and_of_a_unit(directory: Directory) -> None:
    do(directory, appoint(ONE), appoint(TWO, "P2", "2025-06-01"), classified(ONE), assess(directory, "A", "superior"))

    assert missing(directory, as_of="2025-05-31") == [(ONE, False, False)]
    assert missing(directory, as_of="2025-12-19") == [(ONE, True, False), (TWO, False, False)]
    assert missing(directory, as_of="2024-12-31") == []
    assert missing(directory, unit="U1") == []
    assert missing(directory, unit="U2") == [(TWO, False, False)]


def test_whoever_is_planned_for_a_post_is_not_missed_and_a_merged_file_counts_with_the_other(directory: Directory) -> None:
    do(directory, make(Plan, cadre=THREE, position="P1"), appoint(ONE), classified(TWO), assess(directory, "A", "peer", TWO))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    assert missing(directory) == []


@pytest.mark.parametrize(("asked", "code"), [({"period": "2024"}, Code.NO_PERIOD), ({"unit": "U9"}, Code.NO_UNIT)])
def test_a_period_or_a_unit_that_is_not_there_is_not_found(directory: Directory, asked: dict[str, str], code: Code) -> None:
    with pytest.raises(NotFound) as error:
        missing(directory, **asked)

    assert error.value.code is code


# Training due. Resolution 32-NQ/TW: leaders of departments have advanced theory.


def due(directory: Directory, **asked: Any) -> list[tuple[str, str]]:
    return [(each["code"], each["status"]) for each in listed(directory, "training_due", **({"unit": None} | asked))]


def studied(cadre: str, level: str, completed_on: str = "2015-06-30") -> Command:
    return make(CompleteTraining, cadre=cadre, category="theory", level=level, programme="Lý luận", completed_on=completed_on)


# Regulation 350-QĐ/TW, from 29 August 2025: chairs of a commune advanced, deputy heads of division intermediate, also when planned.


def test_posts_held_and_planned_for_are_due_while_their_theory_is_lacking(directory: Directory) -> None:
    as_of = {"as_of": "2026-03-01"}
    do(
        directory,
        position("P3", "U1", "commune-council-chair"),
        position("P4", "U2", "deputy-division-head-province"),
        appoint(ONE, "P3", "2026-01-01"),
        appoint(TWO, "P3", "2026-01-01"),
        studied(TWO, "advanced"),
        make(Plan, cadre=ONE, position="P4", on="2026-01-01"),
    )

    assert due(directory, **as_of) == [(f"{ONE}/P3", "applies"), (f"{ONE}/P4/planned", "applies")]
    assert due(directory, **as_of, unit="U2") == [(f"{ONE}/P4/planned", "applies")]

    do(directory, studied(ONE, "intermediate"))
    assert due(directory, **as_of) == [(f"{ONE}/P3", "applies")]

    do(directory, studied(ONE, "bachelor", "2026-02"))
    assert [len(due(directory, as_of=day)) for day in ("2026-01-31", "2026-03-01")] == [1, 0]


def test_what_cannot_be_told_is_due_as_such(directory: Directory) -> None:
    do(directory, appoint(ONE, since="2012-03-01"))

    (row,) = listed(directory, "training_due", as_of="2013-06-01", unit=None)

    assert (row["status"], row["required"], row["missing"]) == ("undetermined", None, "theory_clauses")


def test_theory_of_a_merged_file_counts_and_a_post_left_asks_for_nothing(directory: Directory) -> None:
    do(directory, appoint(ONE), studied(TWO, "advanced"), appoint(THREE))
    do(directory, make(Relieve, cadre=THREE, position="P1", until="2020-02-01", leaving="relieved", reason="QĐ"))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    assert due(directory, as_of="2020-06-01") == []
    assert due(directory, as_of="2020-01-31") == [(f"{THREE}/P1", "applies")]


def test_a_unit_stands_and_is_called_by_the_days_whatever_was_recorded_last(directory: Directory) -> None:
    """A rename and a move of earlier years are recorded after later ones; the list of a day and the units under one agree."""
    do(directory, *(make(EstablishUnit, unit=code, name="Sở", on="2010") for code in ("V1", "V2", "V3")))
    for day, name, parent in (("2020-01-01", "Tên mới", "V2"), ("2015-01-01", "Tên giữa", "V1")):
        do(directory, make(RenameUnit, unit="V3", name=name, reason="sắp xếp", on=day))
        do(directory, make(MoveUnit, unit="V3", parent=parent, reason="sắp xếp", on=day))

    expected: tuple[tuple[str, str, str | None], ...] = (
        ("2014-01-01", "Sở", None),
        ("2016-01-01", "Tên giữa", "V1"),
        ("2021-01-01", "Tên mới", "V2"),
    )
    for then, called, under in expected:
        with desk(directory, as_of=then) as opened:
            (row,) = (each for each in facts(opened, "unit", {}, None, None).facts if each["code"] == "V3")
            assert (row["name"], row["under"]) == (called, under)
            assert unit_name(opened, "V3", opened.as_of) == called
            assert [code for code in ("V1", "V2") if "V3" in units_under(opened, code, opened.as_of)] == ([under] if under else [])
