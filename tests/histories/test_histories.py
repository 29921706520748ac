"""Histories as text: one fact a line, below it what should stand. Whoever knows the regulation can read and write them.

    vote VP-2023 body "HĐND tỉnh Vĩnh Phúc" on 2023-12-13 under vn/96-2023-QH15 issued 47 list 28
      4 Lê Duy Thành, Chủ tịch UBND tỉnh; 19 2 25
    expect 4  low 25/47 53.19%  ▲ vn/96-2023-QH15#12.2 resign, binding_vote  rank 7

Facts: `party` (first, for a ledger of the Party), `vote`, `correct`, `cadre`, `link`, `confirm`; `as of` moves the day of the
expectations below it. A line of a vote is number, name, post; counts in the order of the ballot (`?` where the table is silent),
`invalid N` last. What is expected stands in parts, two spaces apart: a share, `at most` a share where the base is only known from
below, `a to b` between bounds; the outcome as sign and clause with what it opens, `nothing`, or `cannot tell (what is missing)`;
`perhaps` a stronger clause; a rank.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.returns import BallotNumbers, ListedSubject
from cadre_ledger.domain.rules import ConfirmClause
from cadre_ledger.domain.votes import CorrectVote, LinkSubject, RecordVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.answers import ResultPart, SharePart, ShareRangePart
from cadre_ledger.procedures.sample import SAMPLES
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.tallies import LEVELS, RecordedFrom, VoteKind
from councils import TODAY, council, do, result

HERE = Path(__file__).parent
VOTE = re.compile(r'vote (?P<code>\S+) body "(?P<body>[^"]+)" on (?P<on>\S+) under (?P<basis>\S+)(?P<binding> binding)?(?P<more>.*)')
LINE = re.compile(r" +(?P<number>\d+) (?P<name>[^,;]+)(?:, (?P<post>[^;]+))?; (?P<counts>[\d? ]+?)(?: invalid (?P<invalid>\d+))?")
CORRECT = re.compile(r"correct (?P<code>\S+) (?:(?P<number>\d+)\.)?(?P<field>\w+) to (?P<now>\S+) because (?P<reason>.+)")
SIGNS = {"●": "note", "▲": "consider", "■": "must_act"}
NUMBERS = {
    "members": "members_total",
    "summoned": "members_summoned",
    "present": "members_present",
    "issued": "issued",
    "collected": "collected",
}


@dataclass
class Told:
    """A history as far as it has been told."""

    directory: Directory
    vote: str = ""
    entries: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    as_of: str | None = None

    def tell(self, line: str, below: list[str]) -> None:
        """One fact, with the lines that belong to it."""
        word = line.split(" ", 1)[0]
        if word == "vote":
            self._vote(line, below)
        elif word != "party":
            assert not below, f"only a vote has lines of its own: {line}"
            getattr(self, f"_{word}")(line)

    def _vote(self, line: str, below: list[str]) -> None:
        told = VOTE.fullmatch(line)
        assert told, line
        kind = VoteKind.BINDING if told["binding"] else VoteKind.CONFIDENCE
        subjects = tuple(_listed(each, kind) for each in below)
        more = told["more"].split()
        numbers = {NUMBERS[name]: int(number) for name, number in pairwise(more) if name in NUMBERS}
        total = len(subjects) if "whole" in more else int(more[more.index("list") + 1]) if "list" in more else None
        body = self.bodies.get(told["body"], f"B{len(self.bodies) + 1}")
        making = [] if told["body"] in self.bodies else [EstablishBody(on=TODAY, body=body, name=told["body"])]
        self.bodies[told["body"]] = body
        recorded = RecordVote(
            on=TODAY,
            session=told["code"],
            kind=kind,
            body=body,
            held_on=PartialDate.parse(told["on"]),
            basis=told["basis"],
            recorded_from=RecordedFrom.PUBLICATION,
            source="a history as text",
            ballots=BallotNumbers(**numbers),
            subjects=subjects,
            subjects_total=total,
        )
        done = do(self.directory, *making, recorded)
        self.vote, self.as_of = told["code"], None
        self.entries[told["code"]] = next(each.entry for each in done.records if each.event.topic == "vote.recorded/1")

    def _correct(self, line: str) -> None:
        told = CORRECT.fullmatch(line)
        assert told, line
        change = (int(told["number"]) if told["number"] else None, told["field"], int(told["now"]))
        do(
            self.directory,
            CorrectVote(on=TODAY, session=told["code"], corrects=self.entries[told["code"]], changes=(change,), reason=told["reason"]),
        )
        self.vote = told["code"]

    def _cadre(self, line: str) -> None:
        _, code, name = line.split(" ", 2)
        done = do(self.directory, RegisterCadre(on=TODAY, name=name))
        assert f"cadre/{code}" in [each.stream for each in done.records]

    def _link(self, line: str) -> None:
        _, session, number, _, cadre = line.split(" ")
        do(self.directory, LinkSubject(on=TODAY, session=session, subject=int(number), cadre=cadre, ground="a history as text"))

    def _confirm(self, line: str) -> None:
        _, clause, _, day = line.split(" ")
        do(self.directory, ConfirmClause(on=PartialDate.parse(day), clause=clause, read_by="Ban Pháp chế", read_where="Công báo"))

    def _as(self, line: str) -> None:
        self.as_of = line.removeprefix("as of ")

    def _expect(self, line: str) -> None:
        subject, *parts = line.removeprefix("expect ").split("  ")
        vote, _, number = subject.rpartition(" ")
        found = result(self.directory, vote or self.vote, as_of=self.as_of)
        standing = next(each for each in found.results if each.subject == int(number))
        wanted = [part for part in parts if part]
        assert wanted, "nothing is expected"
        assert [part for part in wanted if part not in _standing(standing)] == [], (line, sorted(_standing(standing)))
        said = [part for part in wanted if part.startswith(("nothing", "cannot", *SIGNS))]
        assert len(said) == 1, f"one outcome: {line}"
        assert (standing.outcome.perhaps is not None) == any(part.startswith("perhaps") for part in wanted), line


def _listed(line: str, kind: VoteKind) -> ListedSubject:
    told = LINE.fullmatch(line)
    assert told, line
    counts = dict(zip(LEVELS[kind], told["counts"].split(), strict=True))
    return ListedSubject(
        number=int(told["number"]),
        name=told["name"],
        position=told["post"],
        counts={level: int(count) for level, count in counts.items() if count != "?"},
        invalid=int(told["invalid"]) if told["invalid"] else None,
    )


def _standing(part: ResultPart) -> set[str]:
    """Everything that can be said of one line, each in the one way in which it is written."""
    return {*_shares(part), *_outcome(part), f"rank {part.rank or 'none'}"}


def _shares(part: ResultPart) -> Iterator[str]:
    for level, share in part.shares.items():
        match share:
            case SharePart():
                yield f"{level} {_share(share)}"
            case ShareRangePart(at_least=None, at_most=SharePart() as most):
                yield f"{level} at most {_share(most)}"
            case ShareRangePart(at_least=SharePart() as least, at_most=SharePart() as most):
                yield f"{level} {_share(least)} to {_share(most)}"
    if not part.shares:
        yield "no shares"


def _share(share: SharePart) -> str:
    return f"{share.fraction} {share.percent}%"


def _outcome(part: ResultPart) -> Iterator[str]:
    outcome = part.outcome
    if outcome.status == "none":
        yield "nothing"
    elif outcome.status == "undetermined":
        yield f"cannot tell ({', '.join(outcome.missing)})"
    else:
        sign = next(sign for sign, severity in SIGNS.items() if severity == outcome.severity)
        yield f"{sign} {outcome.clause} {', '.join(outcome.course)}"
    if outcome.perhaps is not None:
        yield f"perhaps {outcome.perhaps.clause}"


def _facts(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each fact with the indented lines below it; comments and blank lines left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    heads = [place for place, line in enumerate(lines) if not line.startswith(" ")]
    for place, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield lines[place], lines[place + 1 : after]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_told_stands_as_expected(path: Path, tmp_path: Path) -> None:
    facts = list(_facts(path.read_text("utf-8")))
    told = Told(council(tmp_path / "told.ledger", "party" if facts[0][0] == "party" else "state"))
    for fact, below in facts:
        told.tell(fact, below)
    assert any(fact.startswith("expect ") for fact, _ in facts)


def test_there_is_a_history_for_every_published_file() -> None:
    assert {Path(name).stem for name, *_ in SAMPLES} <= {path.stem for path in HERE.glob("*.txt")}


@pytest.mark.parametrize(
    "expectation",
    [
        "expect 1  low 24/47 51.06%  nothing",
        "expect 1  low 24/48 50.00%  ▲ vn/96-2023-QH15#12.2 resign, binding_vote",
        "expect 1  ■ vn/96-2023-QH15#12.2 resign, binding_vote",
        "expect 1  ▲ vn/96-2023-QH15#12.2 resign, binding_vote  rank 2",
        "expect 1  ▲ vn/96-2023-QH15#12.2 resign, binding_vote  perhaps vn/96-2023-QH15#12.3",
    ],
)
def test_a_wrong_expectation_is_noticed(expectation: str, tmp_path: Path) -> None:
    told = Told(council(tmp_path / "told.ledger"))
    told.tell('vote V-1 body "Thử" on 2023-12-13 under vn/96-2023-QH15 collected 47', ["  1 Nguyễn Văn Mẫu; 23 0 24"])
    told.tell("expect 1  low 24/47 51.06%  ▲ vn/96-2023-QH15#12.2 resign, binding_vote  rank 1", [])
    with pytest.raises(AssertionError):
        told.tell(expectation, [])
