"""Everything that holds about a cadre on a day, part by part."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cadre_ledger.procedures.answers import (
    AbsencePart,
    ClassificationPart,
    FlagPart,
    FreezePart,
    GapPart,
    GroundPart,
    PostPart,
    SanctionPart,
    Standing,
    StandingVotePart,
    TrainingPart,
)
from cadre_ledger.procedures.telling.clocks import both_clocks
from cadre_ledger.procedures.telling.explaining_files import higher_post
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.procedures.telling.votes import shares_said
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import Kind, term


def parts(words: Words, answer: Standing) -> tuple[Said, ...]:
    """The standing in groups, each under its name, and as a group even when nothing is in it."""
    return (
        Said(words(N_("Posts")), below=tuple(_posts(words, answer))),
        Said(words(N_("Decisions")), below=tuple(_decision(words, each) for each in answer.classifications)),
        Said(words(N_("Votes")), below=tuple(_votes(words, answer, shares=True))),
        Said(words(N_("Training")), below=(*(_trained(words, each) for each in answer.training), *_gaps(words, answer))),
        Said(words(N_("Discipline")), below=(*(_sanction(words, each) for each in answer.sanctions), *_freezes(words, answer))),
        Said(words(N_("Flags")), below=tuple(_flag(words, each) for each in answer.flags)),
        Said(words(N_("Grounds to leave a post")), below=tuple(_ground(words, each) for each in answer.grounds)),
        Said(words(N_("Exemptions")), below=tuple(_exemptions(words, answer))),
        higher_post(words, answer.higher_post.status, answer.higher_post.reasons),
    )


def standing(words: Words, answer: Standing) -> tuple[Said, ...]:
    """The standing on one page; training that is done and what nobody records here are in the answer itself."""
    holds = (
        *_posts(words, answer),
        *(_decision(words, each) for each in answer.classifications),
        *_votes(words, answer),
        *(_sanction(words, each) for each in answer.sanctions),
        *_freezes(words, answer),
        *_gaps(words, answer),
        *(_flag(words, each) for each in answer.flags),
        *_exemptions(words, answer),
    )
    eligible = higher_post(words, answer.higher_post.status, answer.higher_post.reasons)
    return (
        Said(f"{answer.cadre.code} · {answer.cadre.name}", below=holds),
        _apart(eligible),
        _apart(both_clocks(words, answer)),
        *_next_change(words, answer),
    )


def _apart(said: Said) -> Said:
    return Said(said.text, below=said.below, mark=said.mark, apart=True)


def _next_change(words: Words, answer: Standing) -> Iterator[Said]:
    if answer.next_change:
        yield Said(words(N_("Nothing of this changes by itself before {day}."), day=answer.next_change))


def _posts(words: Words, answer: Standing) -> Iterator[Said]:
    yield from (_held(words, each) for each in answer.posts)
    yield from (_planned(words, each) for each in answer.planned)
    yield from (_absent(words, each) for each in answer.absences)


def _held(words: Words, post: PostPart) -> Said:
    since, months = words(N_("since {day}"), day=post.since), words(N_("{months} months"), months=post.months)
    return Said(f"{words(N_('holds'))}  {post.position} {post.title} · {post.unit} · {since} · {months}", entry=post.entry)


def _planned(words: Words, post: PostPart) -> Said:
    since = words(N_("since {day}"), day=post.since)
    return Said(f"{words(N_('planned for'))}  {post.position} {post.title} · {since}", entry=post.entry)


def _absent(words: Words, away: AbsencePart) -> Said:
    since = words(N_("absent since {day}"), day=away.since)
    planned = f" · {words(N_('planned until {day}'), day=away.planned_until)}" if away.planned_until else ""
    text = f"{term(words, 'status', away.status)}  {since} · {term(words, 'absence', away.kind)}{planned} · #{away.entry}"
    return Said(text, entry=away.entry, mark=away.status)


def _decision(words: Words, each: ClassificationPart) -> Said:
    points = f" · {each.points}" if each.points else ""
    return Said(f"{each.period}  {term(words, 'quality', each.level)}{points} · {each.decided_on} · #{each.entry}", entry=each.entry)


def _votes(words: Words, answer: Standing, *, shares: bool = False) -> Iterator[Said]:
    """Where one year has several, each says in which post."""
    years = Counter(each.held_on[:4] for each in answer.votes)
    return (_vote(words, each, shares=shares, several=years[each.held_on[:4]] > 1) for each in answer.votes)


def _vote(words: Words, vote: StandingVotePart, *, shares: bool, several: bool) -> Said:
    outcome = vote.outcome
    text = f"{vote.session} · {vote.subject} · {vote.held_on} · {term(words, 'status', outcome.status)} {outcome.clause or ''}".rstrip()
    where = (Said(" · ".join(filter(None, (vote.position, vote.body)))),) if several else ()
    below = (*where, *(Said(each) for each in (shares_said(words, vote.shares) if shares else ())))
    return Said(text, clause=outcome.clause, mark=outcome.severity or outcome.status, below=below)


def _trained(words: Words, each: TrainingPart) -> Said:
    level = f" · {term(words, 'theory_level', each.level)}" if each.level else ""
    return Said(f"{term(words, 'category', each.category)}{level} · {each.completed_on} · #{each.entry}", entry=each.entry)


def _gaps(words: Words, answer: Standing) -> Iterable[Said]:
    return (_gap(words, each) for each in answer.training_gaps if each.status != "none")


def _gap(words: Words, gap: GapPart) -> Said:
    required = term(words, "theory_level", gap.required) if gap.required else "?"
    held = term(words, "theory_level", gap.held) if gap.held else "–"
    text = f"{term(words, 'status', gap.status)}  {words(N_('theory'))}: {gap.position} {required}, {words(N_('held'))} {held}"
    return Said(text, clause=gap.clause, mark=gap.status)


def _sanction(words: Words, each: SanctionPart) -> Said:
    named = f"{term(words, 'form', each.form)} ({term(words, 'line', each.line)})"
    lapse = (words(N_("lapses on {day}"), day=each.lapses_on),) if each.lapses_on else ()
    text = " · ".join((f"{term(words, 'status', each.status)}  {named}", each.announced_on, *lapse, f"#{each.case_entry}"))
    return Said(text, entry=each.case_entry, clause=each.clause, mark=each.status)


def _freezes(words: Words, answer: Standing) -> Iterable[Said]:
    return (_freeze(words, each) for each in answer.freezes if each.status != "none")


def _freeze(words: Words, freeze: FreezePart) -> Said:
    until = f" {words(N_('until {day}'), day=freeze.until)}" if freeze.until else ""
    text = f"{term(words, 'status', freeze.status)}  {words(N_('no higher post'))} ({term(words, 'line', freeze.line)}){until}"
    return Said(text, mark=freeze.status)


def _flag(words: Words, each: FlagPart) -> Said:
    known: tuple[Kind, str] = ("severity", each.severity) if each.status == "applies" else ("status", each.status)
    decided = f" · {term(words, 'decision', each.decision)}" if each.decision != "open" else ""
    text = f"{term(words, *known)}  {term(words, 'flag', each.flag)} · {each.clause}{decided} · {each.id}"
    return Said(text, entry=each.evidence[0].entry if each.evidence else None, clause=each.clause, mark=known[1])


def _ground(words: Words, each: GroundPart) -> Said:
    text = f"{term(words, 'status', each.status)}  {term(words, 'leaving', each.way)}: {each.position} · {each.clause}"
    return Said(text, entry=each.evidence[0] if each.evidence else None, clause=each.clause, mark=each.status)


def _exemptions(words: Words, answer: Standing) -> Iterator[Said]:
    """Only those that hold: for the others something is missing that nobody records here; `--json` has them."""
    for each in answer.exemptions:
        if each.status == "applies":
            text = f"{term(words, 'status', each.status)}  {words(N_('left out of a confidence vote'))}: {each.position} · {each.clause}"
            yield Said(text, clause=each.clause, mark=each.status)
