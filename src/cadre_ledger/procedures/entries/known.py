"""Codes that are typed: what each names, or the refusal; and completions from the ledger."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cadre_ledger.domain.periods import clean_period
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, Phrase, Term, data
from cadre_ledger.projections.dossiers import ActorDossier, SessionDossier, SittingDossier
from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.files import PeriodDossier
from cadre_ledger.projections.tables import BODIES, CADRES, FLAGS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.tallies import VoteKind
from cadre_ledger.values.text import clean_code, fold
from cadre_ledger.values.verdicts import Truth
from cadre_ledger.wording.catalogue import LANGUAGES, N_, Words

MOST = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A code as the ledger writes it, and what it names."""

    code: str
    phrase: Phrase | None = None


def _cadre(desk: Desk, text: str) -> Named:
    cadre = desk.cadre(text)
    if cadre.merged_into is not None:
        raise Refused(Code.CADRE_MERGED, cadre=cadre.code, into=cadre.merged_into)
    return Named(cadre.code, _person(cadre.name, cadre.code, cadre.born))


def _person(name: str, code: str, born: str | None) -> Phrase:
    if born is None:
        return data(f"{name} · {code}")
    return Phrase(N_("{name} · {code} · born {born}"), {"name": name, "code": code, "born": PartialDate.parse(born)})


def _period(desk: Desk, text: str) -> Named:
    code = clean_period(text)
    period: PeriodDossier | None = desk.source.get(("period", code))
    if period is None:
        raise NotFound(Code.NO_PERIOD, period=code)
    if period.closed:
        raise Refused(Code.PERIOD_CLOSED, period=code)
    return Named(code, _span(period))


def _span(period: PeriodDossier) -> Phrase:
    return Phrase("{begins} – {ends}", {"begins": PartialDate.parse(period.begins), "ends": PartialDate.parse(period.ends)})


def _body(desk: Desk, text: str) -> Named:
    body = desk.body(clean_code(text))
    return Named(body.code, data(body.name_on(desk.as_of)))


def _new_body(desk: Desk, text: str) -> Named:
    code = clean_code(text)
    if desk.source.get(("body", code)) is not None:
        raise Refused(Code.BODY_EXISTS, body=code)
    return Named(code)


def _regulation(desk: Desk, text: str) -> Named:
    rulebook = desk.rulebook.rulebook
    chosen = rulebook.chosen(text, PartialDate.on(desk.as_of))
    if chosen is None:
        raise NotFound(Code.NO_REGULATION, regulation=text)
    return Named(text, Phrase("{title}", {"title": rulebook.regulation(chosen.digest).title}))


def _new_session(desk: Desk, text: str) -> Named:
    code = clean_code(text)
    if desk.source.get(("session", code)) is not None or desk.source.get(("sitting", code)) is not None:
        raise Refused(Code.SESSION_EXISTS, session=code)
    return Named(code)


def _earlier_vote(desk: Desk, text: str) -> Named:
    code = clean_code(text)
    found = desk.source.get(("sitting", code)) or desk.source.get(("session", code))
    if found is None:
        raise NotFound(Code.NO_SESSION, session=code)
    return Named(code, _vote(desk, found))


def _sitting(desk: Desk, text: str) -> Named:
    code = clean_code(text)
    found: SittingDossier | None = desk.source.get(("sitting", code))
    if found is None:
        raise NotFound(Code.NO_SESSION, session=code)
    return Named(code, Phrase("{body} · {stage}", {"body": desk.body(found.body).name_on(desk.as_of), "stage": Term("stage", found.stage)}))


def _vote(desk: Desk, found: SittingDossier | SessionDossier) -> Phrase:
    return Phrase("{body} · {day}", {"body": desk.body(found.body).name_on(desk.as_of), "day": PartialDate.parse(found.held_on)})


def _new_case(desk: Desk, text: str) -> Named:
    return Named(clean_code(text))


def _flag(desk: Desk, text: str) -> Named:
    flag = flag_row(desk, text)
    return Named(text, _raised(flag))


def _raised(flag: Mapping[str, Any]) -> Phrase:
    return Phrase(
        "{name} · {flag} · {severity}",
        {"name": flag["name"], "flag": Term("flag", flag["flag"]), "severity": Term("severity", flag["severity"])},
    )


def flag_row(desk: Desk, flag: str) -> Mapping[str, Any]:
    """A flag that is up, or `NotFound`: only such a one can be answered."""
    found = next(iter(desk.rows(FLAGS, {"id": flag})), None)
    if found is None:
        raise NotFound(Code.NO_FLAG, flag=flag)
    return found


