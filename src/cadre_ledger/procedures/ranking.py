"""The ranking of a unit or of a group of positions, and why someone stands where they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.groups import Scope, members, place_parts
from cadre_ledger.procedures.reading import heading
from cadre_ledger.projections.candidates import KeysRule, candidates, keys_rule
from cadre_ledger.projections.group_ranking import Apart, Candidate, GroupRanking, Placed, SetApart, rank_group
from cadre_ledger.projections.holders import Holder
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound

Relation = Literal["above", "tied", "below"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The ranking of a group on a desk's day."""

    desk: Desk
    scope: Scope
    rule: KeysRule | None
    ranking: GroupRanking
    holders: Mapping[str, Holder]

    @classmethod
    def of(cls, desk: Desk, scope: Scope, period: str | None) -> "Ranked":
        """Everyone of the group compared on one period."""
        if period is not None and desk.source.get(("period", period)) is None:
            raise NotFound(Code.NO_PERIOD, period=period)
        found = {each.cadre: each for each in members(desk, scope)}
        rule = keys_rule(desk.rulebook.rulebook, desk.as_of)
        compared = candidates(desk.source, found.values(), desk.as_of)
        ranking = rank_group(compared, rule.clause, desk.as_of, period) if rule else _without_rule(compared, period)
        return cls(desk, scope, rule, ranking, found)

    @property
    def parts(self) -> dict[str, Any]:
        """What both documents say of the whole."""
        return {
            "session": None,
            **self.scope.parts,
            "period": self.ranking.period,
            "rank_among": "all",
            "skipped_keys": self.ranking.skipped,
            "tie_rule": _tie_rule(self.rule),
        }


def _without_rule(compared: Iterable[Candidate], period: str | None) -> GroupRanking:
    """Nobody is ranked by keys that no adopted text names."""
    apart = tuple(SetApart(each, (*each.apart, Apart("ranking_keys"))) for each in compared)
    return GroupRanking(period, (), apart, (), ())


def rank_members(desk: Desk, scope: Scope, period: str | None) -> answers.Rank:
    """The ranking of a unit or a group; who cannot be compared stands apart."""
    ranked = Ranked.of(desk, scope, period)
    return answers.Rank(
        **heading(desk, answers.Rank.NAME),
        **ranked.parts,
        rows=tuple(_row(ranked, each) for each in ranked.ranking.placed),
        not_rankable=tuple(_apart(ranked, each) for each in ranked.ranking.apart),
    )


def explain_rank_in(desk: Desk, scope: Scope, period: str | None, cadre: str) -> answers.RankExplanation:
    """Why a member stands where they stand: their keys, and the neighbours with the key that decided."""
    code = desk.source.merged().get(found := desk.cadre(cadre).code, found)
    ranked = Ranked.of(desk, scope, period)
    if code not in ranked.holders:
        raise NotFound(Code.NOT_A_MEMBER, cadre=code, group=scope.unit or scope.group, as_of=desk.as_of.isoformat())
    own = next((each for each in ranked.ranking.placed if each.candidate.cadre == code), None)
    apart = next((each for each in ranked.ranking.apart if each.candidate.cadre == code), None)
    return answers.RankExplanation(
        **heading(desk, answers.RankExplanation.NAME),
        **ranked.parts,
        subject=None,
        cadre=code,
        name=desk.cadre(code).name,
        rank=own.rank if own else None,
        count=len(ranked.ranking.placed),
        **(_key_parts(own) if own else {}),
        reasons=tuple(map(_reason, apart.reasons)) if apart else (),
        neighbours=tuple(_neighbours(ranked.ranking, own)) if own else (),
    )


def _row(ranked: Ranked, placed: Placed) -> answers.MemberRankPart:
    return answers.MemberRankPart(rank=placed.rank, **_who(ranked, placed.candidate), **_key_parts(placed))


def _apart(ranked: Ranked, apart: SetApart) -> answers.MemberApartPart:
    missing = tuple(each.key for each in apart.reasons if each.key is not None)
    return answers.MemberApartPart(**_who(ranked, apart.candidate), missing=missing, reasons=tuple(map(_reason, apart.reasons)))


def _who(ranked: Ranked, candidate: Candidate) -> dict[str, Any]:
    return {
        "cadre": candidate.cadre,
        "name": candidate.name,
        "posts": place_parts(ranked.holders[candidate.cadre]),
        "member": candidate.member.value,
    }


def _key_parts(placed: Placed) -> dict[str, Any]:
    entries = dict.fromkeys(entry for each in placed.keys.values() for entry in each.entries)
    return {
        "keys": {by: str(each) for by, each in placed.keys.items()},
        "keys_of": {by: each.of for by, each in placed.keys.items()},
        "evidence": tuple(sorted(entries)),
    }


def _reason(apart: Apart) -> answers.ApartPart:
    return answers.ApartPart(what=apart.what, key=apart.key, of=apart.of)


def _tie_rule(rule: KeysRule | None) -> answers.TieRulePart:
    if rule is None:
        return answers.TieRulePart(clause=None, keys=(), ties="shared", known_from=None)
    keys = tuple(f"{key.by} {key.order}" for key in rule.clause.keys)
    return answers.TieRulePart(clause=str(rule.ref), keys=keys, ties="shared", known_from=rule.known_from.value)


def _neighbours(ranking: GroupRanking, own: Placed) -> Iterator[answers.MemberNeighbourPart]:
    """The nearest above, everyone tied, the nearest below."""
    others = [each for each in ranking.placed if each is not own]
    nearby: tuple[tuple[Relation, list[Placed]], ...] = (
        ("above", [each for each in others if each.place < own.place][-1:]),
        ("tied", [each for each in others if each.place == own.place]),
        ("below", [each for each in others if each.place > own.place][:1]),
    )
    for relation, found in nearby:
        for other in found:
            yield _neighbour(ranking, own, other, relation)


def _neighbour(ranking: GroupRanking, own: Placed, other: Placed, relation: Relation) -> answers.MemberNeighbourPart:
    """Exact values of the key that decided; those tied are equal on every key."""
    key = next((each.by for each in ranking.used if own.keys[each.by].number != other.keys[each.by].number), None)
    shown = key or ranking.used[0].by
    return answers.MemberNeighbourPart(
        relation=relation,
        rank=other.rank,
        cadre=other.candidate.cadre,
        name=other.candidate.name,
        key=key,
        theirs=str(other.keys[shown]),
        own=str(own.keys[shown]),
    )
