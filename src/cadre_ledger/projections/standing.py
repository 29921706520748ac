"""The standing of a cadre on a day: posts, decisions, training, sanctions, freezes, grounds, flags, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from cadre_ledger.projections.dossiers import CadreDossier, SessionDossier
from cadre_ledger.projections.file_facts import classification_facts, period_bases, post_facts, sanction_facts, training_facts
from cadre_ledger.projections.files import CadreFile, PositionDossier
from cadre_ledger.projections.flags import Flag, Opening, Root, Roots, Tried, flags, opening
from cadre_ledger.projections.judge import Heard, SessionVerdict, SubjectVerdict
from cadre_ledger.projections.rulings import Ruling, newest
from cadre_ledger.projections.source import Judging, Reads, results_of
from cadre_ledger.rulebook import classification as classification_rules
from cadre_ledger.rulebook import leaving as leaving_rules
from cadre_ledger.rulebook import sanctions as sanction_rules
from cadre_ledger.rulebook import training as training_rules
from cadre_ledger.rulebook.classification import Followed
from cadre_ledger.rulebook.clauses import Exemption
from cadre_ledger.rulebook.exemptions import Exempted, exempted
from cadre_ledger.rulebook.leaving import Ground
from cadre_ledger.rulebook.personnel import LeavingGround, PromotionFreeze, SanctionEffect, TheoryRequired
from cadre_ledger.rulebook.sanctions import Clock, Frozen
from cadre_ledger.rulebook.training import Gap
from cadre_ledger.rulebook.weighing import Weighed, since, standing
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import ClassificationFact, ConfidenceFact, LeavingFacts, PostFact, SanctionFact, TrainingFact
from cadre_ledger.values.sanctions import Line
from cadre_ledger.values.shares import Bounds
from cadre_ledger.values.tallies import Level, VoteKind
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, earliest, negate

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote in the file, judged."""

    session: SessionVerdict
    subject: SubjectVerdict


@dataclass(frozen=True, slots=True)
class Ruled(Generic[Found]):
    """A finding, and the text it was made under; None where no text was found."""

    by: Ruling | None
    found: Found


