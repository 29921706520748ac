"""The closed set of clause kinds."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cadre_ledger.rulebook.clauses import Clause

CLAUSE: TypeAdapter[Clause] = TypeAdapter(Clause)
TEXT = {"vi": "Điều khoản", "en": "A clause"}
MAJORITY = {"low": {"more_than": "1/2", "of": "members_total"}}
THEN = {"flag": "low_confidence_majority", "severity": "consider", "course": ["resign"]}
SOUND: dict[str, dict[str, Any]] = {
    "share_base": {"of": "members_total"},
    "confidence_outcome": {"when": MAJORITY, "then": THEN},
    "binding_outcome": {"when": MAJORITY, "then": THEN},
    "vote_use": {"use": "reference"},
    "ballot_validity": {"per_person": True},
    "quorum": {"at_least": "2/3", "of": "members_summoned"},
    "vote_ground": {"at_least": "1/5", "of": "members_total"},
    "two_places": {"at_most": 2},
    "exemption": {"months_in_post_less_than": 9},
    "schedule": {"year_of_term": 3},
    "preparation_calendar": {"steps": [{"days_before": 45, "what": TEXT}]},
    "ranking_keys": {"vote": "binding", "keys": [{"share": "confidence", "order": "descending"}]},
    "small_body": {"ballots_below": 10},
    "classification_band": {"quality": "good", "points": {"at_least": "70", "less_than": "89.5"}, "on_time_share_at_least": "1/1"},
    "classification_fall": {},
    "classification_forced": {"quality": "not_completed", "when": {"disciplined_in_period_from": "reprimand", "public_duty": True}},
    "classification_ceiling": {"quality": "excellent", "at_most": "1/5", "of": "good"},
    "classification_outcome": {"when": {"level": "not_completed", "years_in_a_row": 2}, "then": THEN},
    "sanction_forms": {"line": "party", "holder": "party_member", "forms": ["reprimand"]},
    "sanction_effect": {"line": "party", "lapses_after_months": 12, "never_lapsing": ["expulsion"], "unless": ["complaint"], "then": THEN},
    "promotion_freeze": {"line": "state", "form": "warning", "months": 12, "then": THEN},
    "theory_required": {"level": "advanced", "groups": [{"code": "division-head", "name": TEXT}], "then": THEN},
    "leaving_ground": {"way": "dismissal", "when": {"not_completed_years": 2}, "then": THEN},
    "ranking_keys_group": {"keys": [{"by": "points", "order": "descending"}]},
    "criteria_set": {
        "parts": {"general": "30", "results": "70"},
        "criteria": [
            {"code": "ethics", "part": "general", "max_points": "30", "title": TEXT},
            {"code": "work", "part": "results", "max_points": "70", "title": TEXT},
        ],
    },
}


def written(kind: str, **changes: object) -> dict[str, Any]:
    return {"id": "1", "known_from": "text", "source": "https://example.org", "text": TEXT, "kind": kind, **SOUND.get(kind, {}), **changes}


@pytest.mark.parametrize("kind", SOUND)
def test_each_kind_is_read_as_itself(kind: str) -> None:
    assert CLAUSE.validate_python(written(kind)).kind == kind


@pytest.mark.parametrize("kind", SOUND)
def test_no_kind_takes_a_field_it_does_not_know(kind: str) -> None:
    with pytest.raises(ValidationError):
        CLAUSE.validate_python(written(kind, treshold="1/2"))


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("text", [{"vi": "Điều khoản"}, {"en": "A clause"}, {"vi": "", "en": "A clause"}, {"vi": "Điều khoản", "en": ""}])
def test_every_clause_speaks_both_languages(kind: str, text: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        CLAUSE.validate_python(written(kind, text=text))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("opinion", {}),
        ("share_base", {"of": "people"}),
        ("confidence_outcome", {"then": {**THEN, "course": []}}),
        ("confidence_outcome", {"then": {**THEN, "course": ["shoot"]}}),
        ("confidence_outcome", {"then": {**THEN, "flag": "unloved"}}),
        ("confidence_outcome", {"then": {**THEN, "severity": "fatal"}}),
        ("vote_use", {"use": "decoration"}),
        ("quorum", {"at_least": "5/3"}),
        ("two_places", {"at_most": 0}),
        ("exemption", {"months_in_post_less_than": 0}),
        ("schedule", {"year_of_term": 6}),
        ("schedule", {"year_of_term": 0}),
        ("preparation_calendar", {"steps": []}),
        ("preparation_calendar", {"steps": [{"days_before": -1, "what": TEXT}]}),
        ("ranking_keys", {"keys": []}),
        ("ranking_keys", {"keys": [{"share": "confidence", "order": "random"}]}),
        ("small_body", {"ballots_below": 1}),
        ("classification_band", {"quality": "fair"}),
        ("classification_band", {"points": {}}),
        ("classification_band", {"points": {"at_least": "101"}}),
        ("classification_band", {"points": {"at_least": "-1"}}),
        ("classification_band", {"points": {"at_least": "1e1"}}),
        ("classification_band", {"points": {"at_least": "9/10"}}),
        ("classification_band", {"points": {"at_least": "70."}}),
        ("classification_band", {"points": {"at_least": 70}}),
        ("classification_band", {"points": {"at_least": "70", "more_than": "70"}}),
        ("classification_band", {"on_time_share_at_least": "100%"}),
        ("classification_forced", {"when": {}}),
        ("classification_forced", {"when": {"disciplined_in_period_from": "reprimand", "concluded": "degraded"}}),
        ("classification_forced", {"when": {"concluded": "degraded", "public_duty": True}}),
        ("classification_forced", {"when": {"concluded": "unloved"}}),
        ("classification_ceiling", {"at_most": "6/5"}),
        ("classification_outcome", {"when": {"level": "good", "years_in_a_row": 0}}),
        ("sanction_forms", {"forms": []}),
        ("sanction_forms", {"line": "church"}),
        ("sanction_forms", {"holder": "friend"}),
        ("sanction_effect", {"lapses_after_months": 0}),
        ("sanction_effect", {"unless": ["rain"]}),
        ("promotion_freeze", {"form": "scolding"}),
        ("promotion_freeze", {"months": 0}),
        ("theory_required", {"groups": []}),
        ("theory_required", {"groups": [{"code": "Division Head", "name": TEXT}]}),
        ("theory_required", {"level": "master"}),
        ("leaving_ground", {"way": "escape"}),
        ("leaving_ground", {"when": {}}),
        ("leaving_ground", {"when": {"all": []}}),
        ("leaving_ground", {"when": {"not_completed_years": 0}}),
        ("leaving_ground", {"when": {"not_completed_years": 1, "concluded": "degraded"}}),
        ("leaving_ground", {"when": {"low_confidence": {}}}),
        ("leaving_ground", {"when": {"low_confidence": {"at_least": "2/3", "of": "members_total"}}}),
        ("leaving_ground", {"when": {"sanctioned": {"forms": []}}}),
        ("leaving_ground", {"when": {"sanctioned": {"forms": ["reprimand"], "times": 0}}}),
        ("leaving_ground", {"when": {"unit_result": {"except_force_majeure": True}}}),
        ("leaving_ground", {"when": {"unit_result": {"completed_less_than": "70%"}}}),
        ("ranking_keys_group", {"keys": []}),
        ("ranking_keys_group", {"keys": [{"by": "height", "order": "descending"}]}),
        ("criteria_set", {"parts": {}}),
        ("criteria_set", {"parts": {"general": "30", "luck": "70"}}),
        ("criteria_set", {"criteria": []}),
        ("criteria_set", {"criteria": [{"code": "ethics", "part": "general", "max_points": "101", "title": TEXT}]}),
        ("share_base", {"id": "Điều 1"}),
        ("share_base", {"id": ""}),
        ("share_base", {"known_from": "hearsay"}),
    ],
)
def test_what_the_closed_sets_do_not_hold_is_refused(kind: str, changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CLAUSE.validate_python(written(kind, **changes))
