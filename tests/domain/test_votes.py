"""Votes counted elsewhere: figures that can all be true, corrections that keep the old figure, links that someone says."""

from typing import Any

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import votes
from cadre_ledger.domain.bodies import BodyClosed, BodyEstablished
from cadre_ledger.domain.cadres import CadreMerged, CadreRegistered, CadreUnmerged
from cadre_ledger.domain.returns import BallotNumbers, ListedSubject
from cadre_ledger.domain.rules import RulebookAmended
from cadre_ledger.domain.shapes import Event
from cadre_ledger.domain.votes import (
    Change,
    ConfidenceResultEntered,
    ConfidenceResultWithdrawn,
    CorrectVote,
    LinkSubject,
    RecordVote,
    SessionDayTaken,
    SubjectLinked,
    SubjectUnlinked,
    UnlinkSubject,
    VoteCorrected,
    VoteRecorded,
    boundary,
    decide,
)
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError, Refused
from cadre_ledger.values.tallies import Level, RecordedFrom, VoteKind
from deciding import NO_RULES, given, refusal
from ledgers import TODAY
from regulations import DEFAULTS_TEXT, PLAIN, PLAIN_TEXT, rulebook
from stories import line, vote

RULES = rulebook(PLAIN_TEXT)
BODY = BodyEstablished(body="B1", name="Hội đồng Một", level=None)
HELD = PartialDate.parse("2014-12-10")
TWO_LINES = (line(1, 16, 10, 2), line(2, 3, 20))


def recorded(*subjects: ListedSubject, **more: Any) -> VoteRecorded:
    """The event that the command of the same figures gives."""
    command = vote("S1", "2014-12-10", subjects or TWO_LINES, **more)
    fields = {name: getattr(command, name) for name in VoteRecorded.model_fields if name != "basis_digest"}
    return VoteRecorded(basis_digest=RULES.adopted[0].digest, **fields)


TAKEN = SessionDayTaken(session="S1", kind=VoteKind.CONFIDENCE, body="B1", held_on=HELD)


def refused(*subjects: ListedSubject, **more: Any) -> Code:
    """The refusal of a vote of a body that exists."""
    return refusal(votes, [BODY], vote("S1", "2014-12-10", subjects, **more), RULES)


def accepted(*subjects: ListedSubject, **more: Any) -> bool:
    command = vote("S1", "2014-12-10", subjects, **more)
    return decide(command, given(votes, [BODY], command), RULES) == [recorded(*subjects, **more), TAKEN]


# Recording


def test_a_vote_is_recorded_with_the_text_it_is_judged_by_and_takes_its_day() -> None:
    command = vote("S1", "2014-12-10", TWO_LINES)

    assert decide(command, given(votes, [BODY], command), RULES) == [recorded(), TAKEN]


def test_a_recorded_vote_holds_from_the_day_on_which_it_was_held() -> None:
    assert recorded().dated(TODAY) == HELD
    assert TAKEN.dated(TODAY) == TODAY


def test_a_session_code_is_used_once() -> None:
    assert refusal(votes, [BODY, recorded()], vote("S1", "2015-12-10", TWO_LINES), RULES) is Code.SESSION_EXISTS


def test_a_vote_of_a_body_that_is_not_known_is_not_found() -> None:
    assert refusal(votes, [], vote("S1", "2014-12-10", TWO_LINES), RULES) is Code.NO_BODY


def test_an_old_vote_of_a_body_closed_since_may_be_recorded() -> None:
    command = vote("S1", "2014-12-10", TWO_LINES)

    assert len(decide(command, given(votes, [BODY, BodyClosed(body="B1", reason="end")], command), RULES)) == 2


def test_a_second_vote_of_the_same_body_kind_and_day_is_refused_unless_it_is_said_to_be_another() -> None:
    again = vote("S2", "2014-12-10", TWO_LINES)
    another = vote("S2", "2014-12-10", TWO_LINES, another=True)

    assert refusal(votes, [BODY, TAKEN], again, RULES) is Code.SAME_DAY_SESSION
    assert len(decide(another, given(votes, [BODY, TAKEN], another), RULES)) == 2


def test_a_day_is_that_of_one_body_and_one_kind() -> None:
    days = {
        boundary(vote("S1", held_on, (), **more), votes.initial)[1]
        for held_on, more in (
            ("2014-12-10", {}),
            ("2014-12", {}),
            ("2014-12-10", {"body": "B2"}),
            ("2014-12-10", {"kind": VoteKind.BINDING}),
        )
    }

    assert len(days) == 4


