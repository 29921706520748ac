"""The ranking list over any data of its shape: a vote's lines, or the members of a unit with keys of several kinds."""

from typing import Any

from cadre_ledger.reports import ranking
from cadre_ledger.reports.document import Block, Document, Text
from cadre_ledger.reports.flat import flat
from cadre_ledger.reports.markdown import markdown
from cadre_ledger.wording.catalogue import Words

TIE_RULE = {
    "clause": "product/standing-1#ranking",
    "keys": ["classification descending", "points descending"],
    "ties": "shared",
    "known_from": "text",
}
MEMBERS: dict[str, Any] = {
    "session": None,
    "unit": "U1",
    "group": None,
    "rank_among": "all",
    "rows": [
        {
            "rank": "1",
            "cadre": "C1",
            "subject": None,
            "name": "A",
            "keys": {"classification": "excellent", "points": "91.50", "confidence_high": "3/12"},
        },
        {
            "rank": "2=",
            "cadre": "C2",
            "subject": None,
            "name": "B",
            "keys": {"classification": "good", "points": "80", "confidence_high": "19/48–19/45"},
        },
        {"rank": "2=", "cadre": "C3", "subject": None, "name": "C", "keys": {"classification": "good"}},
    ],
    "not_rankable": [
        {"cadre": "C4", "subject": None, "name": "D", "missing": ["classification", "held_on"]},
        {
            "cadre": "C5",
            "subject": None,
            "name": "E",
            "missing": [],
            "reasons": [{"what": "exact_day", "key": None, "of": None}],
            "member": "undetermined",
        },
    ],
    "tie_rule": TIE_RULE,
}


def document(data: dict[str, Any]) -> Document:
    blocks: tuple[Block, ...] = tuple(ranking.blocks(data))
    return Document(Text("Ranking"), blocks, ())


def test_members_stand_by_their_keys_and_those_who_lack_one_apart() -> None:
    lines = [line for line in markdown(document(MEMBERS), Words("en")).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]

    assert cells[2:5] == [
        ["1", "C1", "A", "completed excellently", "91.50", "3/12 (25.00%)"],
        ["2=", "C2", "B", "completed well", "80", "19/48–19/45"],
        ["2=", "C3", "C", "completed well", "–", "–"],
    ]
    assert cells[7:] == [
        ["C4", "D", "–", "latest classification, the exact day of the vote"],
        ["C5", "E", "? undetermined", "the exact day"],
    ]
    assert ranking.missing(MEMBERS) == 2


def test_a_key_that_was_not_used_is_said() -> None:
    assert "Keys not used" not in markdown(document(MEMBERS), Words("en"))
    assert "- Keys not used: latest points\n" in markdown(document({**MEMBERS, "skipped_keys": ["points"]}), Words("en"))


def test_no_key_is_lost_in_csv() -> None:
    rows = [line for line in flat(document(MEMBERS)).splitlines() if line.startswith("ranking,")]

    assert [[cell for place, cell in enumerate(row.split(",")[-8:]) if place != 1] for row in rows] == [
        ["A", "excellent", "91.50", "3", "12", "25.00", ""],
        ["B", "good", "80", "19/48–19/45", "", "", ""],
        ["C", "good", "", "", "", "", ""],
    ]


def test_the_keys_are_named_in_turn_with_their_order() -> None:
    text = markdown(document(MEMBERS), Words("en")).replace("\n", " ")

    assert "Keys: latest classification descending, latest points descending (product/standing-1#ranking)." in text
