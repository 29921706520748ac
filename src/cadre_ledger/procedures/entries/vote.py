"""A result of a vote from signed minutes or a publication: the session, and a row for everyone on the list."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from cadre_ledger.domain.returns import BallotNumbers, ListedSubject, numbers_balance, subject_balance, subjects_balance
from cadre_ledger.domain.votes import RecordVote
from cadre_ledger.procedures import minutes
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Hint, Mark, Phrase, Term, choices
from cadre_ledger.procedures.entries.form import Form, Remarks
from cadre_ledger.procedures.entries.reading import Filled
from cadre_ledger.procedures.entries.training import DAY
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.procedures.importing import session_code
from cadre_ledger.procedures.minutes import Minutes
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.tallies import LEVELS, RecordedFrom, VoteKind
from cadre_ledger.wording.catalogue import N_

NUMBERS: Mapping[str, str] = {
    "members_total": N_("All members of the body."),
    "members_summoned": N_("Members summoned."),
    "members_present": N_("Members present."),
    "issued": N_("Ballots issued."),
    "collected": N_("Ballots collected."),
    "valid": N_("Ballots that were valid, where the minutes give one number for all."),
}
NOT_KNOWN = Phrase(N_("Digits only; blank where it is not known."))
KIND = Field(
    "kind",
    FieldKind.CHOICE,
    Phrase(N_("The three-level survey, or the binding vote.")),
    choices=choices(VoteKind),
    default=VoteKind.CONFIDENCE,
    own_label=Phrase(N_("kind of vote")),
)
ANOTHER = Field("another", FieldKind.YESNO, Phrase(N_("It is another session of the same body, kind and day.")), default="no")
FIELDS = (
    Field("session", FieldKind.CODE, Phrase(N_("A new code for the vote, such as VP-2023.")), required=True, of="session"),
    KIND,
    Field("body", FieldKind.CODE, Phrase(N_("The body that voted.")), required=True, of="body"),
    Field("held_on", FieldKind.DATE, Phrase(DAY), required=True),
    Field("basis", FieldKind.CODE, Phrase(N_("The regulation that the vote was held under.")), required=True, of="rule"),
    Field(
        "recorded_from",
        FieldKind.CHOICE,
        Phrase(N_("Where the figures come from.")),
        choices=choices(RecordedFrom, RecordedFrom.MINUTES, RecordedFrom.PUBLICATION),
        default="minutes",
    ),
    Field("source", FieldKind.NOTE, Phrase(N_("The minutes or the publication: number, date, address.")), required=True),
    *(Field(name, FieldKind.NUMBER, Phrase(text)) for name, text in NUMBERS.items()),
    Field("complete", FieldKind.YESNO, Phrase(N_("The list is whole.")), default="no"),
    Field("subjects_total", FieldKind.NUMBER, Phrase(N_("How many people the whole list has."))),
    ANOTHER,
)
UNNAMED = "–"
"""Stands for what is still to be typed while figures are looked at."""

LEAD = (
    Field("name", FieldKind.TEXT, Phrase(N_("As the minutes write it.")), required=True, of="name"),
    Field("position", FieldKind.TEXT, Phrase(N_("As the minutes write it.")), of="title", head=Phrase(N_("Post"))),
)


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    return FIELDS


def _columns(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """A survey has three levels, a binding vote two."""
    kind = typed.get("kind", "").strip().lower()
    return (*LEAD, *figures(VoteKind(kind) if kind in tuple(VoteKind) else VoteKind.CONFIDENCE))


def figures(kind: VoteKind) -> tuple[Field, ...]:
    """The cells of one person's row: the levels in order, then what is invalid."""
    heads = {each: Phrase("{term}", {"term": Term("level_short", each)}) for each in LEVELS[kind]} | {"invalid": Phrase(N_("inv."))}
    return tuple(Field(name, FieldKind.NUMBER, NOT_KNOWN, head=head) for name, head in heads.items())


def _kind(filled: Filled) -> VoteKind:
    return VoteKind(filled.values.get("kind", VoteKind.CONFIDENCE))


def _numbers(filled: Filled) -> dict[str, int | None]:
    return {name: filled.values.get(name) for name in NUMBERS}


def _remarks(desk: Desk, filled: Filled) -> Remarks:
    """Imbalances with the rules of the domain, then the warnings of the regulation; sums row by row."""
    numbers = BallotNumbers.model_validate(_numbers(filled))
    findings = [*_imbalances(filled, numbers)]
    if not findings:
        findings += _odd(desk, filled)
    return findings, (*_proposed(filled), *_chain(numbers), *_sums(filled))


def _imbalances(filled: Filled, numbers: BallotNumbers) -> Iterator[Finding]:
    try:
        numbers_balance(numbers)
    except Refused as refused:
        given = {name: number for name, number in numbers if number is not None}
        column = next((name for name in ("collected", "issued") if given.get(name) == 0), "")
        yield Finding(refused.code, refused.facts, Place(column=column))
    listed = tuple(_subject(filled, number, cells) for number, cells in enumerate(filled.rows.values(), 1))
    for subject in listed:
        try:
            subject_balance(subject, _kind(filled), numbers)
        except Refused as refused:
            yield Finding(refused.code, refused.facts)
    yield from _list_imbalance(filled, [each for each in listed if each.name != UNNAMED])


