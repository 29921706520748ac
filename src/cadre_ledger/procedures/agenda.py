"""The workspace of a council: what is to be done, by when; and the few numbers above it. Nobody is ranked here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from pydantic_core import from_json

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.counting import vote_sitting
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.files import told
from cadre_ledger.procedures.lacking import held_between, judged_in, persons
from cadre_ledger.procedures.lists import closed
from cadre_ledger.procedures.reading import decision_on, flag_counts, heading, paged
from cadre_ledger.procedures.steps import OVER, next_step
from cadre_ledger.projections.dossiers import CadreDossier, SessionDossier, SittingDossier
from cadre_ledger.projections.file_facts import absence_facts, period_of, post_facts, sanction_facts
from cadre_ledger.projections.files import AbsenceLine, CadreFile, PeriodDossier, UnitDossier
from cadre_ledger.projections.judge import findings_of, hearing_of
from cadre_ledger.projections.standing import Ruled, clocks_of
from cadre_ledger.projections.tables import CADRES, FLAGS, VOTES
from cadre_ledger.rulebook.sanctions import Clock, Frozen
from cadre_ledger.rulebook.weighing import Span, standing
from cadre_ledger.values.citations import Course, FlagName, Severity
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import PostFact
from cadre_ledger.values.verdicts import Truth

SOON = 30
"""Days before a deadline from which it is near."""
NAMED = 5
"""Of many things to be done alike, so many are named; the lists have them all."""
FOLLOWS = frozenset({Course.FREEZE_PROMOTION.value, Course.NOTE.value})
"""Courses that ask nobody for a decision: they follow, or are only to be known."""
READ_OF_FLAGS = ("id", "flag", "severity", "status", "course", "evidence")
KINDS = (
    *("flags", "training", "period", "assessments_missing", "classifications_missing", "untold"),
    *("sanction_lapsing", "freeze_ending", "absence_over", "term_ending", "lines_unlinked", "vote_findings"),
    *("vote_step", "vote_preparation"),
)
"""In the order in which they stand where deadlines do not part them."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The day of the agenda, and the last of the days that are near."""

    as_of: date
    last: date

    def state(self, deadline: PartialDate | None, *, certain: bool = True) -> answers.TaskState:
        """Where the day stands to a deadline; with one known to the month only it may be both."""
        if not certain or (deadline and deadline.first < self.as_of <= deadline.last and not deadline.exact):
            return "cannot_tell"
        if deadline is None:
            return "open"
        return "overdue" if deadline.last < self.as_of else "due_soon" if deadline.first <= self.last else "open"


@dataclass(slots=True)
class Many:
    """Things to be done alike: how many, and the first of them by code and entry."""

    count: int = 0
    items: list[str] = field(default_factory=list)
    evidence: list[int] = field(default_factory=list)

    def add(self, item: str, entries: Iterable[int], number: int = 1) -> None:
        """One more."""
        self.count += number
        if len(self.items) < NAMED:
            self.items.append(item)
            self.evidence.extend(entries)

    def task(self, kind: str, about: str | None, state: answers.TaskState, **facts: str | None) -> answers.TaskPart:
        """All of them as one task without a deadline."""
        return _task(kind, about, facts, state, count=self.count, items=tuple(self.items), evidence=tuple(self.evidence))


def agenda(desk: Desk, within: int = SOON, *, files: bool = True) -> answers.Agenda:
    """Every task, the overdue first, then by deadline, then by weight.

    Without `files` only what the read models tell at once: flags, training that is due, periods; `slow_parts` has the rest.
    """
    tasks = (*quick_parts(desk, within), *(slow_parts(desk, within) if files else ()))
    return answers.Agenda(**heading(desk, answers.Agenda.NAME), within_days=within, whole=files, tasks=in_order(tasks))


def page(answer: answers.Agenda, limit: int | None, after: str | None) -> answers.Agenda:
    """At most so many tasks of it, those after one named by its id."""
    rows = ({"id": each.id, "task": each} for each in answer.tasks)
    return answer.model_copy(update={"tasks": tuple(row["task"] for row in paged(rows, "id", limit, after, ordered=False))})


def in_order(tasks: Iterable[answers.TaskPart]) -> tuple[answers.TaskPart, ...]:
    """The order of an agenda, for parts that come one after the other."""
    return tuple(sorted(tasks, key=_urgency))


def _urgency(task: answers.TaskPart) -> tuple[date, int, int, str]:
    deadline = PartialDate.parse(task.deadline).last if task.deadline else date.max
    severity = task.facts.get("severity")
    return deadline, KINDS.index(task.kind), -Severity(severity).weight if severity else 0, task.id


