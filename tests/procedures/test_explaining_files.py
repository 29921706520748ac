"""Explanations of what follows from a file: clause, arithmetic, entries, and what would change it."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.assessments import Assess
from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.cases import AnnulDiscipline, DecideDiscipline
from cadre_ledger.domain.classifications import Classify, CorrectClassification, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, Relieve
from cadre_ledger.domain.replacements import DecideReplacement
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import LinkSubject, RecordVote, UnlinkSubject
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.explaining_files import explain_classification, explain_flag, explain_standing
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from councils import council, desk, do

ONE, TWO = "C000001", "C000002"
DEC_335 = "vn/335-2025-ND-CP"


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


@pytest.fixture(params=["state"])
def directory(tmp_path: Path, request: pytest.FixtureRequest) -> Directory:
    made = council(tmp_path / "a.ledger", request.param)
    do(made, make(RegisterCadre, name="Nguyễn Văn Mẫu"), make(RegisterCadre, name="Trần Thị Thử"))
    return made


party = pytest.mark.parametrize("directory", ["party"], indirect=True)


def recorded(directory: Directory, *commands: Command) -> int:
    """The entry of the last of them."""
    return do(directory, *commands).last


def post(group: str = "head", since: str = "2024-03-01") -> list[Command]:
    definition = {"position": "GD", "title": "Giám đốc", "group": group, "unit": "U1"}
    return [
        make(EstablishUnit, unit="U1", name="Sở Nội vụ", on="2010"),
        make(DefinePosition, post=definition, on="2010"),
        make(Appoint, cadre=ONE, position="GD", since=since),
    ]


def sanction(line: str = "state", form: str = "reprimand", cadre: str = ONE, *, public_duty: bool = False) -> Command:
    more = {"decision_no": "12-QĐ", "decided_on": "2026-02-10", "public_duty": public_duty}
    return make(DecideDiscipline, case="KL-1", cadre=cadre, line=line, form=form, **more)


def period(code: str = "2026") -> Command:
    days = {"begins": "2026-01-01", "ends": "2026-12-31"}
    return make(OpenPeriod, period=code, criteria_set="criteria-100", basis=DEC_335, **days)


def classified(level: str = "not_completed", **more: Any) -> Command:
    return make(Classify, cadre=ONE, period="2026", level=level, decided_on="2026-05-01", **more)


def flag(directory: Directory, id_: str, **clocks: Any) -> answers.FlagExplanation:
    with desk(directory, **clocks) as opened:
        found = explain_flag(opened, id_)
    assert isinstance(found, answers.FlagExplanation)
    return found


def classification(directory: Directory, **clocks: Any) -> answers.ClassificationExplanation:
    with desk(directory, **clocks) as opened:
        return explain_classification(opened, ONE, "2026")


# A flag


def test_a_flag_is_explained_by_clause_arithmetic_entries_and_what_would_change_it(directory: Directory) -> None:
    entry = recorded(directory, sanction(form="removal"))

    found = flag(directory, f"promotion_frozen-{entry}")

    assert found.about == {"flag": f"promotion_frozen-{entry}", "cadre": ONE, "name": "Nguyễn Văn Mẫu", "position": None}
    assert (found.conclusion.status, found.conclusion.severity, found.conclusion.course) == ("applies", "note", ("freeze_promotion",))
    assert found.clause is not None
    assert (found.clause.id, found.clause.known_from) == ("vn/172-2025-ND-CP#freeze-removal", "unverified")
    assert [(each.condition, each.status, each.written, each.evidence) for each in found.arithmetic] == [
        ("clock", "applies", "[2026-02-10, 2028-02-10)", (entry,))
    ]
    assert [(each.entry, each.name, each.effective_on) for each in found.facts] == [(entry, "discipline.decided/1", "2026-02-10")]
    assert found.facts[0].says["form"] == "removal"
    assert [(each.on, each.without, each.status) for each in found.would_change_if] == [("2028-02-10", None, "none"), (None, entry, "none")]
    assert found.answered is None


def test_a_flag_that_would_go_over_to_another_clause_says_to_which(directory: Directory) -> None:
    do(directory, *post())
    entry = recorded(directory, sanction())

    found = flag(directory, f"disciplined-{entry}")

    # When the sanction lapses, what is left is the point of Decree 170 that was read in part.
    assert [(each.on, each.status, each.clause) for each in found.would_change_if if each.on] == [
        ("2027-02-10", "undetermined", "vn/170-2025-ND-CP#53-a")
    ]
    assert ("vn/170-2025-ND-CP#53-a", "undetermined", "GD") in [(each.clause, each.status, each.position) for each in found.considered]


def test_what_was_decided_about_a_flag_stands_in_its_explanation(directory: Directory) -> None:
    entry = recorded(directory, period(), classified())
    decided = {"decision": "kept", "decided_on": "2026-05-05", "by": "Ban Thường vụ", "reason": "mới nhận việc"}
    do(directory, make(DecideReplacement, flag=f"not_completed-{entry}", **decided))

    answered = flag(directory, f"not_completed-{entry}").answered

    assert answered is not None
    assert (answered.decision, answered.by, answered.reason) == ("kept", "Ban Thường vụ", "mới nhận việc")


@pytest.mark.parametrize("family", ["disciplined", "promotion_frozen"])
def test_a_flag_whose_sanction_was_annulled_has_fallen_and_says_by_which_entry(directory: Directory, family: str) -> None:
    entry = recorded(directory, sanction())
    annulled = recorded(directory, make(AnnulDiscipline, case="KL-1", decision_no="44-QĐ", reason="kỷ luật oan"))

    found = flag(directory, f"{family}-{entry}")

    assert (found.conclusion.status, found.conclusion.flag, found.clause) == ("none", None, None)
    assert [each.entry for each in found.facts] == [entry, annulled]
    assert found.facts[1].says["reason"] == "kỷ luật oan"
    assert {each.status for each in found.considered} == {"none"}
    assert found.would_change_if == ()


def test_a_flag_that_fell_was_up_while_nobody_knew_better(directory: Directory) -> None:
    entry = recorded(directory, sanction())
    do(directory, make(AnnulDiscipline, case="KL-1", decision_no="44-QĐ", reason="kỷ luật oan"))

    assert flag(directory, f"disciplined-{entry}", known_at=str(entry)).conclusion.status == "applies"
    assert flag(directory, f"disciplined-{entry}").conclusion.status == "none"


@pytest.mark.parametrize("undone", ["corrected", "set aside"])
def test_a_flag_whose_level_was_set_right_or_aside_has_fallen(directory: Directory, undone: str) -> None:
    entry = recorded(directory, period(), classified())
    later = (
        make(CorrectClassification, cadre=ONE, period="2026", corrects=entry, level="completed", reason="nhầm")
        if undone == "corrected"
        else make(SetAsideClassification, cadre=ONE, period="2026", reason="khiếu nại đúng")
    )
    last = recorded(directory, later)

    found = flag(directory, f"not_completed-{entry}")

    assert found.conclusion.status == "none"
    assert [each.entry for each in found.facts] == [entry, last]
    assert [(each.clause, each.status) for each in found.considered] == [(f"{DEC_335}#23.3", "none")]


@party
def test_a_flag_of_a_post_that_was_left_has_fallen(directory: Directory) -> None:
    entry = recorded(directory, *post(group="division-head-province"))
    do(directory, make(Relieve, cadre=ONE, position="GD", until="2026-05-01", leaving="relieved", reason="nghỉ hưu"))

    assert flag(directory, f"training_gap-{entry}", as_of="2026-04-30").conclusion.status == "applies"
    assert flag(directory, f"training_gap-{entry}", as_of="2026-05-01").conclusion.status == "none"


@party
def test_a_flag_of_a_merged_file_is_explained_under_the_one_that_goes_on(directory: Directory) -> None:
    entry = recorded(directory, sanction("party", cadre=TWO))
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    found = flag(directory, f"disciplined-{entry}")

    assert (found.conclusion.status, found.about["cadre"], found.about["name"]) == ("applies", ONE, "Nguyễn Văn Mẫu")
    assert [each.entry for each in found.facts] == [entry]


UNKNOWN = ["", "disciplined", "disciplined-0", "disciplined-1", "disciplined-999999", "disciplined-999999999999999999", "handsome-1"]


@pytest.mark.parametrize("id_", UNKNOWN)
def test_an_id_of_no_flag_is_not_found(directory: Directory, id_: str) -> None:
    do(directory, *post(), sanction())

    with desk(directory) as opened, pytest.raises(NotFound) as missing:
        explain_flag(opened, id_)

    assert missing.value.code is Code.NO_FLAG


@pytest.mark.parametrize(
    "family",
    ["training_gap", "not_completed", "low_confidence_majority", "unit_result", "no_confidence"],
)
def test_a_flag_that_the_entry_can_never_have_raised_is_not_found(directory: Directory, family: str) -> None:
    do(directory, *post())
    entry = recorded(directory, sanction())

    for id_ in (f"{family}-{entry}", f"disciplined-{entry}-1", f"disciplined-{entry - 1}"):
        with desk(directory) as opened, pytest.raises(NotFound) as missing:
            explain_flag(opened, id_)
        assert missing.value.code is Code.NO_FLAG


def test_a_flag_recorded_later_than_what_is_known_is_not_found(directory: Directory) -> None:
    entry = recorded(directory, sanction())
    assert flag(directory, f"disciplined-{entry}").conclusion.status == "applies"

    with desk(directory, known_at=str(entry - 1)) as opened, pytest.raises(NotFound) as missing:
        explain_flag(opened, f"disciplined-{entry}")

    assert missing.value.code is Code.NO_FLAG


@party
def test_a_flag_that_a_ground_raises_on_a_vote_is_explained_by_the_ground(directory: Directory) -> None:
    subject = {"number": 1, "name": "Nguyễn Văn Mẫu", "position": None, "counts": {"high": 22, "confidence": 0, "low": 26}}
    ballots = {"collected": 48}
    fields = {"kind": "confidence", "recorded_from": "publication", "source": "minutes", "ballots": ballots, "subjects": (subject,)}
    do(directory, *post(), make(EstablishBody, body="B1", name="Hội nghị", on="2010"))
    done = do(directory, make(RecordVote, session="TN-1", body="B1", held_on="2024-12-01", basis="vn/262-QD-TW-2014", **fields))
    vote = next(each.entry for each in done.records if each.event.topic == "vote.recorded/1")
    do(directory, make(LinkSubject, session="TN-1", subject=1, cadre=ONE, ground="biên bản"))

    found = flag(directory, f"low_confidence_majority-{vote}-1", as_of="2025-01-01")

    assert found.clause is not None
    assert (found.clause.id, found.about["position"]) == ("vn/41-QD-TW-2021#resignation-low", "GD")
    assert [(each.written, each.status) for each in found.arithmetic] == [("1/2 < 26/48", "applies")]
    # Regulation 41 ends with 7 October 2025.
    assert [(each.on, each.without, each.status) for each in found.would_change_if] == [("2025-10-08", None, "none"), (None, vote, "none")]
    assert flag(directory, f"low_confidence_majority-{vote}-1", as_of="2025-10-08").conclusion.status == "none"

    do(directory, make(UnlinkSubject, session="TN-1", subject=1, reason="người khác"))
    with desk(directory, as_of="2025-01-01") as opened:
        assert isinstance(explain_flag(opened, f"low_confidence_majority-{vote}-1"), answers.Explanation)


# A standing


@party
def test_a_standing_says_every_reason_and_what_takes_each_away(directory: Directory) -> None:
    held = recorded(directory, *post(group="division-head-province"))
    entry = recorded(directory, sanction("party"))

    with desk(directory) as opened:
        found = explain_standing(opened, ONE)

    assert found.conclusion.status == "none"
    assert [(each.what, each.until) for each in found.conclusion.reasons] == [
        ("promotion_frozen_party", "2027-02-10"),
        ("sanction_in_effect", "2027-02-10"),
        ("training_gap", None),
    ]
    # Neither alone would be enough: with two reasons against, taking one away leaves the other.
    assert found.would_change_if == ()
    assert [each.entry for each in found.facts] == [entry, held]
    assert {each.clause for each in found.clauses} == {
        "vn/69-QD-TW-2022#effect",
        "vn/377-QD-TW-2025#freeze-reprimand",
        "vn/350-QD-TW-2025#advanced",
    }
    assert ("vn/377-QD-TW-2025#dismissal-removal", "none") in [(each.clause, each.status) for each in found.considered]


@party
def test_a_single_reason_says_on_which_day_and_without_which_entry_it_is_gone(directory: Directory) -> None:
    course = {"category": "theory", "level": "advanced", "programme": "Cao cấp", "completed_on": "2018-06-30"}
    do(directory, *post(group="division-head-province"), make(CompleteTraining, cadre=ONE, **course))
    entry = recorded(directory, sanction("party"))

    with desk(directory) as opened:
        found = explain_standing(opened, ONE)

    assert [(each.on, each.without, each.status) for each in found.would_change_if] == [
        ("2027-02-10", None, "applies"),
        (None, entry, "applies"),
    ]


def test_a_standing_of_nobody_is_not_found(directory: Directory) -> None:
    with desk(directory) as opened, pytest.raises(NotFound) as missing:
        explain_standing(opened, "C000009")

    assert missing.value.code is Code.NO_CADRE


# A classification


def test_a_decision_that_departs_from_what_the_rules_give_says_so(directory: Directory) -> None:
    entry = recorded(directory, period(), classified("excellent", points="84.5"))

    found = classification(directory)

    assert found.conclusion is not None
    assert (found.conclusion.level, found.conclusion.points, found.conclusion.entry) == ("excellent", "84.5", entry)
    assert (found.computed.level, found.computed.clauses, found.departs) == ("good", (f"{DEC_335}#20.2",), True)
    bands = {each.clause.partition("#")[2]: (each.level, each.status, each.forced) for each in found.considered}
    assert bands == {
        "20.1": ("excellent", "none", False),
        "20.2": ("good", "applies", False),
        "20.3": ("completed", "none", False),
        "20.4.a": ("not_completed", "none", False),
        "20.4.b": ("not_completed", "none", True),
        "20.4.c": ("not_completed", "none", True),
        "20.4.d": ("not_completed", "none", True),
    }
    assert [each.written for each in found.considered[0].arithmetic] == ["90 ≤ 84.5"]
    assert [(each.now, each.then, each.level) for each in found.would_change_if] == [
        ("84.5", "90", "excellent"),
        ("84.5", "69.99", "completed"),
    ]


def test_the_best_and_the_worst_level_have_points_on_one_side_only(directory: Directory) -> None:
    entry = recorded(directory, period(), classified("excellent", points="90"))
    assert [(each.then, each.level) for each in classification(directory).would_change_if] == [("89.99", "good")]

    do(directory, make(CorrectClassification, cadre=ONE, period="2026", corrects=entry, level="not_completed", points="0", reason="nhầm"))
    assert [(each.then, each.level) for each in classification(directory).would_change_if] == [("50", "completed")]


def test_no_points_lift_what_discipline_forces(directory: Directory) -> None:
    entry = recorded(directory, period(), classified("good", points="84.5"))
    sanctioned = recorded(directory, sanction(public_duty=True))

    found = classification(directory)

    assert (found.computed.level, found.computed.clauses, found.departs) == ("not_completed", (f"{DEC_335}#20.4.c",), True)
    assert [each.entry for each in found.facts] == [entry, sanctioned]
    assert found.would_change_if == ()


@party
def test_what_the_rules_cannot_tell_alone_names_what_is_possible_and_what_is_missing(directory: Directory) -> None:
    days = {"begins": "2026-01-01", "ends": "2026-12-31", "criteria_set": "criteria-100"}
    opened_period = make(OpenPeriod, period="2026", basis="vn/366-QD-TW-2025", **days)
    do(directory, opened_period, classified("good", points="84.5"))

    found = classification(directory)

    assert (found.computed.level, found.departs) == (None, False)
    assert found.computed.possible == ("good", "completed", "not_completed")
    assert found.computed.missing == ("on_time", "done", "late")
    # 84.5 points are those of one band only; to those below one falls.
    assert [(each.level, each.status) for each in found.considered if not each.forced] == [
        ("excellent", "none"),
        ("good", "undetermined"),
        ("completed", "none"),
        ("not_completed", "none"),
    ]
    assert [(each.then, each.possible) for each in found.would_change_if] == [
        ("90", ("excellent", "good", "completed", "not_completed")),
        ("69.99", ("completed", "not_completed")),
    ]


def test_before_a_decision_the_points_are_those_of_the_authority(directory: Directory) -> None:
    scores = {"ethics": "9", "discipline": "9", "responsibility": "9", "quantity": "22", "quality": "21", "progress": "20"}
    assess = {"cadre": ONE, "period": "2026", "assessor": "Ban Thường vụ", "scores": scores}
    entry = recorded(directory, period(), make(Assess, capacity="authority", **assess))

    found = classification(directory)

    assert (found.conclusion, found.departs) == (None, False)
    # 27 + 63 = 90.
    assert (found.computed.level, found.computed.clauses) == ("excellent", (f"{DEC_335}#20.1",))
    assert [each.entry for each in found.facts] == [entry]
    assert found.opens == ()


def test_of_a_period_without_points_nothing_can_be_told(directory: Directory) -> None:
    do(directory, period())

    found = classification(directory)

    assert (found.computed.level, found.computed.missing, found.facts) == (None, ("points",), ())
    assert found.would_change_if == ()


def test_what_a_level_opens_stands_beside_it(directory: Directory) -> None:
    do(directory, *post(), period(), classified(points="20"))

    found = classification(directory)

    assert [(each.clause, each.status, each.severity) for each in found.opens] == [
        (f"{DEC_335}#23.3", "applies", "consider"),
        ("vn/170-2025-ND-CP#53-c", "undetermined", "consider"),
        ("vn/377-QD-TW-2025#dismissal-not-completed", "applies", "note"),
    ]


def test_a_period_that_was_never_opened_is_not_found(directory: Directory) -> None:
    with desk(directory) as opened, pytest.raises(NotFound) as missing:
        explain_classification(opened, ONE, "2031")

    assert missing.value.code is Code.NO_PERIOD
