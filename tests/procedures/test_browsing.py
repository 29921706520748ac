"""Browsing: what a list shows is what the standing list says, found as people type, in the order they expect."""

import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import CorrectCadre, MergeCadre, RegisterCadre, UnmergeCadre
from cadre_ledger.domain.cases import DecideDiscipline
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, Plan, Relieve
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import RenameUnit
from cadre_ledger.domain.votes import RecordVote
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers, reading
from cadre_ledger.procedures.browsing import BrowsedRow, Browsing, FlagBrowsing, Order, Wanted, WantedFlags
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.groups import Scope, members, standing_list
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.quality import Quality
from councils import NOW, desk, do
from desks import desk_over
from folding import History
from invented import song_giang
from ledgers import found as founded
from offices import FOUR, ONE, THREE, TWO, classify, make, office
from stories import PROLOGUE, play, stories

ALL = 10_000
TODAY = date(2026, 5, 10)
LONG_AGO = date(2024, 6, 30)
PEOPLE = (ONE, TWO, THREE, FOUR)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """Nguyễn Văn Mẫu and Trần Thị Thử in the department, Lê Văn Ví Dụ in its office, Phạm Thị Giả Định without a post."""
    return office(tmp_path / "a.ledger")


@contextmanager
def browsing(directory: Directory, day: date | None = None, known_at: str | None = None) -> Iterator[Browsing]:
    with desk(directory, day.isoformat() if day else None, known_at) as opened:
        people = Browsing(opened)
        yield people
        people.close()


def codes(directory: Directory, day: date | None = None, **wanted: Any) -> list[str]:
    with browsing(directory, day) as people:
        return [row.code for row in people.page(Wanted(**wanted), 0, ALL)]


def row(directory: Directory, code: str = ONE) -> BrowsedRow:
    with browsing(directory) as people:
        (found,) = people.rows([code])
        return found


def flag(cadre: str, form: str = "reprimand", case: str = "KL-1", decided_on: str = "2026-03-10") -> Command:
    return make(DecideDiscipline, case=case, cadre=cadre, line="party", form=form, decision_no="1", decided_on=decided_on)


# The same as the standing list


def agrees(opened: Desk) -> None:
    """Row by row what `standing list` says of everyone, in units and groups too."""
    people = Browsing(opened)
    listed = standing_list(opened, None, None, None).standings
    rows = {each.code: each for each in people.page(Wanted(order=Order.CODE), 0, ALL)}
    assert list(rows) == [each.code for each in listed]
    for each in listed:
        _same(rows[each.code], each)
    for unit in opened.source.keys_of("unit"):
        for under in (False, True):
            expected = [each.cadre for each in members(opened, Scope(unit, under=under))]
            assert list(people.codes(Wanted(unit=unit, under=under, order=Order.CODE))) == expected
    people.close()


def _same(row: BrowsedRow, line: answers.StandingRowPart) -> None:
    assert (row.name, row.flags, row.flags_perhaps, row.higher_post.value) == (line.name, line.flags, line.flags_perhaps, line.higher_post)
    assert (row.severity is None, row.severity_perhaps is None) == (line.flags == 0, line.flags_perhaps == 0)
    assert (row.period, row.level) == ((line.latest.period, line.latest.level) if line.latest else (None, None))
    if not line.posts:
        assert row.post is None
        return
    first = line.posts[0]
    assert row.post is not None
    assert (row.post.position, row.post.title, row.post.unit) == (first.position, first.title, first.unit)
    assert (row.post.certain, row.post.more) == (first.status == "applies", len(line.posts) - 1)


@pytest.mark.parametrize("day", [None, date(2026, 2, 27), date(2025, 6, 30), LONG_AGO, date(2030, 1, 1)])
def test_the_rows_of_an_invented_council_are_those_of_its_standing_list(day: date | None) -> None:
    with desk(song_giang(), day.isoformat() if day else None) as opened:
        agrees(opened)


