"""The shipped files: each loads, each speaks both languages, and each holds the clauses whose facts were found, no others."""

import re
from datetime import date

import pytest

from cadre_ledger.rulebook.clauses import (
    BallotValidity,
    Exemption,
    PreparationCalendar,
    Quorum,
    RankingKeys,
    Schedule,
    SmallBody,
    TwoPlaces,
    VoteGround,
    VoteUse,
)
from cadre_ledger.rulebook.parsing import check_together, read
from cadre_ledger.rulebook.personnel import CriteriaSet, RankingKeysGroup, SanctionForms, TheoryRequired
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.sanctions import FORMS
from cadre_ledger.values.shares import Base
from cadre_ledger.values.tallies import Level, VoteKind
from cadre_ledger.values.verdicts import Truth
from rulebook.given import (
    DEC_90,
    DEC_170,
    DEC_172,
    DEC_335,
    REG_41,
    REG_57,
    REG_69,
    REG_80,
    REG_96,
    REG_124,
    REG_262,
    REG_350,
    REG_366,
    REG_377,
    RES_28,
    RES_32,
    RES_35,
    RES_85,
    RES_96,
    RULEBOOKS,
    SHIPPED,
    shipped,
)

VOTES = "product/votes-1"
STANDING = "product/standing-1"
BOTH_SIDES = [REG_69, DEC_172, REG_41, REG_80, REG_377, RES_28, RES_32, REG_57, REG_350]
VIETNAMESE_LETTER = re.compile("[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]|[\u1ea0-\u1ef9]", re.IGNORECASE)
# Regulation: clause = (kind, where it stands, how well it is known), from research/regulation-facts.md, section 1.
CLAUSES = {
    RES_35: {
        "base": ("share_base", "", "press"),
        "schedule": ("schedule", "", "press"),
        "outcome-a": ("confidence_outcome", "", "press"),
        "11": ("confidence_outcome", "Điều 11", "press"),
        "outcome-b": ("confidence_outcome", "", "press"),
    },
    RES_85: {
        "17.1": ("share_base", "Điều 17 khoản 1", "text"),
        "base-binding": ("share_base", "", "press"),
        "9": ("preparation_calendar", "Điều 9", "press"),
        "exemption": ("exemption", "", "press"),
        "outcome-a": ("confidence_outcome", "", "press"),
        "outcome-b": ("confidence_outcome", "", "press"),
        "binding-outcome": ("binding_outcome", "", "press"),
    },
    RES_96: {
        "3": ("ballot_validity", "Điều 3", "press"),
        "schedule": ("schedule", "", "press"),
        "exemption-a": ("exemption", "", "press"),
        "exemption-b": ("exemption", "", "unverified"),
        "10": ("preparation_calendar", "Điều 10", "text"),
        "11": ("preparation_calendar", "Điều 11", "text"),
        "base": ("share_base", "Điều 12", "press"),
        "12.1": ("vote_use", "Điều 12 khoản 1", "text"),
        "12.2": ("confidence_outcome", "Điều 12 khoản 2", "text"),
        "12.3": ("confidence_outcome", "Điều 12 khoản 3", "text"),
        "13-assembly": ("vote_ground", "Điều 13", "text"),
        "13-council": ("vote_ground", "Điều 13", "text"),
        "base-binding": ("share_base", "", "unverified"),
        "binding-outcome": ("binding_outcome", "", "unverified"),
    },
    REG_262: {
        "1": ("schedule", "Điều 1", "text"),
        "7.3": ("share_base", "Điều 7 (7.3)", "text"),
        "use": ("vote_use", "", "press"),
    },
    REG_96: {
        "two-places": ("two_places", "", "text"),
        "schedule": ("schedule", "", "unverified"),
        "quorum": ("quorum", "", "press"),
        "6.1": ("ballot_validity", "Điều 6 khoản 1, khoản 3", "text"),
        "6.3": ("share_base", "Điều 6 khoản 3", "text"),
        "11.1": ("vote_use", "Điều 11 khoản 1", "text"),
        "11.2": ("confidence_outcome", "Điều 11 khoản 2", "text"),
        "11.3": ("confidence_outcome", "Điều 11 khoản 3", "text"),
    },
    VOTES: {
        "ranking-confidence": ("ranking_keys", "", "unverified"),
        "ranking-binding": ("ranking_keys", "", "unverified"),
        "small-body": ("small_body", "", "unverified"),
    },
    # From sections 2 to 5.
    REG_366: {
        "11-excellent": ("classification_band", "Điều 11", "press"),
        "11-good": ("classification_band", "Điều 11", "press"),
        "11-completed": ("classification_band", "Điều 11", "press"),
        "11-not-completed": ("classification_band", "", "unverified"),
        "fall": ("classification_fall", "", "unverified"),
        "forced-degraded": ("classification_forced", "", "unverified"),
        "forced-disciplined": ("classification_forced", "", "unverified"),
        "forced-unit": ("classification_forced", "", "unverified"),
        "ceiling": ("classification_ceiling", "", "unverified"),
        "ceiling-exceptional": ("classification_ceiling", "", "unverified"),
    },
    REG_124: {"excellent": ("classification_band", "", "press")},
    DEC_335: {
        "20.1": ("classification_band", "Điều 20 khoản 1", "press"),
        "20.2": ("classification_band", "Điều 20 khoản 2", "press"),
        "20.3": ("classification_band", "Điều 20 khoản 3", "press"),
        "20.4.a": ("classification_band", "Điều 20 khoản 4 điểm a", "press"),
        "20.4.b": ("classification_forced", "Điều 20 khoản 4 điểm b", "press"),
        "20.4.c": ("classification_forced", "Điều 20 khoản 4 điểm c", "press"),
        "20.4.d": ("classification_forced", "Điều 20 khoản 4 điểm d", "press"),
        "20.5.a": ("classification_ceiling", "Điều 20 khoản 5 điểm a", "press"),
        "ceiling-exceptional": ("classification_ceiling", "", "unverified"),
        "23.3": ("classification_outcome", "Điều 23 khoản 3", "press"),
    },
    DEC_90: {"8": ("classification_band", "Điều 8", "text")},
    REG_377: {
        "relief-1": ("leaving_ground", "", "press"),
        "relief-2": ("leaving_ground", "", "press"),
        "relief-3": ("leaving_ground", "", "press"),
        "relief-4": ("leaving_ground", "", "press"),
        "dismissal-removal": ("leaving_ground", "", "unverified"),
        "dismissal-capacity": ("leaving_ground", "", "unverified"),
        "dismissal-twice": ("leaving_ground", "", "unverified"),
        "dismissal-low": ("leaving_ground", "", "unverified"),
        "dismissal-not-completed": ("leaving_ground", "", "unverified"),
        "dismissal-degraded": ("leaving_ground", "", "unverified"),
        "dismissal-protection": ("leaving_ground", "", "unverified"),
        "freeze-reprimand": ("promotion_freeze", "", "unverified"),
        "freeze-warning": ("promotion_freeze", "", "unverified"),
        "freeze-removal": ("promotion_freeze", "", "press"),
    },
    REG_80: {
        "freeze-reprimand": ("promotion_freeze", "", "press"),
        "freeze-warning": ("promotion_freeze", "", "press"),
        "freeze-removal": ("promotion_freeze", "", "press"),
    },
    REG_41: {
        "resignation-capacity": ("leaving_ground", "", "text"),
        "resignation-unit": ("leaving_ground", "", "text"),
        "resignation-low": ("leaving_ground", "", "text"),
        "dismissal-low": ("leaving_ground", "", "press"),
        "dismissal-not-completed": ("leaving_ground", "", "unverified"),
    },
    DEC_170: {
        "53-a": ("leaving_ground", "Điều 53, điểm a", "press"),
        "53-b": ("leaving_ground", "Điều 53, điểm b", "press"),
        "53-c": ("leaving_ground", "Điều 53, điểm c", "press"),
        "53-d": ("leaving_ground", "Điều 53, điểm d", "press"),
        "53-dd": ("leaving_ground", "Điều 53, điểm đ", "press"),
        "53-e": ("leaving_ground", "Điều 53, điểm e", "press"),
    },
    RES_28: {"prestige": ("leaving_ground", "", "unverified")},
    REG_69: {
        "7-members": ("sanction_forms", "Điều 7", "text"),
        "7-probationary": ("sanction_forms", "Điều 7", "text"),
        "effect": ("sanction_effect", "", "press"),
    },
    DEC_172: {
        "forms-official": ("sanction_forms", "", "press"),
        "forms-civil-servant": ("sanction_forms", "", "press"),
        "effect": ("sanction_effect", "", "unverified"),
        "freeze-reprimand": ("promotion_freeze", "", "unverified"),
        "freeze-warning": ("promotion_freeze", "", "unverified"),
        "freeze-removal": ("promotion_freeze", "", "unverified"),
    },
    REG_350: {
        "intermediate": ("theory_required", "", "press"),
        "advanced": ("theory_required", "", "press"),
    },
    REG_57: {
        "elementary": ("theory_required", "", "text"),
        "intermediate": ("theory_required", "", "text"),
    },
    RES_32: {
        "iii.3-intermediate": ("theory_required", "Mục III.3", "unverified"),
        "iii.3-advanced": ("theory_required", "Mục III.3", "unverified"),
    },
    STANDING: {
        "criteria-100": ("criteria_set", "", "unverified"),
        "ranking": ("ranking_keys_group", "", "unverified"),
    },
}
FROM_45_DAYS = [45, 30, 25, 20]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_loads_without_a_finding_under_its_own_name(name: str) -> None:
    regulation, findings = read(SHIPPED[name].read_bytes(), name)

    assert findings == []
    assert regulation is not None
    assert regulation.id == name


