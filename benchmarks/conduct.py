"""Training and qualifications, discipline on both lines, and what was done about the flags that it raises."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from benchmarks.acts import Act, Council, Journal, Official, Quarter
from benchmarks.offices import Offices
from benchmarks.work import Work
from cadre_ledger.domain import absences, cases, replacements, training
from cadre_ledger.domain.posts import Leaving
from cadre_ledger.domain.shapes import Event
from cadre_ledger.values.absences import Absence
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.sanctions import FORMS, Form, Line
from cadre_ledger.values.studies import Category, TheoryLevel

DAY = timedelta(days=1)
COURSES = (
    (Category.STATE_MANAGEMENT, "Bồi dưỡng ngạch chuyên viên chính"),
    (Category.DEFENCE, "Bồi dưỡng kiến thức quốc phòng và an ninh, đối tượng 3"),
    (Category.SKILLS, "Kỹ năng lãnh đạo, quản lý cấp phòng"),
    (Category.LAW_UPDATE, "Cập nhật pháp luật về tổ chức chính quyền địa phương"),
)
QUARTERS_BETWEEN_COURSES = 20
FIRST_CASES, LAST_CASES = 34, 52
"""Quarters, counted from the first, between which one in sixteen is disciplined."""


@dataclass(slots=True)
class Conduct:
    """Studies and sanctions."""

    journal: Journal
    offices: Offices
    work: Work
    count: int = 0
    due: dict[int, list[tuple[PartialDate, Event]]] = field(default_factory=lambda: defaultdict(list))
    """By quarter: what becomes of earlier cases."""

    def begin(self, chance: Random, council: Council, on: PartialDate) -> Iterator[Act]:
        """What people bring with them: a degree, often the theory that was asked for, seldom a language."""
        for seat, official in council.people:
            yield self._qualified(official, training.QualificationKind.DEGREE, "Đại học", None, on)
            yield from self._put_right(official, on)
            if seat % 4 == 0:
                yield self._qualified(official, training.QualificationKind.LANGUAGE, "B1", "Tiếng Anh", on)
            if chance.random() < 0.7:
                level = chance.choice((TheoryLevel.ELEMENTARY, TheoryLevel.INTERMEDIATE, TheoryLevel.INTERMEDIATE, TheoryLevel.ADVANCED))
                yield self._completed(official, Category.THEORY, level, "Lý luận chính trị", on)

    def _qualified(self, official: Official, kind: training.QualificationKind, level: str, language: str | None, on: PartialDate) -> Act:
        recorded = training.QualificationRecorded.model_construct(
            cadre=official.code,
            kind=kind,
            level=level,
            obtained_on=PartialDate.parse(str(on.last.year - 10)),
            field=None if language else "Luật",
            institution=None,
            language=language,
            certificate=None,
        )
        return self.journal.act(on, recorded)

    def _put_right(self, official: Official, on: PartialDate) -> Iterator[Act]:
        """Now and then a degree was another one, or another person's."""
        named: dict[str, Any] = {"cadre": official.code, "number": 1, "reason": "Ghi nhầm"}
        if official.number % 50 == 4:
            said: dict[str, Any] = {
                "kind": training.QualificationKind.DEGREE,
                "level": "Thạc sĩ",
                "obtained_on": PartialDate.parse(str(on.last.year - 8)),
            }
            unsaid: dict[str, Any] = dict.fromkeys(("institution", "language", "certificate"))
            yield self.journal.act(
                on, training.QualificationCorrected.model_construct(**named, **said, **unsaid, corrects=self.journal.entry, field="Luật")
            )
        if official.number % 50 == 3:
            yield self.journal.act(on, training.QualificationRevoked.model_construct(**named))

    def _away(self, official: Official, quarter: Quarter, on: PartialDate) -> Iterator[Act]:
        """Away to study for half a year; now and then it was leave."""
        back = PartialDate.on(on.last + 180 * DAY)
        named: dict[str, Any] = {"cadre": official.code, "number": 1}
        began = absences.AbsenceBegan.model_construct(**named, kind=Absence.STUDY, since=on, planned_until=back, decision_no=None)
        yield self.journal.act(on, began)
        if official.number % 80 == 11:
            said: dict[str, Any] = {"kind": Absence.LEAVE, "since": on, "planned_until": back, "until": None, "reason": "Ghi nhầm"}
            yield self.journal.act(on, absences.AbsenceCorrected.model_construct(**named, **said, corrects=self.journal.entry))
        self.due[quarter.place + 2].append((back, absences.AbsenceEnded.model_construct(**named, until=back, decision_no=None)))

    def _completed(self, official: Official, category: Category, level: TheoryLevel | None, programme: str, on: PartialDate) -> Act:
        official.trained += 1
        completed = training.TrainingCompleted.model_construct(
            cadre=official.code,
            number=official.trained,
            category=category,
            level=level,
            programme=programme,
            completed_on=on,
            institution="Trường Chính trị tỉnh",
            country=None,
            started_on=PartialDate.on(on.last - 60 * DAY),
            certificate=f"{official.number}-{official.trained}/CN",
            approved_on=None,
            duration_hours=None if level else 120,
        )
        return self.journal.act(on, completed)

    def quarter(self, council: Council, quarter: Quarter) -> Iterator[Act]:
        """Courses completed and sanctions decided in a quarter."""
        for _, official in council.people:
            on = PartialDate.on(quarter.day(official.number))
            if (official.number + quarter.place) % QUARTERS_BETWEEN_COURSES == 0:
                yield from self._course(official, quarter, on)
            if official.number % 40 == 11 and quarter.place == 20 + official.number % 9:
                yield from self._away(official, quarter, on)
            span = LAST_CASES - FIRST_CASES
            if official.number % 16 == 5 and quarter.place == FIRST_CASES + official.number // 16 * 5 % span:
                yield from self._disciplined(official, council, quarter, on)

    def follow(self, quarter: Quarter) -> Iterator[Act]:
        """What became of earlier cases by the end of a quarter."""
        for on, event in self.due.pop(quarter.place, []):
            yield self.journal.act(on, event)

    def _course(self, official: Official, quarter: Quarter, on: PartialDate) -> Iterator[Act]:
        category, programme = COURSES[official.number % len(COURSES)]
        yield self._completed(official, category, None, f"{programme} {quarter.year}", on)
        if official.number % 50 == 1:
            revoked = training.TrainingRevoked.model_construct(cadre=official.code, number=official.trained, reason="Ghi nhầm người học")
            yield self.journal.act(on, revoked)

    def _disciplined(self, official: Official, council: Council, quarter: Quarter, on: PartialDate) -> Iterator[Act]:
        self.count += 1
        line = Line.PARTY if self.count % 3 else Line.STATE
        form = FORMS[line][min(self.count % 7, 2)] if self.count % 7 < 3 else Form.REPRIMAND
        decided = cases.DisciplineDecided.model_construct(
            case=f"KL-{quarter.year}-{self.count:05d}",
            cadre=official.code,
            line=line,
            form=form,
            decision_no=f"{self.count}-QĐ/KT",
            decided_on=PartialDate.parse(f"{on.last:%Y-%m}") if self.count % 10 == 6 else on,
            effective_on=PartialDate.on(on.last + 5 * DAY) if self.count % 2 else None,
            authority=f"Uỷ ban Kiểm tra {council.number}",
            grounds="Thiếu trách nhiệm trong lãnh đạo, chỉ đạo",
            public_duty=self.count % 2 == 0,
        )
        yield self.journal.act(PartialDate.on(on.last + 6 * DAY), decided)
        entry = self.journal.entry
        yield self.work.tell(official, entry, PartialDate.on(on.last + 8 * DAY))
        self._continued(decided, entry, quarter, on)
        yield from self._answered(council, f"disciplined-{entry}", PartialDate.on(on.last + 30 * DAY))
        if form is Form.REMOVAL and official.post is not None:
            yield self.offices.leave(official, PartialDate.on(on.last + 40 * DAY), Leaving.DISMISSED, "Bị thi hành kỷ luật cách chức")

    def _continued(self, decided: cases.DisciplineDecided, entry: int, quarter: Quarter, on: PartialDate) -> None:
        """Of four cases one is lifted early, one annulled as wrongful, and one was recorded wrongly."""
        named: dict[str, Any] = {"case": decided.case, "cadre": decided.cadre}
        event: Event
        match self.count % 4:
            case 0:
                after, day = 3, PartialDate.on(on.last + 270 * DAY)
                event = cases.DisciplineEnded.model_construct(**named, ended_on=day, reason="Sửa chữa khuyết điểm tốt")
            case 1:
                after, day = 2, PartialDate.on(on.last + 150 * DAY)
                number = f"{self.count}-QĐ/XKL"
                event = cases.DisciplineAnnulled.model_construct(**named, decision_no=number, reason="Kỷ luật oan, sai")
            case 2:
                after, day = 1, PartialDate.on(on.last + 60 * DAY)
                dates: dict[str, Any] = {"decided_on": decided.decided_on, "effective_on": PartialDate.on(on.last + 7 * DAY)}
                event = cases.DisciplineCorrected.model_construct(
                    **named, corrects=entry, form=decided.form, **dates, reason="Ghi nhầm ngày công bố"
                )
            case _:
                return
        self.due[quarter.place + after].append((day, event))

    def _answered(self, council: Council, flag: str, on: PartialDate) -> Iterator[Act]:
        """Considered, mostly decided too, now and then put right."""
        by = f"Ban Thường vụ {council.code}"
        considered = replacements.ReplacementConsidered.model_construct(
            flag=flag, considered_on=on, by=by, note="Xem xét tại phiên họp thường kỳ"
        )
        yield self.journal.act(on, considered)
        if self.count % 4 == 3:
            return
        kept, decided_on = replacements.Replacement.KEPT, PartialDate.on(on.last + 10 * DAY)
        decided = replacements.ReplacementDecided.model_construct(
            flag=flag, decision=kept, decided_on=decided_on, by=by, ground=None, decision_no=None, reason="Khuyết điểm đã được khắc phục"
        )
        yield self.journal.act(decided_on, decided)
        if self.count % 4 == 1:
            corrected = replacements.ReplacementCorrected.model_construct(
                flag=flag, corrects=self.journal.entry, decision=replacements.Replacement.REASSIGNED, reason="Ghi nhầm nội dung kết luận"
            )
            yield self.journal.act(decided_on, corrected)
