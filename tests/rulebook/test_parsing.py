"""Regulation files: every finding at once, each with file, clause and field."""

from datetime import date

import pytest

from cadre_ledger.rulebook.parsing import check_together, parse, read
from cadre_ledger.rulebook.regulation import InForce, Regulation
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import Unreadable
from cadre_ledger.values.findings import Finding, Place
from rulebook.given import BASE, HEAD, outcome, regulation_of

FILE = "own/trial.toml"
LOWER = '{ low = { more_than = "1/2", less_than = "2/3", of = "ballots_collected" } }'
UPPER = '{ low = { at_least = "2/3", of = "ballots_collected" } }'


def findings_in(*parts: str) -> list[Finding]:
    return read("".join(parts).encode(), FILE)[1]


def codes_in(*parts: str) -> list[Code]:
    return [finding.code for finding in findings_in(*parts)]


def band(limits: str, *, of: str = "ballots_collected") -> str:
    return f'{{ low = {{ {limits}, of = "{of}" }} }}'


def dated(regulation: str, *, start: date | None = None, end: date | None = None, replaces: tuple[str, ...] = ()) -> Regulation:
    in_force = InForce.model_validate({"from": start, "to": end})
    return regulation_of().model_copy(update={"id": regulation, "in_force": in_force, "replaces": replaces})


def test_a_sound_file_has_no_finding() -> None:
    assert codes_in(HEAD, BASE, outcome("1", LOWER), outcome("2", UPPER)) == []


@pytest.mark.parametrize("text", [b"not toml", b'[regulation]\nid = "unfinished', b"\xff\xfe", "title = 'Điều'".encode("utf-16")])
def test_what_is_no_toml_in_utf8_is_one_finding(text: bytes) -> None:
    regulation, findings = read(text, FILE)

    assert regulation is None
    assert [finding.code for finding in findings] == [Code.RULES_NOT_TOML]
    assert findings[0].place == Place(FILE)


def test_an_empty_file_lacks_every_field_of_the_head() -> None:
    assert {finding.facts["field"] for finding in findings_in("")} == {"id", "title", "issuer", "authority"}


def test_a_head_that_is_no_table_is_a_finding() -> None:
    assert ("regulation", "not a table") in [(each.facts["field"], each.facts["reason"]) for each in findings_in("regulation = 3")]


@pytest.mark.parametrize(("clauses", "places"), [("clause = 3\n", [""]), ("clause = [1, 2]\n", ["clause 1", "clause 2"])])
def test_clauses_that_are_no_tables_are_findings(clauses: str, places: list[str]) -> None:
    findings = findings_in(clauses, HEAD)

    assert {finding.code for finding in findings} == {Code.RULES_FIELD}
    assert [finding.place.column for finding in findings] == places


def test_an_unknown_table_is_a_finding() -> None:
    findings = findings_in(HEAD, "[clauses]\n")

    assert [(finding.code, finding.facts["field"]) for finding in findings] == [(Code.RULES_FIELD, "clauses")]


@pytest.mark.parametrize(
    ("clause", "field"),
    [
        (BASE.replace("ballots_collected", "ballots"), "of"),
        (BASE.replace('kind = "share_base"', 'kind = "share_bases"'), "kind"),
        (BASE.replace('kind = "share_base"\n', ""), "kind"),
        (BASE.replace("unverified", "hearsay"), "known_from"),
        (BASE.replace(', en = "Base"', ""), "text.en"),
        (BASE + "extra = 1\n", "extra"),
        (outcome("base", band('more_than = "50%"')), "when.low.more_than"),
        (outcome("base", band('morethan = "1/2"')), "when.low.morethan"),
        (outcome("base", LOWER, severity="fatal"), "then.severity"),
    ],
)
def test_a_wrong_field_is_found_by_file_clause_and_field(clause: str, field: str) -> None:
    findings = findings_in(HEAD, clause)

    assert {finding.code for finding in findings} == {Code.RULES_FIELD}
    assert field in {finding.facts["field"] for finding in findings}
    assert {finding.place for finding in findings} == {Place(FILE, column="base")}


def test_a_clause_without_a_name_is_found_by_its_place() -> None:
    findings = findings_in(HEAD, BASE, BASE.replace('id = "base"\n', ""))

    assert [(finding.facts["field"], finding.place.column) for finding in findings] == [("id", "clause 2")]


