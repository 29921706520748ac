"""A vote that is held here, in words: how far it has come, and what is left to do on each stack."""

from collections.abc import Iterator

from cadre_ledger.procedures.answers import BatchPart, RulesShow, VoteSitting
from cadre_ledger.procedures.telling.clauses import known_said
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import TERMS, term


def sitting(words: Words, answer: VoteSitting) -> Iterator[Said]:
    """What was convened, who is voted on, who is there, what became of the ballots, and the stacks."""
    day = words.day(PartialDate.parse(answer.held_on))
    yield Said(f"{answer.code} · {term(words, 'vote_kind', answer.kind)} · {answer.body} · {day} · {answer.place}")
    yield Said(f"{words(N_('Step'))}: {term(words, 'stage', answer.stage)} · {answer.basis}")
    yield Said(f"{term(words, 'field', 'committee')}: {', '.join(answer.committee)}")
    if answer.annulled is not None:
        yield Said(f"! {term(words, 'event', 'vote.annulled')}: {answer.annulled}")
    yield Said(words(N_("On the ballot")), below=tuple(_subjects(words, answer)), apart=True)
    yield from _before(words, answer)
    if answer.members_present is not None:
        present = words(N_("Present {present} of {summoned} summoned."), present=answer.members_present, summoned=answer.members_summoned)
        yield Said(present, apart=True)
    if answer.ballots:
        said = (f"{term(words, 'field', name)} {figure}" for name, figure in answer.ballots.items())
        yield Said(" · ".join(said))
    yield from (_batch(words, each) for each in answer.batches)
    yield from _after(words, answer)


def _subjects(words: Words, answer: VoteSitting) -> Iterator[Said]:
    for each in answer.subjects:
        struck = f"− {term(words, 'struck', each.struck)}" if each.struck else None
        yield Said(" · ".join(filter(None, (f"{each.number} {each.name}", each.position, each.cadre, struck))))
    for other in answer.exempt:
        yield Said(f"○ {other.name} · {term(words, 'field', 'exempt')}: {other.clause}", clause=other.clause)


def _before(words: Words, answer: VoteSitting) -> Iterator[Said]:
    if not answer.calendar:
        return
    below = []
    for each in answer.calendar:
        day = words.day(PartialDate.parse(each.due_on))
        below.append(Said(words(N_("{day}: step {step}, {days} days before"), day=day, step=each.step, days=each.days_before)))
    yield Said(term(words, "field", "calendar"), below=tuple(below), apart=True)


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
    for field in ("certified_by", "minutes", "published_on"):
        value = getattr(answer, field)
        if value is not None:
            yield Said(f"{term(words, 'field', field)}: {value}")
    if answer.custody is not None:
        kept = answer.custody
        parts = (", ".join(kept.seals), kept.keeper, kept.kept_at, kept.kept_until)
        yield Said(f"{term(words, 'event', 'vote.ballots-in-custody')}: {' · '.join(filter(None, parts))}")


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