@given(story=stories, later=st.integers(-900, 900))
@settings(max_examples=60, deadline=None)
def test_the_rows_of_any_history_are_those_of_its_standing_list(story: Sequence[Command], later: int) -> None:
    agrees(desk_over(History([*PROLOGUE[2:], *story]), TODAY + timedelta(days=later)))


@given(story=stories, merged=st.permutations(("C000002", "C000003")), later=st.integers(-400, 400))
@settings(max_examples=25, deadline=None)
def test_read_models_and_judging_now_give_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, story: Sequence[Command], merged: Sequence[str], later: int
) -> None:
    """After two mergings, too: of several posts the one named first is the same."""
    directory = founded(tmp_path_factory.mktemp("story") / "trial.ledger", more=PROLOGUE)
    day = TODAY + timedelta(days=later)
    with Ledger.open(directory) as ledger:
        play(ledger, story)
        play(ledger, [MergeCadre(on=story[0].on, cadre=each, into=ONE, reason="một người") for each in merged])
    with Desk.open(directory, Clocks(), NOW + timedelta(days=later)) as kept:
        assert kept.views_of_the_day is not None
        assert kept.as_of == day
        agrees(kept)
        judged = Desk(directory, kept.founding, kept.events, kept.cut, day, kept.remembering().source)
        assert judged.views_of_the_day is None
        for order in Order:
            wanted = Wanted(order=order, descending=True)
            assert Browsing(judged).page(wanted, 0, ALL) == Browsing(kept).page(wanted, 0, ALL)


def test_an_earlier_cut_knows_only_what_had_been_recorded(directory: Directory) -> None:
    before = row(directory)
    with desk(directory) as opened:
        cut = f"#{opened.cut.entry}"
    do(directory, flag(ONE))

    with browsing(directory, known_at=cut) as people:
        assert people.rows([ONE]) == [before]
    assert row(directory).flags > before.flags == 0


# Keeping up


def test_a_row_shows_what_was_recorded_since(directory: Directory) -> None:
    first = row(directory)
    assert first.post is not None
    assert (first.post.title, first.post.unit_name, first.post.more) == ("Giám đốc Sở", "Sở Nội vụ", 0)
    assert (first.period, first.level, first.flags) == (None, None, 0)

    do(directory, classify(ONE, "good"), flag(ONE), make(Appoint, cadre=ONE, position="P3", since="2026-01-01"))
    do(directory, make(RenameUnit, unit="U1", name="Sở Tổ chức", reason="hợp nhất"))
    do(directory, make(CorrectCadre, cadre=ONE, corrects=entry_of(directory, ONE), name="Nguyễn Văn Ơn", reason="nhầm"))

    then = row(directory)
    assert then.post is not None
    assert (then.name, then.post.unit_name, then.post.more) == ("Nguyễn Văn Ơn", "Sở Tổ chức", 1)
    assert (then.period, then.level) == ("2025", Quality.GOOD)
    assert (then.flags, then.severity) != (0, None)


def entry_of(directory: Directory, cadre: str) -> int:
    with desk(directory) as opened:
        return opened.cadre(cadre).evidence[0].entry


def test_one_browsing_notices_what_others_record_and_read(directory: Directory) -> None:
    with browsing(directory) as people:
        assert people.count(Wanted()) == 4
        do(directory, make(RegisterCadre, name="Ân"))
        with desk(directory):
            pass
        assert people.place(Wanted(), "C000005") == 0
        assert people.count(Wanted()) == 5


def test_a_merged_file_is_listed_no_more_until_it_is_taken_back(directory: Directory) -> None:
    do(directory, make(MergeCadre, cadre=TWO, into=ONE, reason="một người"))
    assert codes(directory, order=Order.CODE) == [ONE, THREE, FOUR]
    assert codes(directory, LONG_AGO, order=Order.CODE) == [ONE, THREE, FOUR]
    post = row(directory).post
    assert post is not None
    assert (post.position, post.more) == ("P1", 1)

    do(directory, make(UnmergeCadre, cadre=TWO, reason="hai người"))
    assert codes(directory, order=Order.CODE) == list(PEOPLE)