@pytest.mark.parametrize(
    ("held_on", "on", "future"),
    [
        ("2026-05-11", "2026-05-10", True),
        ("2026-05-10", "2026-05-10", False),
        ("2026-05", "2026-05-10", False),
        ("2026-06", "2026-05-10", True),
    ],
)
def test_a_vote_that_is_not_held_yet_is_refused(held_on: str, on: str, *, future: bool) -> None:
    command = vote("S1", held_on, TWO_LINES, on=PartialDate.parse(on))

    if future:
        assert refusal(votes, [BODY], command, RULES) is Code.FUTURE_VOTE
    else:
        assert len(decide(command, given(votes, [BODY], command), RULES)) == 2


def test_a_basis_that_was_never_adopted_is_not_found() -> None:
    assert refusal(votes, [BODY], vote("S1", "2014-12-10", TWO_LINES), rulebook(DEFAULTS_TEXT)) is Code.NO_REGULATION


def test_a_vote_reads_its_session_its_day_its_body_and_its_basis() -> None:
    assert boundary(vote("S1", "2014-12-10", TWO_LINES), votes.initial) == (
        "session/S1",
        "session-day/B1/confidence/2014-12-10",
        "body/B1",
        "rulebook",
        f"rules/{PLAIN}",
    )


# Who is listed


def test_a_vote_on_nobody_is_refused() -> None:
    assert refused() is Code.NO_SUBJECTS


@pytest.mark.parametrize(
    "twice",
    [
        (line(1, 3, name="A"), line(2, 3, name="A")),
        (line(1, 3, name="A", position="Chủ tịch"), line(2, 3, name="A", position="Chủ tịch")),
        (line(1, 3, name="A"), line(1, 3, name="B")),
    ],
    ids=["name", "name and post", "number"],
)
def test_the_same_person_or_number_is_not_listed_twice(twice: tuple[ListedSubject, ...]) -> None:
    assert refused(*twice) is Code.SUBJECT_TWICE


def test_namesakes_in_different_posts_are_two_people() -> None:
    assert accepted(line(1, 3, name="A", position="Chủ tịch"), line(2, 3, name="A", position="Phó Chủ tịch"))


@pytest.mark.parametrize(("total", "fits"), [(1, False), (2, True), (3, True), (None, True)])
def test_no_more_are_listed_than_were_voted_on(total: int | None, *, fits: bool) -> None:
    if fits:
        assert accepted(*TWO_LINES, subjects_total=total)
    else:
        assert refused(*TWO_LINES, subjects_total=total) is Code.LISTED_OVER_TOTAL


@pytest.mark.parametrize(
    ("kind", "level"), [(VoteKind.BINDING, Level.LOW), (VoteKind.BINDING, Level.HIGH), (VoteKind.CONFIDENCE, Level.NO_CONFIDENCE)]
)
def test_a_level_that_the_vote_does_not_have_is_refused(kind: VoteKind, level: Level) -> None:
    subject = ListedSubject(number=1, name="A", position=None, counts={level: 3})

    with pytest.raises(Refused) as wrong:
        vote("S1", "2014-12-10", [subject], kind=kind)

    assert wrong.value.code is Code.WRONG_VOTE_KIND


# Balances: each number as large as it can be, and one more


def numbers(**given_numbers: int) -> BallotNumbers:
    return BallotNumbers(**given_numbers)


def test_marks_are_no_more_than_the_ballots_collected() -> None:
    assert accepted(line(1, 10, 10, 10))
    assert refused(line(1, 10, 10, 11)) is Code.SUM_OVER_COLLECTED


@pytest.mark.parametrize("bound", ["issued", "members_present", "members_summoned", "members_total"])
def test_without_the_ballots_collected_marks_are_no_more_than_what_bounds_them(bound: str) -> None:
    assert accepted(line(1, 10, 10, 8, invalid=2), ballots=numbers(**{bound: 30}))
    assert refused(line(1, 10, 10, 9, invalid=2), ballots=numbers(**{bound: 30})) is Code.SUM_OVER_BOUND


def test_without_any_number_any_marks_may_be_true() -> None:
    assert accepted(line(1, 1000), ballots=numbers())