def quick_parts(desk: Desk, within: int = SOON) -> tuple[answers.TaskPart, ...]:
    """What needs one look at the flags, the periods, and the votes that are held here."""
    reach = _reach(desk, within)
    return (*_flags(desk), *_periods(desk, reach), *_of_sittings(desk, reach))


def slow_parts(desk: Desk, within: int = SOON) -> tuple[answers.TaskPart, ...]:
    """What needs a look into every file and every vote; a screen asks for it beside the first paint."""
    reading, reach = desk.remembering(), _reach(desk, within)
    return (*_of_files(reading, reach), *_of_votes(reading))


def _reach(desk: Desk, within: int) -> Reach:
    return Reach(desk.as_of, desk.as_of + timedelta(days=min(within, (date.max - desk.as_of).days)))


# Flags and periods


def _flags(desk: Desk) -> Iterator[answers.TaskPart]:
    """Flags that nobody has decided, alike by family, weight, certainty and how far they are; training that is due apart."""
    answered = set(desk.source.keys_of("answer"))
    found: dict[tuple[str, ...], Many] = defaultdict(Many)
    views = desk.views_of_the_day
    follows = cache(lambda course: FOLLOWS.issuperset(from_json(course)))
    for row in views.rows(FLAGS, only=READ_OF_FLAGS) if views else desk.rows(FLAGS):
        decision: str = decision_on(desk, row["id"]) if row["id"] in answered else "open"
        if decision != "decided" and not follows(row["course"]):
            many = found[row["flag"], row["severity"], row["status"], decision]
            many.add(row["id"], _entries(row) if many.count < NAMED else ())
    for (flag, severity, status, decision), many in found.items():
        kind = "training" if flag == FlagName.TRAINING_GAP else "flags"
        state: answers.TaskState = "open" if status == Truth.APPLIES else "cannot_tell"
        yield many.task(kind, flag, state, severity=severity, status=status, decision=decision)


def _entries(row: Mapping[str, Any]) -> Iterator[int]:
    return (each["entry"] for each in from_json(row["evidence"]))


def _open_periods(desk: Desk) -> Iterator[PeriodDossier]:
    for code in desk.source.keys_of("period"):
        period: PeriodDossier = desk.source.get(("period", code))
        if desk.has_come(period.begins) and not closed(period, desk):
            yield period


def _periods(desk: Desk, reach: Reach) -> Iterator[answers.TaskPart]:
    """Periods that have begun and are not closed; the deadline is the one that was set when a period was opened."""
    for period in _open_periods(desk):
        deadline = PartialDate.parse(period.deadline) if period.deadline else None
        facts = {"begins": period.begins, "ends": period.ends}
        yield _task("period", period.code, facts, reach.state(deadline), deadline, evidence=(period.evidence[0].entry,))


# Files


def _of_files(desk: Desk, reach: Reach) -> Iterator[answers.TaskPart]:
    """Every file once, for all that may be due in it."""
    lacking = _Lacking(desk, reach)
    untold: dict[str, Many] = defaultdict(Many)
    for cadre, files in persons(desk):
        posts = [post for file in files for post in post_facts(desk.source, file) if not post.planned]
        yield from _terms(cadre, posts, reach)
        yield from _absences(cadre, files, reach)
        yield from _sanctions(desk, cadre, files, reach)
        lacking.look(cadre, files, posts)
        for period, entry in _not_told(desk, files):
            untold[period].add(cadre.code, (entry,))
    yield from lacking.tasks()
    yield from (many.task("untold", period, "open") for period, many in sorted(untold.items()))


def _terms(cadre: CadreDossier, posts: Iterable[PostFact], reach: Reach) -> Iterator[answers.TaskPart]:
    """Posts held beyond their term, or whose term ends in near days."""
    for post in posts:
        held = standing(post.since, post.until, reach.as_of).truth
        if post.term is not None and post.term.last <= reach.last and held is not Truth.NOT:
            deadline = PartialDate.on(post.term.last)
            state = reach.state(deadline, certain=held is Truth.APPLIES)
            facts = {"cadre": cadre.code, "name": cadre.name, "position": post.position}
            yield _task("term_ending", f"{cadre.code}/{post.position}", facts, state, deadline, evidence=(post.entry,))


def _absences(cadre: CadreDossier, files: Iterable[CadreFile], reach: Reach) -> Iterator[answers.TaskPart]:
    """Whoever was to be back by a day that has passed, or may have, and of whose return nothing is recorded."""
    for line, fact in ((line, fact) for file in files for line, fact in zip(file.absences, absence_facts(file), strict=True)):
        lasts = Span(fact.since, fact.until).on(reach.as_of).truth
        if fact.planned_until is not None and fact.planned_until.first < reach.as_of and lasts is not Truth.NOT:
            yield _absence(cadre, line, reach.state(fact.planned_until, certain=lasts is Truth.APPLIES), fact.planned_until)