# Finding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", PEOPLE),
        ("   ", PEOPLE),
        ("nguyen", (ONE,)),
        ("Nguyễn", (ONE,)),
        (unicodedata.normalize("NFD", "Nguyễn"), (ONE,)),
        ("NGUYEN VAN", (ONE,)),
        ("mau ng", (ONE,)),
        ("v", (ONE, THREE)),
        ("thi", (TWO, FOUR)),
        ("th t", (TWO,)),
        ("t th tr", (TWO,)),
        ("th th th", ()),
        ("guyen", ()),
        ("du", (THREE,)),
        ("dinh", (FOUR,)),
        ("đinh", (FOUR,)),
        ("C00000", PEOPLE),
        ("c000002", (TWO,)),
        ("000002", ()),
        ("van xyz", ()),
        ("%", ()),
        ("_", ()),
        ("' OR 1 --", ()),
    ],
)
@pytest.mark.parametrize("day", [None, LONG_AGO])
def test_people_are_found_by_how_words_of_their_names_begin(
    directory: Directory, text: str, found: Sequence[str], day: date | None
) -> None:
    assert codes(directory, day, text=text, order=Order.CODE) == list(found)


def test_people_are_found_by_their_own_number_and_whatever_tone_placement(directory: Directory) -> None:
    do(directory, make(RegisterCadre, name="Lê Thị Hoà", own_number="TH-12"), make(RegisterCadre, name="Lê Thị Hòa"))

    assert codes(directory, text="th-1") == ["C000005"]
    for typed in ("hoà", "hòa", "hoa"):
        assert codes(directory, text=typed) == ["C000005", "C000006"]


# Narrowing


def test_a_unit_is_of_those_who_hold_a_post_in_it(directory: Directory) -> None:
    do(
        directory,
        make(Plan, cadre=FOUR, position="P1"),
        make(Relieve, cadre=TWO, position="P2", until="2026-05-01", leaving="relieved", reason="x"),
    )

    assert codes(directory, unit="U1", order=Order.CODE) == [ONE]
    assert codes(directory, unit="U1", under=True, order=Order.CODE) == [ONE, THREE]
    assert codes(directory, LONG_AGO, unit="U1", order=Order.CODE) == [ONE, TWO]


def test_a_group_is_that_of_the_ranking(directory: Directory) -> None:
    post = {"position": "P9", "title": "Chánh Văn phòng", "group": "office", "unit": "U1"}
    do(directory, make(DefinePosition, post=post, on="2010"), make(Appoint, cadre=FOUR, position="P9", since="2021"))

    assert codes(directory, group="office") == [FOUR]
    assert codes(directory, group="department", order=Order.CODE) == [ONE, TWO, THREE]


def test_a_unit_or_group_that_is_not_there_is_refused(directory: Directory) -> None:
    with browsing(directory) as people:
        for wanted, code in ((Wanted(unit="U7"), Code.NO_UNIT), (Wanted(group="nobody"), Code.NO_GROUP)):
            with pytest.raises(NotFound) as refused:
                people.count(wanted)
            assert refused.value.code is code


def test_flagged_people_are_those_with_a_flag_that_may_be_up(directory: Directory) -> None:
    assert codes(directory, flagged=True) == [each.code for each in everyone(directory) if each.flags or each.flags_perhaps]

    do(directory, flag(FOUR))

    assert FOUR in codes(directory, flagged=True)
    for least in Severity:
        heavy = [each.code for each in everyone(directory) if _heaviest(each) >= least.weight]
        assert codes(directory, at_least=least) == heavy
    assert FOUR in codes(directory, at_least=Severity.NOTE)


def everyone(directory: Directory) -> list[BrowsedRow]:
    with browsing(directory) as people:
        return people.page(Wanted(), 0, ALL)


def _heaviest(row: BrowsedRow) -> int:
    return max((each.weight for each in (row.severity, row.severity_perhaps) if each), default=-1)


# Putting in order


