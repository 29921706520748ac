"""Explanations of what follows from a file: a flag, a standing, a classification."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cadre_ledger.ledger import pages
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.explaining import cited, explain_vote
from cadre_ledger.procedures.history import record_part
from cadre_ledger.procedures.reading import heading
from cadre_ledger.procedures.standings import classification_part, eligibility_part
from cadre_ledger.projections.dossiers import SessionDossier
from cadre_ledger.projections.file_facts import lines_of, period_facts
from cadre_ledger.projections.files import AnswerDossier, CadreFile, PeriodDossier
from cadre_ledger.projections.flags import Flag, Tried
from cadre_ledger.projections.rulings import Ruling
from cadre_ledger.projections.source import Judging, results_of
from cadre_ledger.projections.standing import Standing, people, stand, weighed
from cadre_ledger.rulebook.classification import Classified, classify
from cadre_ledger.rulebook.clause import ClauseBase
from cadre_ledger.rulebook.weighing import Weighed
from cadre_ledger.values.citations import FlagName, capped
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.facts import PeriodFacts
from cadre_ledger.values.verdicts import Truth

FLAG_ID = re.compile(rf"({'|'.join(FlagName)})-([0-9]{{1,18}})(?:-([0-9]{{1,9}}))?")
STEP, MOST_POINTS = Decimal("0.01"), Decimal(100)
"""Points are given to two decimals, out of a hundred."""

ROOTS: dict[FlagName, tuple[str, ...]] = {
    FlagName.DISCIPLINED: ("discipline.decided",),
    FlagName.PROMOTION_FROZEN: ("discipline.decided",),
    FlagName.PRESTIGE_DECLINING: ("discipline.decided",),
    FlagName.NOT_COMPLETED: ("classification.decided",),
    FlagName.NOT_COMPLETED_REPEATED: ("classification.decided",),
    FlagName.TRAINING_GAP: ("post.appointed", "post.planned"),
    FlagName.LOW_CONFIDENCE_MAJORITY: ("vote.recorded",),
    FlagName.LOW_CONFIDENCE_TWO_THIRDS: ("vote.recorded",),
}
"""The kinds of record that a flag of a file stands and falls with: of another it never was up."""

DAYS_LOOKED_AHEAD = 50
"""Changes by the calendar that are tried to see a verdict change."""


def explain_flag(desk: Desk, flag: str) -> answers.Explanation | answers.FlagExplanation:
    """Why a flag is up, or is up no more; `NotFound` when it never was."""
    match = FLAG_ID.fullmatch(flag)
    row = pages.row(desk.events, int(match[2])) if match and int(match[2]) <= desk.cut.entry else None
    if match is None or row is None:
        raise NotFound(Code.NO_FLAG, flag=flag)
    record = record_part(row)
    if "session" in record.event and match[3]:
        return _flag_of_vote(desk, flag, FlagName(match[1]), str(record.event["session"]), int(match[3]))
    if "cadre" not in record.event or match[3]:
        raise NotFound(Code.NO_FLAG, flag=flag)
    return _flag_of_file(desk, flag, FlagName(match[1]), str(record.event["cadre"]), int(match[2]))


def _flag_of_vote(desk: Desk, flag: str, name: FlagName, session: str, number: int) -> answers.Explanation | answers.FlagExplanation:
    """A vote raises a flag itself, or is the ground on which a file raises it."""
    verdict = desk.verdict(session)
    subject = verdict.subject(number)
    if subject is None:
        raise NotFound(Code.NO_FLAG, flag=flag)
    if name in {each.flag for each in (subject.opened, subject.perhaps) if each is not None} or subject.cadre is None:
        return explain_vote(desk, session, str(number))
    return _flag_of_file(desk, flag, name, subject.cadre, verdict.session.evidence[0].entry)


def _flag_of_file(desk: Desk, flag: str, name: FlagName, cadre: str, root: int) -> answers.FlagExplanation:
    code = desk.source.merged().get(cadre, cadre)
    judging = desk.judging
    found = stand(judging, code, desk.as_of)
    raised = next((each for each in found.flags if each.id == flag), None)
    tried = [each for each in weighed(found) if each.then.flag is name and (root in each.weighed.evidence or not each.weighed.evidence)]
    if raised is None and not _may_have_been_up(desk, name, root):
        raise NotFound(Code.NO_FLAG, flag=flag)
    main = raised.main.by if raised else None
    resting = dict.fromkeys(entry for each in ([main] if main else tried) for entry in each.weighed.evidence)
    return answers.FlagExplanation(
        **heading(desk, answers.FlagExplanation.NAME),
        about={"flag": flag, "cadre": code, "name": found.cadre.name, "position": main.position if main else None},
        conclusion=_conclusion(raised),
        clause=cited(desk, main.ruling, main.clause) if main else None,
        arithmetic=tuple(map(weighed_part, _parts(main))) if main else (),
        facts=tuple(facts(desk, code, resting or [root])),
        considered=tuple(tried_part(desk, each) for each in tried if each != main),
        would_change_if=tuple(_flag_changes(judging, found, raised)) if raised else (),
        answered=_answered(desk, flag),
    )


def _may_have_been_up(desk: Desk, name: FlagName, root: int) -> bool:
    row = pages.row(desk.events, root)
    return row is not None and record_part(row).name.partition("/")[0] in ROOTS.get(name, ())


def _conclusion(raised: Flag | None) -> answers.ConclusionPart:
    if raised is None:
        return answers.ConclusionPart(status="none", flag=None, severity=None, severity_written=None, course=(), missing=())
    return answers.ConclusionPart(
        status=raised.status.value,
        flag=raised.name.value,
        severity=raised.main.severity.value,
        severity_written=raised.main.by.then.severity.value,
        course=tuple(each.value for each in raised.main.by.then.course),
        missing=raised.main.by.weighed.missing,
    )


def _parts(tried: Tried) -> tuple[Weighed, ...]:
    return tried.parts or (tried.weighed,)


def weighed_part(weighed: Weighed) -> answers.WeighedPart:
    """One condition with its arithmetic."""
    return answers.WeighedPart(
        condition=weighed.condition,
        status=weighed.truth.value,
        written=weighed.written,
        evidence=weighed.evidence,
        missing=weighed.missing,
    )


def tried_part(desk: Desk, tried: Tried) -> answers.TriedPart:
    """A clause that was weighed."""
    clause = cited(desk, tried.ruling, tried.clause)
    known_from = tried.ruling.known_from(desk.rulebook.rulebook, tried.clause, desk.as_of)
    return answers.TriedPart(
        clause=clause.id,
        cites=clause.cites,
        known_from=clause.known_from,
        position=tried.position,
        status=tried.weighed.truth.value,
        flag=tried.then.flag.value,
        severity=capped(tried.then.severity, known_from).value,
        course=tuple(each.value for each in tried.then.course),
        text=clause.text,
        arithmetic=tuple(map(weighed_part, _parts(tried))),
        evidence=tried.weighed.evidence,
        missing=tried.weighed.missing,
    )


def facts(desk: Desk, cadre: str, entries: Iterable[int]) -> Iterator[answers.FactPart]:
    """What each entry says, with the entries that changed it later."""
    changed = {line[0].entry: line for code in people(desk.source, cadre) for line in lines_of(desk.source, _file(desk, code))}
    changed |= {session.evidence[0].entry: session.evidence[:1] for session in _sessions(desk, cadre)}
    for entry in dict.fromkeys(each.entry for first in entries for each in changed.get(first, [])):
        row = pages.row(desk.events, entry)
        assert row is not None
        record = record_part(row)
        says = {name: value for name, value in record.event.items() if name not in ("cadre", "subjects") and value is not None}
        yield answers.FactPart(entry=entry, name=record.name, effective_on=record.effective_on, recorded_at=record.recorded_at, says=says)


def _file(desk: Desk, code: str) -> CadreFile:
    return desk.source.get(("file", code)) or CadreFile.empty(code)


def _sessions(desk: Desk, cadre: str) -> Iterator[SessionDossier]:
    return (desk.session(session) for session, _ in results_of(desk.source, cadre))


def _flag_changes(judging: Judging, found: Standing, raised: Flag) -> Iterator[answers.TurningPart]:
    """The day on which the calendar changes a flag, and each entry without which it would not be what it is."""
    for later in _later(judging, found):
        then = _same(later, raised)
        if _held(then) != _held(raised):
            yield _change(then, on=later.as_of)
            break
    for entry in raised.main.by.weighed.evidence:
        then = _same(stand(judging, found.cadre.code, found.as_of, without=entry), raised)
        if _held(then) != _held(raised):
            yield _change(then, without=entry)


def _later(judging: Judging, found: Standing) -> Iterator[Standing]:
    """The standing on each day on which something of it changes by itself."""
    for _ in range(DAYS_LOOKED_AHEAD):
        if found.next_change is None:
            return
        found = stand(judging, found.cadre.code, found.next_change)
        yield found


def _same(found: Standing, raised: Flag) -> Flag | None:
    return next((each for each in found.flags if each.id == raised.id), None)


def _held(flag: Flag | None) -> tuple[Truth, str | None]:
    return (Truth.NOT, None) if flag is None else (flag.status, str(flag.main.by.ref))


def _change(then: Flag | None, on: date | None = None, without: int | None = None) -> answers.TurningPart:
    truth, clause = _held(then)
    return answers.TurningPart(on=on.isoformat() if on else None, without=without, status=truth.value, clause=clause)


def _answered(desk: Desk, flag: str) -> answers.AnsweredPart | None:
    found: AnswerDossier | None = desk.source.get(("answer", flag))
    if found is None:
        return None
    return answers.AnsweredPart(**{name: getattr(found, name) for name in answers.AnsweredPart.model_fields})


# A standing


def explain_standing(desk: Desk, cadre: str) -> answers.StandingExplanation:
    """Whether a cadre may be put forward, with every clause that was weighed for that person."""
    dossier = desk.cadre(cadre)
    judging = desk.judging
    found = stand(judging, dossier.code, desk.as_of)
    tried = list(weighed(found))
    met = [each for each in tried if each.weighed.truth is not Truth.NOT]
    resting = dict.fromkeys(entry for each in met for entry in each.weighed.evidence)
    return answers.StandingExplanation(
        **heading(desk, answers.StandingExplanation.NAME),
        about={"cadre": dossier.code, "name": dossier.name},
        conclusion=eligibility_part(found),
        clauses=tuple(tried_part(desk, each) for each in met),
        considered=tuple(tried_part(desk, each) for each in tried if each.weighed.truth is Truth.NOT),
        facts=tuple(facts(desk, dossier.code, resting)),
        would_change_if=tuple(_standing_changes(judging, found)),
    )


def _standing_changes(judging: Judging, found: Standing) -> Iterator[answers.TurningPart]:
    """When the answer changes by the calendar, and each reason without which it would be another."""
    now = found.higher_post.answer.truth
    for later in _later(judging, found):
        if later.higher_post.answer.truth is not now:
            yield answers.TurningPart(on=later.as_of.isoformat(), without=None, status=later.higher_post.answer.truth.value, clause=None)
            break
    for entry in dict.fromkeys(entry for reason in found.higher_post.reasons for entry in reason.evidence):
        then = stand(judging, found.cadre.code, found.as_of, without=entry).higher_post.answer.truth
        if then is not now:
            yield answers.TurningPart(on=None, without=entry, status=then.value, clause=None)


# A classification


def explain_classification(desk: Desk, cadre: str, period: str) -> answers.ClassificationExplanation:
    """What was decided on a period, beside what the rules give by themselves from the same points and sanctions."""
    dossier = desk.cadre(cadre)
    opened: PeriodDossier | None = desk.source.get(("period", period))
    if opened is None:
        raise NotFound(Code.NO_PERIOD, period=period)
    judging = desk.judging
    found = stand(judging, dossier.code, desk.as_of)
    decided = next((each for each in found.classifications if each.period.code == period), None)
    digest = judging.rulebook.ruling(opened.basis, opened.basis_digest, desk.as_of)
    ruling = Ruling(judging.rulebook.regulation(digest), digest)
    given = period_facts(judging, list(people(desk.source, dossier.code)), opened, decided)
    computed = classify(ruling.regulation, given, desk.as_of)
    opens = [each for each in weighed(found) if decided is not None and decided.entry in each.weighed.evidence]
    return answers.ClassificationExplanation(
        **heading(desk, answers.ClassificationExplanation.NAME),
        about={"cadre": dossier.code, "name": dossier.name, "period": period, "basis": opened.basis, "judged_under": digest},
        conclusion=classification_part(decided) if decided else None,
        computed=_computed(ruling, computed),
        departs=decided is not None and computed.level is not None and decided.level is not computed.level,
        considered=tuple(_bands(desk, ruling, computed)),
        opens=tuple(tried_part(desk, each) for each in opens),
        facts=tuple(facts(desk, dossier.code, computed.evidence)),
        would_change_if=tuple(_nearest_points(ruling, given, computed, desk.as_of)),
    )


def _nearest_points(ruling: Ruling, given: PeriodFacts, computed: Classified, as_of: date) -> Iterator[answers.PointsPart]:
    """The nearest points above and below that give another answer: those at the limits of the bands, or a step beside."""
    if given.work is None or given.work.points is None:
        return
    now = given.work.points
    limits = {
        Decimal(text) for each in computed.tried if each.clause.points for text in each.clause.points.model_dump(exclude_none=True).values()
    }
    near = {point for limit in limits for point in (limit - STEP, limit, limit + STEP) if 0 <= point <= MOST_POINTS}
    above, below = sorted(point for point in near if point > now), sorted((point for point in near if point < now), reverse=True)
    for side in (above, below):
        for point in side:
            then = classify(ruling.regulation, replace(given, work=replace(given.work, points=point)), as_of)
            if then.possible != computed.possible:
                level = then.level.value if then.level else None
                yield answers.PointsPart(now=str(now), then=str(point), level=level, possible=tuple(each.value for each in then.possible))
                break


def _computed(ruling: Ruling, computed: Classified) -> answers.ComputedPart:
    return answers.ComputedPart(
        level=computed.level.value if computed.level else None,
        possible=tuple(each.value for each in computed.possible),
        clauses=tuple(str(ruling.ref(each)) for each in computed.clauses),
        missing=computed.missing,
    )


def _bands(desk: Desk, ruling: Ruling, computed: Classified) -> Iterator[answers.BandPart]:
    """Every level tried, from the best, then every fact that would bring one about."""
    for each in computed.tried:
        parts = (*([each.points] if each.points else []), *each.conditions)
        # Points beyond a band may fall to its level, but they are not those of its clause.
        own = each.points if each.points is not None and each.points.truth is Truth.NOT else each.whole
        yield _band(desk, ruling, each.clause, each.clause.quality.value, own, parts, forced=False)
    for forced in computed.forced:
        yield _band(desk, ruling, forced.clause, forced.clause.quality.value, forced.whole, (forced.whole,), forced=True)


def _band(
    desk: Desk, ruling: Ruling, clause: ClauseBase, level: str, whole: Weighed, parts: tuple[Weighed, ...], *, forced: bool
) -> answers.BandPart:
    said = cited(desk, ruling, clause)
    return answers.BandPart(
        clause=said.id,
        cites=said.cites,
        known_from=said.known_from,
        level=level,
        forced=forced,
        status=whole.truth.value,
        text=said.text,
        arithmetic=tuple(map(weighed_part, parts)),
        missing=whole.missing,
    )
