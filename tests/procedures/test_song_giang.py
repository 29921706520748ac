"""The invented council: all that it should show is in it, and what is said of three of its people was written by hand."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from cadre_ledger.domain.assessments import Assessed, AssessmentCorrected
from cadre_ledger.domain.cadres import CadreDetailsCorrected, CadreRegistered
from cadre_ledger.domain.cases import DisciplineAnnulled, DisciplineCorrected, DisciplineDecided, DisciplineEnded
from cadre_ledger.domain.charter import ClockConfirmed, Founded
from cadre_ledger.domain.classifications import ClassificationCorrected, ClassificationSetAside, Classified, Notified
from cadre_ledger.domain.periods import PeriodClosed, PeriodOpened, PeriodReopened
from cadre_ledger.domain.posts import Appointed, AppointmentCorrected, Planned, Relieved
from cadre_ledger.domain.replacements import ReplacementConsidered, ReplacementCorrected, ReplacementDecided
from cadre_ledger.domain.rules import RegulationAdopted
from cadre_ledger.domain.training import QualificationRecorded, TrainingCompleted, TrainingRevoked
from cadre_ledger.domain.units import UnitEstablished
from cadre_ledger.domain.votes import VoteCorrected, VoteRecorded
from cadre_ledger.interchange.tabular import read
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.doctor import doctor
from cadre_ledger.procedures.founding import Plan, found
from cadre_ledger.procedures.groups import Scope, members
from cadre_ledger.procedures.ranking import rank_members
from cadre_ledger.procedures.reading import flags
from cadre_ledger.procedures.sample import SAMPLES, sample
from cadre_ledger.procedures.song_giang import UNITS, tell
from cadre_ledger.procedures.standings import standing
from cadre_ledger.procedures.upkeep import views_check
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.periods import Period
from cadre_ledger.values.sanctions import Line
from cadre_ledger.values.tallies import VoteKind
from councils import NAMESPACE, NOW, copied, desk, names
from invented import history, song_giang, told
from ledgers import Clock, everything, stored

YEARS = ("2023", "2024", "2025")
LAST = "2026-02-27"


def of(number: str, day: str = LAST, known_at: str | None = None) -> answers.Standing:
    with desk(song_giang(), as_of=day, known_at=known_at) as opened:
        return standing(opened, number)


@pytest.fixture(scope="module")
def numbers() -> dict[str, str]:
    """The ledger's code by a person's own number."""
    return {str(each.own_number): each.cadre for each in told(CadreRegistered)}


def test_there_are_forty_cadres_in_six_units_over_three_years_of_quarters_and_years() -> None:
    periods = {each.period for each in told(PeriodOpened)}

    assert len(told(CadreRegistered)) == 40
    assert len(told(UnitEstablished)) == 6
    assert periods == {*YEARS, *(f"{year}-Q{quarter}" for year in YEARS for quarter in (1, 2, 3, 4))}
    assert Counter(each.period for each in told(PeriodClosed)) == dict.fromkeys(periods, 1) | {"2024-Q3": 2}
    assert {each.period for each in told(Assessed)} == periods
    assert {each.period for each in told(Classified)} == set(YEARS)


def test_every_kind_of_fact_is_told_and_every_kind_of_correction() -> None:
    kinds = {type(event) for event in history()}
    facts = {TrainingCompleted, QualificationRecorded, DisciplineDecided, Planned, Relieved, Notified, UnitEstablished, Appointed}
    answered = {ReplacementConsidered, ReplacementDecided}
    corrected = {
        CadreDetailsCorrected, AppointmentCorrected, AssessmentCorrected, ClassificationCorrected, ClassificationSetAside,
        DisciplineCorrected, DisciplineEnded, DisciplineAnnulled, TrainingRevoked, VoteCorrected, ReplacementCorrected, PeriodReopened,
    }  # fmt: skip

    assert facts | answered | corrected <= kinds
    assert {each.line for each in told(DisciplineDecided)} == set(Line)
    assert Counter(each.kind for each in told(VoteRecorded)) == {VoteKind.CONFIDENCE: 3, VoteKind.BINDING: 1}
    assert [each.departs_from for each in told(Classified) if each.departs_from] == ["excellent"]


def test_two_people_share_a_name_and_are_told_apart_by_their_numbers() -> None:
    shared = [name for name, count in Counter(each.name for each in told(CadreRegistered)).items() if count > 1]

    assert [each.own_number for each in told(CadreRegistered) if each.name in shared] == ["SG-010", "SG-017"]


def test_one_is_on_leave_one_goes_and_one_comes_in_the_middle_of_a_period(numbers: dict[str, str]) -> None:
    def periods_of(number: str) -> set[str]:
        return {each.period for each in told(Assessed) if each.cadre == numbers[number]}

    everything_assessed = {each.period for each in told(PeriodOpened)}
    assert everything_assessed - periods_of("SG-024") == {"2024", "2024-Q2", "2024-Q3", "2024-Q4"}
    assert periods_of("SG-020") == {"2023", *(f"2023-Q{quarter}" for quarter in (1, 2, 3, 4)), "2024-Q1", "2024-Q2"}
    assert min(periods_of("SG-040")) == "2024"
    assert "2024-Q2" not in periods_of("SG-040")
    (came,) = (each.since for each in told(Appointed) if each.cadre == numbers["SG-040"])
    assert Period.parse("2024-Q3").holds(came.first)


def test_no_one_is_assessed_who_holds_no_post_in_the_period() -> None:
    held: dict[str, list[tuple[PartialDate, PartialDate | None]]] = {}
    gone = {(each.cadre, each.position): each.until for each in told(Relieved)}
    for each in told(Appointed):
        held.setdefault(each.cadre, []).append((each.since, gone.get((each.cadre, each.position))))

    for assessed in told(Assessed):
        period = Period.parse(assessed.period)
        assert any(since.first <= period.last and (not until or until.first > period.first) for since, until in held[assessed.cadre])


def test_no_name_is_one_of_a_real_official() -> None:
    published = {row.cells["name"] for name, *_ in SAMPLES for row in read(sample(name), name).rows}

    assert not published & {each.name for each in told(CadreRegistered)}


def test_units_bodies_and_the_ledger_say_in_their_names_that_they_are_invented() -> None:
    (founded,) = told(Founded)
    assert (founded.origin, founded.name) == ("invented/song-giang", "Hội đồng tỉnh Sông Giang (giả định)")
    assert all(name.endswith("(giả định)") for _, name, _ in UNITS)
    with desk(song_giang()) as opened:
        bodies = [opened.body(code).name_on(NOW.date()) for code in opened.source.keys_of("body")]
        assert all(name.endswith("(giả định)") for name in bodies)
        assert len(bodies) == 3


def decided_levels() -> Iterator[tuple[str, str, str]]:
    """Year, unit and level of every decision that stands at the end."""
    units = {each.cadre: each.position.split("-")[0] for each in told(Appointed)}
    for each in told(CadreRegistered):
        for decision in of(each.cadre).classifications:
            yield decision.period, units[each.cadre], decision.level


def test_in_no_unit_and_year_are_there_more_than_one_excellent_for_five_good() -> None:
    counts = Counter(decided_levels())
    excellent = {(year, unit): count for (year, unit, level), count in counts.items() if level == "excellent"}

    assert sum(excellent.values()) == 9
    assert all(5 * count <= counts[year, unit, "good"] for (year, unit), count in excellent.items())
    # One more would break it here, and nearly did: ninety points were decided as good.
    assert (excellent["2024", "SVT"], counts["2024", "SVT", "good"]) == (1, 7)
    assert (excellent["2023", "UBND"], counts["2023", "UBND", "good"]) == (1, 5)


def test_points_decided_are_those_that_the_superior_gave() -> None:
    given = {}
    for each in told(Assessed):
        if each.period in YEARS and each.capacity.value in ("superior", "authority"):
            given[each.cadre, each.period] = sum(each.scores.values())
    decided = {(each.cadre, each.period): each.points for each in told(Classified)}
    decided |= {(each.cadre, each.period): each.points for each in told(ClassificationCorrected)}

    assert {key: given[key] for key in decided} == decided


def test_votes_stand_at_and_around_the_thresholds_and_raise_what_the_clauses_say() -> None:
    with desk(song_giang(), as_of=LAST) as opened:
        up = flags(opened, None, None, None).flags
    found = {(each.session, each.cadre): (each.flag, each.severity, each.decision) for each in up if each.session}

    # Resolution 96/2023: more than half and less than two thirds; two thirds and more; a binding vote, of unverified text.
    assert found == {
        ("TINH-2023", "C000020"): ("low_confidence_majority", "consider", "decided"),  # 27 of 48
        ("TINH-2024-BP", "C000020"): ("no_confidence", "note", "decided"),  # 31 of 48
        ("XA-2023", "C000028"): ("low_confidence_two_thirds", "must_act", "decided"),  # 16 of 24, exactly
        ("XA-2023", "C000029"): ("low_confidence_majority", "consider", "decided"),  # 13 of 24
        ("PHUONG-2023", "C000035"): ("low_confidence_majority", "consider", "considered"),  # 14 of 26
    }
    (half,) = of("SG-008").votes
    share = half.shares["low"]
    assert isinstance(share, answers.SharePart)
    assert (share.fraction, half.outcome.status) == ("24/48", "none")


def test_every_family_of_flags_that_files_can_raise_is_up_somewhere() -> None:
    with desk(song_giang(), as_of=LAST) as opened:
        up = flags(opened, None, None, None).flags
    of_files = {(each.flag, each.cadre) for each in up if not each.session and each.status == "applies"}

    assert of_files == {
        ("not_completed", "C000022"),
        ("not_completed", "C000031"),
        ("disciplined", "C000014"),
        ("disciplined", "C000022"),
        ("promotion_frozen", "C000014"),
        ("promotion_frozen", "C000022"),
        ("promotion_frozen", "C000028"),
        ("training_gap", "C000017"),
        ("training_gap", "C000031"),
        ("training_gap", "C000032"),
        ("training_gap", "C000033"),
    }


@pytest.mark.parametrize("day", [LAST, "2025-12-31"])
def test_flags_of_a_person_and_of_a_unit_are_those_of_everyone_narrowed(day: str) -> None:
    with desk(song_giang(), as_of=day) as opened:
        everyone = flags(opened, None, None, None).flags
        own = flags(opened, None, None, None, cadre="SG-022").flags
        people = {each.cadre for each in members(opened, Scope("XBT"))}
        of_unit = flags(opened, None, None, None, people=people).flags

    assert own == tuple(each for each in everyone if each.cadre == "C000022") != ()
    assert of_unit == tuple(each for each in everyone if each.cadre in people) != ()
    assert len(of_unit) < len(everyone)


def test_who_is_away_stands_apart_while_away() -> None:
    for day, away in (("2024-03-31", False), ("2024-04-01", True), ("2025-01-31", True), ("2025-02-01", False)):
        with desk(song_giang(), as_of=day) as opened:
            found = rank_members(opened, Scope("SDD"), "2023")
        apart = (each for each in found.not_rankable if isinstance(each, answers.MemberApartPart))
        reasons = {each.cadre: {reason.what for reason in each.reasons} for each in apart}
        assert ("absent" in reasons.get("C000024", ())) is away


# Regulation 69-QĐ/TW: a sanction of the Party lapses after a year, unless it is lifted before. 80-QĐ/TW: thirty months
# without a higher post after a warning, counted from the announcement, whether lifted or not.
@pytest.mark.parametrize(("day", "effect", "against"), [
    ("2023-05-24", [], []),
    ("2024-01-31", ["applies"], ["promotion_frozen_party", "sanction_in_effect"]),
    ("2024-02-01", ["none"], ["promotion_frozen_party"]),
    ("2025-11-24", ["none"], ["promotion_frozen_party"]),
    ("2025-11-25", ["none"], []),
])  # fmt: skip
def test_a_warning_lifted_early_keeps_its_freeze(day: str, effect: list[str], against: list[str]) -> None:
    found = of("SG-011", day)

    assert [each.status for each in found.sanctions if each.status != "none" or day >= "2023-05-25"] == effect
    assert [each.what for each in found.higher_post.reasons] == against
    assert found.higher_post.status == ("none" if against else "applies")


def test_the_standing_of_one_warned_on_both_lines() -> None:
    found = of("SG-022", "2025-12-31")

    assert (found.cadre.name, [(each.position, each.months) for each in found.posts]) == ("Nông Văn Thiết", [("SDD-PGD2", 64)])
    assert [(each.period, each.level, each.points) for each in found.classifications] == [("2024", "good", "79"), ("2023", "good", "77")]
    # Decree 172/2025: twelve months each; the Party's line as above, with a year and thirty months.
    assert [(each.line, each.form, each.status, each.lapses_on) for each in found.sanctions] == [
        ("party", "warning", "applies", "2026-07-30"),
        ("state", "warning", "applies", "2026-08-13"),
    ]
    assert [(each.line, each.status, each.until) for each in found.freezes] == [
        ("party", "applies", "2028-01-30"),
        ("state", "applies", "2026-08-13"),
    ]
    assert [(each.position, each.status) for each in found.training_gaps] == [("SDD-PGD2", "none")]
    assert found.higher_post.status == "none"
    # Decided on 12 January 2026.
    assert of("SG-022", "2026-01-12").classifications[0].level == "not_completed"


# Regulation 350-QĐ/TW, in force from 29 August 2025, asks for advanced theory of heads of division in a province, and of
# those planned for a deputy's post in a commune for intermediate theory.
@pytest.mark.parametrize(("number", "position", "day", "status", "required", "held"), [
    ("SG-017", "SVT-TC", "2025-08-28", "none", None, None),
    ("SG-017", "SVT-TC", "2025-08-29", "applies", "advanced", "intermediate"),
    ("SG-033", "XBT-VH2", "2025-08-28", "none", None, None),
    ("SG-033", "XBT-VH2", "2025-08-29", "applies", "intermediate", "elementary"),
    ("SG-026", "SDD-KH2", "2024-11-21", "applies", "intermediate", "elementary"),
    ("SG-026", "SDD-KH2", "2024-11-22", "none", "intermediate", "intermediate"),
    ("SG-032", "XBT-KT2", "2025-08-29", "applies", "intermediate", None),
])  # fmt: skip
def test_theory_that_a_post_asks_for(number: str, position: str, day: str, status: str, required: str | None, held: str | None) -> None:
    (gap,) = (each for each in of(number, day).training_gaps if each.position == position)

    assert (gap.status, gap.required) == (status, required)
    assert gap.held == held or required is None


def test_the_standing_of_one_who_was_voted_out() -> None:
    assert [each.position for each in of("SG-020", "2024-07-14").posts] == ["SDD-GD"]
    found = of("SG-020")

    assert found.posts == ()
    votes = [(each.session, each.outcome.clause) for each in found.votes]
    assert votes == [("TINH-2023", "vn/96-2023-QH15#12.2"), ("TINH-2024-BP", "vn/96-2023-QH15#binding-outcome")]
    assert [(each.period, each.level, each.points) for each in found.classifications] == [("2023", "completed", "66")]


def test_with_an_annulled_sanction_falls_what_rested_on_it_and_what_was_known_before_stays() -> None:
    before, after = of("SG-023", "2025-02-01", known_at="2025-02-01"), of("SG-023", "2025-02-01")

    # No adopted text said in 2024 how long a reprimand of the State lasts: it cannot be told. Annulled, it never was.
    assert [each.status for each in before.sanctions] == ["undetermined"]
    assert [each.status for each in after.sanctions] == ["none"]
    assert [each.level for each in before.classifications] == ["completed", "good"]
    assert [(each.period, each.level) for each in of("SG-023").classifications][1] == ("2024", "good")


def test_every_telling_gives_the_same_ledger(tmp_path: Path) -> None:
    again = tell(tmp_path / "again.ledger", "en", lambda: NOW)

    assert everything(again) == everything(song_giang())


def test_entries_are_recorded_one_day_after_another_from_2023_to_2026() -> None:
    rows = stored(song_giang(), "SELECT state ->> 'recorded_at' FROM ledger_events ORDER BY rowid")
    instants = list(dict.fromkeys(datetime.fromisoformat(at) for (at,) in rows))

    assert all(one < other <= one + timedelta(days=75) for one, other in pairwise(instants))
    assert [instants[0].date().isoformat(), instants[-1].date().isoformat()] == ["2023-01-03", "2026-01-20"]
    assert '"clock"' not in str(stored(song_giang(), "SELECT substr(state, 1, 120) FROM ledger_events"))


def test_no_text_is_adopted_before_it_is_in_force() -> None:
    rows = stored(song_giang(), "SELECT state ->> 'recorded_at' FROM ledger_events WHERE topic LIKE 'regulation.adopted/%' ORDER BY rowid")

    for (recorded_at,), each in zip(rows, told(RegulationAdopted), strict=True):
        start = parse(each.text.encode(), each.regulation).in_force.start
        assert start is None or start.isoformat() <= recorded_at


def test_around_it_nothing_is_wrong(tmp_path: Path) -> None:
    with desk(copied(song_giang(), tmp_path / "a.ledger")) as opened:
        wrong = [each.check for each in doctor(opened).checks if not each.ok and each.check != "terminal_encoding"]
        assert (wrong, views_check(opened).ok) == ([], True)


@pytest.mark.parametrize(("now", "confirmed"), [(datetime(2027, 2, 23, tzinfo=UTC), 0), (datetime(2027, 2, 27, tzinfo=UTC), 1)])
def test_where_the_story_ended_long_ago_the_clock_of_today_is_confirmed(tmp_path: Path, now: datetime, confirmed: int) -> None:
    made = tell(tmp_path / "late.ledger", "en", lambda: now)

    assert names(made).count(ClockConfirmed.topic) == confirmed


@pytest.mark.parametrize("name", ["invented/song-giang", "invented", "Hội đồng giả định"])
def test_no_other_ledger_can_get_an_origin_that_says_invented(tmp_path: Path, name: str) -> None:
    made, _ = found(Plan(tmp_path / "a.ledger", name, "state", None, "en"), NAMESPACE, "tester", "key", Clock(NOW))

    assert not made.founding().invented
    assert song_giang().founding().invented


def test_its_settings_and_its_history_agree() -> None:
    directory: Directory = song_giang()

    assert directory.language() == "vi"
    assert directory.founding().name == "Hội đồng tỉnh Sông Giang (giả định)"
