"""Answers of reading commands, made from a desk."""

import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Literal

from pydantic_core import from_json

from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.projections.dossiers import BodyDossier, CadreDossier, Evidence, MemberLine, SessionDossier
from cadre_ledger.projections.files import AnswerDossier
from cadre_ledger.projections.judge import Opened, SessionVerdict, SubjectVerdict
from cadre_ledger.projections.tables import BODIES, CADRES, FLAGS, VOTES, flag_row
from cadre_ledger.rulebook.weighing import standing as holding
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.shares import Base, Bounds, Share
from cadre_ledger.values.tallies import LEVELS, Level
from cadre_ledger.values.verdicts import Truth

Said = Callable[[Finding], str]
"""A finding as a sentence in the reader's language."""


def heading(desk: Desk, name: str) -> dict[str, Any]:
    """What every document begins with."""
    rulebook = desk.rulebook
    return {
        "schema_": answers.schema_id(name),
        "ledger": answers.LedgerPart(
            origin=desk.founding.origin, entry=desk.cut.entry, invented=desk.founding.invented, signed=actors_sign(desk)
        ),
        "as_of": desk.as_of.isoformat(),
        "known_at": answers.KnownAtPart(entry=desk.cut.entry, recorded_at=desk.cut.recorded_at),
        "rulebook": answers.RulebookPart(name=rulebook.name, digest=rulebook.rulebook.digest),
    }


def actors_sign(desk: Desk) -> bool:
    """Whether an actor was enrolled by the cut: from then on everything recorded is signed."""
    return next(iter(desk.source.keys_of("actor")), None) is not None


def vote_result(desk: Desk, code: str, said: Said) -> answers.VoteResult:
    """A vote with shares, outcomes, ranks and findings."""
    verdict = desk.verdict(code)
    return answers.VoteResult(
        **heading(desk, answers.VoteResult.NAME),
        session=session_part(desk, verdict, said),
        results=tuple(result_part(verdict, subject, said) for subject in verdict.subjects),
    )


def session_part(desk: Desk, verdict: SessionVerdict, said: Said) -> answers.SessionPart:
    """The vote as recorded, with what its figures prove."""
    session, collected = verdict.session, verdict.bounds[Base.BALLOTS_COLLECTED]
    given = session.ballots["collected"] is not None
    return answers.SessionPart(
        code=session.code,
        kind=session.kind,
        body=desk.body(session.body).name_on(session.day.last),
        body_code=session.body,
        held_on=session.held_on,
        recorded_from=session.recorded_from,
        source=session.source,
        basis=session.basis,
        basis_digest=session.basis_digest,
        judged_under=verdict.regulation_digest,
        members_total=session.ballots["members_total"],
        members_present=session.ballots["members_present"],
        ballots_issued=session.ballots["issued"],
        ballots_collected=collected.at_least if collected.exact else None,
        ballots_collected_from="given" if given else "squeeze" if collected.exact else "unknown",
        subjects_listed=len(session.subjects),
        subjects_total=session.subjects_total,
        signed=_signed(desk, session.evidence[0].entry),
        findings=tuple(finding_part(each, said) for each in verdict.findings),
    )


def _signed(desk: Desk, entry: int) -> bool:
    """Whether an entry bears a signature; whether it holds is asked by `doctor`."""
    stored = pages.row(desk.events, entry) if actors_sign(desk) else None
    return stored is not None and from_json(stored[4])["signature"] is not None


def result_part(verdict: SessionVerdict, subject: SubjectVerdict, said: Said) -> answers.ResultPart:
    """One person's result."""
    line = subject.line
    counts: dict[str, int | None] = {level.value: line.counts.get(level.value) for level in LEVELS[verdict.session.vote_kind]}
    return answers.ResultPart(
        subject=line.number,
        cadre=subject.cadre,
        name=line.name,
        position=line.position,
        counts={**counts, "invalid": subject.invalid},
        base=base_part(verdict.base, verdict.base_bounds),
        shares=dict(_shares(line.levels, verdict.base_bounds)),
        outcome=outcome_part(verdict, subject),
        rank=subject.rank,
        rank_among=rank_among(verdict.session),
        findings=tuple(finding_part(each, said) for each in subject.findings),
    )


def rank_among(session: SessionDossier) -> Any:
    """Over a list that is not known to be whole, a rank is among those listed."""
    return "all" if session.complete else "listed"