@dataclass(frozen=True, slots=True)
class Against:
    """A ground to leave a post, weighed against its holder."""

    post: PostFact
    ground: Ground


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone may not: what, since which entry, and until when, where that is known."""

    what: str
    answer: Answer
    evidence: tuple[int, ...]
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a cadre may be put forward for a higher post, with every reason against it."""

    answer: Answer
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that holds about a cadre on a day, the votes apart."""

    cadre: CadreDossier
    as_of: date
    ever_held: tuple[PostFact, ...]
    posts: tuple[PostFact, ...]
    planned: tuple[PostFact, ...]
    classifications: tuple[ClassificationFact, ...]
    outcomes: tuple[Ruled[Followed], ...]
    effects: tuple[Ruled[Clock], ...]
    clocks: tuple[Ruled[Clock], ...]
    freezes: tuple[Frozen, ...]
    gaps: tuple[Ruled[Gap], ...]
    grounds: tuple[Ruled[Against], ...]
    exemptions: tuple[Ruled[Exempted], ...]
    trainings: tuple[TrainingFact, ...]
    flags: tuple[Flag, ...]
    higher_post: Eligibility
    names: Mapping[int, str]
    """By entry that something here rests on: what kind of record it is."""

    next_change: date | None


@dataclass(frozen=True, slots=True)
class _File:
    """The facts of a person, those of merged files included."""

    posts: tuple[PostFact, ...]
    sanctions: tuple[SanctionFact, ...]
    trainings: tuple[TrainingFact, ...]
    decided: tuple[ClassificationFact, ...]
    bases: dict[str, tuple[str, str]]
    """By period: the regulation it was opened under, and the digest of its text."""

    names: dict[int, str]


def stand(judging: Judging, code: str, as_of: date, without: int | None = None) -> Standing:
    """The standing of one cadre; the files of those merged into it count as its own.

    `without` leaves a fact out, by its first entry: what would hold if that were annulled.
    """
    file = _without(_read(judging, code), without)
    heard = tuple(each for each in _heard(judging, code, as_of) if each.entry != without) if file.posts else ()
    effects, clocks, freezes = clocks_of(judging, file.sanctions, as_of)
    gaps = tuple(_gaps(judging, file, as_of))
    outcomes = tuple(_outcomes(judging, file, as_of))
    grounds = tuple(_grounds(judging, file, heard, as_of))
    exemptions = tuple(_exemptions(judging, file, as_of))
    higher = _higher_post(freezes, effects, gaps)
    answers = (
        *(standing(each.since, each.until, as_of) for each in file.posts),
        *(standing(each.decided_on, each.annulled_on, as_of) for each in file.decided),
        *(standing(each.completed_on, each.revoked_on, as_of) for each in file.trainings),
        *(each.found.answer for each in (*effects, *clocks)),
        *(each.found.answer for each in gaps),
        *(each.found.weighed.answer for each in outcomes),
        *(each.found.ground.whole.answer for each in grounds),
        *(each.found.whole.answer for each in exemptions),
    )
    found = Standing(
        cadre=judging.get(("cadre", code)),
        as_of=as_of,
        ever_held=file.posts,
        posts=tuple(each for each in file.posts if not each.planned and _holds(each.since, each.until, as_of)),
        planned=tuple(each for each in file.posts if each.planned and _holds(each.since, each.until, as_of)),
        classifications=tuple(each for each in file.decided if _holds(each.decided_on, each.annulled_on, as_of)),
        outcomes=outcomes,
        effects=effects,
        clocks=clocks,
        freezes=freezes,
        gaps=gaps,
        grounds=grounds,
        exemptions=exemptions,
        trainings=tuple(each for each in file.trainings if _holds(each.completed_on, each.revoked_on, as_of)),
        flags=(),
        higher_post=higher,
        names=file.names | {each.entry: each.session.evidence[0].name for each in heard},
        next_change=earliest(
            [*(each.next_change for each in answers), *_next_texts(judging, file, heard, as_of), *_next_definitions(judging, file, as_of)]
        ),
    )
    return replace(found, flags=flags(_openings(judging, found, file, heard)))


def _read(source: Reads, code: str) -> _File:
    files = [source.get(("file", each)) or CadreFile.empty(each) for each in people(source, code)]
    return _File(
        posts=tuple(fact for file in files for fact in post_facts(source, file)),
        sanctions=tuple(fact for file in files for fact in sanction_facts(file)),
        trainings=tuple(fact for file in files for fact in training_facts(file)),
        decided=tuple(fact for file in files for fact in classification_facts(source, file)),
        bases={period: basis for file in files for period, basis in period_bases(source, file)},
        names={each.entry: each.name for file in files for each in file.evidence},
    )


def _without(file: _File, entry: int | None) -> _File:
    return replace(
        file,
        posts=tuple(each for each in file.posts if each.entry != entry),
        sanctions=tuple(each for each in file.sanctions if each.entry != entry),
        trainings=tuple(each for each in file.trainings if each.entry != entry),
        decided=tuple(each for each in file.decided if each.entry != entry),
    )


def people(source: Reads, code: str) -> Iterator[str]:
    """The cadre and everyone merged into it."""
    yield code
    dossier: CadreDossier = source.get(("cadre", code))
    for other in dossier.absorbed:
        yield from people(source, other)


def votes_of(judging: Judging, code: str, as_of: date) -> Iterator[Vote]:
    """Every vote in the file, one still to come included: its day changes the standing."""
    for session, number in results_of(judging, code):
        judged = judging.verdict(judging.get(("session", session)), as_of)
        subject = judged.subject(number)
        if subject is not None:
            yield Vote(judged, subject)


def _holds(start: PartialDate, end: PartialDate | None, as_of: date) -> bool:
    """Whether it holds on the day, or cannot be said not to."""
    return standing(start, end, as_of).truth is not Truth.NOT


@dataclass(frozen=True, slots=True)
class _Told:
    """A vote as a ground to leave a post may rest on it, with what it opens itself."""

    session: SessionDossier
    line: int
    heard: Heard

    @property
    def entry(self) -> int:
        return self.session.evidence[0].entry

    def fact(self) -> ConfidenceFact | None:
        low = self.heard.facts.counts.get(Level.LOW)
        if self.heard.facts.kind is not VoteKind.CONFIDENCE or low is None:
            return None
        marked = Bounds(sum(self.heard.facts.counts.values()), None)
        base = marked if self.heard.base is None else self.heard.facts.bounds[self.heard.base]
        return ConfidenceFact(self.entry, self.session.day, low, base)


def _heard(judging: Judging, code: str, as_of: date) -> Iterator[_Told]:
    for session_code, number in results_of(judging, code):
        session: SessionDossier = judging.get(("session", session_code))
        yield _Told(session, number, judging.hear(session, number, as_of))


def clocks_of(
    judging: Judging, sanctions: tuple[SanctionFact, ...], as_of: date
) -> tuple[tuple[Ruled[Clock], ...], tuple[Ruled[Clock], ...], tuple[Frozen, ...]]:
    """All sanctions of a person: how long each is in effect, how long each keeps from a higher post, and the freeze of each line."""
    clocks = tuple(_clocks(judging, sanctions, as_of))
    return tuple(_effects(judging, sanctions, as_of)), clocks, tuple(_frozen(clocks))


def _effects(judging: Judging, sanctions: tuple[SanctionFact, ...], as_of: date) -> Iterator[Ruled[Clock]]:
    """Each sanction under the rules of its own day; where none is known it cannot be told, never left out."""
    for sanction in sanctions:
        by = judging.ruling(SanctionEffect, sanction.announced_on, sanction.line)
        others = tuple(each for each in sanctions if each is not sanction)
        yield Ruled(
            by,
            sanction_rules.effect(by.regulation, sanction, as_of, others)
            if by
            else sanction_rules.unset(sanction, as_of, "sanction_effect"),
        )


def _clocks(judging: Judging, sanctions: tuple[SanctionFact, ...], as_of: date) -> Iterator[Ruled[Clock]]:
    """How long each sanction keeps from a higher post, under the rules of its own day."""
    for sanction in sanctions:
        by = judging.ruling(PromotionFreeze, sanction.announced_on, sanction.line)
        yield Ruled(
            by, sanction_rules.freeze(by.regulation, sanction, as_of) if by else sanction_rules.unset(sanction, as_of, "promotion_freeze")
        )


def _frozen(clocks: tuple[Ruled[Clock], ...]) -> Iterator[Frozen]:
    """The lines keep their own clocks."""
    for line in Line:
        yield sanction_rules.summed(line, tuple(each.found for each in clocks if each.found.sanction.line is line))


def _gaps(judging: Judging, file: _File, as_of: date) -> Iterator[Ruled[Gap]]:
    for post in file.posts:
        if since(post.since, as_of).truth is not Truth.NOT:
            yield theory_gap(judging, post, file.trainings, as_of)


def theory_gap(judging: Judging, post: PostFact, trainings: tuple[TrainingFact, ...], as_of: date) -> Ruled[Gap]:
    """What a post asks for by every text in force on the day: a newer one that does not name a post leaves it to an older one."""
    day = PartialDate.on(as_of)
    # Of texts that ask for the same the newest is cited.
    texts = sorted(judging.rulings(TheoryRequired, day), key=lambda each: newest(each, day), reverse=True)
    found = [Ruled(by, training_rules.gap(by.regulation, post, trainings, as_of)) for by in texts]
    unset: Ruled[Gap] = Ruled(None, training_rules.unset(post, as_of, "theory_clauses"))
    return max(found, key=_asked, default=unset)


def _asked(ruled: Ruled[Gap]) -> int:
    """How much a text asks for; one that does not name the post asks for least."""
    return -1 if ruled.found.clause is None else ruled.found.clause.level.weight


def _outcomes(judging: Judging, file: _File, as_of: date) -> Iterator[Ruled[Followed]]:
    """What each level opens or does not, under the text that its period was opened under or that took it over."""
    # One decision a period: that which stands, else one that was set aside, so that a flag can say that it fell.
    decided = {each.period.code: each for each in sorted(file.decided, key=lambda each: _holds(each.decided_on, each.annulled_on, as_of))}
    for fact in decided.values():
        if since(fact.decided_on, as_of).truth is not Truth.NOT:
            basis, begun_under = file.bases[fact.period.code]
            digest = judging.rulebook.ruling(basis, begun_under, as_of)
            by = Ruling(judging.rulebook.regulation(digest), digest)
            for followed in classification_rules.follow(by.regulation, fact, file.decided, as_of):
                yield Ruled(by, followed)


def _grounds(judging: Judging, file: _File, heard: tuple[_Told, ...], as_of: date) -> Iterator[Ruled[Against]]:
    """Every ground of every text in force on the day, against every post held."""
    votes = tuple(fact for each in heard if (fact := each.fact()) is not None)
    for post in file.posts:
        if post.planned or not _holds(post.since, post.until, as_of):
            continue
        facts = LeavingFacts(post, file.sanctions, file.decided, votes)
        for by in judging.rulings(LeavingGround, PartialDate.on(as_of)):
            in_force = Answer(by.regulation.in_force_on(PartialDate.on(as_of)))
            for ground in leaving_rules.grounds(by.regulation, facts, as_of):
                yield Ruled(by, Against(post, _in_force(ground, in_force)))


def _exemptions(judging: Judging, file: _File, as_of: date) -> Iterator[Ruled[Exempted]]:
    """Whether a confidence vote of the day would leave the person out, for each post held."""
    by = judging.ruling(Exemption, PartialDate.on(as_of))
    for post in file.posts if by else ():
        if by and _holds(post.since, post.until, as_of):
            yield from (Ruled(by, each) for each in exempted(by.regulation, post, as_of))


def _in_force(ground: Ground, in_force: Answer) -> Ground:
    """A ground of a text whose dates are not known is no more than possible."""
    if in_force.truth is Truth.APPLIES or ground.whole.truth is Truth.NOT:
        return ground
    answer = all_of((ground.whole.answer, in_force))
    return replace(ground, whole=replace(ground.whole, answer=answer, missing=(*ground.whole.missing, "in_force")))


def _next_definitions(judging: Judging, file: _File, as_of: date) -> Iterator[date]:
    """The days to come on which a position of the file becomes another."""
    for position in {each.position for each in file.posts}:
        dossier: PositionDossier = judging.get(("position", position))
        days = (PartialDate.parse(each.effective_on).first for each in dossier.definitions)
        yield from (day for day in days if day > as_of)


def _next_texts(judging: Judging, file: _File, heard: tuple[_Told, ...], as_of: date) -> Iterator[date | None]:
    """The next days on which another text may rule, or a clause be known better."""
    if file.posts:
        yield judging.next_ruling(TheoryRequired, as_of)
        yield judging.next_ruling(LeavingGround, as_of)
        yield judging.next_ruling(Exemption, as_of)
    begun = {*file.bases.values(), *((each.session.basis, each.session.basis_digest) for each in heard)}
    yield from (judging.next_taking_over(basis, digest, as_of) for basis, digest in begun)
    yield judging.next_confirmation(as_of)


# Flags


def _openings(judging: Judging, found: Standing, file: _File, heard: tuple[_Told, ...]) -> Iterator[Opening]:
    """Every clause about this person that is met, or may be."""
    roots = _roots(file, heard)
    for tried in weighed(found):
        opened = opening(judging.rulebook, tried, roots, found.as_of)
        if opened is not None and not _raised_by_vote(opened, heard):
            yield opened


def _roots(file: _File, heard: tuple[_Told, ...]) -> Roots:
    """What a flag may stand or fall with."""
    return (
        {each.entry: Root(each.entry, each.announced_on) for each in file.sanctions}
        | {each.entry: Root(each.entry, each.decided_on) for each in file.decided}
        | {each.entry: Root(each.entry, each.since) for each in file.posts}
        | {each.entry: Root(each.entry, each.session.day, each.line) for each in heard}
    )


def weighed(found: Standing) -> Iterator[Tried]:
    """Every clause with a consequence that was weighed for this standing, votes apart."""
    for clock in (*found.effects, *found.clocks):
        if clock.by and clock.found.clause:
            yield Tried(clock.by, clock.found.clause, _of_clock(clock.found))
    for gap in found.gaps:
        if gap.by and gap.found.clause:
            yield Tried(gap.by, gap.found.clause, _of_gap(gap.found), position=gap.found.post.position)
    for outcome in found.outcomes:
        if outcome.by:
            yield Tried(outcome.by, outcome.found.clause, outcome.found.weighed)
    for against in found.grounds:
        if against.by:
            ground = against.found.ground
            yield Tried(against.by, ground.clause, ground.whole, ground.tried, against.found.post.position)


def _of_clock(clock: Clock) -> Weighed:
    """A clock of a sanction as one condition: from its day to the last day it runs."""
    assert clock.span is not None
    written = f"[{clock.span.start}, {clock.span.end or '…'})"
    return Weighed("clock", clock.answer, written, (clock.sanction.entry,), clock.missing)


def _of_gap(gap: Gap) -> Weighed:
    """What is held, against what the post asks for."""
    assert gap.clause is not None
    written = f"{gap.held.value if gap.held else '–'} < {gap.clause.level.value}"
    return Weighed("theory", gap.answer, written, gap.evidence, gap.missing)


def _raised_by_vote(opened: Opening, heard: tuple[_Told, ...]) -> bool:
    """Whether the vote that it rests on has raised a flag as heavy itself: one result, one flag."""
    own = [each.heard.opened for each in heard if (each.entry, each.line) == (opened.root.entry, opened.root.line)]
    return any(each is not None and each.severity.weight >= opened.severity.weight for each in own)


# Why not


def _higher_post(freezes: Iterable[Frozen], effects: Iterable[Ruled[Clock]], gaps: Iterable[Ruled[Gap]]) -> Eligibility:
    """Frozen by a sanction, or a sanction in effect, or without the theory that a post held asks for."""
    reasons = [
        *(Reason(f"promotion_frozen_{each.line.value}", each.answer, tuple(_freezing(each)), each.until) for each in freezes),
        *(_in_effect(each.found) for each in effects),
        *(Reason("training_gap", each.found.answer, each.found.evidence) for each in gaps),
    ]
    against = any_of(each.answer for each in reasons)
    return Eligibility(negate(against), tuple(each for each in reasons if each.answer.truth is not Truth.NOT))


def _freezing(frozen: Frozen) -> Iterator[int]:
    """The sanctions that freeze, or may: of one that was annulled, or whose months are over, nothing follows."""
    return (each.sanction.entry for each in frozen.clocks if each.answer.truth is not Truth.NOT)


def _in_effect(clock: Clock) -> Reason:
    return Reason("sanction_in_effect", clock.answer, (clock.sanction.entry,), clock.span.end if clock.span else None)