def test_the_same_clause_twice_is_a_finding() -> None:
    findings = findings_in(HEAD, BASE, BASE)

    assert [(finding.code, finding.facts, finding.place) for finding in findings] == [
        (Code.CLAUSE_TWICE, {"clause": "base"}, Place(FILE, column="base"))
    ]


@pytest.mark.parametrize(
    ("known_from", "source", "codes"),
    [
        ("text", "", [Code.NO_SOURCE]),
        ("press", "", [Code.NO_SOURCE]),
        ("unverified", "", []),
        ("text", 'source = "https://example.org"\n', []),
        ("press", 'source = "https://example.org"\n', []),
    ],
)
def test_a_clause_that_was_read_says_where(known_from: str, source: str, codes: list[Code]) -> None:
    assert codes_in(HEAD, BASE.replace("unverified", known_from) + source) == codes


@pytest.mark.parametrize(
    ("lower", "upper", "codes"),
    [
        (band('more_than = "1/2", less_than = "2/3"'), band('at_least = "2/3"'), []),
        (band('more_than = "1/2", at_most = "2/3"'), band('more_than = "2/3"'), []),
        (band('more_than = "1/2", at_most = "2/3"'), band('at_least = "2/3"'), [Code.BANDS_OVERLAP]),
        (band('more_than = "1/2"'), band('at_least = "2/3"'), [Code.BANDS_OVERLAP]),
        (band('more_than = "1/2", less_than = "3/4"'), band('at_least = "2/3"'), [Code.BANDS_OVERLAP]),
        (band('less_than = "2/3"'), band('less_than = "1/2"'), [Code.BANDS_OVERLAP]),
        (band('more_than = "1/2", less_than = "2/3"'), band('more_than = "2/3"'), [Code.BANDS_GAP]),
        (band('more_than = "1/2", less_than = "3/5"'), band('at_least = "2/3"'), [Code.BANDS_GAP]),
        (band('more_than = "1/2", less_than = "2/3"'), band('at_least = "2/3"', of="members_total"), [Code.BANDS_OVERLAP]),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_bands_follow_each_other_without_overlap_and_without_gap(lower: str, upper: str, codes: list[Code], order: int) -> None:
    clauses = [outcome("1", lower), outcome("2", upper)][::order]

    assert codes_in(HEAD, BASE, *clauses) == codes


def test_a_finding_on_bands_names_both_clauses() -> None:
    findings = findings_in(HEAD, BASE, outcome("1", band('more_than = "1/2"')), outcome("2", UPPER))

    assert [(finding.facts, finding.place) for finding in findings] == [({"clause": "1", "other": "2"}, Place(FILE, column="2"))]


def test_bands_of_different_levels_and_of_different_votes_do_not_meet() -> None:
    high = outcome("1", '{ high = { more_than = "1/2", of = "ballots_collected" } }')
    binding = outcome("3", '{ low = { more_than = "1/3", of = "ballots_collected" } }', kind="binding_outcome")
    binding_base = BASE.replace('id = "base"', 'id = "base-2"\nvote = "binding"')

    assert codes_in(HEAD, BASE, binding_base, high, outcome("2", UPPER), binding) == []


@pytest.mark.parametrize(("kind", "vote"), [("confidence_outcome", "confidence"), ("binding_outcome", "binding")])
def test_an_outcome_without_a_base_for_printed_shares_is_a_finding(kind: str, vote: str) -> None:
    findings = findings_in(HEAD, outcome("1", UPPER, kind=kind))

    assert [(finding.code, finding.facts) for finding in findings] == [(Code.NO_SHARE_BASE, {"vote": vote})]


@pytest.mark.parametrize("attribute", ["sex", "gender", "ethnicity", "birth", "born", "family", "religion"])
def test_no_clause_may_rest_on_a_protected_attribute(attribute: str) -> None:
    findings = findings_in(HEAD, BASE, outcome("2", f'{{ {attribute} = "x" }}'))
    found = [finding for finding in findings if finding.code is Code.PROTECTED_ATTRIBUTE]

    assert [(finding.facts, finding.place) for finding in found] == [({"field": f"when.{attribute}"}, Place(FILE, column="2"))]


def test_a_protected_attribute_is_found_at_any_depth() -> None:
    nested = '{ all = [{ any = [{ not = { low = { sex = "x" } } }] }] }'

    assert Code.PROTECTED_ATTRIBUTE in codes_in(HEAD, BASE, outcome("2", nested))


def test_all_findings_are_told_at_once() -> None:
    codes = codes_in(
        HEAD.replace("state", "church"),
        BASE.replace("unverified", "press"),
        BASE.replace("unverified", "press"),
        BASE.replace("ballots_collected", "ballots"),
        outcome("1", '{ low = { more_than = "0.5", sex = "x", of = "people" } }'),
        "[other]\n",
    )

    assert sorted(codes) == sorted(
        [
            Code.RULES_FIELD,  # authority
            Code.RULES_FIELD,  # base of clause 3
            Code.RULES_FIELD,  # more_than
            Code.RULES_FIELD,  # sex
            Code.RULES_FIELD,  # of
            Code.RULES_FIELD,  # other
            Code.NO_SOURCE,
            Code.NO_SOURCE,
            Code.CLAUSE_TWICE,
            Code.PROTECTED_ATTRIBUTE,
        ]
    )


def test_checks_of_the_whole_are_told_together_too() -> None:
    codes = codes_in(
        HEAD,
        outcome("1", band('more_than = "1/2", less_than = "3/5"')).replace("unverified", "text"),
        outcome("2", band('at_least = "2/3"')),
        outcome("2", band('at_least = "3/4"')),
    )

    assert codes == [Code.CLAUSE_TWICE, Code.NO_SOURCE, Code.BANDS_GAP, Code.BANDS_OVERLAP, Code.NO_SHARE_BASE]


def test_a_file_with_findings_is_unreadable_and_says_them_all() -> None:
    text = "".join((HEAD, BASE, BASE, outcome("1", band('more_than = "1/2"')), outcome("2", UPPER))).encode()
    with pytest.raises(Unreadable) as error:
        parse(text, FILE)

    assert [finding.code for finding in error.value.findings] == [Code.CLAUSE_TWICE, Code.BANDS_OVERLAP]


def test_a_file_that_cannot_be_read_at_all_is_unreadable() -> None:
    with pytest.raises(Unreadable) as error:
        parse(b"not toml", FILE)

    assert error.value.code is Code.RULES_NOT_TOML


def test_a_replaced_regulation_that_never_ends_stops() -> None:
    findings = list(check_together([dated("test/old"), dated("test/new", start=date(2023, 7, 1), replaces=("test/old",))]))

    assert [(finding.code, finding.facts, finding.stops) for finding in findings] == [
        (Code.REPLACED_IN_FORCE, {"regulation": "test/old", "by": "test/new"}, True)
    ]


def test_a_replaced_regulation_without_an_end_is_only_said_when_nobody_knows_when_its_successor_began() -> None:
    findings = list(check_together([dated("test/old"), dated("test/new", replaces=("test/old",))]))

    assert [(finding.code, finding.stops) for finding in findings] == [(Code.REPLACED_IN_FORCE, False)]


@pytest.mark.parametrize("replaces", [(), ("test/elsewhere",)])
def test_a_regulation_without_an_end_stands_when_nothing_beside_it_replaces_it(replaces: tuple[str, ...]) -> None:
    assert list(check_together([dated("test/old"), dated("test/new", start=date(2023, 7, 1), replaces=replaces)])) == []


def test_a_replaced_regulation_with_an_end_is_in_order() -> None:
    old = dated("test/old", end=date(2023, 7, 1))

    assert list(check_together([old, dated("test/new", start=date(2023, 7, 1), replaces=("test/old",))])) == []


def test_the_same_regulation_twice_in_a_set_is_a_finding() -> None:
    findings = list(check_together([dated("test/one"), dated("test/two"), dated("test/one")]))

    assert [(finding.code, finding.facts, finding.stops) for finding in findings] == [
        (Code.REGULATION_TWICE, {"regulation": "test/one"}, True)
    ]


def level(clause: str, quality: str, points: str) -> str:
    return f"""
[[clause]]
id = "{clause}"
known_from = "unverified"
kind = "classification_band"
quality = "{quality}"
{points}
text = {{ vi = "Mức", en = "Level" }}
"""


@pytest.mark.parametrize(
    ("upper", "lower", "codes"),
    [
        ('at_least = "90"', 'at_least = "70", less_than = "90"', []),
        ('more_than = "89.5"', 'at_least = "70", at_most = "89.5"', []),
        ('at_least = "90"', 'at_least = "70", at_most = "90"', [Code.BANDS_OVERLAP]),
        ('at_least = "90"', 'at_least = "70"', [Code.BANDS_OVERLAP]),
        ('at_least = "90"', 'at_least = "70", less_than = "89.99"', [Code.BANDS_GAP]),
        ('more_than = "90"', 'at_least = "70", less_than = "90"', [Code.BANDS_GAP]),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_points_of_the_levels_follow_each_other_without_overlap_and_without_gap(
    upper: str, lower: str, codes: list[Code], order: int
) -> None:
    clauses = [level("1", "excellent", f"points = {{ {upper} }}"), level("2", "good", f"points = {{ {lower} }}")][::order]
    findings = findings_in(HEAD, *clauses)

    assert [finding.code for finding in findings] == codes
    assert [(finding.facts, finding.place) for finding in findings] == [({"clause": "2", "other": "1"}, Place(FILE, column="1"))] * len(
        codes
    )


def test_a_level_without_points_meets_no_other() -> None:
    assert (
        codes_in(HEAD, level("1", "excellent", 'over_fulfilled_share_at_least = "1/2"'), level("2", "good", 'points = { at_least = "70" }'))
        == []
    )


def criteria(parts: str, *points: tuple[str, str]) -> str:
    listed = ", ".join(
        f'{{ code = "c{place}", part = "{part}", max_points = "{most}", title = {{ vi = "Tiêu chí", en = "Criterion" }} }}'
        for place, (part, most) in enumerate(points)
    )
    return f"""
[[clause]]
id = "set"
known_from = "unverified"
kind = "criteria_set"
parts = {{ {parts} }}
criteria = [{listed}]
text = {{ vi = "Bộ tiêu chí", en = "Criteria" }}
"""


WEIGHTS = 'general = "30", results = "70"'


@pytest.mark.parametrize(
    ("parts", "points", "wrong"),
    [
        (WEIGHTS, [("general", "10"), ("general", "20"), ("results", "70")], []),
        (WEIGHTS, [("general", "12.5"), ("general", "17.5"), ("results", "70")], []),
        ('results = "100"', [("results", "40"), ("results", "60")], []),
        (WEIGHTS, [("general", "10"), ("general", "19.5"), ("results", "70")], [("general", "29.5", "30")]),
        (WEIGHTS, [("general", "30"), ("results", "71")], [("results", "71", "70")]),
        (WEIGHTS, [("general", "40"), ("results", "60")], [("general", "40", "30"), ("results", "60", "70")]),
        (WEIGHTS, [("general", "30")], [("results", "0", "70")]),
        ('general = "30", results = "60"', [("general", "30"), ("results", "60")], [("total", "90", "100")]),
        ('results = "100"', [("general", "30"), ("results", "70")], [("results", "70", "100"), ("general", "30", "0")]),
    ],
)
def test_criteria_bring_the_points_of_their_part_and_the_parts_a_hundred(
    parts: str, points: list[tuple[str, str]], wrong: list[tuple[str, str, str]]
) -> None:
    findings = findings_in(HEAD, criteria(parts, *points))

    assert [(each.facts["part"], each.facts["sum"], each.facts["wanted"]) for each in findings] == wrong
    assert {(each.code, each.place, each.stops) for each in findings} <= {(Code.WEIGHTS_SUM, Place(FILE, column="set"), True)}


@pytest.mark.parametrize("attribute", ["sex", "ethnicity", "family", "religion"])
def test_no_ground_to_leave_a_post_may_rest_on_a_protected_attribute(attribute: str) -> None:
    ground = f"""
[[clause]]
id = "1"
known_from = "unverified"
kind = "leaving_ground"
way = "dismissal"
when = {{ all = [{{ {attribute} = "x" }}] }}
then = {{ flag = "disciplined", severity = "note", course = ["note"] }}
text = {{ vi = "Căn cứ", en = "Ground" }}
"""

    assert Code.PROTECTED_ATTRIBUTE in codes_in(HEAD, ground)
