"""The words in which ranks are said, and why someone has theirs."""

from collections.abc import Iterator, Sequence

from cadre_ledger.procedures.answers import (
    ApartPart,
    MemberApartPart,
    MemberNeighbourPart,
    MemberRankPart,
    NeighbourPart,
    Rank,
    RankExplanation,
    TieRulePart,
)
from cadre_ledger.procedures.telling.clocks import both_clocks
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.procedures.telling.tables import Column, Row, Table
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term

REASONS = {
    "no_classification": N_("no classification in {of}"),
    "no_points": N_("no points in {of}"),
    "no_vote": N_("no confidence vote"),
    "decision_day": N_("it cannot be told which decision on {of} stood"),
    "vote_day": N_("it cannot be told which confidence vote was the latest"),
    "vote_count": N_("the count of high confidence in {of} is not known"),
    "vote_base": N_("the base of the shares in {of} is not known"),
    "absent": N_("absent from work since {of}"),
    "ranking_keys": N_("no adopted text names the keys"),
}

HEADS = {"classification": N_("Level"), "points": N_("Points"), "confidence_high": N_("High confidence")}
KEYS = {"classification": N_("classification"), "points": N_("points"), "confidence_high": N_("share of high confidence")}


# Of one vote


def vote_table(words: Words, answer: Rank) -> Table:
    """The ranked lines of a vote with their keys."""
    keys = list(dict.fromkeys(key for row in answer.rows for key in row.keys))
    figures = tuple(Column(term(words, "level_short", key), right=True) for key in keys)
    columns = (Column(words(N_("Rank"))), Column(words(N_("No.")), right=True), Column(words(N_("Name"))), *figures)
    rows = (
        Row(str(each.subject), (each.rank, str(each.subject), each.name, *(str(each.keys[key]) for key in keys))) for each in answer.rows
    )
    return Table(columns, tuple(rows))


def vote_notes(words: Words, answer: Rank) -> Iterator[Said]:
    """Who is listed apart, among how many one ranks, and by which keys."""
    apart = tuple(
        Said(f"{each.subject}  {each.name}: {', '.join(term(words, 'missing', key) for key in each.missing)}")
        for each in answer.not_rankable
    )
    if apart:
        yield Said(words(N_("Not ranked, listed apart:")), below=apart)
    listed, all_ = N_("Among the {count} listed; the list is not known to be whole."), N_("Among all {count}.")
    yield Said(words(listed if answer.rank_among == "listed" else all_, count=len(answer.rows)), apart=True)
    yield _ties(words, answer.tie_rule, "level")


def place_in_vote(words: Words, answer: RankExplanation) -> Said:
    """Why a person on a list has this rank."""
    conclusion = words(
        N_("{name}: rank {rank} among {count} ({among})."),
        name=answer.name,
        rank=answer.rank or "–",
        count=answer.count,
        among=term(words, "rank_among", answer.rank_among),
    )
    nearby = (_neighbour(words, each) for each in answer.neighbours if isinstance(each, NeighbourPart))
    return Said(conclusion, below=(_in_turn(words, answer.tie_rule, "level"), *nearby), step=0)


def _neighbour(words: Words, each: NeighbourPart) -> Said:
    text = words(
        N_("{relation}: {rank} {name}, decided by {key}: {theirs} against {own}"),
        relation=term(words, "relation", each.relation),
        rank=each.rank,
        name=each.name,
        key=term(words, "level", each.key) if each.key else "–",
        theirs=each.theirs,
        own=each.own,
    )
    return Said(text)


# Of a unit, or of a group


def members(answer: Rank) -> list[MemberRankPart]:
    """The ranked members of a unit or of a group."""
    return [each for each in answer.rows if isinstance(each, MemberRankPart)]


def member_heading(words: Words, answer: Rank | RankExplanation) -> Said:
    """Whom a ranking is of, and on which period all are compared."""
    return Said(f"{scope_said(words, answer.unit, answer.group, under=answer.under)} · {period_said(words, answer.period)}")


def member_table(words: Words, answer: Rank) -> Table:
    """The ranked members with the keys that count."""
    shown = [key for each in answer.tie_rule.keys if (key := each.split()[0]) not in answer.skipped_keys]
    figures = (Column(words(HEADS[key]), right=key != "classification") for key in shown)
    columns = (Column(words(N_("Rank"))), Column(words(N_("Code"))), Column(words(N_("Name")), widest=22), *figures)
    rows = (Row(each.cadre, (each.rank, each.cadre, each.name, *_keys(words, each, shown))) for each in members(answer))
    return Table(columns, tuple(rows))


def _keys(words: Words, row: MemberRankPart, shown: Sequence[str]) -> tuple[str, ...]:
    return tuple(key_said(words, key, row.keys.get(key, "–"), "quality_short") for key in shown)