def outcome_part(verdict: SessionVerdict, subject: SubjectVerdict) -> answers.OutcomePart:
    """What is opened, what is perhaps stronger, and what is missing to tell."""
    opened = subject.opened
    return answers.OutcomePart(
        status=status_of(verdict, subject).value,
        clause=str(opened.clause) if opened else None,
        flag=opened.flag.value if opened else None,
        severity=opened.severity.value if opened else None,
        course=tuple(each.value for each in opened.course) if opened else (),
        perhaps=opened_part(subject.perhaps),
        missing=missing_of(verdict, subject),
    )


def status_of(verdict: SessionVerdict, subject: SubjectVerdict) -> Truth:
    """The outcome, unless it cannot yet be told whether the vote had been held."""
    return subject.outcome.truth if verdict.held is Truth.APPLIES else Truth.UNDETERMINED


def missing_of(verdict: SessionVerdict, subject: SubjectVerdict) -> tuple[str, ...]:
    """What one would have to know to tell."""
    return subject.outcome.missing if verdict.held is Truth.APPLIES else ("held_on", *subject.outcome.missing)


def opened_part(opened: Opened | None) -> answers.OpenedPart | None:
    """A clause's opening."""
    if opened is None:
        return None
    course = tuple(each.value for each in opened.course)
    return answers.OpenedPart(clause=str(opened.clause), flag=opened.flag.value, severity=opened.severity.value, course=course)


def base_part(base: Base | None, bounds: Bounds | None) -> answers.BasePart | None:
    """What shares are of."""
    if base is None or bounds is None:
        return None
    return answers.BasePart(name=base.value, at_least=bounds.at_least, at_most=bounds.at_most)


def _shares(counts: dict[Level, int], bounds: Bounds | None) -> Iterator[tuple[str, answers.SharePart | answers.ShareRangePart]]:
    if bounds is None or bounds.at_least == 0:
        return
    for level, count in counts.items():
        if bounds.exact:
            yield level.value, share_part(Share(count, bounds.at_least))
        else:
            smallest = None if bounds.at_most is None else share_part(Share(count, bounds.at_most))
            yield level.value, answers.ShareRangePart(at_least=smallest, at_most=share_part(Share(count, bounds.at_least)))


def share_part(share: Share) -> answers.SharePart:
    """Exactly, and as a percentage to read."""
    return answers.SharePart(fraction=str(share), percent=str(share.percent))


def finding_part(finding: Finding, said: Said) -> answers.FindingPart:
    """A finding with its sentence."""
    facts = {name: str(value) for name, value in finding.facts.items()}
    return answers.FindingPart(code=finding.code.value, facts=facts, message=said(finding))


def evidence_parts(evidence: Iterable[Evidence]) -> tuple[answers.EvidencePart, ...]:
    """Entries that a fact rests on."""
    return tuple(
        answers.EvidencePart(entry=each.entry, name=each.name, effective_on=each.effective_on, recorded_at=each.recorded_at)
        for each in evidence
    )


def vote_list(desk: Desk, limit: int | None, after: str | None) -> answers.VoteList:
    """All votes held by the day."""
    rows = paged(desk.rows(VOTES), "code", limit, after)
    fields = answers.VoteRowPart.model_fields
    votes = []
    for row in rows:
        body = desk.body(row["body"]).name_on(desk.session(row["code"]).day.last)
        votes.append(answers.VoteRowPart(**{name: row[name] for name in fields if name != "body"}, body=body))
    return answers.VoteList(**heading(desk, answers.VoteList.NAME), votes=tuple(votes))


def vote_show(desk: Desk, code: str, said: Said) -> answers.VoteShow:
    """The facts of a vote, corrections beside what they corrected."""
    verdict = desk.verdict(code)
    session = verdict.session
    subjects = tuple(
        {
            "number": line.number,
            "name": line.name,
            "position": line.position,
            "cadre": line.cadre,
            "counts": line.counts,
            "invalid": line.invalid,
            "printed_percent": line.printed,
        }
        for line in session.subjects
    )
    corrections = tuple(
        answers.CorrectionPart(**{name: getattr(each, name) for name in answers.CorrectionPart.model_fields})
        for each in session.corrections
    )
    return answers.VoteShow(
        **heading(desk, answers.VoteShow.NAME),
        session=session_part(desk, verdict, said),
        subjects=subjects,
        corrections=corrections,
        evidence=evidence_parts(session.evidence),
    )


def rank(desk: Desk, code: str) -> answers.Rank:
    """The ranking of one vote; who lacks a key stands apart."""
    verdict = desk.verdict(code)
    keys = verdict.ranking[1].keys if verdict.ranking else ()
    ranked = [subject for subject in verdict.subjects if subject.rank is not None]
    ranked.sort(key=lambda each: (int((each.rank or "0").rstrip("=")), each.line.number))
    apart = [subject for subject in verdict.subjects if subject.rank is None]
    return answers.Rank(
        **heading(desk, answers.Rank.NAME),
        session=code,
        rank_among=rank_among(verdict.session),
        rows=tuple(rank_row(verdict, each) for each in ranked),
        not_rankable=tuple(
            answers.NotRankablePart(
                cadre=each.cadre,
                subject=each.line.number,
                name=each.line.name,
                missing=tuple(key.share.value for key in keys if key.share not in each.line.levels) or ("ranking_keys",),
            )
            for each in apart
        ),
        tie_rule=tie_rule(verdict),
    )