def test_people_stand_by_given_name_and_namesakes_by_code(directory: Directory) -> None:
    do(directory, make(RegisterCadre, name="Trần Thị Thử"), make(RegisterCadre, name="Hồ Ân"), make(RegisterCadre, name="Vũ Anh"))

    assert codes(directory) == ["C000007", "C000006", THREE, FOUR, ONE, TWO, "C000005"]
    assert codes(directory, descending=True) == ["C000005", TWO, ONE, FOUR, THREE, "C000006", "C000007"]


def test_units_stand_by_what_they_are_called_and_those_without_a_post_come_last(directory: Directory) -> None:
    assert codes(directory, order=Order.UNIT) == [THREE, ONE, TWO, FOUR]
    assert codes(directory, order=Order.UNIT, descending=True) == [ONE, TWO, THREE, FOUR]

    do(directory, make(RenameUnit, unit="U1", name="Ban Nội vụ", reason="hợp nhất"))

    assert codes(directory, order=Order.UNIT) == [ONE, TWO, THREE, FOUR]


def test_levels_rise_from_the_least_and_those_without_one_come_last(directory: Directory) -> None:
    do(directory, classify(ONE, "good"), classify(TWO, "not_completed"), classify(THREE, "excellent"))

    assert codes(directory, order=Order.LEVEL) == [TWO, ONE, THREE, FOUR]
    assert codes(directory, order=Order.LEVEL, descending=True) == [THREE, ONE, TWO, FOUR]


def test_a_level_that_cannot_be_told_is_no_level_and_comes_last(directory: Directory) -> None:
    do(directory, classify(ONE, "good", decided_on="2026-05"), classify(TWO, "completed"))

    found = row(directory)
    assert (found.period, found.level) == ("2025", None)
    assert codes(directory, order=Order.LEVEL)[0] == TWO
    assert codes(directory, order=Order.LEVEL, descending=True)[0] == TWO


def test_the_heaviest_flags_come_first_when_descending(directory: Directory) -> None:
    do(directory, flag(FOUR, "removal"), flag(TWO, case="KL-2"))
    weights = {each.code: (_up(each), each.flags) for each in everyone(directory)}

    found = [weights[code] for code in codes(directory, order=Order.FLAGS, descending=True)]

    assert found == sorted(weights.values(), reverse=True)
    assert len(set(found)) > 1


def _up(row: BrowsedRow) -> int:
    return row.severity.weight if row.severity else -1


# Windows


@given(offset=st.integers(0, 50), limit=st.integers(0, 50), order=st.sampled_from(Order), descending=st.booleans())
@settings(deadline=None, max_examples=40)
def test_a_window_is_cut_from_the_whole_and_a_place_is_where_it_stands(offset: int, limit: int, order: Order, descending: bool) -> None:  # noqa: FBT001
    wanted = Wanted(order=order, descending=descending)
    with browsing(song_giang()) as people:
        whole = people.codes(wanted)
        page = [each.code for each in people.page(wanted, offset, limit)]

        assert page == list(whole[offset : offset + limit])
        assert [people.place(wanted, code) for code in page] == list(range(offset, offset + len(page)))
        assert people.count(wanted) == len(whole) == 40
        assert people.place(Wanted(text="zzz"), whole[0]) is None


def test_judging_everyone_tells_how_far_it_is_and_can_be_given_up(directory: Directory) -> None:
    heard: list[int] = []
    asked = Wanted(order=Order.LEVEL)

    def stop(count: int) -> None:
        heard.append(count)
        if count == 3:
            raise KeyboardInterrupt

    with desk(directory, LONG_AGO.isoformat()) as opened:
        people = Browsing(opened, stop)
        assert len(people.page(Wanted(text="v"), 0, ALL)) == 2
        assert heard == []
        with pytest.raises(KeyboardInterrupt):
            people.count(asked)
        assert heard == [1, 2, 3]
        people._judged = heard.append
        assert people.count(asked) == 4
        assert heard[-1] > 3
        known = len(heard)
        assert people.count(Wanted(order=Order.UNIT)) == 4
        assert len(heard) == known
        people.close()