def member_notes(words: Words, answer: Rank) -> Iterator[Said]:
    """Who is listed apart, who was counted, what cannot be told, and by which keys."""
    ranked = members(answer)
    apart = [each for each in answer.not_rankable if isinstance(each, MemberApartPart)]
    if apart:
        listed = (Said(f"{each.cadre}  {each.name}: {reasons_said(words, each.reasons)}") for each in apart)
        yield Said(words(N_("Not ranked, listed apart:")), below=tuple(listed))
    counted = N_("{ranked} ranked, {apart} apart: all who hold a post there on {day}, known up to entry {entry}.")
    known = {"day": answer.as_of, "entry": answer.known_at.entry}
    yield Said(words(counted, ranked=len(ranked), apart=len(apart), **known), apart=True)
    unsure = [each.cadre for part in (ranked, apart) for each in part if each.member != "applies"]
    if unsure:
        yield Said(_unsure_said(words, unsure), mark="undetermined")
    if answer.skipped_keys:
        yield Said(skipped_said(words, answer.skipped_keys))
    if answer.tie_rule.clause:
        yield _ties(words, answer.tie_rule, "ranked_by")


def place_among_members(words: Words, answer: RankExplanation) -> Said:
    """Where a member stands and why, or why they stand apart."""
    keys = tuple(Said(f"{words(KEYS[key])}: {key_said(words, key, value)} ({answer.keys_of[key]})") for key, value in answer.keys.items())
    nearby = (_member_neighbour(words, each) for each in answer.neighbours if isinstance(each, MemberNeighbourPart))
    skipped = (Said(skipped_said(words, answer.skipped_keys)),) if answer.skipped_keys else ()
    in_turn = (_in_turn(words, answer.tie_rule, "ranked_by"),) if answer.tie_rule.clause else ()
    conclusion = Said(_place(words, answer), below=keys, step=0)
    return Said(member_heading(words, answer).text, below=(conclusion, *nearby, *skipped, *in_turn, both_clocks(words, answer)), step=0)


def place(words: Words, answer: RankExplanation) -> Said:
    """Why a person has this rank, wherever it is."""
    return place_in_vote(words, answer) if answer.session is not None else place_among_members(words, answer)


def _place(words: Words, answer: RankExplanation) -> str:
    if answer.rank is None:
        apart = N_("{cadre} {name} is not ranked but listed apart: {reasons}.")
        return words(apart, cadre=answer.cadre, name=answer.name, reasons=reasons_said(words, answer.reasons))
    place = N_("{cadre} {name}: rank {rank} among {count}.")
    return words(place, cadre=answer.cadre, name=answer.name, rank=answer.rank, count=answer.count)


def _member_neighbour(words: Words, each: MemberNeighbourPart) -> Said:
    facts = {"relation": term(words, "relation", each.relation), "rank": each.rank, "name": f"{each.cadre} {each.name}"}
    if each.key is None:
        return Said(words(N_("{relation}: {rank} {name}, equal on every key"), **facts))
    theirs, own = (key_said(words, each.key, value) for value in (each.theirs, each.own))
    decided = N_("{relation}: {rank} {name}, decided by {key}: {theirs} against {own}")
    return Said(words(decided, **facts, key=words(KEYS[each.key]), theirs=theirs, own=own))


# Words for both


def key_said(words: Words, key: str, value: str, quality: Kind = "quality") -> str:
    """The value of a key: a level in words, a share and points as they are."""
    return term(words, quality, value) if key == "classification" else value


def scope_said(words: Words, unit: str | None, group: str | None, *, under: bool) -> str:
    """Whom a list or a ranking is of."""
    if unit is None:
        return words(N_("Group {group}"), group=group)
    return words(N_("Unit {unit} and those under it"), unit=unit) if under else words(N_("Unit {unit}"), unit=unit)


def period_said(words: Words, period: str | None) -> str:
    """On which period all are compared."""
    return words(N_("compared on {period}"), period=period) if period else words(N_("no year is classified"))


def reasons_said(words: Words, reasons: Sequence[ApartPart]) -> str:
    """Why someone is not ranked; who has no classification is not told of the points that come with it."""
    kinds = {each.what for each in reasons}
    told = [each for each in reasons if each.what != "no_points" or "no_classification" not in kinds]
    said = (words(REASONS[each.what], of=each.of or words(N_("any year"))) for each in told)
    return ", ".join(dict.fromkeys(said))


def skipped_said(words: Words, skipped: Sequence[str]) -> str:
    """The keys that nobody has, or not everybody where the clause asks for that."""
    keys = ", ".join(words(KEYS[each]) for each in skipped)
    return words(N_("Left out for all, since not everybody who is compared has it: {keys}."), keys=keys)


def keys_said(words: Words, rule: TieRulePart, kind: Kind) -> str:
    """The ranking keys in turn, in the reader's language."""
    return ", ".join(f"{term(words, kind, key)} {term(words, 'order', order)}" for key, order in map(str.split, rule.keys))


def _unsure_said(words: Words, cadres: Sequence[str]) -> str:
    """Whose membership cannot be told, and what that may change."""
    unsure = N_("It cannot be told whether these hold a post there on that day: {cadres}. Without them others may rank higher.")
    return words(unsure, cadres=", ".join(cadres))


def _ties(words: Words, rule: TieRulePart, kind: Kind) -> Said:
    said = words(N_("Ties stay ties. Keys: {keys} ({clause})."), keys=keys_said(words, rule, kind), clause=rule.clause)
    return Said(said, clause=rule.clause)


def _in_turn(words: Words, rule: TieRulePart, kind: Kind) -> Said:
    said = words(
        N_("Keys, in turn: {keys} ({clause}, {known})."),
        keys=keys_said(words, rule, kind),
        clause=rule.clause,
        known=term(words, "known_from", rule.known_from or "unverified"),
    )
    return Said(said, clause=rule.clause)
