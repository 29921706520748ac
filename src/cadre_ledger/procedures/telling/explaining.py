"""Why one person's result of a vote opens what it opens, as a tree."""

from collections.abc import Iterator
from fractions import Fraction

from cadre_ledger.procedures.answers import ArithmeticPart, ConclusionPart, ConsideredPart, Explanation, FactPart, WouldChangePart
from cadre_ledger.procedures.telling.clauses import cited, clause
from cadre_ledger.procedures.telling.clocks import clocks, entry_line
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.shares import Share
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term

NAMED = {"1/2": N_("half"), "2/3": N_("two thirds"), "1/3": N_("one third"), "1/5": N_("one fifth")}


def vote(words: Words, answer: Explanation) -> Said:
    """The whole tree: conclusion, clause with its arithmetic, facts, other clauses, what would change it, both clocks."""
    about = answer.about
    text = f"{about['name']} · {about['session']} · {about['body']} · {words.day(PartialDate.parse(str(about['held_on'])))}"
    parts = (_taken_over(words, answer), _conclusion(words, answer), _clause(words, answer), rests_on(words, _facts(words, answer)))
    later = (_considered(words, answer), _changes(words, answer), clocks(words, answer))
    return Said(text, below=tuple(each for each in (*parts, *later) if each is not None), step=0)


def rests_on(words: Words, facts: Iterator[Said]) -> Said:
    """The entries that it all rests on."""
    return Said(words(N_("Rests on")), below=tuple(facts), apart=True)


def recorded_fact(words: Words, fact: FactPart, says: tuple[Said, ...]) -> Said:
    """One entry, with what it says below it."""
    return Said(entry_line(words, fact), entry=fact.entry, below=says, step=4)


def opened(words: Words, conclusion: ConclusionPart) -> tuple[Said, ...]:
    """What the clause opens, and why it may weigh less than it says itself."""
    courses = "; ".join(term(words, "course", each) for each in conclusion.course)
    said = [Said(words(N_("The clause opens: {courses}; the decision belongs to the authority."), courses=courses))]
    if conclusion.severity != conclusion.severity_written:
        written = term(words, "severity", conclusion.severity_written or "")
        known = N_("The clause itself says {severity}; it weighs less because its text is not known well enough.")
        said.append(Said(words(known, severity=written)))
    return tuple(said)


def cannot_be_told(words: Words, missing: tuple[str, ...]) -> Said:
    """What is not known."""
    named = ", ".join(term(words, "missing", each) for each in missing)
    return Said(words(N_("It cannot be told: {missing} not known."), missing=named), mark="undetermined")


def _taken_over(words: Words, answer: Explanation) -> Said | None:
    begun, judged = str(answer.about["begun_under"]), str(answer.about["judged_under"])
    if begun == judged:
        return None
    taken_over = N_("Begun under the text {begun}, judged under {judged}, which takes over what was begun.")
    return Said(words(taken_over, begun=begun[:12], judged=judged[:12]))


def _conclusion(words: Words, answer: Explanation) -> Said:
    conclusion = answer.conclusion
    perhaps = answer.perhaps
    also = words(N_("Perhaps also {clause}, which the unknown base leaves open."), clause=perhaps.clause) if perhaps else ""
    open_too = (Said(also, clause=perhaps.clause),) if perhaps else ()
    if conclusion.flag and conclusion.severity:
        text = f"{term(words, 'severity', conclusion.severity)}  {term(words, 'flag', conclusion.flag)}"
        return Said(text, below=(*opened(words, conclusion), *open_too), mark=conclusion.severity, step=0)
    if conclusion.status == "undetermined":
        told = cannot_be_told(words, conclusion.missing)
        return Said(told.text, below=open_too, mark=told.mark, step=0)
    return Said(words(N_("No clause of {basis} is met."), basis=answer.about["basis"]), below=open_too, mark=conclusion.status, step=0)


def _clause(words: Words, answer: Explanation) -> Said | None:
    compared = tuple(Said(text, mark=each.status) for each in answer.arithmetic for text in _arithmetic(words, each))
    return clause(words, answer.clause, compared) if answer.clause else None


