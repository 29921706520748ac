"""The data of the evaluation report, written by hand from what was recorded."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.assessments import CorrectAssessment
from cadre_ledger.domain.cadres import MergeCadre
from cadre_ledger.domain.classifications import CorrectClassification, SetAsideClassification
from cadre_ledger.domain.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from cadre_ledger.domain.posts import Appoint, Relieve
from cadre_ledger.domain.units import MoveUnit
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.evaluation import evaluation
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from councils import desk, do
from offices import FOUR, ONE, THREE, TWO, assess, classify, make, office, tell

PEERS = ("A1", "A2", "A3", "A4", "A5")


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return office(tmp_path / "a.ledger")


def made(
    directory: Directory, as_of: str = "2025-12-31", unit: str | None = None, *, under: bool = False, **cut: Any
) -> answers.Evaluation:
    with desk(directory, as_of=as_of, **cut) as opened:
        return evaluation(opened, "2025", unit, under=under)


def person(found: answers.Evaluation, cadre: str = ONE) -> answers.EvaluatedPart:
    return next(each for unit in found.units for each in unit.cadres if each.cadre == cadre)


def means(found: answers.Evaluation, cadre: str = ONE) -> dict[str, tuple[int, str | None, str | None]]:
    return {each.capacity: (each.number, each.mean, each.withheld) for each in person(found, cadre).assessments}


def test_everyone_with_a_post_stands_under_their_unit_and_who_lacks_something_is_named(directory: Directory) -> None:
    do(
        directory,
        assess(ONE, ONE, "self"),
        classify(ONE, "good", points="84.5"),
        classify(TWO, "completed"),
        assess(THREE, ONE, "superior"),
    )

    found = made(directory)

    assert [(unit.code, unit.name, [each.cadre for each in unit.cadres]) for unit in found.units] == [
        ("U1", "Sở Nội vụ", [ONE, TWO]),
        ("U2", "Phòng Cán bộ", [THREE]),
    ]
    assert (found.cadres, found.classified) == (3, 2)
    assert [(each.cadre, each.units, each.missing) for each in found.lacking] == [
        (TWO, ("U1",), ("assessment",)),
        (THREE, ("U2",), ("classification",)),
    ]


def test_levels_are_distributed_over_those_classified_exactly(directory: Directory) -> None:
    do(directory, classify(ONE, "excellent"), classify(TWO, "good"), classify(THREE, "good"))

    found = made(directory)

    assert [
        (each.level, each.count, each.share and each.share.fraction, each.share and each.share.percent) for each in found.distribution
    ] == [
        ("excellent", 1, "1/3", "33.33"),
        ("good", 2, "2/3", "66.67"),
        ("completed", 0, "0/3", "0.00"),
        ("not_completed", 0, "0/3", "0.00"),
    ]


def test_of_nobody_classified_no_share_is_taken(directory: Directory) -> None:
    assert [(each.count, each.share) for each in made(directory).distribution] == [(0, None)] * 4


def test_someone_of_two_units_stands_in_both_and_counts_once(directory: Directory) -> None:
    do(directory, make(Appoint, cadre=ONE, position="P3", since="2024-01-01"), classify(ONE, "good"))

    found = made(directory)

    assert [[each.cadre for each in unit.cadres] for unit in found.units] == [[ONE, TWO], [ONE, THREE]]
    assert (found.cadres, found.classified) == (3, 1)


def test_who_was_decided_on_without_a_post_on_the_day_stands_at_the_end(directory: Directory) -> None:
    do(directory, classify(FOUR, "good"))

    found = made(directory)

    assert [(unit.code, [each.cadre for each in unit.cadres]) for unit in found.units][-1] == (None, [FOUR])
    assert made(directory, unit="U1").cadres == 2


def test_posts_are_those_of_the_last_day_of_the_period_however_late_one_asks(directory: Directory) -> None:
    leaving = {"cadre": TWO, "position": "P2", "leaving": "relieved", "reason": "điều động"}
    do(directory, make(Relieve, until="2026-01-01", **leaving))

    assert made(directory, "2026-05-01").posts_on == "2025-12-31"
    assert [each.cadre for each in made(directory, "2026-05-01").units[0].cadres] == [ONE, TWO]


def test_a_post_of_which_it_cannot_be_told_is_there_and_says_so(directory: Directory) -> None:
    do(directory, make(Appoint, cadre=FOUR, position="P3", since="2025-12"))

    assert person(made(directory, "2025-12-15"), FOUR).status == "undetermined"
    assert person(made(directory, "2025-12-31"), FOUR).status == "applies"
    assert made(directory, "2025-11-30").cadres == 3


def test_a_unit_is_alone_unless_what_is_under_it_is_asked_for(directory: Directory) -> None:
    assert [unit.code for unit in made(directory, unit="U1").units] == ["U1"]
    assert [unit.code for unit in made(directory, unit="U1", under=True).units] == ["U1", "U2"]
    assert [unit.code for unit in made(directory, unit="U2", under=True).units] == ["U2"]


def test_what_is_under_a_unit_is_what_was_under_it_on_the_day(directory: Directory) -> None:
    do(directory, make(MoveUnit, unit="U2", parent=None, reason="tách phòng", on="2025-06-01"))

    assert [unit.code for unit in made(directory, "2025-05-31", unit="U1", under=True).units] == ["U1", "U2"]
    assert [unit.code for unit in made(directory, "2025-06-01", unit="U1", under=True).units] == ["U1"]


def test_a_unit_or_a_period_that_is_not_there_is_not_found(directory: Directory) -> None:
    with pytest.raises(NotFound) as unit:
        made(directory, unit="U9")
    with desk(directory) as opened, pytest.raises(NotFound) as period:
        evaluation(opened, "2024", None)

    assert (unit.value.code, period.value.code) == (Code.NO_UNIT, Code.NO_PERIOD)


# Notice


def test_a_classification_is_provisional_until_the_person_was_told_of_it(directory: Directory) -> None:
    entry = do(directory, classify(ONE, "good")).last
    tell(directory, ONE, entry, "2025-12-22")

    before, after = person(made(directory, "2025-12-21")).classification, person(made(directory, "2025-12-22")).classification

    assert before is not None
    assert after is not None
    assert (before.notice, before.notified_on) == ("provisional", None)
    assert (after.notice, after.notified_on) == ("notified", "2025-12-22")


def test_being_told_of_something_else_is_no_notice(directory: Directory) -> None:
    entry = do(directory, classify(ONE, "good")).last
    tell(directory, ONE, entry - 1)
    tell(directory, TWO, entry)

    decision = person(made(directory)).classification

    assert decision is not None
    assert decision.notice == "provisional"


def test_a_corrected_classification_is_to_be_told_anew(directory: Directory) -> None:
    entry = do(directory, classify(ONE, "good")).last
    tell(directory, ONE, entry)
    corrected = do(
        directory, make(CorrectClassification, cadre=ONE, period="2025", corrects=entry, level="completed", reason="ghi nhầm")
    ).last

    decision = person(made(directory)).classification
    assert decision is not None
    assert (decision.level, decision.notice, decision.entry) == ("completed", "provisional", corrected)

    tell(directory, ONE, corrected, "2025-12-30")
    told = person(made(directory)).classification
    assert told is not None
    assert (told.notice, told.notified_on) == ("notified", "2025-12-30")


def test_a_decision_that_was_set_aside_is_not_there_and_one_after_it_is(directory: Directory) -> None:
    do(directory, classify(ONE, "good"))
    do(directory, make(SetAsideClassification, cadre=ONE, period="2025", reason="khiếu nại đúng"))
    assert person(made(directory)).classification is None

    do(directory, classify(ONE, "excellent", "2025-12-28"))
    again = person(made(directory)).classification
    assert again is not None
    assert again.level == "excellent"


def test_what_was_recorded_of_a_merged_file_is_the_persons_own(directory: Directory) -> None:
    do(directory, classify(FOUR, "good"), assess(FOUR, TWO, "superior"))
    do(directory, make(MergeCadre, cadre=FOUR, into=ONE, reason="một người"))

    found = made(directory)

    assert (found.cadres, person(found).classification is not None, means(found)) == (3, True, {"superior": (1, "70.00", None)})


# The two clocks


def test_what_was_decided_after_the_day_is_not_in_but_counted(directory: Directory) -> None:
    do(directory, classify(ONE, "good", "2026-01-10"), assess(ONE, TWO, "superior", on="2026-01-05"))

    then, later = made(directory), made(directory, "2026-01-10")

    assert person(then).classification is None
    assert (then.later.classifications, then.later.assessments) == (1, 1)
    assert person(later).classification is not None
    assert (later.later.classifications, later.later.assessments) == (0, 0)


def test_of_whom_only_later_things_are_recorded_is_not_yet_in_the_report(directory: Directory) -> None:
    do(directory, classify(FOUR, "good", "2026-01-10"))

    then = made(directory)

    assert (then.cadres, then.later.classifications, FOUR in [each.cadre for each in then.lacking]) == (3, 1, False)
    assert made(directory, "2026-01-10").cadres == 4


def test_an_old_cut_holds_what_was_known_then(directory: Directory) -> None:
    entry = do(directory, classify(ONE, "good")).last
    before = made(directory, known_at=f"#{entry}")
    do(directory, make(CorrectClassification, cadre=ONE, period="2025", corrects=entry, level="completed", reason="ghi nhầm"))

    assert made(directory, known_at=f"#{entry}") == before
    assert [each.count for each in before.distribution] == [0, 1, 0, 0]
    assert [each.count for each in made(directory).distribution] == [0, 0, 1, 0]


# Who sees what: nobody's colleague is found out


def closed(directory: Directory) -> None:
    do(directory, make(ClosePeriod, period="2025", on="2025-12-30"))


@pytest.mark.parametrize(("number", "mean", "withheld"), [(4, None, "few"), (5, "71.00", None)])
@pytest.mark.parametrize("capacity", ["peer", "subordinate", "collective", "citizens"])
def test_a_mean_of_colleagues_is_of_at_least_five(
    directory: Directory, capacity: str, number: int, mean: str | None, withheld: str | None
) -> None:
    do(directory, *(assess(ONE, each, capacity, str(17 + 2 * place)) for place, each in enumerate(PEERS[:number])))
    closed(directory)

    assert means(made(directory)) == {capacity: (number, mean, withheld)}


def test_the_scores_of_a_superior_and_ones_own_are_shown_to_the_council(directory: Directory) -> None:
    do(directory, assess(ONE, TWO, "superior", "24.5"), assess(ONE, ONE, "self", "25"))

    assert means(made(directory)) == {"superior": (1, "74.50", None), "self": (1, "75.00", None)}


def test_a_mean_is_rounded_for_showing_only(directory: Directory) -> None:
    do(directory, *(assess(ONE, each, "superior", quality) for each, quality in (("A1", "20"), ("A2", "20"), ("A3", "20.01"))))

    part = person(made(directory)).assessments[0]

    assert (part.total, part.mean) == ("210.01", "70.00")


def test_while_a_period_is_open_no_mean_of_colleagues_is_shown_for_the_next_one_would_tell_the_difference(directory: Directory) -> None:
    do(directory, *(assess(ONE, each, "peer") for each in PEERS))
    assert means(made(directory)) == {"peer": (5, None, "open")}

    closed(directory)
    assert means(made(directory)) == {"peer": (5, "70.00", None)}

    do(directory, make(ReopenPeriod, period="2025", reason="bổ sung", on="2026-01-02"))
    assert means(made(directory)) == {"peer": (5, None, "open")}


def test_two_days_do_not_tell_the_score_of_one_colleague_by_their_difference(directory: Directory) -> None:
    do(directory, *(assess(ONE, each, "peer") for each in PEERS), assess(ONE, "A6", "peer", "2", on="2025-12-15"))
    closed(directory)

    assert means(made(directory, "2025-12-14")) == {"peer": (5, None, "later")}
    assert means(made(directory, "2025-12-15")) == {"peer": (6, "67.00", None)}


def test_no_name_of_an_assessor_is_in_the_data(directory: Directory) -> None:
    do(directory, *(assess(ONE, f"Người chấm {place}", "peer") for place in range(6)), assess(ONE, "Cấp trên Nọ", "superior"))
    closed(directory)

    written = made(directory).model_dump_json()

    assert "Người chấm" not in written
    assert "Cấp trên" not in written


def test_a_corrected_score_is_the_one_that_counts(directory: Directory) -> None:
    entry = do(directory, assess(ONE, TWO, "superior", "20")).last
    fields = {"cadre": ONE, "period": "2025", "assessor": TWO, "corrects": entry, "scores": {"quality": "25"}, "reason": "cộng nhầm"}
    do(directory, make(CorrectAssessment, **fields))

    assert means(made(directory)) == {"superior": (1, "75.00", None)}


def test_other_periods_are_not_in_it(directory: Directory) -> None:
    quarter = {
        "period": "2025-Q3",
        "begins": "2025-07-01",
        "ends": "2025-09-30",
        "criteria_set": "criteria-100",
        "basis": "vn/366-QD-TW-2025",
    }
    do(directory, make(OpenPeriod, on="2025-07-01", **quarter))
    do(directory, classify(ONE, "good").model_copy(update={"period": "2025-Q3"}))

    assert (made(directory).classified, person(made(directory)).classification) == (0, None)
