"""The ranking list: of one vote, or of whoever the data compare."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from cadre_ledger.reports.document import Block, Cell, Column, Facts, Field, Heading, Paragraph, Part, Table, Term, Text
from cadre_ledger.values.quality import Quality
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import TERMS

Data = Mapping[str, Any]


def title(data: Data) -> Text:
    """What is ranked."""
    return Text(N_("Ranking of {scope}"), {"scope": tuple(data[name] for name in ("session", "unit", "group") if data.get(name))})


def missing(data: Data) -> int:
    """How many lack a key."""
    return len(data["not_rankable"])


def blocks(data: Data) -> Iterator[Block]:
    """Who is compared by which keys, the ranks, and apart from them who cannot be compared."""
    scope = (
        ("session", N_("Vote")),
        ("unit", N_("Unit")),
        ("group", N_("Group")),
        ("period", N_("Period")),
    )
    yield Facts(
        "scope",
        (
            *(Field(name, Text(head), data[name]) for name, head in scope if data.get(name)),
            Field("rank_among", Text(N_("Ranked")), Term("rank_among", data["rank_among"])),
            Field("ranked", Text(N_("Number ranked")), len(data["rows"])),
            Field("apart", Text(N_("Number listed apart")), len(data["not_rankable"])),
            *_skipped(data.get("skipped_keys", ())),
        ),
    )
    yield from ranked(data)


def _skipped(keys: Iterable[str]) -> Iterator[Field]:
    """Keys that could not be compared on are said, never left out."""
    if named := tuple(_missing(key) for key in keys):
        yield Field("skipped_keys", Text(N_("Keys not used")), named)


def ranked(data: Data) -> Iterator[Block]:
    """The tables of ranks, with the rule that they follow."""
    rows, apart = data["rows"], data["not_rankable"]
    keys = tuple(dict.fromkeys(key for row in rows for key in row["keys"]))
    numbered = any(each["subject"] is not None for each in (*rows, *apart))
    yield Table(
        "ranking",
        (Column("rank", Text(N_("Rank")), figure=True), *_who_columns(numbered=numbered), *(_key_column(key, rows) for key in keys)),
        tuple((row["rank"], *_who(row, numbered=numbered), *(_key(row["keys"].get(key)) for key in keys)) for row in rows),
    )
    if apart:
        yield Paragraph(Text(N_("Not ranked, listed apart:")))
        yield Table(
            "not_ranked",
            (*_who_columns(numbered=numbered), Column("missing", Text(N_("Missing")))),
            tuple((*_who(each, numbered=numbered), tuple(_missing(key) for key in _lacking(each))) for each in apart),
        )
    rule = data["tie_rule"]
    if rule["clause"] is not None:
        said = {"keys": tuple(_order(key) for key in rule["keys"]), "clause": rule["clause"]}
        yield Paragraph(Text(N_("Ties stay ties. Keys: {keys} ({clause})."), said))


def heading() -> Heading:
    """Over the ranks, where they are a part of another report."""
    return Heading(Text(N_("Ranking")))


def _who_columns(*, numbered: bool) -> Iterator[Column]:
    if numbered:
        yield Column("subject", Text(N_("No.")), figure=True)
    yield Column("cadre", Text(N_("Cadre")), optional=True)
    yield Column("name", Text(N_("Name")))
    yield Column("member", Text(N_("Belongs to it")), optional=True)


def _who(row: Data, *, numbered: bool) -> tuple[Cell, ...]:
    """Who it is, and that it cannot be told whether they are a member on the day."""
    member = Term("status", "undetermined") if row.get("member") == "undetermined" else None
    return (*((row["subject"],) if numbered else ()), row["cadre"], row["name"], member)


def _lacking(row: Data) -> Iterator[str]:
    """The keys that are missing, and whatever else keeps someone from being compared."""
    yield from row["missing"]
    yield from (reason["what"] for reason in row.get("reasons", ()) if reason["key"] is None)


def _key_column(key: str, rows: Iterable[Data]) -> Column:
    part = any(isinstance(_key(row["keys"].get(key)), Part) for row in rows)
    return Column(key, Text(TERMS["level_short"].get(key) or TERMS["ranked_by"].get(key, "{key}"), {"key": key}), figure=True, part=part)


def _key(value: str | int | None) -> Cell:
    """A key's value: a share, a level, points, or a count."""
    if not isinstance(value, str):
        return value
    if share := re.fullmatch(r"(\d+)/(\d+)", value):
        return Part(int(share[1]), int(share[2]), int(share[2]))
    if value in tuple(Quality):
        return Term("quality", value)
    return Decimal(value) if re.fullmatch(r"\d+(\.\d+)?", value) else value


def _missing(key: str) -> Cell:
    return Term("ranked_by" if key in TERMS["ranked_by"] else "missing", key)


def _order(key: str) -> Cell:
    """`high descending` as the words for both."""
    name, _, order = key.partition(" ")
    kind = "level" if name in TERMS["level"] else "ranked_by"
    return (Term("level", name) if kind == "level" else Term("ranked_by", name), *((Term("order", order),) if order else ()))
