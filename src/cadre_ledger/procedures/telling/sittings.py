"""A vote that is held here, in words: its steps, what is needed now and by whom, and what is left to do on each stack."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.domain.checks import CHECKS, Check, Figures
from cadre_ledger.domain.checks import Step as Checked
from cadre_ledger.procedures.answers import AwayPart, BatchPart, DuePart, RulesShow, VoteHandout, VoteSitting
from cadre_ledger.procedures.steps import needs_two, next_step, roles_of, steps
from cadre_ledger.procedures.telling.clauses import known_said
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import TERMS, term

RULES: Mapping[Code, str] = {
    Code.PRINTED_DIFFER: N_("{papers} printed = {issued} issued + {unused} left over + {spoilt} spoilt"),
    Code.ISSUED_OVER_PRESENT: N_("{issued} issued ≤ {present} present"),
    Code.NO_BALLOTS: N_("{collected} collected > 0"),
    Code.ISSUED_DIFFER: N_("{issued} issued = {collected} collected + {not_returned} not returned"),
    Code.BATCHES_DIFFER: N_("{stacked} in the stacks = {collected} collected"),
    Code.BATCH_TOO_SMALL: N_("smallest of several stacks: {smallest} ≥ {least}"),
    Code.COLLECTED_OVER_ISSUED: N_("{collected} collected ≤ {issued} issued"),
}
"""The checks of the ballots' account, with the figures that they are made of."""