@pytest.mark.parametrize(("invalid", "balanced"), [(0, False), (1, False), (2, True), (3, False), (None, True)])
def test_marks_and_invalid_ones_are_the_ballots_collected_where_all_levels_are_given(invalid: int | None, *, balanced: bool) -> None:
    subject = line(1, 10, 10, 8, invalid=invalid)

    if balanced:
        assert accepted(subject)
    else:
        assert refused(subject) is Code.BALANCE_BROKEN


def test_where_a_level_was_not_printed_nothing_has_to_balance() -> None:
    assert accepted(ListedSubject(number=1, name="A", position=None, counts={Level.LOW: 10}, invalid=0))


@pytest.mark.parametrize("level", [Level.HIGH, Level.CONFIDENCE, Level.LOW])
def test_a_count_is_not_negative(level: Level) -> None:
    counts = {Level.HIGH: 0, Level.CONFIDENCE: 0, Level.LOW: 0} | {level: -1}

    assert refused(ListedSubject(number=1, name="A", position=None, counts=counts)) is Code.COUNT_NEGATIVE


@pytest.mark.parametrize("none", ["collected", "issued"])
def test_a_vote_without_ballots_is_none(none: str) -> None:
    assert refused(line(1, 0), ballots=numbers(**{none: 0})) is Code.NO_BALLOTS
    assert accepted(line(1, 0), ballots=numbers(**{none: 1}))


def test_valid_ballots_are_no_more_than_those_collected() -> None:
    assert accepted(line(1, 3), ballots=numbers(collected=30, valid=30))
    assert refused(line(1, 3), ballots=numbers(collected=30, valid=31)) is Code.VALID_OVER_COLLECTED


@pytest.mark.parametrize(
    ("more", "fewer"),
    [("members_present", "members_summoned"), ("members_summoned", "members_total"), ("members_present", "members_total")],
)
def test_no_more_are_present_than_summoned_and_no_more_summoned_than_there_are(more: str, fewer: str) -> None:
    assert accepted(line(1, 3), ballots=numbers(**{more: 40, fewer: 40}))
    assert refused(line(1, 3), ballots=numbers(**{more: 41, fewer: 40})) is Code.PRESENT_OVER_MEMBERS


def test_more_ballots_collected_than_issued_can_be_recorded_for_it_happens() -> None:
    assert accepted(line(1, 3), ballots=numbers(collected=31, issued=30))


@pytest.mark.parametrize(
    "slip",
    [
        {"counts": {Level.LOW: 10**20}},
        {"invalid": 10**20},
        {"invalid": -1},
        {"number": 0},
        {"number": 10**20},
    ],
    ids=str,
)
def test_a_number_that_no_body_can_have_is_refused_at_once(slip: dict[str, Any]) -> None:
    """Counts beyond 64 bits would be stored, and no read model could hold them ever after."""
    with pytest.raises(ValidationError):
        ListedSubject(**({"number": 1, "name": "A", "position": None, "counts": {Level.LOW: 3}} | slip))


# Correcting


def correct(*changes: tuple[int | None, str, int | str | None]) -> CorrectVote:
    return CorrectVote(on=TODAY, session="S1", corrects=8, changes=changes, reason="slip")


def corrected(*changes: tuple[int | None, str, object, object]) -> VoteCorrected:
    made = tuple(Change.model_validate(dict(zip(("subject", "field", "was", "now"), each, strict=True))) for each in changes)
    return VoteCorrected(session="S1", corrects=8, changes=made, reason="slip")


CORRECTIONS: list[tuple[tuple[int | None, str, int | str | None], tuple[int | None, str, object, object]]] = [
    ((1, "low", 15), (1, "low", 16, 15)),
    ((1, "low", "15"), (1, "low", 16, 15)),
    ((1, "name", "Trần  Văn  B "), (1, "name", "Person 1", "Trần Văn B")),
    ((1, "name", "Tra\u0302\u0300n"), (1, "name", "Person 1", "Trần")),
    ((1, "position", "Chủ tịch"), (1, "position", None, "Chủ tịch")),
    ((1, "invalid", 2), (1, "invalid", None, 2)),
    ((1, "invalid", "2"), (1, "invalid", None, 2)),
    ((None, "collected", 28), (None, "collected", 30, 28)),
    ((None, "collected", "28"), (None, "collected", 30, 28)),
    ((None, "collected", None), (None, "collected", 30, None)),
    ((None, "valid", 29), (None, "valid", None, 29)),
]


