"""Series for charts: what was over votes and periods, and how a unit or a vote is made up. What cannot be told is a gap."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.evaluation import last_day, period
from cadre_ledger.procedures.files import files_of, unit_name
from cadre_ledger.procedures.groups import Scope, members
from cadre_ledger.procedures.lacking import held_between
from cadre_ledger.procedures.reading import flag_counts, heading, result_part, share_part, status_of
from cadre_ledger.procedures.standings import cadre_part
from cadre_ledger.projections.dossiers import CadreDossier
from cadre_ledger.projections.file_facts import period_of, post_facts
from cadre_ledger.projections.files import CadreFile, ClassificationLine, PeriodDossier
from cadre_ledger.projections.holders import Holder
from cadre_ledger.projections.judge import SessionVerdict, SubjectVerdict
from cadre_ledger.projections.standing import Vote, votes_of
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.rulebook.weighing import since
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import PostFact
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.shares import Share
from cadre_ledger.values.tallies import LEVELS, Level
from cadre_ledger.values.verdicts import Truth


def _kept(desk: Desk, cadre: str) -> CadreDossier:
    """The file under which a person goes on."""
    code = desk.cadre(cadre).code
    return desk.cadre(desk.source.merged().get(code, code))


def vote_trend(desk: Desk, cadre: str) -> answers.VoteTrend:
    """The shares of a person over the votes held by the day, the oldest first."""
    dossier = _kept(desk, cadre)
    held = [vote for vote in votes_of(desk.judging, dossier.code, desk.as_of) if vote.session.held is not Truth.NOT]
    held.sort(key=lambda vote: (vote.session.session.day, vote.session.session.code, vote.subject.line.number))
    points = tuple(_vote_point(desk, each) for each in held)
    return answers.VoteTrend(**heading(desk, answers.VoteTrend.NAME), cadre=cadre_part(dossier), points=points)


def _vote_point(desk: Desk, vote: Vote) -> answers.VotePointPart:
    """Every level of such a vote, those that were not counted, or have no base, as nothing."""
    session = vote.session.session
    result = result_part(vote.session, vote.subject, lambda finding: finding.code.value)
    return answers.VotePointPart(
        session=session.code,
        subject=vote.subject.line.number,
        kind=session.kind,
        body=desk.body(session.body).name_on(session.day.last),
        held_on=session.held_on,
        status="applies" if vote.session.held is Truth.APPLIES else "undetermined",
        base=result.base,
        shares={level.value: result.shares.get(level.value) for level in LEVELS[session.vote_kind]},
        outcome=result.outcome,
        entry=session.evidence[0].entry,
    )


def classification_trend(desk: Desk, cadre: str) -> answers.ClassificationTrend:
    """The levels of a person over the periods that have ended, or were decided; a period without a decision is a gap.

    Periods are those in which the person held a post, or may have, and those that were decided on.
    """
    dossier = _kept(desk, cadre)
    files = files_of(desk, dossier.code)
    posts = [post for file in files for post in post_facts(desk.source, file) if not post.planned]
    found = (_classification_point(desk, code, files, posts) for code in desk.source.keys_of("period"))
    points = sorted((each for each in found if each is not None), key=lambda each: (PartialDate.parse(each.ends), each.begins, each.period))
    return answers.ClassificationTrend(
        **heading(desk, answers.ClassificationTrend.NAME), cadre=cadre_part(dossier), levels=tuple(Quality), points=tuple(points)
    )


def _classification_point(
    desk: Desk, code: str, files: Sequence[CadreFile], posts: Iterable[PostFact]
) -> answers.ClassificationPointPart | None:
    dossier: PeriodDossier = desk.source.get(("period", code))
    days, line = period_of(dossier), _decided(desk, files, code)
    if line is None and (days.last >= desk.as_of or not any(held_between(post, days.first, days.last) for post in posts)):
        return None
    return answers.ClassificationPointPart(
        period=code,
        kind=days.kind.value,
        begins=dossier.begins,
        ends=dossier.ends,
        level=line.level if line else None,
        points=line.points if line else None,
        decided_on=line.decided_on if line else None,
        status=since(PartialDate.parse(line.decided_on), desk.as_of).truth.value if line else "none",
        entry=line.evidence[-1].entry if line else None,
    )


def _decided(desk: Desk, files: Iterable[CadreFile], code: str) -> ClassificationLine | None:
    """The decision on a period that stands; of those of merged files, the one recorded last."""
    lines = (line for file in files for line in file.classifications)
    standing = (line for line in lines if line.period == code and not line.set_aside and desk.has_come(line.decided_on))
    return max(standing, key=lambda line: line.evidence[-1].entry, default=None)


def unit_distribution(desk: Desk, unit: str, code: str, *, under: bool = False) -> answers.UnitDistribution:
    """How the people of a unit were classified in a period, as the evaluation report counts them, and their flags of today.

    They are those with a post there on the last day of the period, or on the day asked for before it.
    """
    dossier = period(desk, code)
    posts_on = min(desk.as_of, last_day(dossier))
    people = tuple(members(desk.on(posts_on), Scope(unit, under)))
    lines = (_decided(desk, _files(desk, each), dossier.code) for each in people)
    levels = Counter(line.level for line in lines if line is not None)
    classified = levels.total()
    return answers.UnitDistribution(
        **heading(desk, answers.UnitDistribution.NAME),
        unit=unit,
        name=unit_name(desk, unit, posts_on),
        under=under,
        period=dossier.code,
        posts_on=posts_on.isoformat(),
        cadres=len(people),
        classified=classified,
        unclassified=len(people) - classified,
        levels=tuple(
            answers.LevelCountPart(
                level=level.value,
                count=levels[level.value],
                share=share_part(Share(levels[level.value], classified)) if classified else None,
            )
            for level in Quality
        ),
        flags=_flags(desk, frozenset(each.cadre for each in people)),
    )


def _files(desk: Desk, holder: Holder) -> tuple[CadreFile, ...]:
    found = (desk.source.get(("file", code)) for code in holder.files)
    return tuple(file for file in found if file is not None)


def _flags(desk: Desk, people: frozenset[str]) -> dict[str, answers.FlagCountPart]:
    return flag_counts(Counter((row["severity"], row["status"]) for row in desk.rows(FLAGS) if row["cadre"] in people))


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where an outcome of a vote begins: the share of a level, whether it must be passed or only reached, and the clause."""

    level: Level
    share: Fraction
    strict: bool
    clause: str