def sitting(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """What was convened, how far it is and what comes next, then all that is known of it."""
    yield from heading(words, answer)
    yield from needed(words, answer)
    yield from account(words, answer)


def heading(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """Which vote it is, in two lines, and that it was annulled."""
    day = words.day(PartialDate.parse(answer.held_on))
    yield Said(f"{answer.code} · {term(words, 'vote_kind', answer.kind)} · {answer.body} · {day} · {answer.place}")
    yield Said(f"{words(N_('Step'))}: {term(words, 'stage', answer.stage)} · {answer.basis}", clause=f"{answer.basis}#")
    if answer.annulled is not None:
        yield Said(f"! {term(words, 'event', 'vote.annulled')}: {answer.annulled}")


def needed(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """The next step, and who takes it."""
    name = next_step(answer)
    if name is not None:
        by = ", ".join(term(words, "role", each) for each in roles_of(name))
        yield Said(words(N_("Next: {step} – by: {roles}"), step=term(words, "step", name), roles=by) + _second(words, name))


def _second(words: Words, name: str) -> str:
    return words(N_("; a second person signs too")) if needs_two(name) else ""


def step_lines(words: Words, answer: VoteSitting) -> Iterator[tuple[str, str, str]]:
    """Every step by its name, as it is called, and how far it is, with its sign."""
    for each in steps(answer):
        yield each.name, _begun(term(words, "step", each.name)), term(words, "step_state", each.how)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def account(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """All that is known of it, in parts: what came last first, then whom and what it is about, and the records."""
    yield from _after(words, answer)
    if answer.batches:
        yield Said(words(N_("Stacks")), below=tuple(_batch(words, each) for each in answer.batches), apart=True)
    yield from _ballots(words, answer)
    yield from _roll(words, answer)
    yield from _before(words, answer)
    yield Said(words(N_("On the ballot")), below=tuple(_subjects(words, answer)), apart=True)
    committee = tuple(Said(each) for each in answer.committee)
    yield Said(_begun(term(words, "field", "committee")), below=committee, apart=True)
    records = tuple(
        Said(f"#{each.entry} {term(words, 'event', each.name.partition('/')[0])}", entry=each.entry) for each in answer.evidence
    )
    yield Said(words(N_("Records of its steps")), below=records, apart=True)


def _roll(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """Who is there, over which base; then who is not, and why."""
    if answer.members_present is None:
        return
    facts = {"present": answer.members_present, "summoned": answer.members_summoned}
    below = [Said(words(N_("All members: {count}"), count="?" if answer.members_total is None else answer.members_total))]
    if answer.late:
        below.append(Said(words(N_("of whom came late: {count}"), count=answer.late)))
    met = answer.quorum
    if met is None:
        below.append(Said(words(N_("No quorum is set by {basis}."), basis=answer.basis)))
    else:
        of = term(words, "base", met.of)
        said = words(N_("✓ Quorum: at least {share} of {base} ({number})"), share=met.at_least, base=of, number=met.number)
        below.append(Said(said, clause=met.clause))
    below += (_away(words, each) for each in answer.away)
    yield Said(words(N_("Present {present} of {summoned} summoned."), **facts), below=tuple(below), apart=True)


def _away(words: Words, each: AwayPart) -> Said:
    state = words(N_("came late")) if each.late else term(words, "presence", each.presence)
    return Said(" · ".join(filter(None, (f"{each.member} {each.name}", state, each.reason))))


def _ballots(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """The account of the ballots, with every check that was made of it."""
    if not answer.ballots:
        return
    said = (f"{term(words, 'field', name)} {figure}" for name, figure in answer.ballots.items() if answer.batches or name not in AFTER)
    yield Said(_begun(" · ".join(said)), below=tuple(_checks(words, answer)), apart=True)


AFTER = frozenset({"collected", "not_returned"})
"""What is not known before it is announced."""


def _checks(words: Words, answer: VoteSitting) -> Iterator[Said]:
    made = (Checked.BOX, Checked.ANNOUNCEMENT) if answer.batches else (Checked.BOX,)
    counted: dict[str, Any] = dict(answer.ballots)
    figures = Figures(**counted, present=answer.members_present, batches=tuple(each.ballots for each in answer.batches))
    yield from (_check(words, each, figures) for each in CHECKS if each.step in made)


def _check(words: Words, check: Check, figures: Figures) -> Said:
    names = ("papers", "issued", "spoilt", "unused", "present", "collected", "not_returned", "stacked", "smallest", "least")
    sign = "✓" if check.holds(figures) else "✗" if check.stops else "?"
    said = words(RULES[check.code], **{name: getattr(figures, name) for name in names})
    return Said(f"{sign} {check.code.value}: {said}")


def handout(words: Words, answer: VoteHandout) -> Iterator[Said]:
    """What is handed out: who is counted in which order, the stacks, who may count, and what makes a mark invalid."""
    day = words.day(PartialDate.parse(answer.held_on))
    yield Said(f"{answer.session} · {term(words, 'vote_kind', answer.kind)} · {answer.body} · {day}")
    below = tuple(Said(" · ".join(filter(None, (f"{each.number} {each.name}", each.position)))) for each in answer.subjects)
    yield Said(words(N_("On the ballot")), below=below, apart=True)
    stacks = " · ".join(str(each) for each in answer.batches) or "–"
    yield Said(f"{term(words, 'field', 'batches')}: {stacks}")
    yield Said(f"{term(words, 'field', 'committee')}: {', '.join(f'{each.actor} {each.name}' for each in answer.counters)}")
    for each in answer.guide:
        yield Said(each.vi if words.language == "vi" else each.en, clause=each.clause, apart=True)
    yield Said(words(N_("Write it for the other machine with -o FILE; it holds no figures and no keys but public ones.")), apart=True)


def _subjects(words: Words, answer: VoteSitting) -> Iterator[Said]:
    for each in answer.subjects:
        struck = f"− {term(words, 'struck', each.struck)}" if each.struck else None
        yield Said(" · ".join(filter(None, (f"{each.number} {each.name}", each.position, each.cadre, struck))))
    for other in answer.exempt:
        yield Said(f"○ {other.name} · {term(words, 'field', 'exempt')}: {other.clause}", clause=other.clause)


def _before(words: Words, answer: VoteSitting) -> Iterator[Said]:
    if not answer.calendar:
        return
    below = tuple(_due(words, answer, each) for each in answer.calendar)
    yield Said(_begun(term(words, "field", "calendar")), below=below, apart=True)


def _due(words: Words, answer: VoteSitting, each: DuePart) -> Said:
    day = words.day(PartialDate.parse(each.due_on))
    said = words(N_("{day} ({days} days before): {what}"), day=day, days=each.days_before, what=each.what[words.language])
    return Said(said, clause=f"{answer.basis}#{each.clause}")


def _batch(words: Words, batch: BatchPart) -> Said:
    """A stack in a line; the cells that differ below it, once both entries are open."""
    if batch.settled:
        state = words(N_("settled"))
    elif batch.opened:
        state = words(N_("compared; what differs is counted a third time"))
    else:
        state = words(N_("{count} of 2 entries locked"), count=len(batch.locked_by))
    locked = ", ".join(batch.locked_by)
    text = words(N_("Stack {batch} of {ballots} ballots: {state}"), batch=batch.batch, ballots=batch.ballots, state=state)
    below = tuple(
        Said(
            f"{each.subject} {each.name} · {cell(words, each.cell)}: {each.one} / {each.other}"
            + (f" → {each.third}" if each.third is not None else "")
        )
        for each in batch.differing
    )
    return Said(f"{text} ({locked})" if locked else text, below=below)


def cell(words: Words, name: str) -> str:
    """A level, or what is invalid."""
    return term(words, "level" if name in TERMS["level"] else "field", name)


def _after(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """What followed the count."""
    said = {"certified_by": answer.certified_by, "minutes": answer.minutes, "published_on": _day(words, answer.published_on)}
    for field, value in said.items():
        if value is not None:
            yield Said(_begun(f"{term(words, 'field', field)}: {value}"))
    if answer.custody is not None:
        kept = answer.custody
        parts = (", ".join(kept.seals), kept.keeper, kept.kept_at, _day(words, kept.kept_until))
        yield Said(_begun(f"{term(words, 'event', 'vote.ballots-in-custody')}: {' · '.join(filter(None, parts))}"))
    for paper in answer.papers:
        issued = (term(words, "paper", paper.paper), paper.format, paper.language, f"#{paper.known_at}", paper.sha256[:16])
        yield Said(_begun(f"{term(words, 'event', 'vote.paper-issued')} #{paper.entry}: {' · '.join(issued)}"))


def _day(words: Words, day: str | None) -> str | None:
    return None if day is None else words.day(PartialDate.parse(day))


def guide(words: Words, answer: RulesShow) -> Iterator[str]:
    """What is invalid in this vote: the clauses of its basis, and what holds for both counts beside them."""
    yield words(N_("Invalid ballots in this vote, by {basis}:"), basis=answer.regulation.id)
    for each in answer.clauses:
        yield f"{each['text'][words.language]} (#{each['id']}, {known_said(words, each['known_from'])})"
        if each["per_person"]:
            yield words(N_("Validity is judged for each name: 0 for a name that has no valid mark; the other names of the ballot count."))
    if not answer.clauses:
        yield words(N_("The adopted text says nothing of it."))
    yield words(N_("What the text leaves open the committee decides together before it counts, so that both counts follow one rule."))