def _absence(cadre: CadreDossier, line: AbsenceLine, state: answers.TaskState, planned: PartialDate) -> answers.TaskPart:
    facts = {"cadre": cadre.code, "name": cadre.name, "absence": line.kind, "since": line.since}
    return _task("absence_over", f"{cadre.code}/{line.number}", facts, state, planned, evidence=(line.evidence[-1].entry,))


def _sanctions(desk: Desk, cadre: CadreDossier, files: list[CadreFile], reach: Reach) -> Iterator[answers.TaskPart]:
    """Sanctions that lapse and freezes that end in near days, each by its clause."""
    cases = {line.evidence[0].entry: line.case for file in files for line in file.sanctions if not line.annulled}
    if not cases:
        return
    sanctions = tuple(fact for file in files for fact in sanction_facts(file))
    effects, clocks, freezes = clocks_of(desk.judging, sanctions, reach.as_of)
    for ruled in effects:
        if ruled.found.sanction.entry in cases:
            yield from _lapse(cadre, cases[ruled.found.sanction.entry], ruled, reach)
    for frozen in freezes:
        yield from _freeze(cadre, frozen, clocks, reach)


def _lapse(cadre: CadreDossier, case: str, ruled: Ruled[Clock], reach: Reach) -> Iterator[answers.TaskPart]:
    clock = ruled.found
    ends = clock.span.end if clock.span else None
    if ends is None or ends.first > reach.last or clock.answer.truth is Truth.NOT:
        return
    facts = {"cadre": cadre.code, "name": cadre.name, "line": clock.sanction.line.value, "form": clock.sanction.form.value}
    state = reach.state(ends, certain=clock.answer.truth is Truth.APPLIES)
    yield _task("sanction_lapsing", case, facts, state, ends, clause=_cited(ruled), evidence=(clock.sanction.entry,))


def _freeze(cadre: CadreDossier, frozen: Frozen, clocks: Iterable[Ruled[Clock]], reach: Reach) -> Iterator[answers.TaskPart]:
    """A line's freeze, which ends with the last of its clocks."""
    if frozen.until is None or frozen.until.first > reach.last or frozen.answer.truth is Truth.NOT:
        return
    last = next(each for each in clocks if each.found in frozen.clocks and each.found.span and each.found.span.end == frozen.until)
    state = reach.state(frozen.until, certain=frozen.answer.truth is Truth.APPLIES)
    facts = {"cadre": cadre.code, "name": cadre.name, "line": frozen.line.value}
    about = f"{cadre.code}/{frozen.line.value}"
    yield _task("freeze_ending", about, facts, state, frozen.until, clause=_cited(last), evidence=(last.found.sanction.entry,))


def _cited(ruled: Ruled[Clock]) -> str | None:
    return str(ruled.by.ref(ruled.found.clause)) if ruled.by and ruled.found.clause else None


def _not_told(desk: Desk, files: list[CadreFile]) -> Iterator[tuple[str, int]]:
    """The decisions that stand of which nobody has told the person: a corrected one is to be told anew."""
    for line in (line for file in files for line in file.classifications):
        entry = line.evidence[-1].entry
        if not line.set_aside and desk.has_come(line.decided_on) and told(files, entry, desk.as_of)[0] == "provisional":
            yield line.period, entry


def untold(desk: Desk, period: str) -> Iterator[CadreDossier]:
    """Everyone who was not told of a decision on a period that stands, by code."""
    for cadre, files in persons(desk):
        if any(found == period for found, _ in _not_told(desk, files)):
            yield cadre


