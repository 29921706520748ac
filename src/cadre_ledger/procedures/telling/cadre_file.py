"""The file of a cadre for a screen: who it is, the flags, the life newest first, what holds, and what each line can be asked about."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cadre_ledger.procedures.answers import FlagPart, Standing, Timeline, TimelinePart
from cadre_ledger.procedures.telling import standing as telling_standing
from cadre_ledger.procedures.telling import timeline as telling_timeline
from cadre_ledger.procedures.telling.put_right import root
from cadre_ledger.procedures.telling.said import Said
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import term


class Topic(StrEnum):
    """What can be asked about."""

    STANDING = "standing"
    FLAG = "flag"
    CLASSIFICATION = "classification"
    VOTE = "vote"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Question:
    """Why something is so: by its flag, period or vote with the line in it; or what an entry changed."""

    topic: Topic
    key: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Lived:
    """A record in the life of a file, whether it put something right or was put right, and whether it is an assessment."""

    said: Said
    question: Question | None = None
    put_right: bool = False
    assessment: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A file in words. Questions about what holds are found by the place of a line in its tree, from the top."""

    who: str
    state: str
    life: tuple[Lived, ...]
    holds: tuple[Said, ...]
    of_holds: Mapping[tuple[int, ...], Question]
    flags: tuple[tuple[str, str], ...]
    first: Question
    """What is asked when no line is asked about: why the heaviest flag is up; without a flag, the standing."""


def filed(words: Words, life: Timeline, holds: Standing, names: Mapping[str, str], others: Sequence[str] = ()) -> Filed:
    """The whole file; `others` are files of the same person, to which its first lines lead."""
    flags = sorted(holds.flags, key=_weight)
    told = _newest_first(life, telling_timeline.timeline(words, life, names))
    wrong = frozenset(each.says["corrects"] for each in life.entries if "corrects" in each.says)
    same = tuple(_same_person(words, each, names) for each in others)
    return Filed(
        who=_who(words, holds),
        state=_state(words, flags),
        life=(*same, *(_lived(words, each, said, holds, wrong) for each, said in told)),
        holds=telling_standing.parts(words, holds),
        of_holds=dict(_of_parts(holds)),
        flags=tuple((each.id, f"{_flag_state(words, each)}  {term(words, 'flag', each.flag)}") for each in flags),
        first=Question(Topic.FLAG, flags[0].id) if flags else Question(Topic.STANDING),
    )


def _same_person(words: Words, code: str, names: Mapping[str, str]) -> Lived:
    return Lived(Said(words(N_("→ Enter opens {cadre}, a file of the same person."), cadre=f"{code} {names[code]}"), cadre=code))


def _weight(flag: FlagPart) -> tuple[bool, int]:
    return flag.status != "applies", -Severity(flag.severity).weight


# Who it is


def _who(words: Words, holds: Standing) -> str:
    held = [f"{post.title} ({words(N_('since {day}'), day=words.day(PartialDate.parse(post.since)))})" for post in holds.posts]
    return " · ".join((f"{holds.cadre.code} {holds.cadre.name}", *(held or [words(N_("holds no post"))])))


def _state(words: Words, flags: Sequence[FlagPart]) -> str:
    if not flags:
        return words(N_("No flag is up."))
    counted = Counter(_flag_state(words, each) for each in flags)
    return f"{words(N_('Flags'))}: " + " · ".join(f"{state} {count}" for state, count in counted.items())


def _flag_state(words: Words, flag: FlagPart) -> str:
    return term(words, "severity", flag.severity) if flag.status == "applies" else term(words, "status", flag.status)


# What happened


def _newest_first(life: Timeline, told: Sequence[Said]) -> list[tuple[TimelinePart, Said]]:
    """A correction stands right below what it corrected, whatever its own day."""
    says = {each.entry: each.says for each in life.entries}
    places = {each.entry: place for place, each in enumerate(life.entries)}

    def place(pair: tuple[TimelinePart, Said]) -> tuple[int, int]:
        first = root(pair[0].entry, says)
        return -places.get(first, places[pair[0].entry]), pair[0].entry

    return sorted(zip(life.entries, told, strict=True), key=place)


def _lived(words: Words, each: TimelinePart, said: Said, holds: Standing, wrong: frozenset[int]) -> Lived:
    """A line with its entry, and how heavily a flag weighs that rests on it."""
    resting = sorted((flag for flag in holds.flags if _rests_on(flag, each.entry)), key=_weight)
    lead = "└ " if "corrects" in each.says else ""
    weighs = [_flag_state(words, resting[0])] if resting else []
    text = " · ".join((f"{lead}{said.text}", f"#{each.entry}", *weighs))
    mark = None if not resting else resting[0].severity if resting[0].status == "applies" else resting[0].status
    return Lived(
        replace(said, text=text, mark=mark),
        _of_record(each, holds),
        put_right="corrects" in each.says or each.entry in wrong,
        assessment=each.name.startswith("assessment."),
    )


def _rests_on(flag: FlagPart, entry: int) -> bool:
    return any(each.entry == entry for each in flag.evidence)


def _of_record(each: TimelinePart, holds: Standing) -> Question | None:
    if "corrects" in each.says:
        return Question(Topic.CHANGED, number=each.entry)
    if "flag" in each.says:
        return Question(Topic.FLAG, str(each.says["flag"]))
    flag = min((flag for flag in holds.flags if _rests_on(flag, each.entry)), key=_weight, default=None)
    if flag is not None:
        return Question(Topic.FLAG, flag.id)
    if each.name.startswith("classification."):
        return Question(Topic.CLASSIFICATION, str(each.says["period"]))
    return next((_of_vote(vote.session, vote.subject) for vote in holds.votes if vote.session == each.says.get("session")), None)


# What holds


def _of_parts(holds: Standing) -> Iterator[tuple[tuple[int, ...], Question]]:
    """The groups as `telling.standing.parts` puts them."""
    for place, decided in enumerate(holds.classifications):
        yield (1, place), Question(Topic.CLASSIFICATION, decided.period)
    for place, vote in enumerate(holds.votes):
        yield (2, place), _of_vote(vote.session, vote.subject)
    for place, flag in enumerate(holds.flags):
        yield (5, place), Question(Topic.FLAG, flag.id)
    yield (8,), Question(Topic.STANDING)


def _of_vote(session: str, number: int) -> Question:
    return Question(Topic.VOTE, session, number)
