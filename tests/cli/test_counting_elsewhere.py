"""A stack counted on a laptop without the ledger: signed there, taken in here once, and refused by its code in every other case."""

import json
import shutil
from pathlib import Path

import pytest

from cadre_ledger.domain.counts import SubjectTotals, TakeEntry
from cadre_ledger.procedures import elsewhere
from cadre_ledger.procedures.keys import Keys
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from cadre_ledger.values.tallies import LEVELS, VoteKind
from councils import council, desk
from ledgers import everything
from rooms import COMMITTEE, HELD, ROWS, Room, close, convened, passphrase, sealing
from terminals import Said, Terminal

STRIKE = ("vote", "strike", "S1", 2, "--why", "withdrawn", "--reason", "đơn xin rút")


def handed_out(path: Path, stage: str) -> Path:
    room = convened(path, stage)
    assert room.terminal("vote", "handout", "S1", "-o", path / "S1.json").status == 0
    return path


@pytest.fixture(scope="module")
def when_announced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handed_out(tmp_path_factory.mktemp("announced"), "announced")


@pytest.fixture(scope="module")
def when_opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handed_out(tmp_path_factory.mktemp("opened"), "opened")


@pytest.fixture
def room(when_announced: Path, tmp_path: Path) -> Room:
    """Announced, and handed out then."""
    shutil.copytree(when_announced, tmp_path / "room")
    return Room(tmp_path / "room")


@pytest.fixture
def early(when_opened: Path, tmp_path: Path) -> Room:
    """Opened, and handed out before anything was announced."""
    shutil.copytree(when_opened, tmp_path / "early")
    return Room(tmp_path / "early")


class Laptop(Room):
    """A machine with the handout and the keys of its owner, and no ledger."""

    def __init__(self, room: Room) -> None:
        self.path = room.path
        self.terminal = Terminal(None, environment={"CADRE_LEDGER_KEYS": str(self.path / "keys")})

    def count(self, code: str, *more: object, rows: tuple[str, ...] = ROWS, session: str = "S1", **also: object) -> Said:
        """Enter a stack."""
        given = ("--offline", self.path / "S1.json", "-o", self.entry(code))
        told: dict[str, object] = {"by": code, "typed": sealing(code) + "\n"} | also
        return self("vote", "count", session, *given, *rows, *more, **told)  # type: ignore[arg-type]

    def entry(self, code: str) -> Path:
        """The file of an entry."""
        return self.path / f"{code}.entry.json"


def code_in(said: Said) -> Code:
    return Code(next(word for word in said.words.replace(":", " ").split() if word in tuple(Code)))


def counted(room: Room, code: str = "KP-01", *more: object, rows: tuple[str, ...] = ROWS) -> Path:
    laptop = Laptop(room)
    said = laptop.count(code, *more, rows=rows)
    assert said.status == 0, said.words
    return laptop.entry(code)


def take(room: Room, file: Path, *more: object, by: str = "TK-01", session: str = "S1") -> Said:
    return room("vote", "take", session, file, *more, by=by)


def taken(room: Room, file: Path) -> Said:
    said = take(room, file)
    assert said.status == 0, said.words
    return said


def refused(room: Room, file: Path, by: str = "TK-01", session: str = "S1") -> Code:
    """The code with which an entry is refused; nothing is stored of it, and what is said names what to do next."""
    said = take(room, file, by=by, session=session)
    assert said.status in (4, 6), said.words
    assert "→" in said.words
    return code_in(said)


def compare(room: Room, *asked: str) -> Said:
    return room("vote", "compare", "S1", by="KP-02", typed="".join(f"{sealing(code)}\n" for code in asked or ("KP-01", "KP-02")))


def locked(room: Room) -> list[str]:
    by: list[str] = room.terminal("vote", "sitting", "S1", "--json").json["batches"][0]["locked_by"]
    return by


# All goes well


def test_two_laptops_count_and_the_ledger_takes_both_in_and_certifies(room: Room) -> None:
    for code in ("KP-01", "KP-02"):
        taken(room, counted(room, code))

    assert locked(room) == ["Đỗ Văn Đếm", "KP-02"]
    assert compare(room).status == 0
    room.done("vote", "certify", "S1", "--minutes", "12/BB", "--yes", by="CT-01")
    assert room.terminal("vote", "result", "S1", "--json").json["results"][0]["counts"]["low"] == 18
    assert room.terminal("doctor").status == 0
    assert room.terminal("views", "check").status == 0