@pytest.mark.parametrize(("wanted", "made"), CORRECTIONS)
def test_a_correction_keeps_the_old_value_beside_the_new_as_the_result_will_hold_it(
    wanted: tuple[int | None, str, int | str | None], made: tuple[int | None, str, object, object]
) -> None:
    command = correct(wanted)

    assert decide(command, given(votes, [recorded()], command), NO_RULES) == [corrected(made)]


def test_a_level_that_was_not_printed_may_be_added() -> None:
    subject = ListedSubject(number=1, name="A", position=None, counts={Level.LOW: 10})
    command = correct((1, "high", 5))

    assert decide(command, given(votes, [recorded(subject)], command), NO_RULES) == [corrected((1, "high", None, 5))]


def test_several_changes_are_one_correction_and_balance_together() -> None:
    command = correct((1, "low", 20), (1, "high", 6))

    assert decide(command, given(votes, [recorded()], command), NO_RULES) == [corrected((1, "low", 16, 20), (1, "high", 10, 6))]


def test_of_two_changes_of_one_field_the_second_rests_on_the_first() -> None:
    command = correct((1, "low", 15), (1, "low", 14))

    assert decide(command, given(votes, [recorded()], command), NO_RULES) == [corrected((1, "low", 16, 15), (1, "low", 15, 14))]


def test_a_correction_rests_on_those_before_it() -> None:
    command = correct((1, "low", 14))

    assert decide(command, given(votes, [recorded(), corrected((1, "low", 16, 15))], command), NO_RULES) == [corrected((1, "low", 15, 14))]


@pytest.mark.parametrize("changes", [(), ((1, "low", 16),), ((1, "name", "Person  1"),), ((None, "collected", 30),)])
def test_a_correction_that_changes_nothing_is_refused(changes: tuple[Any, ...]) -> None:
    assert refusal(votes, [recorded()], correct(*changes)) is Code.CORRECTION_SAME


@pytest.mark.parametrize(
    "change",
    [(None, "source", "x"), (None, "members", 3), (1, "number", 2), (1, "printed", None), (1, "no_confidence", 3), (1, "counts", 3)],
)
def test_what_cannot_be_corrected_is_said(change: tuple[int | None, str, int | str | None]) -> None:
    assert refusal(votes, [recorded()], correct(change)) is Code.NOT_CORRECTABLE


def test_a_subject_that_is_not_listed_is_not_corrected() -> None:
    assert refusal(votes, [recorded()], correct((3, "low", 1))) is Code.NO_SUBJECT


def test_a_session_that_is_not_there_is_not_corrected() -> None:
    assert refusal(votes, [], correct((1, "low", 1))) is Code.NO_SESSION


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((1, "low", 19), Code.SUM_OVER_COLLECTED),
        ((1, "low", -1), Code.COUNT_NEGATIVE),
        ((1, "invalid", 3), Code.BALANCE_BROKEN),
        ((None, "collected", 27), Code.SUM_OVER_COLLECTED),
        ((None, "collected", 0), Code.NO_BALLOTS),
        ((None, "valid", 31), Code.VALID_OVER_COLLECTED),
        ((2, "name", "Person 1"), Code.SUBJECT_TWICE),
        ((1, "name", "\u202e"), Code.TEXT_FORBIDDEN_CHARACTER),
        ((1, "name", "  "), Code.TEXT_EMPTY),
    ],
)
def test_a_correction_obeys_what_the_recording_obeys(change: tuple[int | None, str, int | str | None], code: Code) -> None:
    if code in {Code.TEXT_FORBIDDEN_CHARACTER, Code.TEXT_EMPTY}:
        with pytest.raises(LedgerError) as wrong:
            decide(correct(change), given(votes, [recorded()], correct(change)), NO_RULES)
        assert wrong.value.code is code
    else:
        assert refusal(votes, [recorded()], correct(change)) is code


@pytest.mark.parametrize(
    "change", [(1, "low", None), (1, "low", "many"), (1, "name", None), (None, "collected", -1), (None, "issued", "few")]
)
def test_a_value_of_the_wrong_kind_is_not_taken(change: tuple[int | None, str, int | str | None]) -> None:
    with pytest.raises(ValidationError):
        decide(correct(change), given(votes, [recorded()], correct(change)), NO_RULES)


# Linking


def registered(code: str) -> CadreRegistered:
    return CadreRegistered(cadre=code, name="Nguyễn Văn A", born=None, own_number=None)


