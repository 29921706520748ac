"""A file is gathered line by line; what was corrected, set aside, revoked or annulled keeps its line and is marked."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.absences import BeginAbsence, CorrectAbsence, EndAbsence
from cadre_ledger.domain.assessments import Assess, CorrectAssessment
from cadre_ledger.domain.cases import AnnulDiscipline, CorrectDiscipline, DecideDiscipline, EndDiscipline
from cadre_ledger.domain.classifications import Classify, CorrectClassification, Notify, SetAsideClassification
from cadre_ledger.domain.periods import ClosePeriod, ReopenPeriod
from cadre_ledger.domain.positions import DefinePosition, Post, RedefinePosition
from cadre_ledger.domain.posts import Appoint, CorrectAppointment, CorrectTenure, Plan, Relieve, Unplan
from cadre_ledger.domain.replacements import ConsiderReplacement, CorrectReplacement, DecideReplacement
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining, CorrectQualification, RecordQualification, RevokeQualification, RevokeTraining
from cadre_ledger.domain.units import CloseUnit, EstablishUnit, MoveUnit, RenameUnit
from cadre_ledger.projections.compact import decode, encode
from cadre_ledger.projections.dossiers import DatedName
from cadre_ledger.projections.file_facts import assessments, lines_of
from cadre_ledger.projections.files import (
    AbsenceLine,
    AnswerDossier,
    AssessmentLine,
    CadreFile,
    ClassificationLine,
    DatedParent,
    Definition,
    PeriodDossier,
    PlanLine,
    PositionDossier,
    PostLine,
    QualificationLine,
    SanctionLine,
    ToldLine,
    TrainingLine,
    UnitDossier,
    assessed_key,
)
from cadre_ledger.projections.gather import InMemory, gather
from cadre_ledger.rulebook.rulebook import text_digest
from cadre_ledger.values.dates import PartialDate
from folding import History, gathered
from ledgers import TODAY, adoption, cadre
from regulations import PLAIN, PLAIN_TEXT, STANDING_TEXT
from stories import PROLOGUE, file_commands, opening

A, B = "C000001", "C000002"
FLAG = "low_confidence_majority-43-4"


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": TODAY} | fields)


POSITION = {"title": "Giám đốc", "group": "GD-SO", "unit": "U1"}
WORLD = [
    adoption([STANDING_TEXT]),
    make(EstablishUnit, unit="U1", name="Sở Nội vụ"),
    make(DefinePosition, post={"position": "P1", **POSITION}),
    make(DefinePosition, post={"position": "P2", **POSITION}),
    cadre("Nguyễn Văn A"),
    cadre("Trần Thị B"),
    opening("2025", "2025-01-01", "2025-12-31"),
]
FIRST = 16
"""The entry of what comes first after all that."""


def history(*commands: Command) -> History:
    told = History([*WORLD, *commands])
    assert len(told.rows) == FIRST - 1 + len(commands), "one of the commands was refused"
    return told


def file_of(told: History, code: str = A) -> CadreFile:
    file: CadreFile = told.dossiers["file", code]
    return file


def entries(line: Any) -> list[int]:
    return [each.entry for each in line.evidence]


def plain(line: Any, **changed: Any) -> Any:
    """A line without what it rests on, which `entries` compares."""
    fields = {name: getattr(line, name) for name in line.__struct_fields__}
    return type(line)(**(fields | {"evidence": []} | changed))


# Posts


def appoint(position: str = "P1", since: str = "2023-03-01", who: str = A, **named: Any) -> Command:
    return make(Appoint, cadre=who, position=position, since=since, **named)


def relieve(position: str = "P1", until: str = "2024-02-01", how: str = "resigned") -> Command:
    return make(Relieve, cadre=A, position=position, until=until, leaving=how, reason="đơn")


def test_a_post_is_held_from_its_day_and_open() -> None:
    (line,) = file_of(history(appoint(term_from="2021", term_to="2026"))).posts

    assert plain(line) == PostLine("P1", "2023-03-01", None, "2021", "2026", None, [])
    assert entries(line) == [FIRST]
    assert line.evidence[0].effective_on == "2023-03-01"


def test_a_post_that_was_left_and_taken_again_has_two_lines() -> None:
    told = history(appoint(), relieve(), appoint(since="2025-01-01"), relieve(until="2026-01-01", how="relieved"))

    first, second = file_of(told).posts

    assert plain(first) == PostLine("P1", "2023-03-01", "2024-02-01", None, None, "resigned", [])
    assert plain(second) == PostLine("P1", "2025-01-01", "2026-01-01", None, None, "relieved", [])
    assert (entries(first), entries(second)) == ([FIRST, FIRST + 1], [FIRST + 2, FIRST + 3])


def test_of_two_posts_the_one_named_is_left() -> None:
    one, other = file_of(history(appoint(), appoint("P2"), relieve("P2"))).posts

    assert (one.until, other.until) == (None, "2024-02-01")
    assert (entries(one), entries(other)) == ([FIRST], [FIRST + 1, FIRST + 2])


def test_a_corrected_appointment_keeps_its_line_and_rests_on_both_entries() -> None:
    correction = make(CorrectAppointment, cadre=A, position="P1", corrects=FIRST + 2, since="2025-02-01", term_to="2030", reason="nhầm")

    told = history(appoint(), relieve(), appoint(since="2025-01-01"), correction)
    left, held = file_of(told).posts

    assert plain(held) == PostLine("P1", "2025-02-01", None, None, "2030", None, [])
    assert entries(held) == [FIRST + 2, FIRST + 3]
    assert (left.since, left.until, entries(left)) == ("2023-03-01", "2024-02-01", [FIRST, FIRST + 1])


def test_a_tenure_put_right_keeps_its_line_and_leaves_the_others() -> None:
    correction = make(
        CorrectTenure, cadre=A, position="P1", number=1, corrects=FIRST + 1, until="2024-03-01", leaving="reassigned", reason="nhầm"
    )
    told = history(appoint("P2"), appoint(), relieve(), appoint(since="2025-01-01"), relieve(until="2026-01-01"), correction)

    beside, first, second = file_of(told).posts

    assert plain(first) == PostLine("P1", "2023-03-01", "2024-03-01", None, None, "reassigned", [])
    assert (second.until, second.leaving, beside.until) == ("2026-01-01", "resigned", None)
    assert [entries(each) for each in (beside, first, second)] == [[FIRST], [FIRST + 1, FIRST + 2, FIRST + 5], [FIRST + 3, FIRST + 4]]


def test_an_absence_is_a_line_that_ends_and_is_put_right() -> None:
    def leave(since: str) -> Command:
        return make(BeginAbsence, cadre=A, kind="study", since=since, planned_until="2025")

    back = make(EndAbsence, cadre=A, until="2024-09-01")
    correction = make(CorrectAbsence, cadre=A, number=1, corrects=FIRST, kind="secondment", since="2024-02", reason="nhầm")
    ended, open_ = file_of(history(leave("2024-01-01"), back, leave("2025-01-01"), correction)).absences

    assert plain(ended) == AbsenceLine(1, "secondment", "2024-02", "2025", "2024-09-01", [])
    assert plain(open_) == AbsenceLine(2, "study", "2025-01-01", "2025", None, [])
    assert (entries(ended), entries(open_)) == ([FIRST, FIRST + 1, FIRST + 3], [FIRST + 2])


def test_planning_runs_from_the_day_of_listing_to_the_day_of_taking_off_and_again() -> None:
    def plan(on: str, position: str = "P1") -> Command:
        return make(Plan, on=on, cadre=A, position=position)

    def unplan(on: str) -> Command:
        return make(Unplan, on=on, cadre=A, position="P1", reason="QĐ")

    told = history(plan("2020", "P2"), plan("2024-01"), unplan("2025-06-01"), plan("2026"), unplan("2026-05-01"))
    other, first, second = file_of(told).planned

    assert plain(other) == PlanLine("P2", "2020", None, [])
    assert plain(first) == PlanLine("P1", "2024-01", "2025-06-01", [])
    assert plain(second) == PlanLine("P1", "2026", "2026-05-01", [])
    assert (entries(other), entries(first), entries(second)) == ([FIRST], [FIRST + 1, FIRST + 2], [FIRST + 3, FIRST + 4])


# Classifications and what was told


def classify(level: str = "good", who: str = A, **named: Any) -> Command:
    return make(Classify, cadre=who, period="2025", level=level, decided_on="2025-12-20", **named)


SET_ASIDE = make(SetAsideClassification, cadre=A, period="2025", reason="khiếu nại")


def test_a_decision_is_a_line_with_its_departure_and_reason() -> None:
    said = {"points": "91.50", "decision_no": "7/QĐ", "decided_by": "Ban", "departs_from": "excellent", "reason": "kỷ luật"}
    (line,) = file_of(history(classify(**said))).classifications

    assert plain(line) == ClassificationLine(
        "2025", "good", "2025-12-20", "91.50", "7/QĐ", "Ban", "excellent", "kỷ luật", set_aside=False, evidence=[]
    )


def test_a_corrected_decision_keeps_its_line_and_rests_on_both_entries() -> None:
    correction = make(CorrectClassification, cadre=A, period="2025", corrects=FIRST, level="completed", points="60", reason="nhầm")
    (line,) = file_of(history(classify(points=80), correction)).classifications

    assert (line.level, line.points, line.decided_on, line.reason) == ("completed", "60", "2025-12-20", None)
    assert entries(line) == [FIRST, FIRST + 1]


def test_a_decision_set_aside_stays_marked_beside_the_one_that_stands() -> None:
    correction = make(CorrectClassification, cadre=A, period="2025", corrects=FIRST + 2, points=70, reason="nhầm")
    fallen, standing = file_of(history(classify(), SET_ASIDE, classify("completed"), correction)).classifications

    assert (fallen.level, fallen.set_aside, entries(fallen)) == ("good", True, [FIRST, FIRST + 1])
    assert (standing.level, standing.points, standing.set_aside) == ("completed", "70", False)
    assert entries(standing) == [FIRST + 2, FIRST + 3]


def test_who_was_told_of_what_and_when_is_kept() -> None:
    told = history(classify(), make(Notify, cadre=A, of_entry=FIRST, told_on="2026-01-05", how="văn bản"))

    assert file_of(told).told == [ToldLine(FIRST, "2026-01-05", FIRST + 1)]


# Assessments


def assess(assessor: str = "C000009", period: str = "2025", **points: str) -> Command:
    scores = {"g1": "20", "r1": "30", "r2": "20"} | points
    return make(Assess, cadre=A, period=period, assessor=assessor, capacity="peer", scores=scores)


def assess_again(assessor: str, entry: int, period: str = "2025", **points: str) -> Command:
    fields = {"cadre": A, "period": period, "assessor": assessor, "corrects": entry, "reason": "nhầm"}
    return make(CorrectAssessment, **fields, scores={name: Decimal(score) for name, score in points.items()})


def assessed(told: History, period: str = "2025") -> list[AssessmentLine]:
    return assessments(told.dossiers, file_of(told), period)


def test_each_assessor_has_a_line_and_a_correction_finds_its_own() -> None:
    one, other = assessed(history(assess(), assess("Ban", g1="10"), assess_again("Ban", FIRST + 1, r2="21.50")))

    assert plain(one) == AssessmentLine("C000009", "peer", {"g1": "20", "r1": "30", "r2": "20"}, [])
    assert plain(other) == AssessmentLine("Ban", "peer", {"g1": "10", "r1": "30", "r2": "21.50"}, [])
    assert (entries(one), entries(other)) == ([FIRST], [FIRST + 1, FIRST + 2])


def test_a_file_grows_with_the_first_assessment_of_a_period_alone() -> None:
    later = opening("2026", "2026-01-01", "2026-12-31")
    one = history(later, assess())
    many = history(later, assess(), *(assess(f"Người {each}") for each in range(20)), assess_again("Người 7", FIRST + 9, g1="1"))
    two = history(later, assess(), assess(period="2026"))

    assert encode(file_of(many)) == encode(file_of(one))
    assert (file_of(one).assessed, file_of(two).assessed) == (["2025"], ["2025", "2026"])
    assert (len(assessed(one)), len(assessed(many))) == (1, 21)


def test_a_correction_is_found_in_its_own_period() -> None:
    given = (opening("2026", "2026-01-01", "2026-12-31"), assess(), assess(period="2026"))
    told = history(*given, assess_again("C000009", FIRST + 2, "2026", g1="3"))

    assert [(each.scores["g1"], entries(each)) for each in assessed(told)] == [("20", [FIRST + 1])]
    assert [(each.scores["g1"], entries(each)) for each in assessed(told, "2026")] == [("3", [FIRST + 2, FIRST + 3])]


def test_a_period_without_assessments_has_none() -> None:
    assert assessed(history(appoint())) == []


def test_an_assessment_is_corrected_in_a_dossier_that_lay_encoded_as_in_one_that_did_not() -> None:
    given = history(assess(), assess("Ban", g1="10"))
    dossier = decode("assessed", encode(given.dossiers[assessed_key(A, "2025")]))
    line = AssessmentLine("C000009", "peer", {"g1": "1"}, [])

    dossier.assess(line, 0)

    assert [plain(each) for each in dossier.lines] == [line, AssessmentLine("Ban", "peer", {"g1": "10", "r1": "30", "r2": "20"}, [])]
    assert decode("assessed", encode(dossier)).lines == dossier.lines


def test_the_lines_of_a_file_are_those_of_its_assessments_too() -> None:
    told = history(appoint(), assess(), assess("Ban"), assess_again("Ban", FIRST + 2, g1="1"))

    lines = [[each.entry for each in line] for line in lines_of(told.dossiers, file_of(told))]

    assert lines == [[FIRST], [FIRST + 1], [FIRST + 2, FIRST + 3]]


# Training and qualifications


def complete(programme: str = "Kỹ năng", **named: Any) -> Command:
    return make(CompleteTraining, **({"cadre": A, "category": "skills", "programme": programme, "completed_on": "2024-06"} | named))


def test_a_completion_is_a_line_with_its_number() -> None:
    said = {"institution": "Học viện", "country": "Việt Nam", "started_on": "2023", "approved_on": "2022-12-01"}
    _, line = file_of(history(complete(), complete(category="theory", level="advanced", **said))).training

    assert plain(line) == TrainingLine(
        2, "theory", "advanced", "Kỹ năng", "2024-06", "Học viện", "Việt Nam", "2023", "2022-12-01", revoked=False, evidence=[]
    )


def test_a_revoked_completion_stays_marked() -> None:
    told = history(complete(), complete("Khác"), make(RevokeTraining, cadre=A, number=2, reason="thu hồi"))
    kept, revoked = file_of(told).training

    assert (kept.revoked, entries(kept)) == (False, [FIRST])
    assert (revoked.revoked, revoked.programme, entries(revoked)) == (True, "Khác", [FIRST + 1, FIRST + 2])


def test_a_qualification_is_a_line() -> None:
    told = history(make(RecordQualification, cadre=A, kind="language", level="B2", obtained_on="2015", language="Tiếng Anh", field="Luật"))

    (line,) = file_of(told).qualifications
    assert plain(line) == QualificationLine(1, "language", "B2", "2015", "Luật", "Tiếng Anh", revoked=False, evidence=[])
    assert entries(line) == [FIRST]


def test_a_qualification_corrected_or_revoked_keeps_its_line_and_its_number() -> None:
    degree, language = (make(RecordQualification, cadre=A, kind=kind, level="B2", obtained_on="2015") for kind in ("degree", "language"))
    correction = make(CorrectQualification, cadre=A, number=2, corrects=FIRST + 1, level="C1", language="Tiếng Anh", reason="nhầm")
    revocation = make(RevokeQualification, cadre=A, number=1, reason="nhầm hồ sơ")

    one, other, again = file_of(history(degree, language, correction, revocation, degree)).qualifications

    assert plain(one) == QualificationLine(1, "degree", "B2", "2015", None, None, revoked=True, evidence=[])
    assert plain(other) == QualificationLine(2, "language", "C1", "2015", None, "Tiếng Anh", revoked=False, evidence=[])
    assert plain(again) == QualificationLine(3, "degree", "B2", "2015", None, None, revoked=False, evidence=[])
    assert [entries(each) for each in (one, other, again)] == [[FIRST, FIRST + 3], [FIRST + 1, FIRST + 2], [FIRST + 4]]


# Sanctions


def discipline(case: str = "K1", who: str = A, **named: Any) -> Command:
    fields = {"case": case, "cadre": who, "line": "party", "form": "reprimand", "decision_no": "5-QĐ", "decided_on": "2024-03-10"}
    return make(DecideDiscipline, **(fields | named))


def test_a_sanction_is_a_line() -> None:
    (line,) = file_of(history(discipline(effective_on="2024-03-20", public_duty=True))).sanctions

    assert plain(line) == SanctionLine(
        "K1", "party", "reprimand", "5-QĐ", "2024-03-10", "2024-03-20", public_duty=True, ended_on=None, annulled=False, evidence=[]
    )
    assert line.evidence[0].effective_on == "2024-03-20"


def test_a_sanction_corrected_lifted_and_annulled_keeps_its_line_and_is_marked() -> None:
    told = history(
        discipline(),
        discipline("K2", form="warning"),
        make(CorrectDiscipline, case="K1", corrects=FIRST, form="warning", effective_on="2024-04-01", reason="nhầm"),
        make(EndDiscipline, case="K1", ended_on="2025-01-01", reason="tiến bộ"),
        make(AnnulDiscipline, case="K1", decision_no="9-QĐ", reason="oan"),
    )
    first, second = file_of(told).sanctions

    assert (first.form, first.decided_on, first.effective_on) == ("warning", "2024-03-10", "2024-04-01")
    assert (first.ended_on, first.annulled) == ("2025-01-01", True)
    assert entries(first) == [FIRST, FIRST + 2, FIRST + 3, FIRST + 4]
    assert (second.form, second.ended_on, second.annulled, entries(second)) == ("warning", None, False, [FIRST + 1])


# Whose


def test_two_cadres_do_not_mix() -> None:
    told = history(
        appoint(),
        appoint(who=B),
        relieve(),
        classify(),
        classify("completed", who=B),
        SET_ASIDE,
        discipline("K1"),
        discipline("K2", who=B),
        make(AnnulDiscipline, case="K2", decision_no="9-QĐ", reason="oan"),
        complete(),
        complete(cadre=B),
        make(RevokeTraining, cadre=B, number=1, reason="thu hồi"),
    )
    of_a, of_b = file_of(told, A), file_of(told, B)

    assert ([each.until for each in of_a.posts], [each.until for each in of_b.posts]) == (["2024-02-01"], [None])
    assert [(each.level, each.set_aside) for each in of_a.classifications] == [("good", True)]
    assert [(each.level, each.set_aside) for each in of_b.classifications] == [("completed", False)]
    assert [(each.case, each.annulled) for each in of_a.sanctions] == [("K1", False)]
    assert [(each.case, each.annulled) for each in of_b.sanctions] == [("K2", True)]
    assert ([each.revoked for each in of_a.training], [each.revoked for each in of_b.training]) == ([False], [True])


def test_a_cadre_of_whom_nothing_is_known_has_no_file() -> None:
    assert ("file", B) not in history(appoint()).dossiers


# Units, positions, periods, answers


def test_a_unit_keeps_its_names_and_places_with_their_days() -> None:
    told = history(
        make(EstablishUnit, on="2010", unit="U2", name="Phòng", parent="U1", region="Đồng bằng"),
        make(RenameUnit, on="2020-07-01", unit="U2", name="Phòng Mới", reason="NQ"),
        make(MoveUnit, on="2021", unit="U2", parent=None, reason="QĐ"),
        make(CloseUnit, on="2025-07-01", unit="U2", reason="QĐ", units_under=(), posts_held=()),
    )
    unit = told.dossiers["unit", "U2"]

    assert plain(unit) == UnitDossier(
        "U2",
        [DatedName("2010", "Phòng", [16]), DatedName("2020-07-01", "Phòng Mới", [17])],
        [DatedParent("2010", "U1"), DatedParent("2021", None)],
        "Đồng bằng",
        "2025-07-01",
        [],
    )
    assert entries(unit) == [FIRST, FIRST + 1, FIRST + 2, FIRST + 3]
    assert told.dossiers["unit", "U1"].closed_on is None


def test_a_position_keeps_its_definitions_with_their_days() -> None:
    post = Post.model_validate({"position": "P9", **POSITION, "theory_required": "advanced", "heads_unit": True, "authority": "Ban"})
    redefined = Post.model_validate({"position": "P9", **POSITION, "criteria_set": "general", "peer_group": "gd"})
    told = history(make(DefinePosition, on="2015", post=post), make(RedefinePosition, on="2022-01", post=redefined, reason="QĐ"))

    position = told.dossiers["position", "P9"]

    assert plain(position) == PositionDossier(
        "P9",
        [
            Definition("2015", "Giám đốc", "gd-so", "U1", "Ban", "advanced", None, None, heads_unit=True),
            Definition("2022-01", "Giám đốc", "gd-so", "U1", None, None, "general", "GD", heads_unit=False),
        ],
        [],
    )
    assert entries(position) == [FIRST, FIRST + 1]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_period_is_closed_and_open_in_turn(turns: int) -> None:
    each = [make(ClosePeriod, period="2025"), make(ReopenPeriod, period="2025", reason="thiếu"), make(ClosePeriod, period="2025")]
    period = history(*each[:turns]).dossiers["period", "2025"]

    assert plain(period) == PeriodDossier(
        code="2025",
        begins="2025-01-01",
        ends="2025-12-31",
        criteria_set="general",
        basis=PLAIN,
        basis_digest=text_digest(PLAIN_TEXT.encode()),
        deadline=None,
        closed=turns in (1, 3),
        evidence=[],
    )
    assert entries(period) == list(range(FIRST - 1, FIRST + turns))


def test_an_answer_says_what_was_considered_and_decided_as_last_corrected() -> None:
    told = history(
        make(ConsiderReplacement, flag=FLAG, considered_on="2023-12-20", by="Thường trực"),
        make(DecideReplacement, flag=FLAG, decision="kept", decided_on="2024-01-15", by="HĐND", reason="bệnh"),
        make(CorrectReplacement, flag=FLAG, corrects=FIRST + 1, decision="relieved", reason="nhầm"),
    )
    answer = told.dossiers["answer", FLAG]

    assert plain(answer) == AnswerDossier(FLAG, "2023-12-20", "relieved", "2024-01-15", "HĐND", "nhầm", [])
    assert entries(answer) == [FIRST, FIRST + 1, FIRST + 2]


def test_a_flag_may_be_decided_without_having_been_considered() -> None:
    told = history(make(DecideReplacement, flag=FLAG, decision="kept", decided_on="2024-01-15", by="HĐND", reason="bệnh"))

    assert plain(told.dossiers["answer", FLAG]) == AnswerDossier(FLAG, None, "kept", "2024-01-15", "HĐND", "bệnh", [])


# A fold


def encoded(dossiers: InMemory) -> dict[tuple[str, str], bytes]:
    return {key: encode(dossier) for key, dossier in dossiers.items()}


@given(story=st.lists(file_commands, min_size=1, max_size=25), cut=st.integers(0, 80))
@settings(max_examples=100, deadline=None)
def test_a_fold_of_files_may_be_cut_anywhere(story: list[Command], cut: int) -> None:
    rows = History([*PROLOGUE, *story]).rows
    cut = min(cut, len(rows))

    in_two = gathered(rows[:cut])
    gather(in_two, rows[cut:])

    assert encoded(in_two) == encoded(gathered(rows))


@given(story=st.lists(file_commands, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_no_line_is_ever_lost(story: list[Command]) -> None:
    """As many lines as there were events that begin one, whatever was corrected or taken back since."""
    told = History([*PROLOGUE, *story])
    dossiers = [dossier for (kind, _), dossier in told.dossiers.items() if kind in ("file", "assessed")]
    begun = {
        "post.appointed/1": "posts",
        "post.planned/1": "planned",
        "absence.began/1": "absences",
        "classification.decided/1": "classifications",
        "assessment.recorded/1": "encoded",
        "training.completed/1": "training",
        "qualification.recorded/1": "qualifications",
        "discipline.decided/1": "sanctions",
        "verdict.notified/1": "told",
    }

    for topic, lines in begun.items():
        assert sum(len(getattr(each, lines, ())) for each in dossiers) == sum(each == topic for each, _ in told.rows), topic


def test_a_day_known_to_the_year_stays_so() -> None:
    (line,) = file_of(history(appoint(since="2023"))).posts

    assert (line.since, PartialDate.parse(line.since).exact) == ("2023", False)