def thresholds(desk: Desk, session: str) -> tuple[Threshold, ...]:
    """The lower limits that the lines of a vote were tried against, the lowest first."""
    verdict = desk.verdict(session)
    found = {
        Threshold(tried.level, lower.value, lower.strict, str(verdict.regulation.ref(considered.clause.id)))
        for subject in verdict.subjects
        for considered in subject.outcome.considered
        for tried in considered.comparisons
        if (lower := tried.limits.band.lower) is not None
    }
    return tuple(sorted(found, key=lambda each: (each.share, each.clause)))


def vote_distribution(desk: Desk, session: str) -> answers.VoteDistribution:
    """How many lines of a vote came to what, the heaviest first, then those that cannot be told, then those without a flag."""
    verdict = desk.verdict(session)
    return answers.VoteDistribution(
        **heading(desk, answers.VoteDistribution.NAME),
        session=verdict.session.code,
        held_on=verdict.session.held_on,
        listed=len(verdict.subjects),
        total=verdict.session.subjects_total,
        outcomes=tuple(_outcomes(verdict)),
    )


def _outcomes(verdict: SessionVerdict) -> Iterator[answers.OutcomeCountPart]:
    """Lines of one status under one clause together; of what cannot be told no clause is said."""
    found = Counter(_came_to(verdict, subject) for subject in verdict.subjects)
    for (_, _, clause, flag, severity, status), count in sorted(found.items()):
        share = share_part(Share(count, len(verdict.subjects)))
        yield answers.OutcomeCountPart(
            status=status, clause=clause or None, flag=flag or None, severity=severity or None, count=count, share=share
        )


def _came_to(verdict: SessionVerdict, subject: SubjectVerdict) -> tuple[int, int, str, str, str, Truth]:
    """What one line came to, after its place in the order."""
    status, opened = status_of(verdict, subject), subject.opened
    if status is Truth.APPLIES and opened is not None:
        return 0, -opened.severity.weight, str(opened.clause), opened.flag.value, opened.severity.value, status
    return 1 if status is Truth.UNDETERMINED else 2, 0, "", "", "", status