@pytest.mark.parametrize("name", CLAUSES)
def test_a_shipped_file_holds_the_clauses_that_were_found_and_no_others(name: str) -> None:
    held = {clause.id: (clause.kind, clause.cites, clause.known_from.value) for clause in shipped(name).clauses}

    assert held == CLAUSES[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_everything_is_said_in_vietnamese_with_its_letters_and_in_english(name: str) -> None:
    regulation = shipped(name)
    steps = [step.what for calendar in regulation.of_kind(PreparationCalendar) for step in calendar.steps]
    groups = [group.name for required in regulation.of_kind(TheoryRequired) for group in required.groups]
    criteria = [criterion.title for criteria in regulation.of_kind(CriteriaSet) for criterion in criteria.criteria]
    for text in (regulation.title, *(clause.text for clause in regulation.clauses), *steps, *groups, *criteria):
        assert VIETNAMESE_LETTER.search(text.vi)
        assert text.vi != text.en
        assert text.vi == text.vi.strip()
        assert text.en == text.en.strip()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_clause_that_was_read_has_a_full_address(name: str) -> None:
    for clause in shipped(name).clauses:
        if clause.known_from is KnownFrom.UNVERIFIED:
            assert clause.source == ""
        else:
            assert re.fullmatch(r"https?://[a-z0-9.-]+/[^\s…]+", clause.source)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_nobody_has_verified_says_so_in_both_languages(name: str) -> None:
    for clause in shipped(name).clauses:
        if clause.known_from is KnownFrom.UNVERIFIED:
            assert "Chưa kiểm chứng" in clause.text.vi or "mặc định của phần mềm" in clause.text.vi
            assert "Not verified" in clause.text.en or "default of the product" in clause.text.en


def test_the_shipped_files_are_those_of_the_table() -> None:
    assert set(SHIPPED) == set(CLAUSES)


def test_the_rulebooks_list_each_side_with_its_old_regulations_and_the_defaults() -> None:
    assert {name: rulebook["regulations"] for name, rulebook in RULEBOOKS.items()} == {
        "vn-state": [RES_35, RES_85, RES_96, DEC_90, DEC_335, DEC_170, *BOTH_SIDES, VOTES, STANDING],
        "vn-party": [REG_262, REG_96, REG_124, REG_366, *BOTH_SIDES, VOTES, STANDING],
    }


@pytest.mark.parametrize("name", RULEBOOKS)
def test_a_rulebook_has_a_title_in_both_languages(name: str) -> None:
    title = RULEBOOKS[name]["title"]

    assert set(title) == {"vi", "en"}
    assert VIETNAMESE_LETTER.search(title["vi"])
    assert title["en"]


@pytest.mark.parametrize("name", RULEBOOKS)
def test_nothing_in_a_shipped_rulebook_stops(name: str) -> None:
    findings = list(check_together(shipped(regulation) for regulation in RULEBOOKS[name]["regulations"]))

    assert not [finding for finding in findings if finding.stops]


def test_the_end_of_the_resolution_of_2012_is_unknown_and_said_to_be() -> None:
    findings = list(check_together(map(shipped, RULEBOOKS["vn-state"]["regulations"])))

    assert [(finding.code, finding.facts) for finding in findings] == [(Code.REPLACED_IN_FORCE, {"regulation": RES_35, "by": RES_85})]


@pytest.mark.parametrize(
    ("name", "authority", "start", "end", "replaces"),
    [
        (RES_35, "state", None, None, ()),
        (RES_85, "state", None, date(2023, 7, 1), (RES_35,)),
        (RES_96, "state", date(2023, 7, 1), None, (RES_85,)),
        (REG_262, "party", None, date(2023, 2, 2), ()),
        (REG_96, "party", date(2023, 2, 2), None, (REG_262,)),
        (VOTES, "product", None, None, ()),
        (REG_366, "party", date(2025, 8, 30), None, (REG_124,)),
        (REG_124, "party", date(2023, 10, 4), date(2025, 8, 30), ()),
        (DEC_335, "state", date(2026, 1, 1), None, ()),
        (DEC_90, "state", None, None, ()),
        (REG_377, "party", date(2025, 10, 8), None, (REG_80, "vn/50-QD-TW-2021", REG_41, "vn/148-QD-TW-2024")),
        (REG_80, "party", None, date(2025, 10, 8), ()),
        (REG_41, "party", date(2021, 11, 3), date(2025, 10, 8), ()),
        (DEC_170, "state", None, None, ()),
        (RES_28, "party", None, None, ()),
        (REG_69, "party", date(2022, 7, 6), None, ()),
        (DEC_172, "state", date(2025, 7, 1), None, ("vn/112-2020-ND-CP", "vn/71-2023-ND-CP")),
        (REG_350, "party", date(2025, 8, 29), None, (REG_57,)),
        (REG_57, "party", date(2022, 2, 8), date(2025, 8, 29), ()),
        (RES_32, "party", date(2014, 5, 26), None, ()),
        (STANDING, "product", None, None, ()),
    ],
)
def test_dates_in_force_are_those_found(name: str, authority: str, start: date | None, end: date | None, replaces: tuple[str, ...]) -> None:
    regulation = shipped(name)

    assert (regulation.authority, regulation.in_force.start, regulation.in_force.end) == (authority, start, end)
    assert regulation.replaces == replaces


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        (RES_35, "2013-06", Truth.UNDETERMINED),
        (RES_35, "2014-12", Truth.APPLIES),
        (RES_85, "2014-12", Truth.UNDETERMINED),
        (RES_85, "2018-10-25", Truth.APPLIES),
        (RES_85, "2023-12-13", Truth.NOT),
        (RES_96, "2023-12-13", Truth.APPLIES),
        (RES_96, "2018-10-25", Truth.NOT),
        (REG_262, "2023-02-02", Truth.NOT),
        (REG_96, "2023-02-02", Truth.APPLIES),
        (REG_124, "2025-08-29", Truth.APPLIES),
        (REG_366, "2025-08-30", Truth.APPLIES),
        (REG_124, "2025-08-30", Truth.NOT),
        (REG_80, "2022-09-05", Truth.UNDETERMINED),
        (REG_80, "2022-09-06", Truth.APPLIES),
        (REG_80, "2025-10-08", Truth.NOT),
        (REG_377, "2025-10-08", Truth.APPLIES),
        (REG_377, "2025-10-07", Truth.NOT),
        (DEC_335, "2025-12-31", Truth.NOT),
        (DEC_172, "2025-07-01", Truth.APPLIES),
        (DEC_90, "2022-12-31", Truth.UNDETERMINED),
    ],
)
def test_a_day_meets_the_regulations_of_its_time(name: str, day: str, expected: Truth) -> None:
    assert shipped(name).in_force_on(PartialDate.parse(day)) is expected


