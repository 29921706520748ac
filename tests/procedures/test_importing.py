"""Importing: all of a file or nothing, once, and what a dry run shows is what is recorded."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.votes import LinkSubject, VoteRecorded
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.importing import Candidate, Imported
from cadre_ledger.procedures.reading import cadre_show, flags
from cadre_ledger.procedures.sample import sample
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Misused, NotFound, Stale, Unreadable
from cadre_ledger.values.tallies import RecordedFrom
from councils import (
    FOUNDED,
    HEADER,
    PARTY_96,
    RES_85,
    RES_96,
    TODAY,
    VINH_PHUC,
    council,
    desk,
    do,
    names,
    result,
    row,
    table,
    take,
    take_published,
)
from ledgers import everything, stored

ONE = table(row("Nguyễn Văn A", 30, 10, 7, issued=47), row("Trần Thị B", 20, 2, 25, issued=47))
TWO = table(
    row("Nguyễn Văn A", 30, 10, 7, issued=47),
    row("Trần Thị B", 20, 2, 25, issued=47, session_date="2024-12-20"),
    row("Lê C", 40, 7, 0, issued=47),
    row("Phạm D", 9, 0, 0, issued=9, council="Ban Hai"),
)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return council(tmp_path / "a.ledger")


def refused(directory: Directory, content: bytes, basis: str = RES_96, **more: Any) -> LedgerError:
    """The error of an import that leaves every byte of the store as it was."""
    before = everything(directory)
    with pytest.raises(LedgerError) as error:
        take(directory, content, basis, **more)
    assert everything(directory) == before
    return error.value


def recorded(done: Imported) -> list[VoteRecorded]:
    return [each.event for each in done.records if isinstance(each.event, VoteRecorded)]


def written(records: Any) -> list[tuple[str, str, str, Any]]:
    return [(each.stream, each.event.topic, str(each.effective_on), each.event.model_dump(mode="json")) for each in records]


# once, and all or nothing


@pytest.mark.parametrize("content", [ONE, TWO, sample(VINH_PHUC)], ids=["one", "several", "published"])
def test_a_dry_run_shows_exactly_what_is_recorded_and_records_nothing(directory: Directory, content: bytes) -> None:
    before = everything(directory)
    shown = take(directory, content, dry_run=True)
    assert everything(directory) == before
    done = take(directory, content)

    assert shown.recording is None
    assert written(shown.records) == written(done.records)
    assert (shown.sessions, shown.findings) == (done.sessions, done.findings)
    assert [each.entry for each in done.records] == list(range(FOUNDED + 1, FOUNDED + 1 + len(done.records)))


def test_the_same_file_again_records_nothing_and_answers_with_the_same_entries(directory: Directory) -> None:
    first = take(directory, TWO)
    before = everything(directory)
    again = take(directory, TWO, file="another-name.csv", today=PartialDate.parse("2026-06-01"))

    assert first.recording is not None
    assert again.recording is not None
    assert (again.recording.repeated, again.records) == (True, ())
    assert (again.recording.first, again.recording.last) == (first.recording.first, first.recording.last)
    assert again.sessions == first.sessions
    assert everything(directory) == before


def test_a_dry_run_of_a_file_that_was_imported_says_that_nothing_would_be_recorded(directory: Directory) -> None:
    take(directory, ONE)

    assert take(directory, ONE, dry_run=True).records == ()


def test_the_same_file_taken_otherwise_is_another_import(directory: Directory) -> None:
    take(directory, ONE, session="S-1")

    assert refused(directory, ONE, session="S-1", complete=True).code is Code.SESSION_EXISTS
    assert refused(directory, ONE, session="S-2").code is Code.SAME_DAY_SESSION
    assert take(directory, ONE, session="S-2", another=True).sessions == ("S-2",)


def test_another_file_for_the_same_session_is_refused(directory: Directory) -> None:
    take(directory, ONE)

    assert refused(directory, ONE.replace(b"30,10,7", b"31,9,7")).code is Code.SESSION_EXISTS


def test_a_key_of_ones_own_records_once_and_only_that_file(directory: Directory) -> None:
    first = take(directory, ONE, key="mine")
    again = take(directory, ONE, key="mine")
    assert again.recording is not None
    assert again.recording.repeated
    assert first.sessions == again.sessions

    error = refused(directory, ONE.replace(b"30,10,7", b"31,9,7"), key="mine", session="S-2", another=True)
    assert isinstance(error, Stale)
    assert error.code is Code.KEY_REUSED


def test_one_finding_that_stops_keeps_the_whole_file_out(directory: Directory) -> None:
    bad = TWO + table(row("Lê E", 48, 1, 0, issued=47), header=[]).lstrip(b"\n")
    error = refused(directory, bad)

    assert isinstance(error, Unreadable)
    assert [(each.code, each.place.row) for each in error.findings if each.stops] == [(Code.SUM_OVER_BOUND, 6)]


def test_a_refusal_of_the_domain_in_the_last_session_keeps_the_first_out_too(directory: Directory) -> None:
    take(directory, table(row("Phạm D", 9, 0, 0, issued=9, council="Ban Hai")))

    assert refused(directory, TWO).code is Code.SESSION_EXISTS


@pytest.mark.parametrize("total", [0, -1, 1, 10**9])
def test_a_number_of_people_that_cannot_be_is_refused(directory: Directory, total: int) -> None:
    assert refused(directory, ONE, subjects_total=total).code in (Code.FIELD_INVALID, Code.LISTED_OVER_TOTAL)


# sessions and bodies


def test_each_council_and_day_is_a_session_and_a_new_body_is_established_once(directory: Directory) -> None:
    done = take(directory, TWO)

    assert done.sessions == ("HDND-XA-THU-2023-12-20", "HDND-XA-THU-2024-12-20", "BAN-HAI-2023-12-20")
    assert names(directory).count("body.established/1") == 2
    assert [each.name for each in result(directory, done.sessions[0]).results] == ["Nguyễn Văn A", "Lê C"]
    assert [each.subject for each in result(directory, done.sessions[0]).results] == [1, 2]


def test_the_warnings_of_one_session_are_not_written_into_another(directory: Directory) -> None:
    done = take(directory, TWO)
    warned = {each.session: [(warning.code, warning.subject) for warning in each.warnings] for each in recorded(done)}

    # Only the nine unanimous ballots of Ban Hai reveal anything.
    assert warned == {done.sessions[0]: [], done.sessions[1]: [], done.sessions[2]: [("VOTE-205", 1)]}
    assert [each.code for each in done.findings] == [Code.REVEALS_VOTES]


def test_a_body_that_is_known_by_that_name_is_used(directory: Directory) -> None:
    do(directory, EstablishBody(on=TODAY, body="XA-THU", name="Hđnd Xã thử"))
    done = take(directory, ONE)

    assert done.sessions == ("XA-THU-2023-12-20",)
    assert names(directory).count("body.established/1") == 1


def test_a_body_keeps_the_code_that_is_free(directory: Directory) -> None:
    do(directory, EstablishBody(on=TODAY, body="HDND-XA-THU", name="Một hội đồng khác"))

    assert take(directory, ONE).sessions == ("HDND-XA-THU-2-2023-12-20",)


def test_two_new_bodies_whose_names_begin_alike_get_codes_of_their_own(directory: Directory) -> None:
    long = "Hội đồng nhân dân thành phố"
    rows = [row("A", 9, 1, 0, council=f"{long} {each}", issued=10) for each in ("Một", "Hai")]
    done = take(directory, table(*rows))

    assert len(set(done.sessions)) == 2
    assert all(len(session) <= 32 for session in done.sessions)


def test_a_council_without_a_latin_letter_gets_a_code_too(directory: Directory) -> None:
    assert take(directory, table(row("A", 9, 1, 0, council="议会", issued=10))).sessions == ("BODY-2023-12-20",)


def test_a_code_a_day_or_a_total_cannot_stand_for_several_sessions(directory: Directory) -> None:
    for more in ({"session": "S-1"}, {"held_on": PartialDate.parse("2024-01-01")}, {"subjects_total": 5}):
        assert refused(directory, TWO, **more).code is Code.SEVERAL_SESSIONS


def test_every_session_of_a_file_can_be_whole(directory: Directory) -> None:
    done = take(directory, TWO, complete=True)

    assert [(len(each.subjects), each.subjects_total) for each in recorded(done)] == [(2, 2), (1, 1), (1, 1)]


def test_the_day_can_be_given_where_the_file_knows_the_month(directory: Directory) -> None:
    done = take(directory, table(row("A", 9, 1, 0, session_date="2023-12", issued=10)), held_on=PartialDate.parse("2023-12-20"))

    assert done.sessions == ("HDND-XA-THU-2023-12-20",)
    assert result(directory, done.sessions[0]).session.held_on == "2023-12-20"


@pytest.mark.parametrize("day", ["2023-11-30", "2024-01-01", "2023"])
def test_a_day_that_the_file_contradicts_is_a_finding_at_its_cell(directory: Directory, day: str) -> None:
    content = table(row("A", 9, 1, 0, session_date="2023-12", issued=10))
    error = refused(directory, content, held_on=PartialDate.parse(day))

    assert isinstance(error, Unreadable)
    assert [(each.code, str(each.place)) for each in error.findings if each.stops] == [(Code.FIELD_INVALID, "result.csv:2:session_date")]


def test_a_month_stays_a_month(directory: Directory) -> None:
    done = take(directory, table(row("A", 9, 1, 0, session_date="12/2023", issued=10)))

    assert done.sessions == ("HDND-XA-THU-2023-12",)
    assert str(recorded(done)[0].held_on) == "2023-12"


def test_where_the_figures_come_from_is_kept(directory: Directory) -> None:
    done = take(directory, ONE, recorded_from=RecordedFrom.MINUTES)

    assert recorded(done)[0].recorded_from is RecordedFrom.MINUTES


# the basis


def test_a_basis_that_was_not_adopted_is_refused(directory: Directory) -> None:
    for basis in (PARTY_96, "vn/nothing", "\x1b[31m", ""):
        error = refused(directory, ONE, basis)
        assert isinstance(error, NotFound)
        assert error.code is Code.NO_REGULATION


def test_a_basis_outside_its_days_in_force_is_a_warning(directory: Directory) -> None:
    done = take(directory, ONE, RES_85)

    assert [each.code for each in done.findings] == [Code.BASIS_OUT_OF_FORCE, Code.BASE_UNKNOWN]
    assert [each.stops for each in done.findings] == [False, False]
    assert [each.code for each in recorded(done)[0].warnings] == ["VOTE-202", "VOTE-204"]


def test_a_future_vote_is_refused(directory: Directory) -> None:
    assert refused(directory, table(row("A", 9, 1, 0, session_date="2026-06", issued=10))).code is Code.FUTURE_VOTE


# one count changes the verdict


@pytest.mark.parametrize(
    ("printed", "status", "clause"),
    [
        ("19,2,25", "applies", f"{RES_96}#12.2"),
        ("20,2,24", "applies", f"{RES_96}#12.2"),  # 48 > 47
        ("21,2,23", "none", None),  # 46 < 47
        ("13,2,31", "applies", f"{RES_96}#12.2"),  # 93 < 94
        ("12,2,32", "applies", f"{RES_96}#12.3"),  # 96 > 94
    ],
)
def test_one_changed_count_in_a_copy_of_the_sample_changes_the_verdict(
    directory: Directory, printed: str, status: str, clause: str | None
) -> None:
    copy = sample(VINH_PHUC).replace(b"19,2,25", printed.encode())
    take(directory, copy, session="VP-COPY", subjects_total=28)
    outcome = result(directory, "VP-COPY").results[3].outcome

    assert (outcome.status, outcome.clause) == (status, clause)
    with desk(directory) as opened:
        assert [each.subject for each in flags(opened, None, None, None).flags] == ([4] if clause else [])


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(7)))
def test_the_order_of_the_rows_changes_no_rank_and_no_outcome(order: list[int]) -> None:
    head, *rows = sample(VINH_PHUC).decode("utf-8-sig").splitlines()
    with tempfile.TemporaryDirectory() as path:
        directory = council(Path(path) / "a.ledger")
        take(directory, "\n".join([head, *(rows[each] for each in order)]).encode(), session="S-1")
        found = {each.name: (each.rank, each.outcome.status, each.shares["high"]) for each in result(directory, "S-1").results}
    assert found["Lê Duy Thành"][:2] == ("7", "applies")
    assert sorted(rank for rank, *_ in found.values() if rank) == list("1234567")


# links

POST = "Chủ tịch"
LINKED = (*HEADER, "cadre")


def registered(directory: Directory, *people: str) -> None:
    do(directory, *(RegisterCadre(on=TODAY, name=name, own_number=f"N-{place}") for place, name in enumerate(people, 1)))


def earlier(directory: Directory, name: str, cadre: str) -> None:
    """An earlier vote of the same body, under the same post, linked."""
    code = take(directory, table(row(name, 30, 10, 7, issued=47, title=POST, session_date="2022-12-20"))).sessions[0]
    do(directory, LinkSubject(on=TODAY, session=code, subject=1, cadre=cadre, ground="known"))


def links(done: Imported) -> list[tuple[int, str]]:
    return [(each.event.subject, each.event.cadre) for each in done.records if each.event.topic == "vote.subject-linked/1"]  # type: ignore[attr-defined]


def test_nobody_is_linked_unless_asked_for(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A")
    done = take(directory, ONE)

    assert (links(done), done.findings) == ([], ())


def test_a_column_says_who_is_meant_by_code_or_own_number(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A", "Trần Thị B")
    content = table(
        [*row("Nguyễn Văn A", 30, 10, 7, issued=47), "c000001"], [*row("Trần Thị B", 20, 2, 25, issued=47), "n-2"], header=LINKED
    )
    done = take(directory, content)

    assert links(done) == [(1, "C000001"), (2, "C000002")]
    with desk(directory) as opened:
        assert [(each.session, each.subject) for each in cadre_show(opened, "C000002").results] == [(done.sessions[0], 2)]


def test_cadres_that_are_not_there_are_findings_with_their_places(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A")
    rows = [[*row(f"Người {each}", 30, 10, 7, issued=47), cadre] for each, cadre in enumerate(("C000001", "C000009", "no code"))]
    error = refused(directory, table(*rows, header=LINKED))

    assert isinstance(error, Unreadable)
    assert [(each.code, str(each.place)) for each in error.findings] == [
        (Code.NO_CADRE, "result.csv:3:cadre"),
        (Code.CODE_UNREADABLE, "result.csv:4:cadre"),
    ]


def test_one_cadre_cannot_be_two_people_of_a_file_nor_a_merged_one(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A", "Nguyen Van A")
    twice = [[*row(f"Người {each}", 30, 10, 7, issued=47), "C000001"] for each in range(2)]
    assert refused(directory, table(*twice, header=LINKED)).code is Code.CADRE_TWICE_IN_SESSION

    do(directory, MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="entered twice"))
    assert refused(directory, table(twice[0], header=LINKED)).code is Code.CADRE_MERGED


def test_auto_links_the_same_folded_name_in_the_same_body_and_post(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn Hoà")
    earlier(directory, "Nguyễn Văn Hòa", "C000001")
    done = take(directory, table(row("NGUYỄN VĂN HOÀ", 30, 10, 7, issued=47, title=POST.upper())), link="auto")

    assert links(done) == [(1, "C000001")]


@pytest.mark.parametrize("changed", [{"title": "Phó Chủ tịch"}, {"title": ""}, {"title": POST, "council": "HĐND xã Khác"}])
def test_auto_only_proposes_where_post_or_body_differ(directory: Directory, changed: dict[str, str]) -> None:
    registered(directory, "Nguyễn Văn A")
    earlier(directory, "Nguyễn Văn A", "C000001")
    done = take(directory, table(row("Nguyễn Văn A", 30, 10, 7, issued=47, **changed)), link="auto")

    assert links(done) == []
    assert [(each.code, each.facts["cadre"]) for each in done.findings] == [(Code.LINK_PROPOSED, "C000001")]
    assert [each.code for each in recorded(done)[0].warnings] == ["VOTE-206"]


def test_auto_only_proposes_where_two_have_the_name(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A", "Nguyen Van A")
    earlier(directory, "Nguyễn Văn A", "C000001")
    done = take(directory, table(row("Nguyễn Văn A", 30, 10, 7, issued=47, title=POST)), link="auto")

    assert links(done) == []
    assert [each.facts["cadre"] for each in done.findings] == ["C000001", "C000002"]


def test_ask_puts_each_candidate_to_the_person(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A", "Nguyen Van A", "Trần Thị B")
    asked: list[Candidate] = []

    def second(candidate: Candidate) -> bool:
        asked.append(candidate)
        return candidate.cadre == "C000002"

    done = take(directory, ONE, link="ask", ask=second)

    assert [(each.subject, each.cadre) for each in asked] == [(1, "C000001"), (1, "C000002"), (2, "C000003")]
    assert links(done) == [(1, "C000002")]


def test_ask_without_anyone_to_ask_is_refused(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A")
    error = refused(directory, ONE, link="ask")

    assert isinstance(error, Misused)
    assert error.code is Code.INTERACTION_NEEDED


def test_nobody_is_asked_again_about_a_file_that_is_in_the_ledger(directory: Directory) -> None:
    registered(directory, "Nguyễn Văn A")
    take(directory, ONE, link="ask", ask=lambda _: True)

    def never(_: Candidate) -> bool:
        raise AssertionError

    again = take(directory, ONE, link="ask", ask=never)
    assert again.recording is not None
    assert again.recording.repeated


# what is kept


def test_the_event_keeps_what_the_file_says(directory: Directory) -> None:
    take_published(directory, VINH_PHUC)
    (state,) = next(row for row in stored(directory, "SELECT state FROM ledger_events WHERE topic = 'vote.recorded/1'"))
    event = json.loads(state)["event"]

    assert [subject["counts"] for subject in event["subjects"]][3] == {"high": 19, "confidence": 2, "low": 25}
    assert [subject["invalid"] for subject in event["subjects"]] == [None] * 7
    assert event["ballots"] == {
        "members_total": None,
        "members_summoned": None,
        "members_present": None,
        "issued": 47,
        "collected": None,
        "valid": None,
    }
    assert event["subjects_total"] == 28


def percents(high: str, confidence: str, low: str) -> Iterator[str]:
    yield from (high, confidence, low)


def test_printed_percentages_are_kept_as_printed_and_an_unexplained_one_is_a_warning(directory: Directory) -> None:
    header = (*HEADER, "high_percent", "confidence_percent", "low_percent")
    content = table([*row("Lê Duy Thành", 19, 2, 25, issued=47, valid=46), *percents("40,43%", "4.26 %", "54.35")], header=header)
    # 47 collected is said by another row.
    content += table([*row("Vũ Chí Giang", 29, 15, 3, issued=47), *percents("61.7", "", "6.38")], header=[]).lstrip(b"\n")
    done = take(directory, content)

    assert [(each.code, str(each.place), each.facts["printed"], each.facts["expected"]) for each in done.findings] == [
        # 54.35 % is 25 of the 46 valid ballots, not of the 47 collected; 61.7 is 61.70 with one decimal.
        (Code.PERCENT_UNEXPLAINED, "result.csv:2:low_percent", "54.35", "53.19")
    ]
    assert done.findings[0].facts["fitting_base"] == "46"
    printed = [{level.value: str(percent) for level, percent in each.printed.items()} for each in recorded(done)[0].subjects]
    assert printed == [{"high": "40.43", "confidence": "4.26", "low": "54.35"}, {"high": "61.7", "low": "6.38"}]
    assert [each.code for each in result(directory, done.sessions[0]).results[0].findings] == ["VOTE-203"]


def test_councils_whose_names_begin_alike_get_sessions_of_their_own(tmp_path: Path) -> None:
    directory = council(tmp_path / "a.ledger")
    rows = [
        row("Nguyễn Văn A", 40, 5, 2, council=f"HĐND thành phố Hồ Chí Minh khu {name}", session_date="2023-12-07", issued=47)
        for name in ("một", "hai", "ba")
    ]

    taken = take(directory, table(*rows))

    assert len(set(taken.sessions)) == 3
    assert [result(directory, code).session.body for code in taken.sessions] == [each[0] for each in rows]
