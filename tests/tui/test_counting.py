"""Counting a stack before the screens: what is typed and refused, what is locked and withdrawn, what both entries come to."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from cadre_ledger.domain.actors import Role
from cadre_ledger.domain.convening import stream_of
from cadre_ledger.domain.counts import AnnulVote, BatchOpened, CellsRecounted, EntryLocked, EntryWithdrawn
from cadre_ledger.domain.sessions import CorrectAnnouncement
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.drafts import Drafts
from cadre_ledger.procedures.enrolling import Enrolment, Workshop, enrol
from cadre_ledger.procedures.keys import Keys, unlocked
from cadre_ledger.values.counting import Miscount
from cadre_ledger.values.records import Record
from cadre_ledger.values.tallies import VoteKind
from councils import NOW, TODAY, do
from counting import CODES, announced, at_stacks, by_ballots, by_totals, compared, files_with, locked, named, seal, seen
from ledgers import Clock, author
from other_ways import head
from screens import Sitting, sitting
from sittings import CHAIR, HELD, ONE, THREE, TWO

ROWS = ((12, 0, 0, 0), (3, 4, 5, 0))


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    """Two names, two stacks of twelve."""
    return announced(tmp_path / "a.ledger", 12, 12)


def recorded(directory: Directory, kind: type) -> list[object]:
    """The events of a kind in the session."""
    with Ledger.open(directory) as ledger:
        return [each.event for each in ledger.read(stream_of("S1")) if isinstance(each.event, kind)]


# totals


async def test_each_line_says_what_is_missing_or_too_much_while_it_is_typed(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1")
        assert someone.text.count("12 missing") == 2
        await someone.press("1", "0")
        assert "2 missing" in someone.text.splitlines()[3]
        await someone.press("enter", "5")
        assert "✗ 3 over" in someone.text
        await someone.press("backspace", "2")
        assert "0 of 2 lines add up" in someone.text
        await someone.press("enter", "0", "enter", "0")
        assert "✓" in someone.text.splitlines()[3]
        assert "✓ complete" in someone.text.splitlines()[3]
        assert "1 of 2 lines add up" in someone.text


async def test_a_figure_is_typed_over_where_one_comes_back_to_it(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1", "7", "enter", "left", "5")
        assert "7 missing" in someone.text.splitlines()[3]
        await someone.press("delete")
        assert "12 missing" in someone.text.splitlines()[3]
        # No figure is so large that it could not be of this stack.
        await someone.press("1", "2", "0", "0")
        assert "✗ 108 over" in someone.text


async def test_what_does_not_add_up_is_not_locked_and_the_cursor_goes_there(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1")
        await by_totals(someone, (ROWS[0], (3, 4, 4, 0)))
        await someone.press("f9")
        assert f"VOTE-134: {named(2)}, stack 1: 11 of 12 ballots; 1 missing" in " ".join(someone.text.split())
        await someone.press("5")
        assert "✓" not in someone.text.splitlines()[4]
        await someone.press("down", "right", "right", "backspace")
        await someone.press("f3")
        assert "VOTE-134" in someone.text
    assert recorded(directory, EntryLocked) == []


async def test_a_cell_that_is_not_typed_is_not_nothing(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1", "1", "2")
        assert "? cell empty" in someone.text
        await someone.press("f9")
        assert f"{named(1)}: every cell is typed, 0 where there is none." in someone.text


# ballot by ballot


async def test_wrong_keys_of_a_ballot_are_said_and_change_nothing(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "2")
        for keys, code in ((("4",), "VOTE-170"), (("1", "enter"), "VOTE-172"), (("2", "3"), "VOTE-171"), (("f9",), "VOTE-174")):
            await someone.press(*keys)
            assert code in someone.text, keys
        assert "Ballots added up: 0. Missing: 12." in someone.text
        await someone.press("enter")
        assert "Ballots added up: 1. Missing: 11." in someone.text
        await by_ballots(someone, ["12"] * 11)
        await someone.press("1")
        assert "VOTE-173" in someone.text
        await seal(someone, ONE)
    (entry,) = recorded(directory, EntryLocked)
    assert isinstance(entry, EntryLocked)
    assert entry.counter == ONE


async def test_a_ballot_that_is_closed_is_no_longer_on_the_screen_and_not_taken_back(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "2", "3", "3")
        assert someone.text.count("3 low") == 2 + 1
        await someone.press("enter", "backspace", "backspace")
        assert "Ballot 2 of 12, 0 of 2 names" in someone.text
        assert someone.text.count("3 low") == 1
        assert "Ballots added up: 1." in someone.text


async def test_one_key_voids_a_whole_ballot_and_backspace_takes_that_back(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "2", "1", "f7")
        assert "Ballot 1 of 12: invalid as a whole" in someone.text
        await someone.press("backspace")
        assert "Ballot 1 of 12, 1 of 2 names" in someone.text
        await someone.press("9", "enter")
        assert "Ballots added up: 1." in someone.text
        assert someone.text.splitlines()[3].split()[-2:] == ["0", "1"]


async def test_a_binding_vote_has_its_own_choices(tmp_path: Path) -> None:
    directory = announced(tmp_path / "a.ledger", 10, kind=VoteKind.BINDING)
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "2")
        assert "1 conf. · 2 no conf. · 0 inv. · 9 whole ballot invalid" in someone.text
        await someone.press("3")
        assert "VOTE-170" in someone.text
        await by_ballots(someone, ["12"] * 10)
        await seal(someone, ONE)
    locked(directory, TWO, ((10, 0, 0), (0, 10, 0)))
    compared(directory)
    assert not seen(directory).sitting.batches[0].differing


async def test_the_stack_is_counted_again_from_its_first_ballot(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "2")
        await by_ballots(someone, ["12", "12"])
        await someone.press("f8", "escape")
        assert "Ballots added up: 2." in someone.text
        await someone.press("f8", "enter")
        assert "Ballots added up: 0." in someone.text


async def test_the_help_begins_with_the_guide_to_invalid_ballots(directory: Directory) -> None:
    async with sitting(directory, "vi") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "2", "f1")
        said = " ".join(someone.text.replace("│", " ").split())
        assert "theo vn/96-QD-TW-2023" in said
        assert "không đánh dấu hoặc đánh dấu từ hai ô trở lên. (#6.1, ✓" in said


# locking


async def test_a_code_is_typed_twice_and_long_enough_and_never_shown(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1")
        await by_totals(someone, ROWS)
        for code, again, said in (("1234567", "1234567", "VOTE-148"), ("12345678", "12345679", "VOTE-175")):
            await someone.press("f9")
            for text in (code, again):
                await someone.type(text)
                assert text not in someone.text
                await someone.press("enter")
            assert said in someone.text
            await someone.press("escape")
    assert recorded(directory, EntryLocked) == []


async def test_what_is_locked_leaves_the_screen_and_the_other_stack_is_offered(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1")
        await by_totals(someone, ROWS)
        await seal(someone, ONE)
        assert f"■ locked: {ONE}" in someone.text
        assert someone.app.screen_stack[-2].stack is None  # type: ignore[attr-defined]
        await someone.press("enter", "1")
        assert "Stack 2: 12 ballots" in someone.text


async def test_a_stack_takes_no_second_entry_of_a_counter_and_no_third_of_anybody(directory: Directory) -> None:
    locked(directory, ONE, ROWS)
    locked(directory, TWO, ROWS)
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, THREE)
        await someone.press("1")
        assert "VOTE-140" in someone.text
        await someone.press("enter", "escape", "1", "1")
        assert "Withdraw your locked entry of stack 1?" in someone.text


async def test_an_entry_is_withdrawn_with_its_reason_and_counted_again(directory: Directory) -> None:
    locked(directory, ONE, ROWS)
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "enter")
        assert "TEXT-101" in someone.text
        await someone.type("quên mã")
        await someone.press("enter")
        await someone.settle()
        assert "□ not counted yet" in someone.text.splitlines()[10]
        await someone.press("1", "1")
        await by_totals(someone, ROWS)
        await seal(someone, ONE)
    assert [each.reason for each in recorded(directory, EntryWithdrawn)] == ["quên mã"]  # type: ignore[attr-defined]
    assert len(recorded(directory, EntryLocked)) == 2


async def test_an_entry_of_a_stack_that_was_announced_anew_is_counted_again(directory: Directory) -> None:
    entry = head(directory)
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1", "7")
        do(
            directory,
            CorrectAnnouncement(
                on=HELD,
                session="S1",
                corrects=entry,
                collected=24,
                not_returned=0,
                batches=(10, 14),
                reason="chia lại tập",
            ),
        )
        await someone.app.refresh_all()
        await someone.settle()
        assert "The stacks were announced anew" in someone.text
        await someone.press("enter")
        assert "Stack 1: 10 ballots" in someone.text


async def test_with_a_stack_open_one_goes_nowhere_unasked(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1", "7", "f4", "f2", "f8", "escape")
        assert "7" in someone.text.splitlines()[3]
        await someone.press("escape", "escape")
        assert "Leave this stack?" in someone.text
        assert "kept nowhere" in someone.text
        await someone.press("escape", "f10")
        assert "kept nowhere" in someone.text
        await someone.press("escape", "escape", "escape", "enter")
        assert "A vote held here S1" in someone.text


# what outlives a crash, and what is seen of another's count


async def test_what_is_kept_of_an_open_stack_says_which_it_is_and_no_figure(tmp_path: Path) -> None:
    directory = announced(tmp_path / "a.ledger", 7925, 10)
    async with sitting(directory, "en", actor=ONE) as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1")
        await someone.type("7919")
        someone.app.drafts.settle()
        (draft,) = Drafts(directory, ONE).all()
        assert draft.typed == {"counter": ONE, "stack": "1", "mode": "totals"}
        assert files_with(tmp_path, b"7919") == []
        assert files_with(tmp_path, (7919).to_bytes(4, "big")) == []

    async with sitting(directory, "en", actor=ONE) as someone:
        assert "Continue: Counting" in someone.text
        await someone.press("enter")
        assert f"{ONE} had begun stack 1 and not locked it." in someone.text
        await someone.press("enter")
        assert "7925 missing" in someone.text
        assert "7919" not in someone.text
        await someone.press("escape", "escape", "enter")
        someone.app.drafts.settle()
        assert Drafts(directory, ONE).all() == ()


async def test_a_second_counter_finds_no_trace_of_the_first_on_any_screen(tmp_path: Path) -> None:
    directory = announced(tmp_path / "a.ledger", 7925, 10)
    planted = ((7919, 2, 3, 1), (7920, 3, 2, 0))
    async with sitting(directory, "en", actor=ONE) as someone:
        await at_stacks(someone, ONE)
        await someone.press("1", "1")
        await by_totals(someone, planted)
        await seal(someone, ONE)
    texts = []
    async with sitting(directory, "en", actor=TWO) as someone:
        texts.append(someone.text)
        await at_stacks(someone, TWO)
        texts.append(someone.text)
        for key in ("1", "1", "f9", "f1"):
            await someone.press(key)
            texts.append(someone.text)
        await someone.press("escape", "escape", "escape", "enter")
        texts.append(someone.text)
        someone.app.open_comparison("S1", 1)
        await someone.settle()
        for keys in ((), ("f9",), ("f7",), ("f6",), ("ctrl+p",), ("escape", "f4", "1")):
            await someone.press(*keys)
            texts.append(someone.text)
    assert not [text for text in texts if "79" in text.replace("7925", "").replace("7935", "")]
    assert files_with(tmp_path, b"7919") == files_with(tmp_path, (7919).to_bytes(4, "big")) == []


# comparing


async def opened(someone: Sitting, first: str = CODES[ONE], second: str = CODES[TWO]) -> None:
    """Both codes typed, from the start."""
    await someone.press("f4", "4", "enter", "f2", "2", "f9")
    for code in (first, second):
        await someone.type(code)
        assert code not in someone.text
        await someone.press("enter")
    await someone.settle()


async def test_before_both_are_locked_there_is_nothing_to_open(directory: Directory) -> None:
    locked(directory, ONE, ROWS)
    async with sitting(directory, "en") as someone:
        someone.app.open_comparison("S1", 1)
        await someone.settle()
        assert "1 of 2 entries locked; nothing of them is told before both are." in someone.text
        await someone.press("f9", "f7", "f6")
        assert "1 of 2 entries locked" in someone.text


async def test_with_a_wrong_code_neither_is_opened(directory: Directory) -> None:
    locked(directory, ONE, ROWS)
    locked(directory, TWO, ROWS)
    async with sitting(directory, "en") as someone:
        await opened(someone, second="mật mã sai rồi")
        assert "VOTE-142" in someone.text
        await someone.press("enter")
        assert "Both entries are locked" in someone.text
    assert recorded(directory, BatchOpened) == []


async def test_entries_that_agree_are_settled_at_once(directory: Directory) -> None:
    locked(directory, ONE, ROWS)
    locked(directory, TWO, ROWS)
    async with sitting(directory, "en") as someone:
        await opened(someone)
        assert "✓ The entries agree in every cell" in someone.text
        await someone.press("f6")
        assert f"2 {named(2)}: high confidence 3 · confidence 4 · low confidence 5" in someone.text


async def test_only_cells_that_differ_are_shown_and_counted_a_third_time(directory: Directory) -> None:
    locked(directory, ONE, ROWS)
    locked(directory, TWO, (ROWS[0], (3, 5, 4, 0)))
    async with sitting(directory, "en") as someone:
        await opened(someone)
        assert someone.text.count("≠ differs") == 2
        assert named(1) not in someone.text
        await someone.press("f7", "3")
        assert "confidence (4 / 5):" in someone.text
        for figure in ("4", "4"):
            await someone.type(figure)
            await someone.press("enter")
        await someone.press("enter")
        assert "VOTE-134" in someone.text
        await someone.press("escape", "enter", "3", "4", "enter", "5", "enter")
        await someone.type("trước mặt giám sát")
        await someone.press("enter")
        assert "1  a mark was misread" in someone.text
        await someone.press("1")
        await someone.settle()
        assert someone.text.count("✓ settled") == 2
        await someone.press("f6")
        assert "confidence 4 · low confidence 5" in someone.text
    (third,) = recorded(directory, CellsRecounted)
    assert isinstance(third, CellsRecounted)
    assert (third.cells, third.why, third.counter, third.note) == (
        {"confidence": 4, "low": 5},
        Miscount.MISREAD,
        THREE,
        "trước mặt giám sát",
    )


async def test_a_stack_that_there_is_not_is_not_compared(directory: Directory) -> None:
    async with sitting(directory, "en") as someone:
        someone.app.open_comparison("S1", 3)
        await someone.settle()
        assert "VOTE-145" in someone.text


async def test_before_the_ballots_are_announced_and_after_the_end_nothing_is_counted(directory: Directory) -> None:
    do(directory, AnnulVote(on=HELD, session="S1", annulled_by=(CHAIR, ONE), reason="sai quy trình"))
    async with sitting(directory, "en") as someone:
        someone.app.open_count("S1")
        await someone.settle()
        assert "VOTE-122" in someone.text
        await someone.press("enter")
        assert "Tasks:" in someone.text


# where people sign


def passphrase(code: str) -> str:
    return f"cum tu cua {code}"


@pytest.fixture
def environment(tmp_path: Path, directory: Directory) -> dict[str, str]:
    """The committee is enrolled; their keys lie where it says."""
    environment = {"CADRE_LEDGER_KEYS": str(tmp_path / "keys")}
    chance = Random(5)
    workshop = Workshop(Keys.of(directory, environment), chance.randbytes, cost=2)
    with Ledger.open(directory) as ledger:
        for number, name in enumerate((ONE, TWO), 1):
            who = Enrolment(f"KP-0{number}", name, (Role.COUNTING_COMMITTEE, *((Role.CHAIR,) if number == 1 else ())))
            first = unlocked(ledger, workshop.keys, ("KP-01",), passphrase) if number > 1 else ()
            by = author(Clock(NOW), f"enrolment-{number}", signers=first)
            enrol(ledger, workshop, who, passphrase(who.actor), replace(by, actor="KP-01") if first else by, TODAY)
    return environment


def last(directory: Directory) -> Record[Event]:
    with Ledger.open(directory) as ledger:
        return ledger.read(stream_of("S1"))[-1]


async def sign(someone: Sitting, code: str) -> None:
    """The passphrase that is asked for."""
    assert f"Passphrase of {code}:" in someone.text
    await someone.type(passphrase(code))
    await someone.press("enter")
    await someone.settle()


async def test_where_people_sign_each_counter_signs_whoever_sits_there(directory: Directory, environment: dict[str, str]) -> None:
    async with sitting(directory, "en", actor="KP-01", environment=environment) as someone:
        await at_stacks(someone, THREE)
        assert "Who counts signs what they counted" in someone.text
        await someone.press("enter")
        for number, counter in ((1, ONE), (2, TWO)):
            await someone.press(str(number), "1", "1")
            await by_totals(someone, ROWS if counter == ONE else (ROWS[0], (3, 5, 4, 0)))
            await seal(someone, counter)
            await someone.press("escape")
            assert "2 of 2 lines add up" in someone.text
            await seal(someone, counter)
            await sign(someone, f"KP-0{number}")
            assert counter in someone.text.partition("■ locked: ")[2]
            record = last(directory)
            assert record.signature is not None
            assert (record.actor, [mark.actor for mark in record.signature.marks]) == (f"KP-0{number}", [f"KP-0{number}"])
            await someone.press("escape")
        await someone.press("escape", "f2", "2", "f9")
        for code in (CODES[ONE], CODES[TWO]):
            await someone.type(code)
            await someone.press("enter")
        await someone.settle()
        await sign(someone, "KP-01")
        await someone.press("f7", "2", "4", "enter", "5", "enter", "enter", "4")
        await someone.settle()
        await sign(someone, "KP-02")
        assert someone.text.count("✓ settled") == 2
    assert last(directory).actor == "KP-02"