class _Lacking:
    """Who of the open periods that have ended, or are due, has no assessment or no classification."""

    def __init__(self, desk: Desk, reach: Reach) -> None:
        self._desk, self._reach = desk, reach
        self._due = {each.code: (each, period_of(each)) for each in _open_periods(desk) if self._ripe(each)}
        self._missing: dict[tuple[str, str], Many] = defaultdict(Many)

    def _ripe(self, period: PeriodDossier) -> bool:
        due = PartialDate.parse(period.deadline).first if period.deadline else date.max
        return period_of(period).last < self._reach.as_of or due <= self._reach.last

    def look(self, cadre: CadreDossier, files: list[CadreFile], posts: Iterable[PostFact]) -> None:
        """Whoever holds a post in a period, or may, is to be assessed in it."""
        for code, (_, span) in self._due.items():
            last = min(span.last, self._reach.as_of)
            if any(held_between(post, span.first, last) for post in posts):
                assessed, classified = judged_in(self._desk, files, code)
                if not assessed:
                    self._missing[code, "assessments_missing"].add(cadre.code, ())
                if not classified:
                    self._missing[code, "classifications_missing"].add(cadre.code, ())

    def tasks(self) -> Iterator[answers.TaskPart]:
        for (code, kind), many in self._missing.items():
            period = self._due[code][0]
            deadline = PartialDate.parse(period.deadline) if period.deadline else None
            evidence = (period.evidence[0].entry,)
            facts = {"ends": period.ends}
            state = self._reach.state(deadline)
            yield _task(kind, code, facts, state, deadline, count=many.count, items=tuple(many.items), evidence=evidence)


# Votes


def _of_sittings(desk: Desk, reach: Reach) -> Iterator[answers.TaskPart]:
    """The next step of every vote held here; of one that is only convened, by the day of the vote, and what is due before it."""
    for code in desk.source.keys_of("sitting"):
        sitting: SittingDossier = desk.source.get(("sitting", code))
        if sitting.stage in OVER:
            continue
        answer = vote_sitting(desk, code)
        deadline = PartialDate.parse(sitting.held_on) if sitting.stage == Stage.CONVENED else None
        facts = {"step": next_step(answer), "body": answer.body, "held_on": sitting.held_on}
        evidence = (answer.evidence[-1].entry,)
        yield _task("vote_step", code, facts, reach.state(deadline), deadline, items=(code,), evidence=evidence)
        if sitting.stage == Stage.CONVENED:
            yield from _preparation(answer, reach)


def _preparation(answer: answers.VoteSitting, reach: Reach) -> Iterator[answers.TaskPart]:
    """The next step of the calendar; that one was taken is recorded nowhere, so that those whose day is over are not listed."""
    for each in answer.calendar:
        due = PartialDate.parse(each.due_on)
        if due.first >= reach.as_of:
            facts = {"held_on": answer.held_on, "vi": each.what["vi"], "en": each.what["en"]}
            clause = f"{answer.basis}#{each.clause}"
            about, evidence = f"{answer.code}/{each.step}", (answer.evidence[0].entry,)
            yield _task("vote_preparation", about, facts, reach.state(due), due, clause=clause, items=(answer.code,), evidence=evidence)
            return


def _of_votes(desk: Desk) -> Iterator[answers.TaskPart]:
    """Lines of votes that nobody has linked to a file, and votes with something odd about them, alike by what it is."""
    unlinked, odd = Many(), defaultdict[str, Many](Many)
    for code in desk.source.keys_of("session"):
        session: SessionDossier = desk.source.get(("session", code))
        if session.day.first > desk.as_of:
            continue
        entries = (session.evidence[0].entry,)
        if lines := sum(line.cadre is None for line in session.subjects):
            unlinked.add(code, entries, lines)
        for finding in {each.code.value for each in findings_of(hearing_of(session, desk.judging.rulebook, desk.as_of))}:
            odd[finding].add(code, entries)
    if unlinked.count:
        yield unlinked.task("lines_unlinked", None, "open")
    yield from (many.task("vote_findings", finding, "open") for finding, many in odd.items())


def _task(
    kind: str,
    about: str | None,
    facts: Mapping[str, str | None],
    state: answers.TaskState,
    deadline: PartialDate | None = None,
    **more: Any,
) -> answers.TaskPart:
    marks = [facts[name] for name in ("severity", "status", "decision") if facts.get(name)]
    written = None if deadline is None else str(deadline)
    return answers.TaskPart(
        id="/".join(filter(None, (kind, about, *marks))), kind=kind, about=about, facts=dict(facts), deadline=written, state=state, **more
    )


# The numbers above


def overview(desk: Desk) -> answers.Overview:
    """What a header says of a ledger on the day."""
    return answers.Overview(
        **heading(desk, answers.Overview.NAME),
        name=desk.founding.name,
        cadres=desk.counted(CADRES, ("merged_into",))[None,],
        units=sum(_stands(desk, code) for code in desk.source.keys_of("unit")),
        votes=desk.counted(VOTES, ("kind",)).total(),
        flags=flag_counts(desk.counted(FLAGS, ("severity", "status"))),
    )


def _stands(desk: Desk, code: str) -> bool:
    """Whether a unit is not known to be closed."""
    unit: UnitDossier = desk.source.get(("unit", code))
    return unit.closed_on is None or PartialDate.parse(unit.closed_on).last > desk.as_of
