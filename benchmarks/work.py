"""Periods, assessments by two or three people a quarter, the yearly classification, and what people were told of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from benchmarks.acts import Act, Council, Journal, Official, Quarter
from cadre_ledger.domain import assessments, classifications, periods, replacements
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.quality import Capacity, Quality

SINCE = 2021
CRITERIA = {"ethics": 10, "discipline": 10, "responsibility": 10, "quantity": 25, "quality": 25, "progress": 20}
BASES = (
    ("vn/90-2020-ND-CP", date(2023, 10, 4)),
    ("vn/124-QD-TW-2023", date(2025, 8, 30)),
    ("vn/366-QD-TW-2025", date(2025, 12, 31)),
    ("vn/335-2025-ND-CP", date.max),
)
REOPENED = 2023
DAY = timedelta(days=1)


@dataclass(slots=True)
class Work:
    """What is said of the work of people, period after period."""

    journal: Journal
    digests: dict[str, str]

    def opening(self, quarter: Quarter) -> Iterator[Act]:
        """The periods that begin with a quarter."""
        if quarter.year < SINCE:
            return
        yield self._open(quarter.code, quarter.first, quarter.last)
        if quarter.number == 1:
            yield self._open(str(quarter.year), quarter.first, date(quarter.year, 12, 31))
        if quarter.number == 2 and quarter.year == REOPENED + 1:
            on, period = PartialDate.on(quarter.first), str(REOPENED)
            yield self.journal.act(on, periods.PeriodReopened.model_construct(period=period, reason="Bổ sung hồ sơ đánh giá"))
            yield self.journal.act(on, periods.PeriodClosed.model_construct(period=period))

    def _open(self, code: str, begins: date, ends: date) -> Act:
        basis = next(each for each, until in BASES if ends < until or until == date.max)
        opened = periods.PeriodOpened.model_construct(
            period=code,
            begins=PartialDate.on(begins),
            ends=PartialDate.on(ends),
            criteria_set="criteria-100",
            basis=basis,
            basis_digest=self.digests[basis],
            deadline=PartialDate.on(ends + 45 * DAY),
        )
        return self.journal.act(PartialDate.on(begins), opened)

    def closing(self, quarter: Quarter) -> Iterator[Act]:
        """The quarter, and in its first months the year before."""
        if quarter.year < SINCE:
            return
        on = PartialDate.on(quarter.last + 20 * DAY)
        yield self.journal.act(on, periods.PeriodClosed.model_construct(period=quarter.code))
        if quarter.number == 1 and quarter.year > SINCE:
            yield self.journal.act(on, periods.PeriodClosed.model_construct(period=str(quarter.year - 1)))

    def quarter(self, chance: Random, council: Council, quarter: Quarter) -> Iterator[Act]:
        """Everyone's assessments of a quarter; in the first one of a year also those of the year before, and its levels."""
        if quarter.year < SINCE:
            return
        for seat, official in council.people:
            if official.post is None:
                continue
            if quarter.number == 1 and quarter.year > SINCE:
                on = PartialDate.on(quarter.first + (10 + seat % 20) * DAY)
                yield from self._year(chance, council, official, quarter.year - 1, on)
            on = PartialDate.on(quarter.last + (1 + seat % 15) * DAY)
            yield from self._assessed(chance, council, official, quarter.code, on)

    def _assessed(self, chance: Random, council: Council, official: Official, period: str, on: PartialDate) -> Iterator[Act]:
        """By the person, the superior, and in half the bodies by the colleagues too."""
        scores = _scores(chance, 60 + chance.randint(0, 40))
        yield self._assess(official, period, official.name, Capacity.SELF, scores, on)
        own = self.journal.entry
        yield self._assess(official, period, f"Thủ trưởng {council.code}", Capacity.SUPERIOR, _scores(chance, chance.randint(55, 98)), on)
        if council.number % 2:
            yield self._assess(
                official, period, f"Tập thể {council.code}", Capacity.COLLECTIVE, _scores(chance, chance.randint(60, 98)), on
            )
        if chance.random() < 0.01:
            corrected = assessments.AssessmentCorrected.model_construct(
                cadre=official.code,
                period=period,
                assessor=official.name,
                corrects=own,
                scores={**scores, "ethics": scores["ethics"] - Decimal("0.25")},
                reason="Nhập nhầm điểm tự chấm",
            )
            yield self.journal.act(on, corrected)

    def _assess(
        self, official: Official, period: str, assessor: str, capacity: Capacity, scores: dict[str, Decimal], on: PartialDate
    ) -> Act:
        assessed = assessments.Assessed.model_construct(
            cadre=official.code, period=period, assessor=assessor, capacity=capacity, scores=scores, comment=None
        )
        return self.journal.act(on, assessed)

    def _year(self, chance: Random, council: Council, official: Official, year: int, on: PartialDate) -> Iterator[Act]:
        scores = _scores(chance, _points_of_year(chance, official, year))
        points = sum(scores.values(), Decimal(0))
        yield self._assess(official, str(year), f"Ban Thường vụ {council.code}", Capacity.AUTHORITY, scores, on)
        departs = _level(points) if chance.random() < 0.02 else None
        level = _lower(_level(points)) if departs else _level(points)
        yield self._classify(official, year, level, points, departs, on)
        decided = self.journal.entry
        if chance.random() < 0.9:
            yield self.tell(official, decided, PartialDate.on(on.last + 5 * DAY))
        if chance.random() < 0.01:
            corrected = classifications.ClassificationCorrected.model_construct(
                cadre=official.code,
                period=str(year),
                corrects=decided,
                level=level,
                points=points - Decimal("0.25"),
                reason="Cộng nhầm điểm",
            )
            yield self.journal.act(on, corrected)
        if official.number % 60 == 11 and year == REOPENED:
            yield self._set_aside(official, year, on)
            yield self._classify(official, year, Quality.GOOD, points, None, PartialDate.on(on.last + 25 * DAY))
        elif level is Quality.NOT_COMPLETED:
            yield from self._considered(official, decided, council, on)

    def _classify(self, official: Official, year: int, level: Quality, points: Decimal, departs: Quality | None, on: PartialDate) -> Act:
        decided = classifications.Classified.model_construct(
            cadre=official.code,
            period=str(year),
            level=level,
            decided_on=on,
            points=points,
            decision_no=f"{official.number}-QĐ/{year}",
            decided_by="Ban Thường vụ",
            departs_from=departs,
            reason="Theo kết luận của tập thể lãnh đạo" if departs else None,
        )
        return self.journal.act(on, decided)

    def _set_aside(self, official: Official, year: int, on: PartialDate) -> Act:
        set_aside = classifications.ClassificationSetAside.model_construct(
            cadre=official.code, period=str(year), reason="Giải quyết khiếu nại về xếp loại", decision_no=f"{official.number}-QĐ/KN"
        )
        return self.journal.act(PartialDate.on(on.last + 20 * DAY), set_aside)

    def _considered(self, official: Official, entry: int, council: Council, on: PartialDate) -> Iterator[Act]:
        """A year not completed is looked at, if seldom."""
        if official.number % 3 == 0:
            considered = replacements.ReplacementConsidered.model_construct(
                flag=f"not_completed-{entry}", considered_on=on, by=f"Thường trực {council.code}", note=None
            )
            yield self.journal.act(on, considered)

    def tell(self, official: Official, entry: int, on: PartialDate) -> Act:
        """The person is told of an entry."""
        told = classifications.Notified.model_construct(cadre=official.code, of_entry=entry, told_on=on, how="Giao trực tiếp, có ký nhận")
        return self.journal.act(on, told)


def _scores(chance: Random, percent: int) -> dict[str, Decimal]:
    """About so many of a hundred points over the criteria, in quarters of a point."""
    return {code: Decimal(max(1, most * 4 * percent // 100 - chance.randint(0, 2))) / 4 for code, most in CRITERIA.items()}


def _points_of_year(chance: Random, official: Official, year: int) -> int:
    """A fifth excellent, most good, one in fifty not completed, and a few so for two years."""
    if official.number % 80 == 23 and year >= 2024:
        return 45
    known = chance.random()
    return 94 if known < 0.2 else 80 if known < 0.88 else 60 if known < 0.98 else 40


def _level(points: Decimal) -> Quality:
    return next(level for level, least in zip(Quality, (90, 70, 50, 0), strict=True) if points >= least)


def _lower(level: Quality) -> Quality:
    return next((each for each in Quality if each.weight < level.weight), level)
