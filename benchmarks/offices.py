"""Units, positions, who holds them from term to term, and who is planned for them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from benchmarks import people
from benchmarks.acts import FIRST, SEATS, Act, Council, Journal, Official, Quarter
from cadre_ledger.domain import positions, posts, units
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.studies import TheoryLevel

TOP = "HTCT"
COUNCILS_IN_AREA = 3
SEATS_IN_DEPARTMENT = 5
DEPARTMENTS = ("Văn phòng", "Ban Pháp chế", "Ban Kinh tế – Ngân sách", "Ban Văn hoá – Xã hội")
DAY = timedelta(days=1)
TERMS = ((2011, 2016), (2016, 2021), (2021, 2026))
NEW_TERMS = {(2016, 2): TERMS[1], (2021, 2): TERMS[2]}
PLANNING, REORGANISING, PLANNING_AGAIN = Quarter(2020, 4), Quarter(2022, 3), Quarter(2023, 4)
GROUPS = (
    *("commune-committee-chair", "deputy-division-head-province", "division-head-province", "party-or-union-member"),
    *("committee-member-above-grassroots", "deputy-division-head-commune", "other"),
)
"""Those that regulations on theory name, and one that none does."""


def area_of(number: int) -> str:
    """The unit that three bodies of one place stand under: some sixty people."""
    return f"DB-{number // COUNCILS_IN_AREA:04d}"


def unit_of(council: Council, seat: int | None = None) -> str:
    """The unit of a body, or of one seat in it."""
    own = f"{area_of(council.number)}-{council.number:04d}"
    return own if seat is None else f"{own}-{seat // SEATS_IN_DEPARTMENT}"


def position_of(council: Council, seat: int) -> str:
    """The position of a seat."""
    return f"CV-{council.number:04d}-{seat % SEATS:02d}"


@dataclass(slots=True)
class Offices:
    """What an office of organisation and personnel keeps about units and posts."""

    journal: Journal
    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By cadre and position: how often it was taken."""

    def begin(self) -> Iterator[Act]:
        """The top of the tree."""
        yield self._unit(TOP, "Hệ thống chính trị", None, None, PartialDate.on(FIRST - 900 * DAY))

    def settle(self, chance: Random, council: Council, on: PartialDate) -> Iterator[Act]:
        """The units and positions of a body, and its people in them."""
        place = people.PLACES[council.number % len(people.PLACES)]
        if council.number % COUNCILS_IN_AREA == 0:
            yield self._unit(area_of(council.number), f"Địa bàn {place} {council.number}", TOP, place, on)
        own = unit_of(council)
        yield self._unit(own, f"Cơ quan của {council.name}", area_of(council.number), place, on)
        for department, name in enumerate(DEPARTMENTS):
            yield self._unit(f"{own}-{department}", f"{name} {council.number}", own, None, on)
        yield self._unit(f"{own}-T", f"Tổ công tác {council.number}", own, None, on)
        for seat in range(SEATS):
            yield self.journal.act(on, positions.PositionDefined.model_construct(post=_post(council, seat)))
        for seat, official in council.people:
            yield self._appoint(official, position_of(council, seat), _day(chance, on), TERMS[0])

    def _unit(self, code: str, name: str, parent: str | None, region: str | None, on: PartialDate) -> Act:
        return self.journal.act(on, units.UnitEstablished.model_construct(unit=code, name=name, parent=parent, region=region))

    def quarter(self, chance: Random, council: Council, quarter: Quarter) -> Iterator[Act]:
        """What happens to the posts of one body in a quarter."""
        term = NEW_TERMS.get((quarter.year, quarter.number))
        if term is not None:
            yield from self._new_term(chance, council, quarter, term)
        if quarter == REORGANISING:
            yield from self._reorganise(council, PartialDate.on(quarter.day(council.number)))
        for seat, official in council.people:
            position = position_of(council, seat + 1)
            if official.number % 10 == 3 and quarter == PLANNING:
                yield self.journal.act(
                    PartialDate.on(quarter.day(seat)), posts.Planned.model_construct(cadre=official.code, position=position)
                )
            if official.number % 30 == 3 and quarter == PLANNING_AGAIN:
                reason = "Không còn đủ tiêu chuẩn quy hoạch"
                unplanned = posts.Unplanned.model_construct(cadre=official.code, position=position, reason=reason)
                yield self.journal.act(PartialDate.on(quarter.day(seat)), unplanned)

    def _new_term(self, chance: Random, council: Council, quarter: Quarter, term: tuple[int, int]) -> Iterator[Act]:
        """Everyone's term ends; most go on, every tenth in the post beside their own."""
        for seat, official in council.people:
            left = PartialDate.on(quarter.day(seat))
            if official.post is None:
                continue
            moved, held = official.number % 10 == 7, official.post
            yield self.leave(official, left, posts.Leaving.REASSIGNED if moved else posts.Leaving.TERM_ENDED, "Hết nhiệm kỳ")
            if official.number % 30 == 9:
                yield self._correct_leaving(held, left)
            yield self._appoint(official, position_of(council, seat + moved), _day(chance, left), term)
            if official.number % 20 == 9:
                yield self._correct(official)

    def _appoint(self, official: Official, position: str, since: PartialDate, term: tuple[int, int]) -> Act:
        first, last = (PartialDate.parse(str(year)) for year in term)
        official.post = posts.Appointed.model_construct(
            cadre=official.code, position=position, since=since, term_from=first, term_to=last, decision_no=f"{official.number}/QĐ-BN"
        )
        self.times[official.code, position] += 1
        act = self.journal.act(PartialDate.on(since.last), official.post)
        official.appointed = self.journal.entry
        return act

    def leave(self, official: Official, until: PartialDate, leaving: posts.Leaving, reason: str) -> Act:
        """Out of the post held."""
        held, official.post = official.post, None
        assert held is not None
        relieved = posts.Relieved.model_construct(
            cadre=official.code, position=held.position, until=until, leaving=leaving, reason=reason, decision_no=None
        )
        return self.journal.act(until, relieved)

    def _correct_leaving(self, held: posts.Appointed, left: PartialDate) -> Act:
        """The post was left a day earlier than it was recorded."""
        corrected = posts.TenureCorrected.model_construct(
            cadre=held.cadre,
            position=held.position,
            number=self.times[held.cadre, held.position],
            corrects=self.journal.entry,
            since=held.since,
            term_from=held.term_from,
            term_to=held.term_to,
            until=PartialDate.on(left.last - DAY),
            leaving=posts.Leaving.TERM_ENDED,
            reason="Ghi nhầm ngày thôi giữ chức vụ",
        )
        return self.journal.act(left, corrected)

    def _correct(self, official: Official) -> Act:
        assert official.post is not None
        since = PartialDate.on(official.post.since.last + DAY)
        official.post = official.post.model_copy(update={"since": since})
        corrected = posts.AppointmentCorrected.model_construct(
            cadre=official.code,
            position=official.post.position,
            corrects=official.appointed,
            since=since,
            term_from=official.post.term_from,
            term_to=official.post.term_to,
            reason="Ghi nhầm ngày nhận nhiệm vụ",
        )
        return self.journal.act(since, corrected)

    def _reorganise(self, council: Council, on: PartialDate) -> Iterator[Act]:
        """Working groups are wound up, a department changes its name, another its place, and a post its authority."""
        own, reason = unit_of(council), "Sắp xếp tổ chức bộ máy"
        yield self.journal.act(on, units.UnitClosed.model_construct(unit=f"{own}-T", reason=reason))
        if council.number % 3 == 1:
            yield self.journal.act(
                on, units.UnitRenamed.model_construct(unit=f"{own}-1", name=f"Ban Tư pháp {council.number}", reason=reason)
            )
        if council.number % 3 == 2:
            yield self.journal.act(on, units.UnitMoved.model_construct(unit=f"{own}-3", parent=area_of(council.number), reason=reason))
        post = _post(council, 7).model_copy(update={"authority": "Ban Thường vụ Tỉnh uỷ"})
        yield self.journal.act(on, positions.PositionRedefined.model_construct(post=post, reason="Phân cấp quản lý cán bộ"))


def _post(council: Council, seat: int) -> positions.Post:
    group = GROUPS[seat % len(GROUPS)]
    return positions.Post.model_construct(
        position=position_of(council, seat),
        title=people.post(seat),
        group=group,
        unit=unit_of(council, seat),
        authority="Ban Thường vụ cấp uỷ" if council.party else None,
        theory_required=TheoryLevel.ADVANCED if seat < SEATS_IN_DEPARTMENT else None,
        management_required=None,
        criteria_set=None,
        peer_group=f"NHOM-{seat % SEATS_IN_DEPARTMENT}",
        higher_position=None,
        heads_unit=seat % SEATS_IN_DEPARTMENT == 0,
    )


def _day(chance: Random, day: PartialDate) -> PartialDate:
    """The day, or only its month, as older decisions are often known."""
    return PartialDate.parse(f"{day.last:%Y-%m}") if chance.random() < 0.1 else day
