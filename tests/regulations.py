"""Small regulation texts, so that no test rests on the files that are shipped."""

from datetime import date

from cadre_ledger.rulebook.rulebook import AdoptedText, Rulebook, text_digest

PLAIN = "test/plain"
TWICE = "test/twice"
DEFAULTS = "product/votes-1"
STANDING = "product/standing-1"


def _head(regulation: str, authority: str) -> str:
    return f"""
[regulation]
id = "{regulation}"
title = {{ vi = "Thử", en = "Trial" }}
issuer = "Tester"
authority = "{authority}"
"""


def outcome(clause: str, when: str, severity: str = "consider", known_from: str = "text", vote: str = "confidence") -> str:
    """One outcome clause with its condition written in TOML."""
    source = 'source = "https://example.org/text"' if known_from != "unverified" else ""
    return f"""
[[clause]]
id = "{clause}"
known_from = "{known_from}"
{source}
kind = "{vote}_outcome"
when = {when}
then = {{ flag = "low_confidence_majority", severity = "{severity}", course = ["resign"] }}
text = {{ vi = "Hệ quả", en = "Outcome" }}
"""


def share_base(vote: str = "confidence", of: str = "ballots_collected") -> str:
    """Over what the shares of a vote are taken."""
    return f"""
[[clause]]
id = "base-{vote}"
known_from = "unverified"
kind = "share_base"
vote = "{vote}"
of = "{of}"
text = {{ vi = "Cơ sở", en = "Base" }}
"""


def criteria_set(clause: str, **points: int) -> str:
    """What is scored: those whose name begins with g are general, the others results."""
    parts = {"general": 0, "results": 0}
    criteria = []
    for code, most in points.items():
        part = "general" if code.startswith("g") else "results"
        parts[part] += most
        title = '{ vi = "Tiêu chí", en = "Criterion" }'
        criteria.append(f'{{ code = "{code}", part = "{part}", max_points = "{most}", title = {title} }}')
    return f"""
[[clause]]
id = "{clause}"
known_from = "unverified"
kind = "criteria_set"
parts = {{ general = "{parts["general"]}", results = "{parts["results"]}" }}
criteria = [{", ".join(criteria)}]
text = {{ vi = "Bộ tiêu chí", en = "Criteria set" }}
"""


MAJORITY = '{ low = { more_than = "1/2", less_than = "2/3", of = "ballots_collected" } }'
TWO_THIRDS = '{ low = { at_least = "2/3", of = "ballots_collected" } }'
AGAIN = (
    '{ all = [ { low = { more_than = "1/3", of = "ballots_collected" } }, '
    '{ previous_year = { when = { low = { more_than = "1/3", of = "ballots_collected" } } } } ] }'
)
DISTRUST = '{ no_confidence = { more_than = "1/2", of = "ballots_collected" } }'


def text(regulation: str, *clauses: str, authority: str = "state") -> str:
    """A regulation file."""
    return "".join((_head(regulation, authority), *clauses))


PLAIN_TEXT = text(
    PLAIN,
    share_base(),
    share_base("binding"),
    outcome("majority", MAJORITY, "consider", "text"),
    outcome("two-thirds", TWO_THIRDS, "must_act", "press"),
    outcome("distrust", DISTRUST, "must_act", "unverified", vote="binding"),
)
TWICE_TEXT = text(TWICE, share_base(), outcome("again", AGAIN, "must_act", "unverified"))
DEFAULTS_TEXT = text(
    DEFAULTS,
    """
[[clause]]
id = "ranking"
known_from = "unverified"
kind = "ranking_keys"
vote = "confidence"
keys = [{ share = "high", order = "descending" }, { share = "low", order = "ascending" }]
text = { vi = "Xếp hạng", en = "Ranking" }

[[clause]]
id = "small"
known_from = "unverified"
kind = "small_body"
ballots_below = 10
text = { vi = "Ít phiếu", en = "Few ballots" }
""",
    authority="product",
)
STANDING_TEXT = text(STANDING, criteria_set("general", g1=30, r1=40, r2=30), authority="product")
TEXTS = (PLAIN_TEXT, TWICE_TEXT, DEFAULTS_TEXT)
IDS = (PLAIN, TWICE, DEFAULTS)


def rulebook(*texts: str) -> Rulebook:
    """A rulebook of these texts, each adopted from 2010 on."""
    ids = [each.split('id = "', 1)[1].split('"', 1)[0] for each in texts]
    digests = [text_digest(each.encode()) for each in texts]
    lines = zip(ids, digests, strict=True)
    adopted = tuple(AdoptedText(regulation, digest, date(2010, 1, 1), place) for place, (regulation, digest) in enumerate(lines))
    return Rulebook(adopted, {digest: each.encode() for digest, each in zip(digests, texts, strict=True)})
