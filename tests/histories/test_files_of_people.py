"""Histories of people as text: one fact a line, below it what should follow. Whoever knows the regulation can read and write them.

    party
    cadre Nguyễn Văn Mẫu
    sanction KL-1 party reprimand on 2023-02-10
    as of 2024-02-09
    expect vn/69-QD-TW-2022#effect: yes  clock [2023-02-10, 2024-02-10)  rests on KL-1
    expect flag disciplined  ● vn/69-QD-TW-2022#effect  since 2023-02-10  opens note
    explain flag disciplined
      on 2024-02-10: no

Facts are about the person whom the last `cadre` line names (naming someone again goes back to that file):
    post CODE group GROUP since DAY [heads its unit] [term DAY..DAY]     plan CODE group GROUP since DAY     left CODE on DAY
    period CODE under REGULATION     classified PERIOD LEVEL [POINTS points] on DAY     set aside PERIOD
    assessed PERIOD [by CAPACITY] CRITERION SCORE, CRITERION SCORE …     studied CATEGORY [LEVEL] on DAY     revoked study N
    sanction CASE LINE FORM on DAY [announced DAY] [in public duty]     ended CASE on DAY     annulled CASE
    vote CODE under REGULATION on DAY low N of N     correct HANDLE FIELD to VALUE     merged into NAME
    confirm CLAUSE on DAY     recorded on DAY (of all facts below; 2026-05-10 to begin with)
    refused CODE: FACT (it is refused with that code, and nothing is recorded)
The first line is `party` or `state`: whose rulebook. `as of DAY` and `known at DAY` are the two clocks of the expectations below.

`expect`, in parts that stand two spaces apart:
    CLAUSE: yes | no | cannot tell (what is missing) | not weighed   then the arithmetic, and `rests on` its handles;
      before the clause may stand the post or the fact that it is about, or the period whose level it gives
    flag FAMILY  SIGN CLAUSE | cannot tell CLAUSE  since DAY  opens COURSES  for POST  also CLAUSES  perhaps CLAUSE
    no flag FAMILY     flags FAMILY, FAMILY     no flags
    higher post: yes | no | cannot tell   then every reason: `training_gap`, `promotion_frozen_party until DAY`, `perhaps …`
    frozen LINE: yes | no | cannot tell  until DAY
    level PERIOD: LEVEL by CLAUSES | LEVEL or LEVEL (what is missing)
`explain flag FAMILY`, `explain standing` and `explain PERIOD` have lines of their own, each of which must be said: see `_of_flag`,
`_of_standing`, `_of_classification`. Handles are CODE of a post, `plan CODE`, PERIOD, `study N`, CASE, CODE of a vote; `annulled CASE`,
`set aside PERIOD`, `corrected HANDLE` are what was recorded of them later.
A flag that fell is explained by the handle of what it rested on: `explain flag FAMILY of HANDLE`.

`not recorded yet CLAUSE: WHY` names a clause on facts that no command records; it is tested in tests/rulebook alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.assessments import Assess
from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre
from cadre_ledger.domain.cases import AnnulDiscipline, CorrectDiscipline, DecideDiscipline, EndDiscipline
from cadre_ledger.domain.classifications import Classify, CorrectClassification, SetAsideClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint, CorrectAppointment, Plan, Relieve
from cadre_ledger.domain.rules import ConfirmClause
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.training import CompleteTraining, RevokeTraining
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import CorrectVote, LinkSubject, RecordVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.rulefiles import shipped_ids, shipped_regulation
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.explaining_files import explain_classification, explain_flag, explain_standing
from cadre_ledger.procedures.standings import standing
from cadre_ledger.rulebook.clause import ClauseBase
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.rulebook.personnel import (
    ClassificationBand,
    ClassificationFall,
    ClassificationForced,
    ClassificationOutcome,
    CriteriaSet,
    LeavingCondition,
    LeavingGround,
    PromotionFreeze,
    SanctionEffect,
    TheoryRequired,
)
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.periods import Period
from councils import council, desk, do
from ledgers import Clock

HERE = Path(__file__).parent / "people"
SIGNS = {"note": "●", "consider": "▲", "must_act": "■"}
WORDS = {"applies": "yes", "none": "no", "undetermined": "cannot tell"}
PERIOD = re.compile(r"\d{4}(-\w+)?")
CLAUSE = re.compile(r"[a-z]+/[A-Za-z0-9.-]+#[a-z0-9.-]+")
FACTS = {
    name: re.compile(form)
    for name, form in {
        "cadre": r"cadre (?P<name>.+)",
        "post": r"post (?P<code>\S+) group (?P<group>\S+) since (?P<since>\S+)(?P<heads> heads its unit)?(?: term (?P<term>\S+))?",
        "plan": r"plan (?P<code>\S+) group (?P<group>\S+) since (?P<since>\S+)",
        "left": r"left (?P<code>\S+) on (?P<day>\S+)",
        "period": r"period (?P<code>\S+) under (?P<basis>\S+)",
        "classified": r"classified (?P<period>\S+) (?P<level>\S+)(?: (?P<points>\S+) points)? on (?P<day>\S+)",
        "set_aside": r"set aside (?P<period>\S+)",
        "assessed": r"assessed (?P<period>\S+)(?: by (?P<capacity>\S+))? (?P<scores>.+)",
        "studied": r"studied (?P<category>\S+)(?: (?P<level>\S+))? on (?P<day>\S+)",
        "revoked": r"revoked study (?P<number>\d+)",
        "sanction": r"sanction (?P<case>\S+) (?P<line>\S+) (?P<form>\S+) on (?P<day>\S+)"
        r"(?: announced (?P<announced>\S+))?(?P<duty> in public duty)?",
        "ended": r"ended (?P<case>\S+) on (?P<day>\S+)",
        "annulled": r"annulled (?P<case>\S+)",
        "vote": r"vote (?P<code>\S+) under (?P<basis>\S+) on (?P<day>\S+) low (?P<low>\d+) of (?P<of>\d+)",
        "correct": r"correct (?P<handle>\S+) (?P<field>\S+) to (?P<now>\S+)",
        "merged": r"merged into (?P<name>.+)",
        "confirm": r"confirm (?P<clause>\S+) on (?P<day>\S+)",
        "recorded": r"recorded on (?P<day>\S+)",
        "as_of": r"as of (?P<day>\S+)",
        "known_at": r"known at (?P<day>\S+)",
        "refused": r"refused (?P<code>\S+): (?P<fact>.+)",
        "not_recorded_yet": r"not recorded yet (?P<clause>[^:]+): (?P<why>.+)",
        "expect": r"expect (?P<said>.+)",
        "explain": r"explain (?P<what>flag|standing|\S+)(?: (?P<family>\S+))?(?: of (?P<handle>.+))?",
    }.items()
}
EXPECTED = {
    name: re.compile(form)
    for name, form in {
        "clause": rf"(?:(?P<of>.+?) )?(?P<clause>{CLAUSE.pattern}): (?P<verdict>.+)",
        "flag": r"flag (?P<family>\S+)",
        "no_flag": r"no flag (?P<family>\S+)",
        "flags": r"flags (?P<families>.+)|no flags",
        "higher_post": r"higher post: (?P<verdict>.+)",
        "frozen": r"frozen (?P<line>\S+): (?P<verdict>.+)",
        "level": r"level (?P<period>\S+): (?P<verdict>.+)",
    }.items()
}


def made(kind: type[Command], /, **fields: Any) -> Command:
    """A command, with nothing said where nothing was written."""
    return kind.model_validate({name: value for name, value in fields.items() if value is not None})


@dataclass
class Told:
    """A history as far as it has been told."""

    directory: Directory
    person: str = ""
    people: dict[str, str] = field(default_factory=dict)
    positions: set[str] = field(default_factory=set)
    handles: dict[tuple[str, str], int] = field(default_factory=dict)
    """By person and handle: the entry of a fact."""

    names: dict[int, str] = field(default_factory=dict)
    """By entry: the handle under which an explanation speaks of it."""

    day: str = "2026-05-10"
    as_of: str | None = None
    known_at: str | None = None

    def tell(self, line: str, below: Iterable[str] = ()) -> None:
        """One fact or one expectation, with the lines that belong to it."""
        for name, form in FACTS.items():
            if match := form.fullmatch(line):
                given = [match.groupdict(), list(below)] if name == "explain" else [match.groupdict()]
                assert name == "explain" or not list(below), f"only an explanation has lines of its own: {line}"
                getattr(self, f"_{name}")(*given)
                return
        raise AssertionError(f"not a line of a history: {line}")

    # facts

    def _do(self, *commands: Command, handle: str = "") -> None:
        clock = Clock(datetime.fromisoformat(self.day).replace(hour=2, tzinfo=UTC))
        done = do(self.directory, *commands, clock=clock)
        if handle:
            self._call(handle, done.last)

    def _call(self, handle: str, entry: int) -> None:
        self.handles[self.person, handle] = entry
        self.names[entry] = handle

    def _named(self, case: str) -> str:
        """Codes of cases and votes are one person's own in a history, and everybody's in a ledger."""
        return f"{self.person}-{case}"

    def _cadre(self, told: dict[str, str]) -> None:
        if told["name"] not in self.people:
            self.people[told["name"]] = f"C{len(self.people) + 1:06}"
            self._do(made(RegisterCadre, on=self.day, name=told["name"]))
        self.person = self.people[told["name"]]

    def _position(self, told: dict[str, Any]) -> Iterator[Command]:
        if not self.positions:
            yield made(EstablishUnit, on="2000", unit="U", name="Đơn vị")
        if told["code"] not in self.positions:
            fields = {"position": told["code"], "title": told["code"], "group": told["group"], "unit": "U"}
            yield made(DefinePosition, on="2000", post=fields | {"heads_unit": bool(told.get("heads"))})
        self.positions.add(told["code"])

    def _post(self, told: dict[str, Any]) -> None:
        first, _, last = (told["term"] or "").partition("..")
        appoint = made(
            Appoint,
            on=self.day,
            cadre=self.person,
            position=told["code"],
            since=told["since"],
            term_from=first or None,
            term_to=last or None,
        )
        self._do(*self._position(told), appoint, handle=told["code"])

    def _plan(self, told: dict[str, Any]) -> None:
        plan = made(Plan, on=told["since"], cadre=self.person, position=told["code"])
        self._do(*self._position(told), plan, handle=f"plan {told['code']}")

    def _left(self, told: dict[str, str]) -> None:
        self._do(
            made(Relieve, on=self.day, cadre=self.person, position=told["code"], until=told["day"], leaving="relieved", reason="thôi giữ")
        )

    def _period(self, told: dict[str, str]) -> None:
        days = Period.parse(told["code"])
        fields = {"begins": days.first.isoformat(), "ends": days.last.isoformat(), "criteria_set": "criteria-100"}
        self._do(made(OpenPeriod, on=self.day, period=told["code"], basis=told["basis"], **fields))

    def _classified(self, told: dict[str, str]) -> None:
        fields = {"period": told["period"], "level": told["level"], "points": told["points"], "decided_on": told["day"]}
        self._do(made(Classify, on=self.day, cadre=self.person, **fields), handle=told["period"])

    def _set_aside(self, told: dict[str, str]) -> None:
        aside = made(SetAsideClassification, on=self.day, cadre=self.person, period=told["period"], reason="khiếu nại đúng")
        self._do(aside, handle=f"set aside {told['period']}")

    def _assessed(self, told: dict[str, Any]) -> None:
        scores = dict(each.split(" ") for each in told["scores"].split(", "))
        capacity = told["capacity"] or "authority"
        fields = {"period": told["period"], "assessor": f"Người đánh giá ({capacity})", "capacity": capacity, "scores": scores}
        self._do(made(Assess, on=self.day, cadre=self.person, **fields), handle=f"assessed {told['period']}")

    def _studied(self, told: dict[str, str]) -> None:
        number = 1 + sum(person == self.person and handle.startswith("study ") for person, handle in self.handles)
        fields = {"category": told["category"], "level": told["level"], "programme": f"Lớp {number}", "completed_on": told["day"]}
        self._do(made(CompleteTraining, on=self.day, cadre=self.person, **fields), handle=f"study {number}")

    def _revoked(self, told: dict[str, str]) -> None:
        revoke = made(RevokeTraining, on=self.day, cadre=self.person, number=int(told["number"]), reason="thu hồi chứng chỉ")
        self._do(revoke, handle=f"revoked study {told['number']}")

    def _sanction(self, told: dict[str, str]) -> None:
        fields = {"case": self._named(told["case"]), "line": told["line"], "form": told["form"], "decided_on": told["day"]}
        more = {"effective_on": told["announced"], "public_duty": bool(told["duty"]), "decision_no": told["case"]}
        self._do(made(DecideDiscipline, on=self.day, cadre=self.person, **fields, **more), handle=told["case"])

    def _ended(self, told: dict[str, str]) -> None:
        self._do(made(EndDiscipline, on=self.day, case=self._named(told["case"]), ended_on=told["day"], reason="công nhận tiến bộ"))

    def _annulled(self, told: dict[str, str]) -> None:
        annul = made(AnnulDiscipline, on=self.day, case=self._named(told["case"]), decision_no="44-QĐ", reason="kỷ luật oan")
        self._do(annul, handle=f"annulled {told['case']}")

    def _vote(self, told: dict[str, str]) -> None:
        code, low, of = self._named(told["code"]), int(told["low"]), int(told["of"])
        subject = {"number": 1, "name": "Người được lấy phiếu", "position": None, "counts": {"high": of - low, "confidence": 0, "low": low}}
        fields = {"basis": told["basis"], "recorded_from": "publication", "source": "a history as text", "kind": "confidence"}
        ballots = dict.fromkeys(("members_total", "members_present", "issued", "collected"), of)
        body = made(EstablishBody, on="2000", body=f"B-{code}", name=f"Hội nghị {code}")
        recorded = made(
            RecordVote, on=self.day, session=code, body=f"B-{code}", held_on=told["day"], ballots=ballots, subjects=(subject,), **fields
        )
        link = made(LinkSubject, on=self.day, session=code, subject=1, cadre=self.person, ground="a history as text")
        self._do(body)
        self._do(recorded)
        self._call(told["code"], self._first("vote.recorded/1", code))
        self._do(link)

    def _first(self, topic: str, code: str) -> int:
        with self._desk() as opened:
            evidence = opened.session(code).evidence
        assert evidence[0].name == topic
        entry: int = evidence[0].entry
        return entry

    def _correct(self, told: dict[str, str]) -> None:
        """The fact behind a handle, one field of it."""
        entry = self.handles[self.person, told["handle"]]
        shared = {"on": self.day, "corrects": entry, "reason": "gõ nhầm"}
        change = {told["field"]: told["now"]}
        if told["handle"] in self.positions:
            correcting = made(CorrectAppointment, cadre=self.person, position=told["handle"], **change, **shared)
        elif told["field"] in ("level", "points"):
            correcting = made(CorrectClassification, cadre=self.person, period=told["handle"], **change, **shared)
        elif told["field"] == "low":
            session = self._named(told["handle"])
            correcting = made(CorrectVote, session=session, changes=self._recounted(session, int(told["now"])), **shared)
        else:
            correcting = made(CorrectDiscipline, case=self._named(told["handle"]), **change, **shared)
        self._do(correcting, handle=f"corrected {told['handle']}")

    def _recounted(self, session: str, low: int) -> tuple[tuple[int, str, int], ...]:
        with self._desk() as opened:
            counts = opened.session(session).subject(1).counts
        return ((1, "low", low), (1, "high", sum(counts.values()) - low))

    def _merged(self, told: dict[str, str]) -> None:
        other = self.people[told["name"]]
        self._do(made(MergeCadre, on=self.day, cadre=self.person, into=other, reason="một người, hai hồ sơ"))
        self.handles |= {(other, handle): entry for (person, handle), entry in self.handles.items() if person == self.person}
        self.person = other

    def _confirm(self, told: dict[str, str]) -> None:
        self._do(made(ConfirmClause, on=told["day"], clause=told["clause"], read_by="Ban Pháp chế", read_where="Công báo"))

    def _refused(self, told: dict[str, str]) -> None:
        with pytest.raises(LedgerError) as refused:
            self.tell(told["fact"])
        assert refused.value.code.name.lower() == told["code"]

    def _recorded(self, told: dict[str, str]) -> None:
        self.day = told["day"]

    def _as_of(self, told: dict[str, str]) -> None:
        self.as_of = told["day"]

    def _known_at(self, told: dict[str, str]) -> None:
        self.known_at = None if told["day"] == "now" else told["day"]

    def _not_recorded_yet(self, told: dict[str, str]) -> None:
        """Said for the reader, and for the test that counts every clause."""

    # expectations

    def _desk(self) -> Any:
        return desk(self.directory, self.as_of, self.known_at, datetime.fromisoformat(self.day).replace(hour=3, tzinfo=UTC))

    def _expect(self, told: dict[str, str]) -> None:
        subject, *parts = told["said"].split("  ")
        for name, form in EXPECTED.items():
            if match := form.fullmatch(subject):
                with self._desk() as opened:
                    getattr(self, f"_expect_{name}")(opened, match.groupdict(), [part for part in parts if part])
                return
        raise AssertionError(f"not an expectation: {subject}")

    def _expect_clause(self, opened: Desk, told: dict[str, str], parts: list[str]) -> None:
        found = [self._clause(each) for each in self._weighed(opened, told["of"]) if each.clause == told["clause"]]
        wanted = {told["verdict"], *parts}
        if told["verdict"] == "no":
            # Of a clause weighed several times, for several posts or sanctions, no means not once.
            assert all("no" in each for each in found), (told, found)
        if told["verdict"] == "not weighed":
            assert found == [], (told, found)
        else:
            assert any(wanted <= each for each in found), (wanted, found)

    def _weighed(self, opened: Desk, of: str | None) -> list[Any]:
        """Every clause weighed, or those about one post, one fact or the level of one period."""
        explained = explain_standing(opened, self.person)
        weighed = [*explained.clauses, *explained.considered]
        if of is None:
            return weighed
        about = [each for each in weighed if each.position == of or self.handles.get((self.person, of)) in each.evidence]
        bands = explain_classification(opened, self.person, of).considered if PERIOD.fullmatch(of) else ()
        return [*about, *bands]

    def _clause(self, part: Any) -> set[str]:
        """Everything that can be said of one clause weighed, each in the one way in which it is written."""
        verdict = WORDS[part.status]
        missing = f" ({', '.join(part.missing)})" if part.missing else ""
        said = {f"{verdict}{missing}", *map(_written, part.arithmetic)}
        evidence = dict.fromkeys(entry for each in part.arithmetic for entry in each.evidence)
        return said | {self._resting(evidence)}

    def _resting(self, entries: Iterable[int]) -> str:
        return f"rests on {', '.join(dict.fromkeys(map(self._handle, entries))) or 'nothing'}"

    def _handle(self, entry: int) -> str:
        return self.names.get(entry, f"#{entry}")

    def _flags(self, opened: Desk) -> list[answers.FlagPart]:
        return list(standing(opened, self.person).flags)

    def _expect_flag(self, opened: Desk, told: dict[str, str], parts: list[str]) -> None:
        found = [set(_flag(each)) for each in self._flags(opened) if each.flag == told["family"]]
        assert any(part.startswith((*SIGNS.values(), "cannot tell")) for part in parts), "how heavy, or that it cannot be told"
        assert any(set(parts) <= each for each in found), (parts, found)

    def _expect_no_flag(self, opened: Desk, told: dict[str, str], parts: list[str]) -> None:
        assert not parts
        assert told["family"] not in [each.flag for each in self._flags(opened)]

    def _expect_flags(self, opened: Desk, told: dict[str, str | None], parts: list[str]) -> None:
        assert not parts
        assert sorted(each.flag for each in self._flags(opened)) == sorted((told["families"] or "").split(", ") if told["families"] else [])

    def _expect_higher_post(self, opened: Desk, told: dict[str, str], parts: list[str]) -> None:
        found = standing(opened, self.person).higher_post
        assert (WORDS[found.status], sorted(map(_reason, found.reasons))) == (told["verdict"], sorted(parts))

    def _expect_frozen(self, opened: Desk, told: dict[str, str], parts: list[str]) -> None:
        found = next(each for each in standing(opened, self.person).freezes if each.line == told["line"])
        assert (WORDS[found.status], [f"until {found.until}"] if found.until else []) == (told["verdict"], parts)

    def _expect_level(self, opened: Desk, told: dict[str, str], parts: list[str]) -> None:
        assert not parts
        assert _level(explain_classification(opened, self.person, told["period"]).computed) == told["verdict"]

    # explanations

    def _explain(self, told: dict[str, str | None], below: list[str]) -> None:
        wanted = {line.strip() for line in below}
        with self._desk() as opened:
            if told["what"] == "flag":
                said = set(self._of_flag(explain_flag(opened, self._flag_id(opened, str(told["family"]), told["handle"]))))
            elif told["what"] == "standing":
                said = set(self._of_standing(explain_standing(opened, self.person)))
            else:
                said = set(self._of_classification(explain_classification(opened, self.person, str(told["what"]))))
        assert wanted, "nothing is expected"
        assert wanted <= said, (sorted(wanted - said), sorted(said))

    def _flag_id(self, opened: Desk, family: str, handle: str | None) -> str:
        if handle is not None:
            return f"{family}-{self.handles[self.person, handle]}"
        return next(each.id for each in self._flags(opened) if each.flag == family)

    def _of_flag(self, found: Any) -> Iterator[str]:
        """`up`, `perhaps` or `fallen`; the clause, its arithmetic, what it rests on, what was tried too, what would change it."""
        yield {"applies": "up", "undetermined": "perhaps", "none": "fallen"}[found.conclusion.status]
        if found.clause is not None:
            yield f"clause {found.clause.id}"
            yield f"known from {found.clause.known_from}"
            yield f"opens {', '.join(found.conclusion.course)}"
            yield f"weighs {SIGNS[found.conclusion.severity]}, written {SIGNS[found.conclusion.severity_written]}"
        yield from (f"{_written(each)}: {WORDS[each.status]}" for each in found.arithmetic)
        yield self._resting(each.entry for each in found.facts)
        yield from (f"also {each.clause}: {WORDS[each.status]}" for each in found.considered)
        yield from self._changes(found.would_change_if)

    def _of_standing(self, found: answers.StandingExplanation) -> Iterator[str]:
        """The answer on a higher post, and what would change it."""
        yield f"higher post: {WORDS[found.conclusion.status]}"
        yield from (f"reason {_reason(each)}" for each in found.conclusion.reasons)
        yield self._resting(each.entry for each in found.facts)
        yield from self._changes(found.would_change_if)

    def _of_classification(self, found: answers.ClassificationExplanation) -> Iterator[str]:
        """What was decided, whether it departs, each level tried, what it opens, and the nearest points that give another answer."""
        if found.conclusion is not None:
            yield f"decided {found.conclusion.level}"
        yield "departs" if found.departs else "does not depart"
        yield self._resting(each.entry for each in found.facts)
        for band in found.considered:
            yield f"{band.level} {band.clause}: {WORDS[band.status]}"
            yield from (f"{band.level}: {_written(each)}: {WORDS[each.status]}" for each in band.arithmetic)
        yield from (f"opens {each.clause}: {WORDS[each.status]}" for each in found.opens)
        yield from (f"with {each.then} points: {' or '.join(each.possible)}" for each in found.would_change_if)

    def _changes(self, changes: Iterable[answers.TurningPart]) -> Iterator[str]:
        changes = list(changes)
        yield from (f"on {each.on}: {WORDS[each.status]}" for each in changes if each.on)
        yield from (f"without {self._handle(each.without)}: {WORDS[each.status]}" for each in changes if each.without)
        if not any(each.on for each in changes):
            yield "no day changes it"


def _flag(flag: answers.FlagPart) -> Iterator[str]:
    yield f"{SIGNS[flag.severity]} {flag.clause}" if flag.status == "applies" else f"cannot tell {flag.clause}"
    yield f"since {flag.since}"
    yield f"opens {', '.join(flag.course)}"
    yield f"for {flag.position}"
    yield f"also {', '.join(flag.also)}" if flag.also else "nothing else"
    yield f"perhaps {flag.perhaps}"


def _written(part: answers.WeighedPart) -> str:
    return f"{part.condition} {part.written}".strip()


def _reason(reason: answers.ReasonPart) -> str:
    perhaps = "perhaps " if reason.status == "undetermined" else ""
    return f"{perhaps}{reason.what}{f' until {reason.until}' if reason.until else ''}"


def _level(computed: answers.ComputedPart) -> str:
    if computed.level is not None:
        return f"{computed.level} by {', '.join(computed.clauses)}"
    return f"{' or '.join(computed.possible) or 'none'} ({', '.join(computed.missing)})"


def facts_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line with the indented ones below it; comments and blank lines left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    heads = [place for place, line in enumerate(lines) if not line.startswith(" ")]
    for place, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield lines[place], lines[place + 1 : after]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_told_of_people_follows_as_expected(path: Path, tmp_path: Path) -> None:
    (authority, _), *lines = facts_of(path.read_text("utf-8"))
    told = Told(council(tmp_path / "told.ledger", authority))
    for line, below in lines:
        try:
            told.tell(line, below)
        except (AssertionError, LedgerError, StopIteration, KeyError) as error:
            raise AssertionError(f"{line} (as of {told.as_of}): {error}") from error


def test_the_example_above_is_a_history(tmp_path: Path) -> None:
    example = [line.removeprefix("    ") for line in (__doc__ or "").split("\n\n")[1].splitlines()]
    (authority, _), *lines = facts_of("\n".join(example))
    told = Told(council(tmp_path / "told.ledger", authority))
    for line, below in lines:
        told.tell(line, below)

    assert lines[-1] == ("explain flag disciplined", ["  on 2024-02-10: no"])


# Every clause, on both sides

KINDS = (
    *(ClassificationBand, ClassificationFall, ClassificationForced, ClassificationOutcome),
    *(SanctionEffect, PromotionFreeze, TheoryRequired, LeavingGround),
)
SAID = re.compile(rf"expect (?:.+? )?(?P<clause>{CLAUSE.pattern}): (?P<verdict>no|yes|cannot tell|not weighed)")
LEFT = re.compile(r"not recorded yet (?P<clause>\S+):")


def clauses() -> Iterator[tuple[str, ClauseBase]]:
    """Every shipped clause on people, as it is cited."""
    for name in shipped_ids():
        regulation = parse(shipped_regulation(name).text, name)
        yield from ((str(regulation.ref(each.id)), each) for each in regulation.clauses if isinstance(each, KINDS))


def sides(clause: str, text: str) -> set[bool]:
    """On which sides of its threshold histories look at a clause: met or perhaps met, and not."""
    return {match["verdict"] in ("yes", "cannot tell") for match in SAID.finditer(text) if match["clause"] == clause}


def unrecordable(clause: ClauseBase) -> bool:
    """Whether a clause rests on facts that no command records: conclusions, results of a unit, shares of tasks."""
    match clause:
        case ClassificationForced():
            return clause.when.concluded is not None
        case ClassificationBand():
            return clause.points is None
        case LeavingGround():
            return any(leaf.concluded is not None or leaf.unit_result is not None for leaf in leaves(clause.when))
        case _:
            return isinstance(clause, ClassificationFall)


def leaves(condition: LeavingCondition) -> Iterator[LeavingCondition]:
    """The conditions of a ground that hold no others."""
    inner = (*(condition.all or ()), *(condition.any or ()))
    if not inner:
        yield condition
    for each in inner:
        yield from leaves(each)


@pytest.fixture(scope="module")
def told_of_people() -> str:
    """All histories in one."""
    return "\n".join(path.read_text("utf-8") for path in sorted(HERE.glob("*.txt")))


def test_every_clause_on_people_stands_in_a_history_on_both_sides_or_cannot_be_recorded_yet(told_of_people: str) -> None:
    left = set(LEFT.findall(told_of_people))
    one_sided = {clause for clause, _ in clauses() if clause not in left and sides(clause, told_of_people) != {True, False}}

    assert one_sided == set()


def test_only_clauses_on_facts_that_cannot_be_recorded_are_left_to_the_rulebook(told_of_people: str) -> None:
    assert set(LEFT.findall(told_of_people)) == {clause for clause, each in clauses() if unrecordable(each)}


def test_a_criteria_set_is_scored_in_a_history_on_both_sides_of_every_limit(told_of_people: str) -> None:
    product = parse(shipped_regulation("product/standing-1").text, "product/standing-1")
    (criteria,) = product.of_kind(CriteriaSet)

    for each in criteria.criteria:
        scores = re.findall(rf"(refused score_range: )?assessed .*?\b{each.code} ([0-9.]+)", told_of_people)
        assert ("", each.max_points) in scores
        assert ("refused score_range: ", f"{each.max_points}.01") in scores


# A language that cannot say no proves nothing

WRONG = [
    "expect vn/69-QD-TW-2022#effect: no",
    "expect vn/69-QD-TW-2022#effect: not weighed",
    "expect vn/69-QD-TW-2022#effect: cannot tell (exact_day)",
    "expect vn/69-QD-TW-2022#effect: yes  clock [2023-02-10, 2024-02-11)",
    "expect vn/69-QD-TW-2022#effect: yes  rests on KL-2",
    "expect vn/80-QD-TW-2022#freeze-warning: yes",
    "expect GD vn/69-QD-TW-2022#effect: yes",
    "expect no flags",
    "expect no flag disciplined",
    "expect flags disciplined",
    "expect flag disciplined  ▲ vn/69-QD-TW-2022#effect",
    "expect flag disciplined  since 2023-02-10",
    "expect flag disciplined  ● vn/69-QD-TW-2022#effect  for GD",
    "expect flag training_gap  ● vn/69-QD-TW-2022#effect",
    "expect higher post: yes",
    "expect higher post: no",
    "expect higher post: no  promotion_frozen_party until 2024-02-10",
    "expect frozen party: no",
    "expect frozen party: yes  until 2024-02-09",
    "expect frozen state: yes",
    "expect level 2022: good by vn/366-QD-TW-2025#11-good",
    "expect level 2022: completed or not_completed (done)",
    "expect 2022 vn/366-QD-TW-2025#11-completed: yes",
    "expect something else",
    "sanction",
]


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_noticed(line: str, once: Told) -> None:
    with pytest.raises(AssertionError):
        once.tell(line)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("explain flag disciplined", "fallen"),
        ("explain flag disciplined", "on 2024-02-09: no"),
        ("explain flag disciplined", "without KL-1: yes"),
        ("explain standing", "higher post: yes"),
        ("explain standing", "no day changes it"),
        ("explain 2022", "departs"),
        ("explain 2022", "with 50.01 points: completed or not_completed"),
    ],
)
def test_a_wrong_line_of_an_explanation_is_noticed(head: str, line: str, once: Told) -> None:
    with pytest.raises(AssertionError):
        once.tell(head, [f"  {line}"])


def test_an_explanation_of_which_nothing_is_expected_is_noticed(once: Told) -> None:
    with pytest.raises(AssertionError):
        once.tell("explain standing")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A short history, of which wrong things are then said."""
    told = Told(council(tmp_path_factory.mktemp("once") / "told.ledger", "party"))
    for line, below in facts_of(ONCE):
        told.tell(line, below)
    return told


ONCE = """
cadre Nguyễn Văn Mẫu
sanction KL-1 party reprimand on 2023-02-10
period 2022 under vn/366-QD-TW-2025
classified 2022 completed 55 points on 2023-02-11
as of 2023-06-01
"""
