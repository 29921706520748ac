"""All that is refused in a vote, as one table: at which step, what is typed, by whom, and the code with which it is refused.

Nothing of what is refused is stored, and what is said names what to do next. What is altered on the way from a laptop is
refused in `test_counting_elsewhere.py`.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.values.codes import Code
from councils import council
from ledgers import everything
from rooms import PEOPLE, Room, convened, passphrase
from terminals import Terminal

HELD = "2026-05-10"
ONE, TWO, THREE, CHAIR = "Đỗ Văn Đếm", "Vũ Thị Kiểm", "Hồ Văn Ba", "Lý Thị Chủ"
SUBJECT = "Nguyễn Văn Mẫu"
SEALED = {ONE: "mật mã của Đếm", TWO: "mật mã của Kiểm"}
ROWS = ("--row", "5;5;18;1", "--row", "19;6;4;0")
OTHER = ("--row", "5;4;19;1", "--row", "19;6;4;0")
BOTH = "".join(f"{each}\n" for each in SEALED.values())
CALL = ("--body", "HD", "--held-on", HELD, "--place", "Hội trường A", "--basis", "vn/96-QD-TW-2023")
BALLOT = ("--row", f"{SUBJECT};Chủ tịch;C000001", "--row", "Lê Thị Hai;Phó Chủ tịch")
COMMITTEE = tuple(part for each in (ONE, TWO, THREE) for part in ("--committee", each))

STEPS: dict[str, tuple[tuple[tuple[object, ...], str, str], ...]] = {
    "called": ((("convene", *CALL, *BALLOT, *COMMITTEE), "", ""),),
    "opened": ((("open", "--absent", "7;ốm"), "", ""),),
    "closed": ((("box", "--printed", 34, "--issued", 29, "--spoilt", 2, "--unused", 3), "", ""),),
    "announced": ((("announce", "--collected", 29, "--stack", 29), "", ""),),
    "locked once": ((("count", *ROWS), ONE, f"{SEALED[ONE]}\n"),),
    "locked": ((("count", *OTHER), TWO, f"{SEALED[TWO]}\n"),),
    "compared": ((("compare",), "", BOTH),),
    "settled": ((("adjudicate", 1, "--cell", "confidence=5", "--cell", "low=18", "--why", "misread"), TWO, ""),),
    "certified": ((("certify", "--minutes", "12/BB", "--yes"), CHAIR, ""),),
    "annulled": ((("annul", "--with", ONE, "--reason", "sai quy trình", "--yes"), CHAIR, ""),),
}
"""By what a vote has come to: what was typed to get there from the step before, by whom, and what was typed unseen."""


@dataclass(frozen=True)
class Refused:
    """One line of the table."""

    at: str
    typed: tuple[object, ...]
    code: Code
    by: str = ""
    secret: str = ""
    session: str = "S1"

    def __str__(self) -> str:
        return f"{self.at}: {' '.join(str(each) for each in self.typed[:5])} {self.code.name}"


def convene(code: Code, *changed: object, session: str = "S2", subjects: tuple[object, ...] = BALLOT, **more: object) -> Refused:
    """A convening with other options after the usual ones, which they replace."""
    committee = more.pop("committee", COMMITTEE)
    assert isinstance(committee, tuple)
    return Refused("called", ("convene", *CALL, *subjects, *committee, *changed), code, session=session)


def named(*names: str) -> tuple[str, ...]:
    return tuple(part for each in names for part in ("--committee", each))


IMBALANCES = (
    Refused("opened", ("box", "--printed", 34, "--issued", 29, "--spoilt", 2, "--unused", 2), Code.PRINTED_DIFFER),
    Refused("opened", ("box", "--printed", 30, "--issued", 30, "--no-input"), Code.INTERACTION_NEEDED),
    Refused("closed", ("announce", "--collected", 28), Code.ISSUED_DIFFER),
    Refused("closed", ("announce", "--collected", 29, "--stack", 15, "--stack", 15), Code.BATCHES_DIFFER),
    Refused("closed", ("announce", "--collected", 29, "--stack", 20, "--stack", 9), Code.BATCH_TOO_SMALL),
    Refused("closed", ("announce", "--collected", 0, "--not-returned", 29), Code.NO_BALLOTS),
    Refused("closed", ("announce", "--collected", 30, "--no-input"), Code.INTERACTION_NEEDED),
    Refused("announced", ("count", "--row", "5;5;18;0", *ROWS[2:]), Code.STACK_DIFFERS, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("count", "--row", "5;5;18;2", *ROWS[2:]), Code.STACK_DIFFERS, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("count", *ROWS[:2]), Code.ENTRY_SUBJECTS, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("count", "--row", "5;23;1", *ROWS[2:]), Code.ENTRY_SUBJECTS, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("count", "--row", "5;5;18;x", *ROWS[2:]), Code.FIELD_INVALID, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("count", "--row", ";5;18;1", *ROWS[2:]), Code.FIELD_INVALID, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("correct", "--entry", 1, "--collected", 28, "--reason", "x"), Code.ISSUED_DIFFER),
    Refused("announced", ("correct", "--entry", 1, "--collected", 29, "--reason", "x"), Code.CORRECTION_SAME),
    Refused("compared", ("adjudicate", 1, "--cell", "confidence=5", "--cell", "low=19", "--why", "misread"), Code.STACK_DIFFERS, TWO),
    Refused("compared", ("adjudicate", 1, "--cell", "low=18", "--why", "misread"), Code.CELLS_AGREE, TWO),
    Refused("compared", ("adjudicate", 2, "--cell", "low=18", "--why", "misread"), Code.CELLS_AGREE, TWO),
    Refused("compared", ("certify", "--minutes", "1", "--yes"), Code.COUNT_UNFINISHED, CHAIR),
    Refused("announced", ("certify", "--minutes", "1", "--yes"), Code.COUNT_UNFINISHED, CHAIR),
)
PEOPLE_WHO_MAY_NOT = (
    convene(Code.COMMITTEE_TOO_SMALL, "--another", committee=named(ONE, TWO)),
    convene(Code.COMMITTEE_TOO_SMALL, "--another", committee=named(ONE, TWO, TWO)),
    convene(Code.RECUSED, "--another", committee=named(ONE, TWO, SUBJECT)),
    Refused("announced", ("count", *ROWS), Code.NOT_ON_COMMITTEE, CHAIR, "mật mã của Chủ\n"),
    Refused("announced", ("count", *ROWS), Code.NOT_ON_COMMITTEE, "Phạm Thị Lạ", "mật mã của Lạ\n"),
    Refused("locked once", ("count", *ROWS), Code.ENTRY_LOCKED, ONE, "mật mã của Đếm\n"),
    Refused("locked", ("count", *ROWS), Code.ENTRY_LOCKED, THREE, "mật mã của Ba\n"),
    Refused("compared", ("adjudicate", 1, "--cell", "confidence=5", "--cell", "low=18", "--why", "misread"), Code.NOT_ON_COMMITTEE, CHAIR),
    Refused("settled", ("certify", "--minutes", "1", "--yes"), Code.OWN_ENTRY, ONE),
    Refused("settled", ("certify", "--minutes", "1", "--yes"), Code.OWN_ENTRY, TWO),
    Refused("settled", ("certify", "--minutes", "1", "--yes"), Code.RECUSED, SUBJECT),
    Refused("certified", ("annul", "--with", CHAIR, "--reason", "sai", "--yes"), Code.SECOND_PERSON, CHAIR),
    Refused("certified", ("annul", "--reason", "sai", "--yes"), Code.SECOND_PERSON, CHAIR),
    Refused("certified", ("annul", "--with", SUBJECT, "--reason", "sai", "--yes"), Code.RECUSED, CHAIR),
)
SEALS = (
    Refused("announced", ("count", *ROWS), Code.SEALING_CODE_SHORT, ONE, "1234567\n"),
    Refused("announced", ("compare",), Code.ENTRY_MISSING, secret=BOTH),
    Refused("locked once", ("compare",), Code.ENTRY_MISSING, secret=BOTH),
    Refused("locked", ("compare",), Code.ENTRY_NOT_OPENED, secret=f"{SEALED[ONE]}\nmật mã sai rồi\n"),
    Refused("locked", ("compare",), Code.ENTRY_NOT_OPENED, secret=f"{SEALED[TWO]}\n{SEALED[ONE]}\n"),
    Refused("announced", ("withdraw", "--reason", "quên mã"), Code.ENTRY_MISSING, ONE),
    Refused("compared", ("withdraw", "--reason", "quên mã"), Code.BATCH_OPENED, ONE),
    Refused("compared", ("compare",), Code.BATCH_OPENED),
    Refused("announced", ("count", *ROWS, "--batch", 2), Code.NO_BATCH, ONE, "mật mã của Đếm\n"),
    Refused("announced", ("compare", "--batch", 2), Code.NO_BATCH),
)
CONVENINGS = (
    convene(Code.SESSION_EXISTS, session="S1"),
    convene(Code.SAME_DAY_SESSION),
    convene(Code.VOTE_DAY_INEXACT, "--held-on", "2026-05"),
    convene(Code.SUBJECT_TWICE, "--another", subjects=(*BALLOT, *BALLOT[2:])),
    convene(Code.NO_EXEMPTION, "--another", "--exempt", "Ai Đó;99"),
    convene(Code.CALENDAR_UNNAMED, "--another", "--calendar", "99"),
    convene(Code.NO_REGULATION, "--another", "--basis", "vn/1-1900"),
    convene(Code.NO_BODY, "--body", "KHONG"),
    convene(Code.NO_CADRE, "--another", subjects=("--row", "Ai Đó;Ghế;C000009")),
    convene(Code.NO_SESSION, "--another", "--follows", "S9"),
    convene(Code.NOT_EARLIER, "--held-on", "2026-05-09", "--follows", "S1"),
)
OPENINGS = (
    Refused("called", ("open", "--absent", "31;ốm"), Code.NOT_ON_ROLL),
    Refused("called", ("open", *(part for each in range(1, 12) for part in ("--absent", f"{each};ốm"))), Code.NO_QUORUM),
    Refused("called", ("open", "--summoned", 30, "--present", 31), Code.PRESENT_OVER_MEMBERS),
    Refused("called", ("open", "--summoned", 31, "--present", 30), Code.PRESENT_OVER_MEMBERS),
    Refused("called", ("open", "--on", "2026-05-09"), Code.FUTURE_VOTE),
    Refused("opened", ("late", 8), Code.NOT_ON_ROLL),
    Refused("opened", ("late", 31), Code.NOT_ON_ROLL),
    Refused("opened", ("strike", 3, "--why", "died", "--reason", "mất"), Code.NO_SUBJECT),
)
LATE_COMMANDS = (
    *(Refused(at, ("open",), Code.WRONG_STAGE) for at in ("opened", "closed", "certified", "annulled")),
    *(Refused(at, ("late", 7), Code.WRONG_STAGE) for at in ("called", "closed", "announced", "certified")),
    *(Refused(at, ("strike", 2, "--why", "died", "--reason", "mất"), Code.WRONG_STAGE) for at in ("announced", "compared", "certified")),
    *(Refused(at, ("box", "--printed", 29, "--issued", 29), Code.WRONG_STAGE) for at in ("called", "closed", "announced", "annulled")),
    *(Refused(at, ("announce", "--collected", 29), Code.WRONG_STAGE) for at in ("called", "opened", "announced", "certified", "annulled")),
    *(Refused(at, ("count", *ROWS), Code.WRONG_STAGE, ONE, "mật mã của Đếm\n") for at in ("certified", "annulled")),
    *(Refused(at, ("certify", "--minutes", "1", "--yes"), Code.WRONG_STAGE, CHAIR) for at in ("called", "closed", "certified", "annulled")),
    *(
        Refused(at, ("publish", "--where", "x", "--published-on", HELD), Code.WRONG_STAGE)
        for at in ("called", "announced", "settled", "annulled")
    ),
    *(
        Refused(at, ("correct", "--entry", 1, "--collected", 28, "--not-returned", 1, "--stack", 28, "--reason", "x"), Code.WRONG_STAGE)
        for at in ("called", "closed", "certified", "annulled")
    ),
    Refused("annulled", ("annul", "--with", ONE, "--reason", "sai", "--yes"), Code.WRONG_STAGE, CHAIR),
    Refused("locked", ("count", *ROWS, "--idempotency-key", "KHOA-1"), Code.KEY_REUSED, ONE, "mật mã của Đếm\n"),
    Refused("locked once", ("count", *ROWS, "--expect-head", 1), Code.HEAD_MOVED, TWO, "mật mã của Kiểm\n"),
    Refused("settled", ("certify", "--minutes", "1", "--yes", "--expect-head", 1), Code.HEAD_MOVED, CHAIR),
    *(Refused("called", (verb,), Code.NO_SESSION, session="S9") for verb in ("open", "sitting", "compare", "handout")),
)
TABLE = (*IMBALANCES, *PEOPLE_WHO_MAY_NOT, *SEALS, *CONVENINGS, *OPENINGS, *LATE_COMMANDS)


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Terminal]:
    """The same vote as it stood after each step."""
    path = tmp_path_factory.mktemp("stages")
    council(path / "start.ledger", "party")
    before = Terminal(path / "start.ledger")
    for arguments in (
        ("body", "add", "HD", "Hội đồng Thử", "--idempotency-key", "KHOA-1"),
        ("body", "member", "add", "HD", *(f"Thành viên {number}" for number in range(1, 31)), "--since", "2021-06-25"),
        ("cadre", "add", SUBJECT),
    ):
        assert before(*arguments).status == 0
    made = {}
    for stage, typed in STEPS.items():
        assert before.ledger is not None
        after = Terminal(Path(shutil.copytree(before.ledger, path / f"{stage.replace(' ', '-')}.ledger")))
        for (verb, *more), by, secret in typed:
            said = after("vote", verb, "S1", *more, *(("--actor", by) if by else ()), typed=secret)
            assert said.status == 0, said.words
        made[stage] = before = after
    return made


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_it_is_refused_by_its_code_and_nothing_is_stored(stages: dict[str, Terminal], line: Refused) -> None:
    terminal = stages[line.at]
    assert terminal.ledger is not None
    before = everything(Directory(terminal.ledger))
    verb, *arguments = line.typed

    said = terminal("vote", verb, line.session, *arguments, *(("--actor", line.by) if line.by else ()), typed=line.secret)

    assert line.code.value in said.words
    assert "→" in said.words
    assert said.status in (2, 3, 4, 5, 6)
    assert everything(Directory(terminal.ledger)) == before


def test_more_ballots_than_were_issued_can_be_recorded_and_never_certified(stages: dict[str, Terminal], tmp_path: Path) -> None:
    ledger = stages["closed"].ledger
    assert ledger is not None
    terminal = Terminal(Path(shutil.copytree(ledger, tmp_path / "a.ledger")))
    assert terminal("vote", "announce", "S1", "--collected", 30, "--stack", 30, "--yes").status == 0
    for by, secret in SEALED.items():
        rows = ("--row", "5;5;19;1", "--row", "19;6;5;0")
        assert terminal("vote", "count", "S1", *rows, "--actor", by, typed=f"{secret}\n").status == 0
    assert terminal("vote", "compare", "S1", typed=BOTH).status == 0

    said = terminal("vote", "certify", "S1", "--minutes", "1", "--yes", "--actor", CHAIR)

    assert (said.status, Code.OVERCOUNT.value in said.words) == (6, True)


def test_the_last_name_on_the_ballot_and_a_struck_one_are_not_struck(stages: dict[str, Terminal], tmp_path: Path) -> None:
    ledger = stages["opened"].ledger
    assert ledger is not None
    terminal = Terminal(Path(shutil.copytree(ledger, tmp_path / "a.ledger")))
    strike = ("--why", "withdrawn", "--reason", "đơn xin rút")
    assert terminal("vote", "strike", "S1", 2, *strike).status == 0

    assert Code.ALREADY_STRUCK.value in terminal("vote", "strike", "S1", 2, *strike).words
    assert Code.NO_SUBJECTS.value in terminal("vote", "strike", "S1", 1, *strike).words


# Where people sign

SIGNED: tuple[tuple[str, tuple[object, ...], str, tuple[str, ...], Code], ...] = (
    ("no key", ("count", *ROWS), "", (), Code.ACTOR_UNKNOWN),
    ("wrong passphrase", ("count", *ROWS), "KP-01", ("cụm từ sai rồi",), Code.PASSPHRASE_WRONG),
    ("not of the committee", ("count", *ROWS), "TK-01", (), Code.NOT_ON_COMMITTEE),
    ("another's role", ("custody", "--seal", "1", "--keeper", "x", "--at", "y"), "KP-01", (), Code.ROLE_MAY_NOT),
    ("no role for that", ("annul", "--with", "CT-01", "--reason", "sai", "--yes"), "KP-01 CT-01", (), Code.ROLE_MAY_NOT),
    ("another's role", ("convene", *CALL, *BALLOT[2:], *COMMITTEE, "--another"), "KP-01", (), Code.ROLE_MAY_NOT),
    ("one key for two", ("annul", "--with", "KP-01", "--reason", "sai", "--yes"), "CT-01", (), Code.SECOND_KEY_MISSING),
    ("the same twice", ("annul", "--with", "KP-01", "--reason", "sai", "--yes"), "CT-01 CT-01", (), Code.SAME_SIGNER_TWICE),
    ("another is named", ("annul", "--with", "KP-01", "--reason", "sai", "--yes"), "CT-01 TK-01", (), Code.NAMED_ANOTHER),
)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return convened(tmp_path_factory.mktemp("room"))


@pytest.mark.parametrize(("why", "typed", "by", "phrases", "code"), SIGNED, ids=str)
def test_where_people_sign_it_is_refused_by_its_code(
    room: Room, why: str, typed: tuple[object, ...], by: str, phrases: tuple[str, ...], code: Code
) -> None:
    before = everything(room.directory)
    verb, *arguments = typed
    session = "S2" if verb == "convene" else "S1"

    said = room("vote", verb, session, *arguments, by=by, passphrases=phrases, typed="một mã niêm phong\n")

    assert code.value in said.words, (why, said.words)
    assert everything(room.directory) == before


def test_a_key_that_was_put_aside_or_is_anothers_signs_nothing(tmp_path: Path) -> None:
    room = convened(tmp_path)
    keys = next((room.path / "keys").iterdir())
    old = (keys / "KP-01.key").read_bytes()
    room.done("actor", "rotate", "--reason", "đổi máy", by="KP-01", passphrases=(passphrase("KP-01"), passphrase("KP-01")))
    new = (keys / "KP-01.key").read_bytes()
    count = ("vote", "count", "S1", *ROWS)

    (keys / "KP-01.key").write_bytes(old)
    assert Code.KEY_UNKNOWN.value in room(*count, by="KP-01", typed="một mã niêm phong\n").words
    (keys / "KP-01.key").write_bytes((keys / "KP-02.key").read_bytes())
    said = room(*count, by="KP-01", passphrases=(passphrase("KP-02"),), typed="một mã niêm phong\n")
    assert Code.KEY_FILE_OF_ANOTHER.value in said.words
    (keys / "KP-01.key").write_bytes(new)
    room.done("actor", "retire", "KP-01", "--reason", "nghỉ", "--yes", by="CT-01")
    assert Code.ACTOR_RETIRED.value in room(*count, by="KP-01", typed="một mã niêm phong\n").words
    again = room("actor", "enrol", "KP-01", PEOPLE["KP-01"][0], "--role", "chair", by="CT-01", passphrases=(passphrase("CT-01"), "x" * 9))
    assert Code.KEY_FILE_EXISTS.value in again.words or Code.ACTOR_EXISTS.value in again.words