def rank_row(verdict: SessionVerdict, subject: SubjectVerdict) -> answers.RankRowPart:
    """A rank with the keys that gave it, as shares where the base is known."""
    assert subject.rank is not None
    keys = verdict.ranking[1].keys if verdict.ranking else ()
    bounds = verdict.base_bounds
    exact = bounds is not None and bounds.exact and bounds.at_least > 0
    levels = {key.share: subject.line.levels[key.share] for key in keys}
    shown: dict[str, str | int] = {
        level.value: f"{count}/{bounds.at_least}" if exact and bounds else count for level, count in levels.items()
    }
    return answers.RankRowPart(rank=subject.rank, cadre=subject.cadre, subject=subject.line.number, name=subject.line.name, keys=shown)


def tie_rule(verdict: SessionVerdict) -> answers.TieRulePart:
    """By which clause and keys, and how well that clause is known."""
    if verdict.ranking is None:
        return answers.TieRulePart(clause=None, keys=(), ties="shared", known_from=None)
    ref, rule = verdict.ranking
    keys = tuple(f"{key.share.value} {key.order}" for key in rule.keys)
    return answers.TieRulePart(clause=str(ref), keys=keys, ties="shared", known_from=rule.known_from.value)


def flags(
    desk: Desk,
    at_least: Severity | None,
    limit: int | None,
    after: str | None,
    *,
    cadre: str | None = None,
    people: Container[str] | None = None,
) -> answers.Flags:
    """Every flag that is up or cannot be ruled out, heaviest kept or all; of everyone, of one cadre, or of some people."""
    rows = desk.rows(FLAGS, {} if cadre is None else {"cadre": _kept(desk, cadre)})
    rows = (row for row in rows if people is None or row["cadre"] in people)
    rows = (row for row in rows if at_least is None or Severity(row["severity"]).weight >= at_least.weight)
    found = tuple(flag_part(desk, row) for row in paged(rows, "id", limit, after, ordered=False))
    return answers.Flags(**heading(desk, answers.Flags.NAME), flags=found)


def flag_counts(found: Counter[tuple[Any, ...]]) -> dict[str, answers.FlagCountPart]:
    """Flags counted by weight and status, every weight named."""
    return {
        each.value: answers.FlagCountPart(up=found[each.value, "applies"], perhaps=found[each.value, "undetermined"]) for each in Severity
    }


def _kept(desk: Desk, cadre: str) -> str:
    """The code under which a person goes on."""
    code = desk.cadre(cadre).code
    return desk.source.merged().get(code, code)


def decision_on(desk: Desk, flag: str) -> Literal["open", "considered", "decided"]:
    """What had been done about a flag by the day."""
    answer: AnswerDossier | None = desk.source.get(("answer", flag))
    if answer is None:
        return "open"
    if answer.decided_on is not None and desk.has_come(answer.decided_on):
        return "decided"
    return "considered" if answer.considered_on is not None and desk.has_come(answer.considered_on) else "open"


def flag_of(desk: Desk, verdict: SessionVerdict, subject: SubjectVerdict) -> answers.FlagPart | None:
    """The flag of one line of a vote, if one is up or cannot be ruled out."""
    row = flag_row(verdict, subject)
    return None if row is None else flag_part(desk, dict(zip(FLAGS.columns, row, strict=True)))


def flag_part(desk: Desk, row: Mapping[str, Any]) -> answers.FlagPart:
    """One flag, with what had been done about it by the day."""
    plain = {name: row[name] for name in answers.FlagPart.model_fields if name in row}
    loaded = {name: tuple(json.loads(row[name])) for name in ("course", "evidence", "also")}
    return answers.FlagPart(**{**plain, **loaded}, deadline=None, decision=decision_on(desk, row["id"]))


def body_list(desk: Desk, limit: int | None, after: str | None) -> answers.BodyList:
    """All bodies."""
    dossiers = (desk.body(row["code"]) for row in paged(desk.rows(BODIES), "code", limit, after))
    bodies = tuple(body_part(desk, each) for each in dossiers)
    return answers.BodyList(**heading(desk, answers.BodyList.NAME), bodies=bodies)