def test_one_counts_elsewhere_and_one_here_and_what_differs_is_counted_a_third_time(room: Room) -> None:
    taken(room, counted(room, rows=("--row", "5;4;19;1", *ROWS[2:])))
    room.done("vote", "count", "S1", *ROWS, by="KP-02", typed=sealing("KP-02") + "\n")
    assert compare(room).status == 0

    (stack,) = room.terminal("vote", "sitting", "S1", "--json").json["batches"]
    assert [(each["cell"], each["one"], each["other"]) for each in stack["differing"]] == [("confidence", 4, 5), ("low", 19, 18)]


def test_the_ballot_is_handed_out_early_and_the_counter_says_how_many_ballots_a_stack_has(early: Room) -> None:
    laptop = Laptop(early)
    assert code_in(laptop.count("KP-01")) is Code.STACK_SIZE_NEEDED
    entry = counted(early, "KP-01", "--ballots", 29)
    assert refused(early, entry) is Code.WRONG_STAGE
    close(early)

    taken(early, entry)

    assert locked(early) == ["Đỗ Văn Đếm"]


def test_the_same_file_is_taken_once_whoever_brings_it(room: Room) -> None:
    entry = counted(room)
    first = take(room, entry, "--json").json
    again = take(room, entry, "--json", by="KP-02").json

    assert (first["repeated"], again["repeated"], again["first"]) == (False, True, first["first"])
    assert locked(room) == ["Đỗ Văn Đếm"]


def test_a_dry_run_takes_nothing_in_and_writes_no_entry(room: Room) -> None:
    laptop = Laptop(room)
    assert laptop.count("KP-02", "--dry-run").status == 0
    assert not laptop.entry("KP-02").exists()

    assert take(room, counted(room), "--dry-run").status == 0
    assert locked(room) == []