@pytest.mark.parametrize(
    ("name", "survey", "binding"),
    [
        (RES_35, Base.MEMBERS_TOTAL, None),
        (RES_85, Base.MEMBERS_TOTAL, Base.MEMBERS_TOTAL),
        (RES_96, Base.BALLOTS_COLLECTED, Base.BALLOTS_COLLECTED),
        (REG_262, Base.BALLOTS_COLLECTED, None),
        (REG_96, Base.BALLOTS_COLLECTED, None),
    ],
)
def test_each_regulation_names_its_own_base(name: str, survey: Base, binding: Base | None) -> None:
    assert shipped(name).share_base(VoteKind.CONFIDENCE) is survey
    assert shipped(name).share_base(VoteKind.BINDING) is binding


def test_the_base_of_2023_tells_the_wording_and_the_practice() -> None:
    (base,) = [clause for clause in shipped(RES_96).clauses if clause.id == "base"]

    for text in (base.text.vi, base.text.en):
        assert "tổng số phiếu" in text
        assert "Vĩnh Phúc" in text


def test_the_party_quorum_is_two_thirds_of_those_summoned() -> None:
    assert [(quorum.at_least, quorum.of) for quorum in shipped(REG_96).of_kind(Quorum)] == [("2/3", Base.MEMBERS_SUMMONED)]


