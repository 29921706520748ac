"""Who counts as the vote names them, what they are told of invalid ballots, and that a box is one counter's alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cadre_ledger.domain.actors import RetireActor, Role
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.counting import Counter, count_of, locking, opening, table, totals_of
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.elsewhere import handout
from cadre_ledger.values.tallies import VoteKind
from ledgers import START, TODAY, adoption, body, done, found
from signers import enrol, signed, signer
from sittings import HELD, TEXT, announcing, closing, convene
from sittings import opening as opening_of_the_vote

HUNG, HUNG_TOO, DEM = "Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Đỗ Văn Đếm"
ROWS = ((5, 5, 19, 1), (20, 6, 4, 0))
SAME_CODE = "cùng một mật mã"


@contextmanager
def announced(path: Path, committee: tuple[str, ...], kind: VoteKind = VoteKind.CONFIDENCE) -> Iterator[Ledger]:
    """A vote that waits to be counted, before anyone is enrolled."""
    with Ledger.open(found(path / "a.ledger", more=[adoption((TEXT.decode(),)), body()])) as ledger:
        steps = (convene(committee=committee, kind=kind), opening_of_the_vote(summoned=30, present=30), closing(30), announcing(30))
        for step in steps:
            done(ledger, step)
        yield ledger


@contextmanager
def at(ledger: Ledger) -> Iterator[Desk]:
    with Desk.open(ledger.directory, Clocks(), START) as desk:
        yield desk


def lock(ledger: Ledger, counter: str) -> str:
    """Lock the same rows under the same code; gives the box."""
    with at(ledger) as desk:
        state = count_of(desk, "S1")
    command = locking(HELD, state, ledger.founding.origin, 1, counter, totals_of(state, ROWS), SAME_CODE)
    done(ledger, command)
    return command.box


def test_two_whose_names_differ_by_their_marks_alone_have_boxes_of_their_own_and_both_open(tmp_path: Path) -> None:
    with announced(tmp_path, (HUNG, HUNG_TOO, DEM)) as ledger:
        assert lock(ledger, HUNG) != lock(ledger, HUNG_TOO)
        with at(ledger) as desk:
            command = opening(HELD, count_of(desk, "S1"), ledger.founding.origin, 1, {HUNG: SAME_CODE, HUNG_TOO: SAME_CODE})

        assert [entry.counter for entry in command.entries] == [HUNG, HUNG_TOO]
        assert command.entries[0].totals == command.entries[1].totals
        assert done(ledger, command).records


def test_a_counter_who_is_written_otherwise_seals_as_the_committee_has_them(tmp_path: Path) -> None:
    with announced(tmp_path, (HUNG, HUNG_TOO, DEM)) as ledger:
        lock(ledger, "do van dem")
        lock(ledger, HUNG.upper())
        with at(ledger) as desk:
            command = opening(HELD, count_of(desk, "S1"), ledger.founding.origin, 1, {HUNG: SAME_CODE, DEM: SAME_CODE})

        assert [entry.counter for entry in command.entries] == [DEM, HUNG]
        assert done(ledger, command).records


def test_whoever_counts_acts_as_the_actor_whom_the_committee_names_by_name_or_by_code(tmp_path: Path) -> None:
    with announced(tmp_path, (HUNG_TOO, HUNG, "KP-03", DEM)) as ledger:
        with at(ledger) as desk:
            claims = table(desk, "S1").counters
        people = {"CT-01": "Lý Thị Chủ", "KP-01": HUNG, "KP-02": HUNG_TOO, "KP-03": "Vũ Thị Kiểm", "KP-04": "nguyen van hung", "KP-05": DEM}
        done(ledger, *(enrol(code, *_roles(code), name=name) for code, name in people.items()))
        signed(ledger, RetireActor(on=TODAY, actor="KP-05", reason="nghỉ hưu"), by=(signer("CT-01"),))
        with at(ledger) as desk:
            counters, handed = table(desk, "S1").counters, handout(desk, "S1").counters

    assert claims == tuple(Counter(name, name) for name in (HUNG_TOO, HUNG, "KP-03", DEM))
    assert counters == (Counter(HUNG_TOO, "KP-02"), Counter(HUNG, "KP-01"), Counter("KP-03", "KP-03"), Counter(DEM, DEM, enrolled=False))
    assert [(each.actor, each.name) for each in handed] == [("KP-01", HUNG), ("KP-02", HUNG_TOO), ("KP-03", "KP-03")]


def _roles(code: str) -> tuple[Role, ...]:
    return (Role.CHAIR,) if code.startswith("CT") else (Role.COUNTING_COMMITTEE,)


@pytest.mark.parametrize(("kind", "told"), [(VoteKind.CONFIDENCE, ["6.1"]), (VoteKind.BINDING, [])])
def test_the_guide_to_invalid_ballots_is_the_same_here_and_elsewhere(tmp_path: Path, kind: VoteKind, told: list[str]) -> None:
    with announced(tmp_path, (HUNG, HUNG_TOO, DEM), kind) as ledger:
        done(ledger, enrol("CT-01", Role.CHAIR), enrol("KP-01", Role.COUNTING_COMMITTEE, name=HUNG))
        with at(ledger) as desk:
            here, there = table(desk, "S1").guide, handout(desk, "S1").guide

    assert [each["id"] for each in here.clauses] == told
    assert [each.clause.partition("#")[2] for each in there] == told