KNOWN: Mapping[str, Callable[[Desk, str], Named]] = {
    "cadre": _cadre,
    "period": _period,
    "body": _body,
    "new_body": _new_body,
    "rule": _regulation,
    "session": _new_session,
    "earlier": _earlier_vote,
    "sitting": _sitting,
    "case": _new_case,
    "flag": _flag,
}


def named(desk: Desk, of: str, text: str) -> Named:
    """What a code of a kind names, or the refusal."""
    return KNOWN[of](desk, text)


# Completions


def completed(desk: Desk, field: Field, text: str, day: PartialDate) -> tuple[Choice, ...]:
    """Up to eight values that may be meant by what is typed so far, with what each names."""
    if field.choices:
        wanted = fold(text).split()
        return tuple(islice((each for each in field.choices if all(word in _all_words(each) for word in wanted)), MOST))
    return tuple(islice(FINDERS[field.of](desk, text.strip(), day), MOST)) if field.of in FINDERS else ()


def _all_words(choice: Choice) -> str:
    """A value and its words in every language: whoever types one of them means it."""
    return fold(" ".join((choice.value, *(choice.label.said(Words(each)) for each in LANGUAGES))))


def _cadres(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    seen: set[str] = set()
    for column, part in (("code", text.upper()), ("own_number", text.upper()), ("folded", fold(text))):
        for row in desk.containing(CADRES, column, part, MOST) if part else ():
            if row["merged_into"] is None and row["code"] not in seen:
                seen.add(row["code"])
                yield Choice(row["code"], _person(row["name"], row["code"], row["born"]))


def _names(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    for row in desk.containing(CADRES, "folded", fold(text), MOST) if text else ():
        if row["merged_into"] is None:
            yield Choice(row["name"], _person(row["name"], row["code"], row["born"]))


def _titles(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    positions = (desk.source.get(("position", code)) for code in desk.source.keys_of("position") if text)
    titles = dict.fromkeys(definition_on(each, day.last).title for each in positions)
    yield from (Choice(title, data(title)) for title in titles if fold(text) in fold(title))


def _periods(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    for code in sorted(desk.source.keys_of("period"), reverse=True):
        period: PeriodDossier = desk.source.get(("period", code))
        if not period.closed and fold(text) in fold(code):
            yield Choice(code, Phrase("{code} · {span}", {"code": code, "span": _span(period)}))


def _bodies(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    for row in desk.rows(BODIES):
        if row["closed_on"] is None and (fold(text) in row["folded"] or text.upper() in row["code"]):
            yield Choice(row["code"], data(f"{row['name']} · {row['code']}"))


def _regulations(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    """Those on votes that are in force on the day, or of which that cannot be told."""
    rulebook = desk.rulebook.rulebook
    for regulation in sorted({each.regulation for each in rulebook.adopted}):
        chosen = rulebook.chosen(regulation, day)
        assert chosen is not None
        adopted = rulebook.regulation(chosen.digest)
        told = f"{regulation} {adopted.title.vi} {adopted.title.en}"
        on_votes = any(adopted.share_base(kind) is not None for kind in VoteKind)
        if on_votes and adopted.in_force_on(day) is not Truth.NOT and fold(text) in fold(told):
            yield Choice(regulation, Phrase("{regulation} · {title}", {"regulation": regulation, "title": adopted.title}))


def _flags(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    for row in desk.rows(FLAGS):
        if text in row["id"] or fold(text) in fold(row["name"]):
            yield Choice(row["id"], _raised(row))


def _actors(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    """Those enrolled, by the name that a vote calls them."""
    for code in desk.source.keys_of("actor"):
        found: ActorDossier = desk.source.get(("actor", code))
        if not found.retired and fold(text) in fold(f"{code} {found.name}"):
            yield Choice(found.name, data(f"{found.name} · {code}"))


def _sittings(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    for code in desk.source.keys_of("sitting"):
        if fold(text) in fold(code):
            yield Choice(code, _code_and(code, _sitting(desk, code).phrase))


def _earlier_votes(desk: Desk, text: str, day: PartialDate) -> Iterator[Choice]:
    for code in dict.fromkeys((*desk.source.keys_of("sitting"), *desk.source.keys_of("session"))):
        if fold(text) in fold(code):
            yield Choice(code, _code_and(code, _earlier_vote(desk, code).phrase))


def _code_and(code: str, told: Phrase | None) -> Phrase:
    return Phrase("{code} · {told}", {"code": code, "told": told})


FINDERS: Mapping[str, Callable[[Desk, str, PartialDate], Iterator[Choice]]] = {
    "cadre": _cadres,
    "name": _names,
    "title": _titles,
    "period": _periods,
    "body": _bodies,
    "rule": _regulations,
    "flag": _flags,
    "sitting": _sittings,
    "earlier": _earlier_votes,
    "actor": _actors,
}