def test_deputies_who_ask_for_a_binding_vote_are_counted_over_all_members() -> None:
    grounds = [(ground.id, ground.at_least, ground.of) for ground in shipped(RES_96).of_kind(VoteGround)]

    assert grounds == [("13-assembly", "1/5", Base.MEMBERS_TOTAL), ("13-council", "1/3", Base.MEMBERS_TOTAL)]


def test_a_person_is_voted_on_in_at_most_two_places() -> None:
    assert [clause.at_most for clause in shipped(REG_96).of_kind(TwoPlaces)] == [2]


@pytest.mark.parametrize(("name", "days"), [(RES_85, [[30, 20, 15, 10]]), (RES_96, [FROM_45_DAYS, FROM_45_DAYS])])
def test_the_preparation_calendars_count_back_from_the_opening(name: str, days: list[list[int]]) -> None:
    assert [[step.days_before for step in calendar.steps] for calendar in shipped(name).of_kind(PreparationCalendar)] == days


@pytest.mark.parametrize(("name", "expected"), [(RES_35, (None, 1)), (RES_96, (3, None)), (REG_262, (3, None)), (REG_96, (3, None))])
def test_the_vote_comes_every_year_or_in_the_third_year_of_the_term(name: str, expected: tuple[int | None, int | None]) -> None:
    assert [(each.year_of_term, each.every_years) for each in shipped(name).of_kind(Schedule)] == [expected]