def body_part(desk: Desk, body: BodyDossier) -> answers.BodyPart:
    """One body under the name that it had on the day."""
    closed_on = body.closed_on if body.closed_on is not None and desk.has_come(body.closed_on) else None
    return answers.BodyPart(code=body.code, name=body.name_on(desk.as_of), level=body.level, closed_on=closed_on)


def body_show(desk: Desk, code: str) -> answers.BodyShow:
    """One body with the names that it had by the day; before the first, with that."""
    body: BodyDossier = desk.body(code)
    held = [each for each in body.in_order if desk.has_come(each.effective_on)] or body.in_order[:1]
    names = tuple(answers.DatedNamePart(effective_on=each.effective_on, name=each.name) for each in held)
    return answers.BodyShow(
        **heading(desk, answers.BodyShow.NAME), body=body_part(desk, body), names=names, evidence=evidence_parts(body.evidence)
    )


def member_list(desk: Desk, code: str, limit: int | None, after: int | None) -> answers.MemberList:
    """Everyone who had joined a body by the day, with whether the membership holds on it."""
    body: BodyDossier = desk.body(code)
    fixed = [each for each in body.fixed if desk.has_come(each.fixed_on)]
    joined = [_member(desk, each) for each in body.members if desk.has_come(each.joined_on)]
    shown = [each for each in joined if after is None or each.member > after][:limit]
    return answers.MemberList(
        **heading(desk, answers.MemberList.NAME),
        body=body_part(desk, body),
        members_fixed=max(fixed, key=lambda each: PartialDate.parse(each.fixed_on)).members if fixed else None,
        members_named=sum(each.holds == Truth.APPLIES.value for each in joined),
        members=tuple(shown),
    )


def _member(desk: Desk, line: MemberLine) -> answers.MemberPart:
    until = PartialDate.parse(line.left_on) if line.left_on else None
    holds = holding(PartialDate.parse(line.joined_on), until, desk.as_of).truth
    left_on = line.left_on if line.left_on is not None and desk.has_come(line.left_on) else None
    return answers.MemberPart(
        member=line.number, name=line.name, cadre=line.cadre, joined_on=line.joined_on, left_on=left_on, holds=holds.value
    )


def cadre_list(
    desk: Desk,
    found: str | None,
    limit: int | None,
    after: str | None,
    among: Container[str] | None = None,
    *,
    in_order: Sequence[str] | None = None,
) -> answers.CadreList:
    """All files by code, or those among some codes, or those whose folded name holds the folded text; or some, in the order given."""
    rows = (row for row in desk.rows(CADRES) if found is None or found in row["folded"])
    rows = (row for row in rows if among is None or row["code"] in among)
    if in_order is not None:
        kept = {row["code"]: row for row in rows}
        rows = (kept[code] for code in in_order if code in kept)
    shown = paged(rows, "code", limit, after, ordered=in_order is None)
    fields = answers.CadrePart.model_fields
    cadres = tuple(answers.CadrePart(**{name: row[name] for name in fields}) for row in shown)
    return answers.CadreList(**heading(desk, answers.CadreList.NAME), cadres=cadres)


def _result_in_file(desk: Desk, session: SessionDossier, subject: int) -> answers.CadreResultPart:
    line = next(each for each in session.subjects if each.number == subject)
    body = desk.body(session.body).name_on(session.day.last)
    return answers.CadreResultPart(session=session.code, subject=subject, body=body, position=line.position, held_on=session.held_on)


def cadre_show(desk: Desk, code: str) -> answers.CadreShow:
    """One file, with the votes held by the day."""
    cadre: CadreDossier = desk.cadre(code)
    part = answers.CadrePart(**{name: getattr(cadre, name) for name in answers.CadrePart.model_fields})
    held = ((session, subject) for session, subject in cadre.results if desk.has_come(desk.session(session).held_on))
    results = tuple(_result_in_file(desk, desk.session(session), subject) for session, subject in held)
    return answers.CadreShow(
        **heading(desk, answers.CadreShow.NAME),
        cadre=part,
        absorbed=tuple(cadre.absorbed),
        results=results,
        evidence=evidence_parts(cadre.evidence),
    )


def paged(
    rows: Iterable[dict[str, Any]], key: str, limit: int | None, after: str | None, *, ordered: bool = True
) -> Iterator[dict[str, Any]]:
    """Rows after a key, at most so many, in the stable order they come in."""
    remaining = iter(rows)
    if after is not None:
        remaining = (row for row in remaining if row[key] > after) if ordered else _after(remaining, key, after)
    return islice(remaining, limit)


def _after(rows: Iterator[dict[str, Any]], key: str, after: str) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row[key] == after:
            break
    yield from rows