def _facts(words: Words, answer: Explanation) -> Iterator[Said]:
    for fact in answer.facts:
        yield recorded_fact(words, fact, tuple(Said(text) for text in _says(words, fact.says)))


def _considered(words: Words, answer: Explanation) -> Said | None:
    tried = tuple(_tried(words, each) for each in answer.considered)
    return Said(words(N_("Considered, and not applied")), below=tried, apart=True) if tried else None


def _tried(words: Words, tried: ConsideredPart) -> Said:
    compared = tuple(Said(text, mark=part.status) for part in tried.arithmetic for text in _arithmetic(words, part))
    text = f"{tried.clause}{cited(tried.cites)}: {term(words, 'status', tried.status)}"
    return Said(text, clause=tried.clause, below=compared, mark=tried.status, step=4)


def _changes(words: Words, answer: Explanation) -> Said | None:
    changes = tuple(_change(words, each) for each in answer.would_change_if)
    return Said(words(N_("What would change it")), below=changes, apart=True) if changes else None


def _change(words: Words, change: WouldChangePart) -> Said:
    clause = f" {change.clause}" if change.clause else ""
    text = words(
        N_("{level} {then} instead of {now}, of {of}: {outcome}"),
        level=term(words, "level", change.level),
        then=change.then,
        now=change.now,
        of=change.of,
        outcome=f"{term(words, 'status', change.status)}{clause}",
    )
    return Said(text, clause=change.clause, mark=change.status)


def _arithmetic(words: Words, part: ArithmeticPart) -> Iterator[str]:
    """Plain words first, then the exact comparison, and the percentage only to read."""
    for share, written in zip(part.shares, part.written, strict=True):
        count, _, of = share.partition("/")
        yield words(
            N_("{count} of {of} ({base}) is {said}: {written} ({percent})"),
            count=count,
            of=of,
            base=term(words, "base", part.base.name),
            said=_said(words, share, part.limits),
            written=written,
            percent=words.percent(Share(int(count), int(of)).percent),
        )
    if part.base.at_most is None:
        yield words(N_("and of any larger base less"))


def _said(words: Words, share: str, limits: dict[str, str]) -> str:
    """How the share stands to its limits, in words; the limit that it fails comes first."""
    value = Fraction(share)
    holds: dict[str, tuple[str, bool]] = {}
    for side, limit in limits.items():
        end, named = Fraction(limit), words(NAMED.get(limit, limit))
        match side:
            case "more_than":
                holds[side] = (words(N_("more than {limit}"), limit=named), value > end)
            case "at_least":
                holds[side] = (words(N_("at least {limit}"), limit=named), value >= end)
            case "less_than":
                holds[side] = (words(N_("less than {limit}"), limit=named), value < end)
            case _:
                holds[side] = (words(N_("at most {limit}"), limit=named), value <= end)
    failed = [text for text, held in holds.values() if not held]
    return words(N_("not {what}"), what=failed[0]) if failed else " · ".join(text for text, _ in holds.values())


def _says(words: Words, says: dict[str, object]) -> Iterator[str]:
    counts = says.get("counts")
    if isinstance(counts, dict):
        yield ", ".join(f"{term(words, 'level', level)} {count}" for level, count in counts.items())
    ballots = says.get("ballots")
    if isinstance(ballots, dict) and ballots:
        yield ", ".join(f"{term(words, 'ballots', name)} {number}" for name, number in ballots.items())
    for name, value in says.items():
        if name == "source":
            yield f"{words(N_('Source'))}: {value}"
        elif isinstance(value, dict) and "was" in value:
            yield corrected(words, name, value)
        elif name == "cadre":
            yield f"{words(N_('Cadre'))}: {value}"


def corrected(words: Words, field: str, change: dict[str, object]) -> str:
    """A field that was corrected: what it was, what it is, and why."""
    told = N_("{field} was {was}, is {now}: {reason}")
    return words(told, field=term(words, "field", field), was=change["was"], now=change["now"], reason=change["reason"])
