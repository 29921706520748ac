"""The invented council of Sông Giang: forty cadres in six units over three years. Nobody in it exists, nor does the place.

The files in `invented/` have the form in which councils import theirs; here stand the acts that no file has, and the days.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from cadre_ledger.domain.absences import BeginAbsence, EndAbsence
from cadre_ledger.domain.assessments import Assess, Assessed, CorrectAssessment
from cadre_ledger.domain.assessments import stream_of as assessment_of
from cadre_ledger.domain.cadres import CadreRegistered, CorrectCadre
from cadre_ledger.domain.cadres import stream_of as cadre_of
from cadre_ledger.domain.cases import AnnulDiscipline, CorrectDiscipline, DisciplineDecided, EndDiscipline
from cadre_ledger.domain.cases import stream_of as case_stream_of
from cadre_ledger.domain.charter import ConfirmClock, Found
from cadre_ledger.domain.classifications import Classified, Classify, CorrectClassification, Notify, SetAsideClassification
from cadre_ledger.domain.convening import stream_of as session_of
from cadre_ledger.domain.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from cadre_ledger.domain.posts import Appoint, Appointed, CorrectAppointment, Leaving, Relieve, Unplan
from cadre_ledger.domain.posts import stream_of as posts_of
from cadre_ledger.domain.replacements import (
    ConsiderReplacement,
    CorrectReplacement,
    DecideReplacement,
    Replacement,
    ReplacementDecided,
)
from cadre_ledger.domain.replacements import stream_of as answer_of
from cadre_ledger.domain.rules import AdoptRegulations
from cadre_ledger.domain.shapes import Command, Event
from cadre_ledger.domain.training import RevokeTraining
from cadre_ledger.domain.units import EstablishUnit, RenameUnit
from cadre_ledger.domain.votes import CorrectVote, VoteRecorded
from cadre_ledger.domain.votes import verdicts_stream_of as verdicts_of
from cadre_ledger.ledger.application import FURTHEST, Ledger
from cadre_ledger.ledger.directory import INVENTED, Directory
from cadre_ledger.ledger.rulefiles import RuleFile, shipped_rulebook
from cadre_ledger.procedures.founding import TIME_ZONE, to_adopt
from cadre_ledger.procedures.recording import Author, record
from cadre_ledger.procedures.storytelling import Act, Tell, Teller, case_of, taking
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.citations import FlagName
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.periods import Period
from cadre_ledger.values.quality import Capacity, Quality
from cadre_ledger.values.sanctions import Form

FOLDER = "invented"
NAMESPACE = UUID("5e1b0a52-60a1-4f6e-9d0a-4c1f6e2b7d40")
"""The same in every telling, so that each gives the same ledger."""
NAME = "Hội đồng tỉnh Sông Giang (giả định)"
ORIGIN = f"{INVENTED}song-giang"
RULEBOOK = "vn-state"
FIRST_DAY, LAST_DAY = "2023-01-03", "2026-02-27"
KNOWN_FROM = {"vn/170-2025-ND-CP": "2025-07-01"}
"""Texts whose first day in force nobody has found, though they cannot have been there from the beginning."""
ASSESSED_UNDER, VOTED_UNDER = "vn/90-2020-ND-CP", "vn/96-2023-QH15"
PERSONNEL, INSPECTION, OFFICE = "to-chuc-can-bo", "kiem-tra", "van-phong-hdnd"
COUNCIL = "HĐND tỉnh Sông Giang (giả định)"
COMMUNE, WARD = "HĐND xã Bến Trúc (giả định)", "HĐND phường Đò Lụa (giả định)"


def tell(path: Path, language: str, clock: Callable[[], datetime]) -> Directory:
    """Make the ledger and tell the whole history; where it ended long ago, say that the clock of today is right."""
    directory = Directory(path)
    with Ledger.create(directory, NAMESPACE) as ledger:
        teller = Teller(directory, ledger, FOLDER)
        teller.tell(_acts())
        if clock() > teller.now() + FURTHEST:
            ends = ConfirmClock(on=teller.today, reason="Lịch sử giả định kết thúc ở đây / The invented history ends here")
            record(ledger, [ends], Author(PERSONNEL, f"{FOLDER}-end", clock))
    directory.write_settings(directory.founding(), language)
    return directory


def _acts() -> list[Act]:
    return [*_rules(), *_beginning(), *_years(), *_votes(), *_posts(), *_discipline(), *_training(), *_corrections(), *_notices()]


def _day(text: str) -> PartialDate:
    return PartialDate.parse(text)


# The founding, and the rules as they came.


def _rules() -> Iterator[Act]:
    """Each text is adopted when it comes into force, those that were in force before with the founding."""
    arriving: dict[str, list[RuleFile]] = {FIRST_DAY: []}
    for file in shipped_rulebook(RULEBOOK):
        arriving.setdefault(_adopted_on(file), []).append(file)
    for day, texts in sorted(arriving.items()):
        if day <= LAST_DAY:
            yield Act(day, PERSONNEL, _adopting(texts))


def _adopted_on(file: RuleFile) -> str:
    regulation = parse(file.text, file.name)
    start = KNOWN_FROM.get(regulation.id) or str(regulation.in_force.start or FIRST_DAY)
    return max(FIRST_DAY, start)


def _adopting(texts: Sequence[RuleFile]) -> Tell:
    def adopt(t: Teller) -> None:
        adoption = AdoptRegulations(on=t.today, texts=tuple(to_adopt(each, t.today) for each in texts), name=RULEBOOK)
        t.record(*([] if t.ledger.head else [_founding(t)]), adoption)

    return adopt


def _founding(t: Teller) -> Command:
    return Found(on=t.today, origin=ORIGIN, name=NAME, namespace=NAMESPACE, time_zone=TIME_ZONE, authority="state")


# Who is there on the first days.

UNITS = (
    ("TTHDND", "Thường trực HĐND tỉnh Sông Giang (giả định)", None),
    ("UBND", "UBND tỉnh Sông Giang (giả định)", None),
    ("SVT", "Sở Văn thư tỉnh Sông Giang (giả định)", "UBND"),
    ("SDD", "Sở Đê điều tỉnh Sông Giang (giả định)", "UBND"),
    ("XBT", "UBND xã Bến Trúc (giả định)", "UBND"),
    ("PDL", "UBND phường Đò Lụa (giả định)", "UBND"),
)


def _beginning() -> list[Act]:
    return [
        Act("2023-01-04", PERSONNEL, lambda t: t.record(*(_unit(t, *each) for each in UNITS))),
        Act("2023-01-05", PERSONNEL, taking("positions", "positions.csv")),
        Act("2023-01-09", PERSONNEL, taking("roster", "roster-2023.csv")),
        Act("2023-01-16", PERSONNEL, taking("training", "training-before.csv")),
        Act("2023-01-16", PERSONNEL, taking("qualifications", "qualifications.csv")),
        Act("2025-03-03", PERSONNEL, lambda t: t.record(RenameUnit(on=t.today, unit="SDD", name=RENAMED, reason="Sắp xếp bộ máy"))),
    ]


RENAMED = "Sở Đê điều và Phòng lũ tỉnh Sông Giang (giả định)"


def _unit(t: Teller, code: str, name: str, parent: str | None) -> Command:
    return EstablishUnit(on=t.today, unit=code, name=name, parent=parent, region="Miền Giang (giả định)")


# Three years, quarter by quarter.


def _years() -> Iterator[Act]:
    for year in (2023, 2024, 2025):
        for quarter in (1, 2, 3, 4):
            ends = Period.parse(f"{year}-Q{quarter}").last
            yield from _period(
                f"{year}-Q{quarter}", str(ends.replace(day=15)), str(ends + timedelta(days=5)), str(ends + timedelta(days=10))
            )
        yield from _period(f"{year}", f"{year}-12-01", f"{year}-12-21", f"{year + 1}-01-19")
        yield Act(f"{year + 1}-01-15", PERSONNEL, taking("classifications", f"classifications-{year}.csv"))


def _period(code: str, opened: str, assessed: str, closed: str) -> list[Act]:
    days = Period.parse(code)
    begins, ends = PartialDate.on(days.first), PartialDate.on(days.last)
    return [
        Act(
            opened,
            PERSONNEL,
            lambda t: t.record(
                OpenPeriod(on=t.today, period=code, begins=begins, ends=ends, criteria_set="criteria-100", basis=ASSESSED_UNDER)
            ),
        ),
        # SG-024 is away to study from 2024-04-01 to 2025-01-31 and is in no file of those periods.
        Act(assessed, PERSONNEL, taking("assessments", f"assessments-{code}.csv")),
        Act(closed, PERSONNEL, lambda t: t.record(ClosePeriod(on=t.today, period=code))),
    ]


# Votes, and what followed from them.


def _votes() -> list[Act]:
    province, binding, commune, ward = "TINH-2023", "TINH-2024-BP", "XA-2023", "PHUONG-2023"
    majority, two_thirds = FlagName.LOW_CONFIDENCE_MAJORITY, FlagName.LOW_CONFIDENCE_TWO_THIRDS
    thirty_one = "Không tín nhiệm 31/48 phiếu tại kỳ họp giữa năm"
    return [
        Act("2023-12-11", OFFICE, lambda t: t.count("tallies-2023-12-08-tinh.csv", province, VOTED_UNDER)),
        Act("2023-12-22", OFFICE, lambda t: t.count("tallies-2023-12-20-xa.csv", commune, VOTED_UNDER)),
        Act("2023-12-22", OFFICE, lambda t: t.count("tallies-2023-12-21-phuong.csv", ward, VOTED_UNDER)),
        Act("2023-12-27", OFFICE, lambda t: t.record(_considered(t, t.flag(majority, province, "SG-020"), COUNCIL))),
        Act("2024-01-10", OFFICE, lambda t: t.record(_considered(t, t.flag(majority, ward, "SG-035"), WARD))),
        Act("2024-01-26", OFFICE, lambda t: t.record(_considered(t, t.flag(majority, commune, "SG-029"), COMMUNE))),
        Act("2024-01-26", OFFICE, lambda t: t.record(
            _decided(t, t.flag(two_thirds, commune, "SG-028"), Replacement.DISMISSED, COMMUNE, "12.3", "Tín nhiệm thấp 16/24 phiếu"))),
        Act("2024-01-26", OFFICE, lambda t: t.record(
            _decided(t, t.flag(majority, commune, "SG-029"), Replacement.RELIEVED, COMMUNE, "12.2", "Có đơn xin từ chức"))),
        Act("2024-01-29", OFFICE, lambda t: t.record(
            _answer_corrected(t, t.flag(majority, commune, "SG-029"), Replacement.RESIGNATION_ACCEPTED))),
        Act("2024-07-11", OFFICE, lambda t: t.count("tallies-2024-07-10-tinh.csv", binding, VOTED_UNDER)),
        Act("2024-07-12", OFFICE, lambda t: t.record(
            _decided(t, t.flag(majority, province, "SG-020"), Replacement.RELIEVED, COUNCIL, "12.2", thirty_one),
            _decided(t, t.flag(FlagName.NO_CONFIDENCE, binding, "SG-020"), Replacement.RELIEVED, COUNCIL, "binding-outcome", thirty_one))),
    ]  # fmt: skip


def _considered(t: Teller, flag: str, by: str) -> Command:
    return ConsiderReplacement(on=t.today, flag=flag, considered_on=t.today, by=by, note="Đưa vào chương trình kỳ họp gần nhất")


def _decided(t: Teller, flag: str, decision: Replacement, by: str, clause: str, reason: str) -> Command:
    return DecideReplacement(
        on=t.today, flag=flag, decision=decision, decided_on=t.today, by=by, ground=f"{VOTED_UNDER}#{clause}", reason=reason
    )


def _answer_corrected(t: Teller, flag: str, decision: Replacement) -> Command:
    entry = t.entry(answer_of(flag), ReplacementDecided)
    return CorrectReplacement(on=t.today, flag=flag, corrects=entry, decision=decision, reason="Nhập nhầm hình thức")


# Who came and who went.


def _posts() -> list[Act]:
    return [
        Act("2024-02-01", PERSONNEL, lambda t: t.record(
            _relieved(t, "SG-028", "XBT-PCT1", "2024-01-31", Leaving.DISMISSED, "Nghị quyết của HĐND xã"),
            _relieved(t, "SG-029", "XBT-PCT2", "2024-01-31", Leaving.RESIGNED, "Xin từ chức sau lấy phiếu tín nhiệm"),
            _appointed(t, "SG-029", "XBT-VP", "2024-02-01"))),
        Act("2024-04-02", PERSONNEL, lambda t: t.record(_away_to_study(t, "SG-024", "2024-04-01", "2025-02-01"))),
        # In the middle of a quarter.
        Act("2024-05-16", PERSONNEL, lambda t: t.record(
            _relieved(t, "SG-030", "XBT-KT", "2024-05-15", Leaving.REASSIGNED, "Bầu giữ chức vụ cao hơn"),
            _appointed(t, "SG-030", "XBT-PCT1", "2024-05-15"),
            Unplan(on=t.today, cadre=t.code("SG-030"), position="XBT-PCT1", reason="Đã giữ chức vụ"))),
        Act("2024-07-15", PERSONNEL, lambda t: t.record(
            _relieved(t, "SG-020", "SDD-GD", "2024-07-15", Leaving.RELIEVED, "Nghị quyết của HĐND tỉnh"))),
        Act("2024-08-16", PERSONNEL, taking("roster", "roster-2024.csv")),
        Act("2025-02-03", PERSONNEL, lambda t: t.record(EndAbsence(on=t.today, cadre=t.code("SG-024"), until=_day("2025-02-01")))),
    ]  # fmt: skip


def _away_to_study(t: Teller, who: str, since: str, planned_until: str) -> Command:
    return BeginAbsence(on=t.today, cadre=t.code(who), kind=Absence.STUDY, since=_day(since), planned_until=_day(planned_until))


def _relieved(t: Teller, who: str, position: str, until: str, leaving: Leaving, reason: str) -> Command:
    return Relieve(on=t.today, cadre=t.code(who), position=position, until=_day(until), leaving=leaving, reason=reason)


def _appointed(t: Teller, who: str, position: str, since: str) -> Command:
    return Appoint(on=t.today, cadre=t.code(who), position=position, since=_day(since))


# Discipline: one sanction is ended early, one is annulled, and with it falls what rested on it.


def _discipline() -> list[Act]:
    return [
        Act("2023-09-25", INSPECTION, taking("discipline", "discipline-2023.csv")),
        Act("2023-10-02", INSPECTION, lambda t: t.record(_form_corrected(t, "12-QĐ/UBKT", Form.REPRIMAND))),
        Act("2024-02-05", INSPECTION, lambda t: t.record(
            EndDiscipline(on=t.today, case=case_of("07-QĐ/UBKT"), ended_on=_day("2024-02-01"), reason="Sửa chữa khuyết điểm tốt"))),
        Act("2024-09-30", INSPECTION, taking("discipline", "discipline-2024.csv")),
        Act("2025-03-03", INSPECTION, lambda t: t.record(
            AnnulDiscipline(on=t.today, case=case_of("203/QĐ-UBND"), decision_no="41/QĐ-UBND", reason="Đoạn đê đạt yêu cầu"))),
        Act("2025-03-17", PERSONNEL, lambda t: t.record(
            _set_aside(t, "SG-023", "2024", "Quyết định kỷ luật đã bị hủy"))),
        Act("2025-03-21", PERSONNEL, lambda t: t.record(
            _classified(t, "SG-023", "2024", Quality.GOOD, "2025-03-20", "74", reason="Xếp loại lại sau khi hủy kỷ luật"))),
        Act("2025-11-10", INSPECTION, taking("discipline", "discipline-2025.csv")),
    ]  # fmt: skip


def _form_corrected(t: Teller, decision_no: str, form: Form) -> Command:
    case = case_of(decision_no)
    entry = t.entry(case_stream_of(case), DisciplineDecided)
    return CorrectDiscipline(on=t.today, case=case, corrects=entry, form=form, reason="Nhập nhầm hình thức kỷ luật")


# Training; one certificate is withdrawn.


def _training() -> list[Act]:
    return [
        Act("2023-11-06", PERSONNEL, taking("training", "training-2023.csv")),
        Act("2024-12-02", PERSONNEL, taking("training", "training-2024.csv")),
        Act("2025-03-10", INSPECTION, lambda t: t.record(
            RevokeTraining(on=t.today, cadre=t.code("SG-032"), number=1, reason="Văn bằng bị thu hồi"))),
        Act("2025-07-21", PERSONNEL, taking("training", "training-2025.csv")),
    ]  # fmt: skip


# Slips that were put right, decisions that depart or were set aside, and a period opened again.


def _corrections() -> list[Act]:
    return [
        Act("2023-02-06", PERSONNEL, lambda t: t.record(_born_corrected(t, "SG-033", "1978-02-12"))),
        Act("2023-02-06", PERSONNEL, lambda t: t.record(_since_corrected(t, "SG-021", "SDD-PGD1", "2021-06-25"))),
        Act("2023-10-06", PERSONNEL, lambda t: t.record(_score_corrected(t, "SG-016", "2023-Q3", "SG-012", "quality", "21"))),
        Act("2023-12-18", OFFICE, lambda t: t.record(_marks_corrected(t, "TINH-2023", 7, high=33, confidence=12))),
        Act("2024-03-04", PERSONNEL, lambda t: t.record(_set_aside(t, "SG-019", "2023", "Khiếu nại đúng: công báo phát hành đủ"))),
        Act("2024-03-08", PERSONNEL, lambda t: t.record(
            _classified(t, "SG-019", "2023", Quality.GOOD, "2024-03-07", "71", reason="Giải quyết khiếu nại"))),
        Act("2024-11-05", PERSONNEL, lambda t: t.record(
            ReopenPeriod(on=t.today, period="2024-Q3", reason="Bản tự đánh giá của một người đến muộn do bão"),
            _own_assessment(t, "SG-014", "2024-Q3"),
            ClosePeriod(on=t.today, period="2024-Q3"))),
        # Ninety points, but a second best of seven good would be more than one in five.
        Act("2025-01-15", PERSONNEL, lambda t: t.record(
            _classified(t, "SG-013", "2024", Quality.GOOD, "2025-01-12", "90", departs_from="excellent", reason="Vượt tỷ lệ 20 %"))),
        Act("2025-01-20", PERSONNEL, lambda t: t.record(_points_corrected(t, "SG-009", "2024", "87"))),
    ]  # fmt: skip


def _born_corrected(t: Teller, who: str, born: str) -> Command:
    entry = t.entry(cadre_of(t.code(who)), CadreRegistered)
    return CorrectCadre(on=t.today, cadre=t.code(who), corrects=entry, born=_day(born), reason="Gõ đảo hai chữ số")


def _since_corrected(t: Teller, who: str, position: str, since: str) -> Command:
    entry = t.entry(posts_of(t.code(who)), Appointed, position=position)
    return CorrectAppointment(
        on=t.today, cadre=t.code(who), position=position, corrects=entry, since=_day(since), reason="Theo ngày ghi trong quyết định"
    )


def _score_corrected(t: Teller, who: str, period: str, assessor: str, criterion: str, score: str) -> Command:
    entry = t.entry(assessment_of(t.code(who), period, assessor), Assessed)
    named = {"cadre": t.code(who), "period": period, "assessor": assessor, "corrects": entry, "scores": {criterion: score}}
    return CorrectAssessment.model_validate({"on": t.today, **named, "reason": "Gõ đảo hai chữ số"})


def _marks_corrected(t: Teller, session: str, subject: int, **marks: int) -> Command:
    entry = t.entry(session_of(session), VoteRecorded)
    changes = tuple((subject, level, count) for level, count in marks.items())
    return CorrectVote(on=t.today, session=session, corrects=entry, changes=changes, reason="Theo biên bản kiểm phiếu gốc")


def _points_corrected(t: Teller, who: str, period: str, points: str) -> Command:
    entry = t.entry(verdicts_of(t.code(who)), Classified, period=period)
    named = {"cadre": t.code(who), "period": period, "corrects": entry, "points": points}
    return CorrectClassification.model_validate({"on": t.today, **named, "reason": "Gõ đảo hai chữ số"})


def _own_assessment(t: Teller, who: str, period: str) -> Command:
    scores = {"ethics": "8.5", "discipline": "8.5", "responsibility": "8", "quantity": "20.5", "quality": "20", "progress": "17"}
    named = {"cadre": t.code(who), "period": period, "assessor": who, "capacity": Capacity.SELF, "scores": scores}
    return Assess.model_validate({"on": t.today, **named})


def _set_aside(t: Teller, who: str, period: str, reason: str) -> Command:
    return SetAsideClassification(on=t.today, cadre=t.code(who), period=period, reason=reason)


def _classified(t: Teller, who: str, period: str, level: Quality, decided_on: str, points: str, **why: str) -> Command:
    named = {"cadre": t.code(who), "period": period, "level": level, "decided_on": decided_on, "points": points}
    return Classify.model_validate({"on": t.today, **named, **why})


# Who was told of what.


def _notices() -> list[Act]:
    by_hand, meeting = "Giao trực tiếp, có ký nhận", "Công bố tại cuộc họp cơ quan"
    return [
        Act("2023-09-26", INSPECTION, lambda t: t.record(
            _told(t, "SG-011", case_stream_of(case_of("07-QĐ/UBKT")), DisciplineDecided, "2023-09-26", by_hand))),
        Act("2024-01-19", PERSONNEL, lambda t: t.record(
            _told(t, "SG-019", verdicts_of(t.code("SG-019")), Classified, "2024-01-18", by_hand))),
        Act("2025-01-21", PERSONNEL, lambda t: t.record(
            _told(t, "SG-031", verdicts_of(t.code("SG-031")), Classified, "2025-01-20", meeting))),
        Act("2026-01-20", PERSONNEL, lambda t: t.record(
            _told(t, "SG-022", verdicts_of(t.code("SG-022")), Classified, "2026-01-19", by_hand),
            _told(t, "SG-031", verdicts_of(t.code("SG-031")), Classified, "2026-01-19", meeting))),
    ]  # fmt: skip


def _told(t: Teller, who: str, stream: str, kind: type[Event], told_on: str, how: str) -> Command:
    return Notify(on=t.today, cadre=t.code(who), of_entry=t.entry(stream, kind), told_on=_day(told_on), how=how)