def test_exemptions_are_those_of_each_regulation() -> None:
    (short,) = shipped(RES_85).of_kind(Exemption)
    leaving, ill = shipped(RES_96).of_kind(Exemption)

    assert (short.months_in_post_less_than, short.appointed_in_year_of_vote, short.retirement_announced, short.ill_for_months) == (
        9,
        False,
        False,
        None,
    )
    assert (leaving.months_in_post_less_than, leaving.appointed_in_year_of_vote, leaving.retirement_announced) == (None, True, True)
    assert (ill.appointed_in_year_of_vote, ill.retirement_announced, ill.ill_for_months) == (False, False, 6)


@pytest.mark.parametrize(("name", "use"), [(RES_96, "assessment"), (REG_96, "assessment"), (REG_262, "reference")])
def test_results_are_used_as_the_regulation_says(name: str, use: str) -> None:
    assert [clause.use for clause in shipped(name).of_kind(VoteUse)] == [use]


@pytest.mark.parametrize("name", [RES_96, REG_96])
def test_the_ballot_has_three_levels_and_is_valid_person_by_person(name: str) -> None:
    (ballot,) = shipped(name).of_kind(BallotValidity)

    assert ballot.levels == (Level.HIGH, Level.CONFIDENCE, Level.LOW)
    assert ballot.per_person