def test_the_entry_goes_beside_the_counter_and_says_where_to_bring_it(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    laptop = Laptop(room)
    key = next((laptop.path / "keys").rglob("KP-01.key"))
    away = Room(tmp_path / "away")
    away.terminal = Terminal(None, language="vi")

    said = away(
        *("vote", "count", "S1", "--offline", laptop.path / "S1.json", "--key", key, *ROWS),
        by="KP-01",
        typed=sealing("KP-01") + "\n",
    )

    assert said.status == 0, said.words
    assert "vote take S1" in said.words
    assert "đã niêm phong và ký: S1-1-KP-01.entry.json" in said.words
    taken(room, tmp_path / "S1-1-KP-01.entry.json")


def test_what_is_handed_out_is_told_in_80_columns_and_holds_no_figure_of_an_entry(room: Room) -> None:
    planted = ("--row", "7;7;14;1", *ROWS[2:])
    before = room.terminal("vote", "handout", "S1", "--json").json
    taken(room, counted(room, rows=planted))
    after = room.terminal("vote", "handout", "S1", "--json").json

    changing = {"ledger", "known_at", "seen", "seen_leaf", "digest"}
    assert {name: each for name, each in before.items() if name not in changing} == {
        name: each for name, each in after.items() if name not in changing
    }
    assert [each["actor"] for each in after["counters"]] == ["KP-01", "KP-02"]
    assert [each["name"] for each in after["counters"]] == [COMMITTEE[0], "KP-02"]
    for language in ("vi", "en"):
        text = room.terminal("vote", "handout", "S1", "--lang", language).text
        assert "Nguyễn Văn Mẫu" in text
        assert max(map(len, text.splitlines())) <= 80


def test_what_is_handed_out_is_as_of_a_day_and_a_cut(room: Room) -> None:
    announced = room.terminal("status", "--json").json["ledger"]["entry"]
    before = room.terminal("vote", "handout", "S1", "--known-at", f"#{announced - 1}", "--json").json

    assert (before["batches"], before["seen"]) == ([], announced - 1)
    assert code_in(room.terminal("vote", "handout", "S1", "--as-of", "2026-05-09")) is Code.NOT_YET


def test_an_entry_tells_nothing_of_its_figures(room: Room) -> None:
    one, other = (counted(room, rows=("--row", row, *ROWS[2:])).read_bytes() for row in ("7;7;14;1", "0;0;29;0"))
    content = json.loads(one)

    assert len(one) == len(other)
    assert set(content) == {*TakeEntry.model_fields, "form", "origin"} - {"on"}
    assert (14).to_bytes(4, "big").hex() not in content["sealed"]


# Refused on the laptop


def test_nothing_is_handed_out_where_nobody_has_a_key_or_before_the_vote_is_opened(tmp_path: Path) -> None:
    council(tmp_path / "a.ledger", "party")
    terminal = Terminal(tmp_path / "a.ledger")
    assert terminal("body", "add", "HD", "Hội đồng Thử").status == 0
    committee = [part for each in COMMITTEE for part in ("--committee", each)]
    convene = ("vote", "convene", "S1", "--body", "HD", "--held-on", HELD, "--place", "A", "--basis", "vn/96-QD-TW-2023")
    assert terminal(*convene, "--row", "Lê Thị Hai;Phó Chủ tịch", *committee).status == 0

    assert code_in(terminal("vote", "handout", "S1")) is Code.WRONG_STAGE
    assert terminal("vote", "open", "S1", "--summoned", 30, "--present", 29).status == 0
    assert code_in(terminal("vote", "handout", "S1")) is Code.NOBODY_SIGNS


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"rows": ("--row", "5;5;18;2", *ROWS[2:])}, Code.STACK_DIFFERS),
        ({"rows": ROWS[:2]}, Code.ENTRY_SUBJECTS),
        ({"rows": ("--row", "5;24", *ROWS[2:])}, Code.ENTRY_SUBJECTS),
        ({"session": "S2"}, Code.ENTRY_OF_ANOTHER),
        ({"typed": "1234567\n"}, Code.SEALING_CODE_SHORT),
        ({"passphrases": ("cụm từ sai rồi",)}, Code.PASSPHRASE_WRONG),
        ({"by": "CT-01"}, Code.NOT_ON_COMMITTEE),
    ],
    ids=str,
)
def test_a_wrong_entry_is_refused_on_the_laptop_and_no_file_is_written(room: Room, given: dict[str, object], code: Code) -> None:
    laptop = Laptop(room)
    said = laptop.count("KP-01", **given)  # type: ignore[arg-type]

    assert code_in(said) is code
    assert not laptop.entry("KP-01").exists()


@pytest.mark.parametrize(("more", "code"), [(("--batch", 2), Code.NO_BATCH), (("--ballots", 28), Code.STACK_CHANGED)])
def test_a_stack_that_was_not_announced_is_refused_on_the_laptop(room: Room, more: tuple[object, ...], code: Code) -> None:
    assert code_in(Laptop(room).count("KP-01", *more)) is code


def test_a_handout_that_was_altered_or_is_none_is_refused(room: Room) -> None:
    laptop = Laptop(room)
    file = laptop.path / "S1.json"
    whole = file.read_text(encoding="utf-8")
    for damaged in (whole.replace("Lê Thị Hai", "Lê Thị Ba"), whole.replace("29", "28"), whole[:-9], "{}", "[]", "\x00"):
        file.write_text(damaged, encoding="utf-8")
        assert code_in(laptop.count("KP-01")) is Code.HANDOUT_UNREADABLE
    file.unlink()
    assert code_in(laptop.count("KP-01")) is Code.INPUT_UNREADABLE


def test_without_the_key_of_the_counter_nothing_is_signed(room: Room) -> None:
    laptop = Laptop(room)
    assert code_in(laptop.count("KP-01", "--key", laptop.path / "none.key")) is Code.NO_KEY_FILE
    theirs = next((laptop.path / "keys").rglob("KP-02.key"))
    assert code_in(laptop.count("KP-01", "--key", theirs)) is Code.KEY_FILE_OF_ANOTHER


# Refused at the ledger