def link(subject: int = 1, cadre: str = "C000001") -> LinkSubject:
    return LinkSubject(on=TODAY, session="S1", subject=subject, cadre=cadre, ground="same post")


def unlink(subject: int = 1) -> UnlinkSubject:
    return UnlinkSubject(on=TODAY, session="S1", subject=subject, reason="slip")


LINKED = SubjectLinked(session="S1", subject=1, cadre="C000001", ground="same post")
ENTERED = ConfidenceResultEntered(cadre="C000001", session="S1", subject=1, kind=VoteKind.CONFIDENCE, held_on=HELD)
UNLINKED = SubjectUnlinked(session="S1", subject=1, cadre="C000001", reason="slip")


def test_a_link_enters_the_result_in_the_cadre_s_own_file() -> None:
    assert decide(link(), given(votes, [recorded(), registered("C000001")], link()), NO_RULES) == [LINKED, ENTERED]
    assert ENTERED.dated(TODAY) == HELD


@pytest.mark.parametrize(
    ("events", "command", "code"),
    [
        ([registered("C000001")], link(), Code.NO_SESSION),
        ([recorded(), registered("C000001")], link(3), Code.NO_SUBJECT),
        ([recorded()], link(), Code.NO_CADRE),
        ([recorded(), registered("C000001"), CadreMerged(cadre="C000001", into="C000002", reason="same")], link(), Code.CADRE_MERGED),
        ([recorded(), LINKED, registered("C000002")], link(cadre="C000002"), Code.ALREADY_LINKED),
        ([recorded(), LINKED, registered("C000001")], link(), Code.ALREADY_LINKED),
        ([recorded(), LINKED, registered("C000001")], link(2), Code.CADRE_TWICE_IN_SESSION),
    ],
    ids=lambda value: value.name if isinstance(value, Code) else "",
)
def test_a_link_that_cannot_be_is_refused(events: list[Event], command: LinkSubject, code: Code) -> None:
    assert refusal(votes, events, command) is code


def test_a_link_may_be_made_again_after_it_was_taken_back() -> None:
    events = [recorded(), LINKED, UNLINKED, registered("C000001"), ENTERED]

    assert decide(link(2), given(votes, events, link(2)), NO_RULES)[0] == LINKED.model_copy(update={"subject": 2})


def test_a_file_that_was_unmerged_may_be_linked() -> None:
    apart = [
        CadreMerged(cadre="C000001", into="C000002", reason="same"),
        CadreUnmerged(cadre="C000001", was_merged_into="C000002", reason="not the same"),
    ]

    assert len(decide(link(), given(votes, [recorded(), registered("C000001"), *apart], link()), NO_RULES)) == 2


def test_taking_a_link_back_withdraws_the_result_from_the_file() -> None:
    withdrawn = ConfidenceResultWithdrawn(cadre="C000001", session="S1", subject=1, reason="slip")

    assert decide(unlink(), given(votes, [recorded(), LINKED, ENTERED], unlink()), NO_RULES) == [UNLINKED, withdrawn]


def test_the_boundary_of_an_unlinking_grows_by_the_file_that_the_link_names() -> None:
    unknown = votes.initial
    known = given(votes, [recorded(), LINKED], unlink())

    assert boundary(unlink(), unknown) == ("session/S1",)
    assert boundary(unlink(), known) == ("session/S1", "verdicts/C000001")


def test_what_is_not_linked_cannot_be_unlinked() -> None:
    assert refusal(votes, [recorded()], unlink()) is Code.NOT_LINKED
    assert refusal(votes, [recorded(), LINKED, UNLINKED], unlink()) is Code.NOT_LINKED
    assert refusal(votes, [recorded(), LINKED], unlink(2)) is Code.NOT_LINKED


def test_a_session_that_is_not_there_is_not_unlinked() -> None:
    assert refusal(votes, [], unlink()) is Code.NO_SESSION


def test_what_a_publication_cannot_be_is_not_taken() -> None:
    with pytest.raises(ValidationError):
        vote("S1", "2014-12-10", TWO_LINES, recorded_from=RecordedFrom.COUNT)


def test_the_rulebook_index_is_within_the_boundary_of_a_vote() -> None:
    amended = RulebookAmended(name="own", digest="00", texts=())
    command: RecordVote = vote("S1", "2014-12-10", TWO_LINES)

    assert given(votes, [BODY, amended], command).body.code == "B1"