def test_the_product_ranks_by_high_then_by_low_and_warns_below_ten_ballots() -> None:
    defaults = shipped(VOTES)
    keys = {ranking.vote: [(key.share, key.order) for key in ranking.keys] for ranking in defaults.of_kind(RankingKeys)}

    assert keys == {
        VoteKind.CONFIDENCE: [(Level.HIGH, "descending"), (Level.LOW, "ascending")],
        VoteKind.BINDING: [(Level.CONFIDENCE, "descending")],
    }
    assert [clause.ballots_below for clause in defaults.of_kind(SmallBody)] == [10]


def test_only_the_resolution_of_2012_looks_back_at_the_year_before() -> None:
    assert [name for name in SHIPPED if shipped(name).looks_back] == [RES_35]


def test_general_criteria_bring_30_points_and_results_70() -> None:
    (criteria,) = shipped(STANDING).of_kind(CriteriaSet)

    assert criteria.parts == {"general": "30", "results": "70"}
    assert {part: sum(int(each.max_points) for each in criteria.criteria if each.part == part) for part in criteria.parts} == {
        "general": 30,
        "results": 70,
    }


def test_the_product_ranks_cadres_by_level_then_points_then_high_confidence() -> None:
    (ranking,) = shipped(STANDING).of_kind(RankingKeysGroup)

    assert [(key.by, key.order) for key in ranking.keys] == [
        ("classification", "descending"),
        ("points", "descending"),
        ("confidence_high", "descending"),
    ]


@pytest.mark.parametrize("name", [REG_69, DEC_172])
def test_the_forms_of_a_line_are_those_of_the_law(name: str) -> None:
    known = {clause.holder: clause.forms for clause in shipped(name).of_kind(SanctionForms)}

    for clause in shipped(name).of_kind(SanctionForms):
        assert set(clause.forms) <= set(FORMS[clause.line])
        assert clause.forms == FORMS[clause.line][: 2 if clause.holder == "probationary_member" else 4]
    assert set(known) in ({"party_member", "probationary_member"}, {"elected_official", "civil_servant"})


def test_the_same_group_has_the_same_name_wherever_it_is_named() -> None:
    names: dict[str, set[tuple[str, str]]] = {}
    for regulation in map(shipped, SHIPPED):
        for group in (group for clause in regulation.of_kind(TheoryRequired) for group in clause.groups):
            names.setdefault(group.code, set()).add((group.name.vi, group.name.en))

    assert [code for code, said in names.items() if len(said) > 1] == []
