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
        ("share_base", {"id": "Điều 1"}),
        ("share_base", {"id": ""}),
        ("share_base", {"known_from": "hearsay"}),
    ],
)
def test_what_the_closed_sets_do_not_hold_is_refused(kind: str, changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CLAUSE.validate_python(written(kind, **changes))