def _subject(filled: Filled, number: int, cells: Mapping[str, Any]) -> ListedSubject:
    counts = {level: cells[level] for level in LEVELS[_kind(filled)] if level in cells}
    position, invalid = cells.get("position"), cells.get("invalid")
    return ListedSubject(number=number, name=cells.get("name", UNNAMED), position=position, counts=counts, invalid=invalid)


def _list_imbalance(filled: Filled, listed: Sequence[ListedSubject]) -> Iterator[Finding]:
    try:
        if listed:
            subjects_balance(listed, None if filled.values.get("complete") else filled.values.get("subjects_total"))
    except Refused as refused:
        yield Finding(refused.code, refused.facts)


def _odd(desk: Desk, filled: Filled) -> Sequence[Finding]:
    """The warnings, once the regulation and the day are known and the rows can be read."""
    if not filled.has("basis", "held_on") or not all("name" in cells for cells in filled.rows.values()):
        return ()
    return minutes.findings(desk, _minutes(filled)) if filled.rows else ()


def _minutes(filled: Filled) -> Minutes:
    values, levels = filled.values, LEVELS[_kind(filled)]
    columns = ("name", "position", *levels, "invalid")
    return Minutes(
        values.get("session", ""),
        values.get("body", ""),
        _kind(filled),
        values["held_on"],
        values["basis"],
        values.get("recorded_from", RecordedFrom.MINUTES),
        values.get("source", UNNAMED),
        _numbers(filled),
        tuple(tuple(str(cells.get(column, "")) for column in columns) for cells in filled.rows.values()),
        values.get("subjects_total"),
        bool(values.get("complete")),
        bool(values.get("another")),
    )


def _make(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[RecordVote]:
    told = _minutes(filled)
    # In the order in which the command line and the import find them, not in that of the form.
    return [minutes.command(told, on, minutes.findings(desk, told))]


# Hints


def _proposed(filled: Filled) -> Iterator[Hint]:
    """The code that an import would give the vote, while none is typed."""
    values = filled.values
    if not filled.typed.get("session", "").strip() and filled.has("body", "held_on"):
        code = session_code(values["body"], values["held_on"], _kind(filled))
        yield Hint(Place(column="session"), Phrase(N_("for instance {code}"), {"code": code}))


def _sums(filled: Filled) -> Iterator[Hint]:
    """What the marks of a row come to, against the ballots collected."""
    levels, collected = LEVELS[_kind(filled)], filled.values.get("collected")
    for row, cells in filled.rows.items():
        given = [cells[level] for level in levels if level in cells]
        if given:
            parts = [*given, *([cells["invalid"]] if "invalid" in cells else [])]
            whole = len(given) == len(levels) and "invalid" in cells
            yield _sum(Place(row=row, column="invalid"), parts, collected, whole=whole)


def _sum(place: Place, parts: Sequence[int], collected: int | None, *, whole: bool) -> Hint:
    total = sum(parts)
    facts = {"parts": "+".join(map(str, parts)), "sum": total, "collected": collected, "by": abs(total - (collected or 0))}
    if collected is None:
        return Hint(place, Phrase(N_("{parts} = {sum} {mark} ballots collected not given"), facts), Mark.OPEN)
    if total > collected:
        return Hint(place, Phrase(N_("{parts} = {sum} {mark} {by} over {collected}"), facts), Mark.WRONG)
    if total == collected:
        return Hint(place, Phrase(N_("{parts} = {sum} {mark} balances"), facts), Mark.FINE)
    if whole:
        return Hint(place, Phrase(N_("{parts} = {sum} {mark} {by} short of {collected}"), facts), Mark.WRONG)
    return Hint(place, Phrase(N_("{parts} = {sum} {mark} {by} of {collected} not accounted for"), facts), Mark.OPEN)


NAMES = tuple(reversed(BallotNumbers.model_fields))
"""The numbers of a session from the least on: each is at most the next."""


def _chain(numbers: BallotNumbers) -> Iterator[Hint]:
    given = [(name, number) for name in NAMES if (number := getattr(numbers, name)) is not None]
    if len(given) < 2:
        return
    signs = ["≤" if lower <= higher else ">" for (_, lower), (_, higher) in pairwise(given)]
    chain = str(given[0][1]) + "".join(f" {sign} {number}" for sign, (_, number) in zip(signs, given[1:], strict=True))
    if ">" not in signs:
        yield Hint(Place(column=given[0][0]), Phrase(N_("{chain} {mark} fits together"), {"chain": chain}), Mark.FINE)
        return
    broken = signs.index(">")
    facts = {"chain": chain, "lower": Term("ballots", given[broken][0]), "higher": Term("ballots", given[broken + 1][0])}
    yield Hint(Place(column=given[broken][0]), Phrase(N_("{chain} {mark} more “{lower}” than “{higher}”"), facts), Mark.WRONG)


VOTE = Form(
    "vote",
    N_("Result of a vote"),
    N_("A result that was counted on paper, from its minutes or from a publication."),
    _fields,
    _make,
    "session",
    columns_for=_columns,
    remarks=_remarks,
)