def test_any_byte_that_was_changed_is_noticed(room: Room) -> None:
    content = counted(room).read_bytes()
    on = PartialDate.parse(HELD)
    before = everything(room.directory)
    with desk(room.directory) as opened:
        origin = opened.founding.origin
    changed = [content[:place] + bytes([each ^ mask]) + content[place + 1 :] for place, each in enumerate(content) for mask in (1, 32, 128)]
    for other in (*changed, content[:-1], content + b"\n", content.replace(b":", b": ", 1), b"", b"{}", b"[" * 100_000):
        with pytest.raises(LedgerError) as error:
            elsewhere.read_entry(other, "x", origin, "S1", on)
        assert error.value.code in (Code.ENTRY_UNREADABLE, Code.ENTRY_ALTERED)
    altered = room.path / "altered.json"
    altered.write_bytes(content.replace(b'"batch":1', b'"batch":2'))
    assert refused(room, altered) is Code.ENTRY_ALTERED
    altered.write_bytes(content[:-5])
    assert refused(room, altered) is Code.ENTRY_UNREADABLE
    assert everything(room.directory) == before


def test_an_entry_for_another_vote_or_of_another_ledger_is_refused(room: Room, tmp_path: Path) -> None:
    entry = counted(room)
    council(tmp_path / "b.ledger", "party")
    (tmp_path / "c").mkdir()
    elsewhere_ = Room(tmp_path / "c")
    elsewhere_.terminal.ledger = tmp_path / "b.ledger"
    content = entry.read_bytes()
    other = room.path / "other.json"

    assert refused(room, entry, session="S2") is Code.ENTRY_OF_ANOTHER
    with pytest.raises(LedgerError) as error:
        elsewhere.read_entry(content, "x", "another-ledger", "S1", PartialDate.parse(HELD))
    assert error.value.code is Code.ENTRY_OF_ANOTHER
    other.write_bytes(content.replace(b'"session":"S1"', b'"session":"S2"'))
    assert refused(room, other, session="S2") is Code.ENTRY_ALTERED


def test_an_older_copy_of_the_ledger_takes_nothing_that_rests_on_what_it_does_not_have(early: Room, tmp_path: Path) -> None:
    shutil.copytree(early.path, tmp_path / "older")
    older = Room(tmp_path / "older")
    close(early)
    close(older)
    assert early.terminal("vote", "handout", "S1", "-o", early.path / "S1.json").status == 0

    assert refused(older, counted(early)) is Code.HISTORY_DIFFERS


def test_a_name_struck_after_the_handout_makes_the_entry_stale(early: Room) -> None:
    entry = counted(early, "KP-01", "--ballots", 29)
    early.done(*STRIKE, by="TK-01")
    close(early)

    assert refused(early, entry) is Code.ENTRY_STALE


def test_a_stack_that_was_divided_anew_is_counted_again(room: Room) -> None:
    entry = counted(room)
    number = room.terminal("status", "--json").json["ledger"]["entry"]
    divided = ("--stack", 15, "--stack", 14, "--reason", "chia lại")
    room.done("vote", "correct", "S1", "--entry", number, *divided, "--yes", by="TK-01")

    assert refused(room, entry) is Code.STACK_CHANGED


@pytest.mark.parametrize(
    ("after", "by", "code"),
    [
        (("actor", "retire", "KP-01", "--reason", "nghỉ", "--yes"), "CT-01", Code.ACTOR_RETIRED),
        (("actor", "roles", "KP-01", "--role", "inspector", "--reason", "chuyển"), "CT-01", Code.ROLE_MAY_NOT),
        (("vote", "annul", "S1", "--reason", "sai", "--yes"), "CT-01 TK-01", Code.WRONG_STAGE),
        (("vote", "count", "S1", *ROWS), "KP-01", Code.ENTRY_LOCKED),
    ],
    ids=str,
)
def test_what_happened_since_refuses_the_entry(room: Room, after: tuple[object, ...], by: str, code: Code) -> None:
    entry = counted(room)
    room.done(*after, by=by, typed="mã niêm phong khác\n")

    assert refused(room, entry) is code


def test_a_key_that_was_changed_since_signs_no_entry(room: Room) -> None:
    entry = counted(room)
    room.done("actor", "rotate", "--reason", "đổi máy", by="KP-01", passphrases=(passphrase("KP-01"), passphrase("KP-01")))

    assert refused(room, entry) is Code.KEY_UNKNOWN
    assert code_in(Laptop(room).count("KP-01")) is Code.KEY_UNKNOWN
    assert room.terminal("vote", "handout", "S1", "-o", room.path / "S1.json").status == 0
    taken(room, counted(room))