@pytest.mark.parametrize("day", [date(2026, 2, 27), date(2024, 12, 31)])
def test_those_shown_one_window_after_the_other_are_as_when_everyone_is_judged(day: date) -> None:
    with desk(song_giang(), day.isoformat()) as opened:
        few, all_ = Browsing(opened), Browsing(opened)
        all_.count(Wanted(order=Order.FLAGS))
        shown = [row for offset in range(0, 40, 7) for row in few.page(Wanted(), offset, 7)]
        assert shown == all_.page(Wanted(), 0, ALL)
        assert sum(row.flags for row in shown) > 0
        few.close()
        all_.close()


def test_one_thread_may_open_the_desk_and_answer_for_others() -> None:
    def asked(opened: Desk) -> tuple[int, list[BrowsedRow]]:
        people = Browsing(opened)
        return people.count(Wanted()), people.page(Wanted(), 0, 3)

    with ThreadPoolExecutor(max_workers=1) as worker:
        opened = worker.submit(Desk.open, song_giang(), Clocks(), NOW).result()
        count, page = worker.submit(asked, opened).result()
        worker.submit(opened.close).result()

    with desk(song_giang()) as here:
        assert (count, page) == asked(here)


# Flags


def test_flags_stand_by_deadline_then_weight_then_age_and_are_those_of_the_ledger() -> None:
    with desk(song_giang()) as opened:
        wanted = WantedFlags(decisions=frozenset({"open", "considered", "decided", "overdue"}))
        found = FlagBrowsing(opened, Browsing(opened)).flags(wanted)

        assert sorted(each.id for each in found) == sorted(each.id for each in reading.flags(opened, None, None, None).flags)
        undated = [(-Severity(each.severity).weight, each.since) for each in found if each.deadline is None]
        assert undated == sorted(undated)
        assert len({weight for weight, _ in undated}) > 1


def test_flags_that_are_decided_are_listed_when_asked_for() -> None:
    with desk(song_giang()) as opened:
        flags = FlagBrowsing(opened, Browsing(opened))
        every = flags.flags(WantedFlags(decisions=frozenset({"open", "considered", "decided", "overdue"})))
        decided = flags.flags(WantedFlags(decisions=frozenset({"decided"})))

        assert {each.decision for each in decided} == {"decided"}
        assert flags.count(WantedFlags()) == len(every) - len(decided)
        assert len(decided) > 0


@pytest.mark.parametrize("day", [None, date(2026, 2, 27)])
def test_flags_are_narrowed_by_weight_person_and_unit(day: date | None) -> None:
    with desk(song_giang(), day.isoformat() if day else None) as opened:
        people = Browsing(opened)
        flags = FlagBrowsing(opened, people)
        every = flags.flags(WantedFlags())

        assert flags.flags(WantedFlags(at_least=Severity.CONSIDER)) == [each for each in every if each.severity != "note"]
        one = next(each.cadre for each in every if each.cadre)
        assert flags.flags(WantedFlags(cadre=one)) == [each for each in every if each.cadre == one]
        for unit in opened.source.keys_of("unit"):
            among = {each.cadre for each in members(opened, Scope(unit, under=True))}
            assert flags.flags(WantedFlags(unit=unit, under=True)) == [each for each in every if each.cadre in among]
        people.close()


def test_flags_of_a_list_that_are_linked_to_nobody_are_shown_too(directory: Directory) -> None:
    subject = {"number": 1, "name": "Nguyễn Văn Mẫu", "position": None, "counts": {"high": 5, "confidence": 5, "low": 40}}
    fields = {"kind": "confidence", "recorded_from": "publication", "source": "minutes", "subjects": (subject,)}

    do(
        directory,
        make(EstablishBody, body="BCH", name="Ban Chấp hành", on="2010"),
        make(RecordVote, session="TN-1", body="BCH", held_on="2024-12-01", basis="vn/96-QD-TW-2023", ballots={"collected": 50}, **fields),
    )

    with desk(directory) as opened:
        shown = FlagBrowsing(opened, Browsing(opened)).flags(WantedFlags())
    assert [(each.session, each.subject, each.cadre) for each in shown if each.session] == [("TN-1", 1, None)]