def test_a_stack_takes_two_entries_and_no_third(room: Room) -> None:
    taken(room, counted(room))
    taken(room, counted(room, "KP-02"))
    third = counted(room, "KP-02", rows=("--row", "5;4;19;1", *ROWS[2:]))

    assert refused(room, third) is Code.ENTRY_LOCKED
    assert compare(room).status == 0
    assert refused(room, third) is Code.ENTRY_LOCKED


def forged(
    room: Room, named: str, signed_by: str, rows: tuple[tuple[int, ...], ...] = ((5, 5, 18, 1), (19, 6, 4, 0)), **claims: str
) -> Path:
    """An entry in the name of one with the key of another, made past the checks of the command."""
    given = elsewhere.read_handout((room.path / "S1.json").read_bytes(), "x", "S1")
    who = elsewhere.counter(given, named)
    key = elsewhere.counter(given, signed_by)
    signer = Keys(next((room.path / "keys").iterdir()), given.ledger.origin).unlock(elsewhere.known_as(key), passphrase(signed_by))
    levels = LEVELS[VoteKind.CONFIDENCE]
    totals = tuple(
        SubjectTotals(subject=place, counts=dict(zip(levels, row[:-1], strict=True)), invalid=row[-1]) for place, row in enumerate(rows, 1)
    )
    claimed = who.model_copy(update={"public_key": key.public_key, **claims})
    path = room.path / "forged.json"
    path.write_bytes(elsewhere.entry(given, elsewhere.Stack(1, 29, totals), claimed, signer, sealing(named)))
    return path


def test_nobody_makes_an_entry_in_the_name_of_another(room: Room) -> None:
    assert refused(room, forged(room, "KP-01", "KP-02")) is Code.KEY_UNKNOWN
    assert refused(room, forged(room, "KP-01", "KP-02"), by="KP-02") is Code.KEY_UNKNOWN
    assert refused(room, forged(room, "KP-01", "KP-01", name="KP-02")) is Code.NAMED_ANOTHER
    assert refused(room, forged(room, "KP-01", "KP-01", name="Lý Thị Chủ")) is Code.NOT_ON_COMMITTEE


def test_an_entry_for_fewer_people_is_refused_by_the_length_of_its_box(room: Room) -> None:
    assert refused(room, forged(room, "KP-01", "KP-01", rows=((5, 5, 18, 1),))) is Code.ENTRY_SUBJECTS


def test_an_entry_that_does_not_add_up_opens_nothing_and_is_given_up_for_good(room: Room) -> None:
    entry = forged(room, "KP-01", "KP-01", rows=((5, 5, 17, 1), (19, 6, 4, 0)))
    taken(room, entry)
    taken(room, counted(room, "KP-02"))

    assert code_in(compare(room)) is Code.STACK_DIFFERS
    assert locked(room) == ["Đỗ Văn Đếm", "KP-02"]
    room.done("vote", "withdraw", "S1", "--reason", "cộng sai", by="KP-01")
    assert refused(room, entry) is Code.ENTRY_SPENT
    taken(room, counted(room))
    assert compare(room, "KP-02", "KP-01").status == 0


def test_who_counted_elsewhere_does_not_certify_and_counts_under_one_name(room: Room) -> None:
    room.done("actor", "roles", "KP-02", "--role", "counting_committee", "--role", "chair", "--reason", "kiêm", by="CT-01")
    for code in ("KP-01", "KP-02"):
        taken(room, counted(room, code))
    assert compare(room).status == 0

    said = room("vote", "certify", "S1", "--minutes", "12/BB", "--yes", by="KP-02")
    assert code_in(said) is Code.OWN_ENTRY


@pytest.mark.parametrize("by", ["CT-01"])
def test_only_secretary_and_committee_take_entries_in(room: Room, by: str) -> None:
    entry = counted(room)

    assert refused(room, entry, by=by) is Code.ROLE_MAY_NOT
    assert take(room, entry, by="KP-02").status == 0


def test_verifying_finds_an_entry_that_its_counter_did_not_sign(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as unwatched:
        unwatched.setattr("cadre_ledger.procedures.recording.check_proof", lambda *_: None)
        taken(room, forged(room, "KP-01", "KP-02"))

    said = room.terminal("doctor")
    assert said.status != 0
    assert Code.KEY_UNKNOWN.value in said.text + said.words
