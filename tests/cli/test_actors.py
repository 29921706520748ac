"""Actors at the command line: enrolled, asked for their passphrases, refused, shown."""

import json
import os
import stat
from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.keys import Keys
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError
from terminals import Said, Terminal

CHAIRS, SECRETARYS = "mot hai ba bon", "năm sáu bảy tám"


class Desk:
    """Someone before a ledger whose key files lie beside it."""

    def __init__(self, path: Path) -> None:
        self.ledger, self.keys = path / "a.ledger", path / "keys"
        self.terminal = Terminal(self.ledger, environment={"CADRE_LEDGER_KEYS": str(self.keys)})
        assert Terminal()("init", self.ledger).status == 0

    def __call__(self, *arguments: object, by: str | None = None, passphrases: tuple[str, ...] | None = None, language: str = "en") -> Said:
        """Type a command, with passphrases on a descriptor of its own."""
        self.terminal.language = language
        named = ("--actor", by) if by else ()
        if passphrases is None:
            return self.terminal(*arguments, *named)
        read, write = os.pipe()
        os.write(write, "".join(f"{each}\n" for each in passphrases).encode())
        os.close(write)
        try:
            return self.terminal(*arguments, *named, "--passphrase-fd", read)
        finally:
            os.close(read)

    def key_file(self, actor: str) -> Path:
        return next(self.keys.rglob(f"{actor}.key"))


@pytest.fixture
def new(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def desk(new: Desk) -> Desk:
    """A chair and a secretary are enrolled, and C000001 is registered."""
    assert new("cadre", "add", "Lê Thị Mẫu").status == 0
    chair = new("actor", "enrol", "CT-01", "Nguyễn Văn Mẫu", "--role", "chair", passphrases=(CHAIRS,))
    assert chair.status == 0, chair.words
    secretary = new("actor", "enrol", "tk-01", "Trần Thị Mẫu", "--role", "secretary", by="CT-01", passphrases=(CHAIRS, SECRETARYS))
    assert secretary.status == 0, secretary.words
    return new


def test_while_nobody_is_enrolled_nothing_is_signed_and_every_face_says_so(new: Desk) -> None:
    assert new("body", "add", "B1", "HĐND xã", by="ai cũng được").text.startswith("Recorded entries 20 to 21, unsigned.")
    assert "unsigned: actors are claims" in new("status").text
    assert "unsigned" in new("history", "show", 20).text
    assert "Nobody is enrolled" in new("actor", "list").text
    assert "Chưa đăng ký ai" in new("actor", "list", language="vi").text
    assert json.loads(new("status", "--json").text)["signed"] is False


def test_an_enrolment_leaves_a_key_file_that_only_its_owner_may_read(desk: Desk) -> None:
    path = desk.key_file("CT-01")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.is_relative_to(desk.ledger)
    assert CHAIRS not in path.read_text()


def test_actors_are_listed_with_roles_and_key(desk: Desk) -> None:
    said = desk("actor", "list", "--json").json

    assert [(each["code"], each["name"], each["roles"], each["retired"]) for each in said["actors"]] == [
        ("CT-01", "Nguyễn Văn Mẫu", ["chair"], False),
        ("TK-01", "Trần Thị Mẫu", ["secretary"], False),
    ]
    text = desk("actor", "list", language="vi").text
    assert "chủ tọa" in text
    assert "thư ký" in text
    assert max(map(len, text.splitlines())) <= 80
    assert desk("actor", "list", "--after", "CT-01", "--limit", "1", "--format", "csv").text.splitlines()[1].startswith("TK-01,")


def test_what_is_recorded_is_signed_by_its_author_in_every_face(desk: Desk) -> None:
    said = desk("body", "add", "B1", "HĐND xã", by="tk-01", passphrases=(SECRETARYS,))

    assert said.status == 0, said.words
    first = said.text.splitlines()[0]
    assert first.endswith("signed by TK-01.")
    entry = first.split()[2]
    assert "signed by TK-01" in desk("history", "show", entry).text
    assert "TK-01 đã ký" in desk("history", "show", entry, language="vi").text
    record = json.loads(desk("history", "show", entry, "--json").text)["record"]
    assert (record["actor"], [mark["actor"] for mark in record["signature"]["marks"]]) == ("TK-01", ["TK-01"])
    assert "signed by its actors" in desk("status").text
    assert json.loads(desk("status", "--json").text)["signed"] is True
    assert "all hold" in desk("doctor").text
    assert json.loads(desk("body", "list", "--json").text)["ledger"]["signed"] is True


@pytest.mark.parametrize(
    ("by", "passphrases", "status", "code"),
    [
        ("TK-01", ("falsch falsch",), 4, "ACT-202"),
        ("TK-01", (), 2, "USE-107"),
        ("TK-01", None, 2, "USE-107"),
        ("CT-01", (CHAIRS,), 4, "ACT-105"),
        ("TK-09", (SECRETARYS,), 4, "ACT-102"),
        (None, (SECRETARYS,), 4, "ACT-102"),
    ],
)
def test_who_may_not_record_is_told_why_and_nothing_is_recorded(
    desk: Desk, by: str | None, passphrases: tuple[str, ...] | None, status: int, code: str
) -> None:
    before = desk("history", "log").text

    said = desk("body", "add", "B1", "HĐND xã", by=by, passphrases=passphrases)

    assert (said.status, said.words.split()[1]) == (status, f"{code}:"), said.words
    assert desk("history", "log").text == before


def test_a_dry_run_asks_for_no_passphrase(desk: Desk) -> None:
    assert desk("body", "add", "B1", "HĐND xã", "--dry-run", by="TK-01").status == 0
    assert desk("body", "add", "B1", "HĐND xã", "--dry-run", by="CT-01").status == 4


def test_an_import_is_signed_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    rows = ("cadre,kind,level,obtained_on", "C000001,degree,Thạc sĩ,2015", "C000001,language,B2,2018")
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")

    said = desk("import", "qualifications", file, by="TK-01", passphrases=(SECRETARYS,))

    assert said.status == 0, said.words
    assert said.text.splitlines()[0].endswith("signed by TK-01.")
    records = [json.loads(line) for line in desk("history", "log", "--format", "jsonl").text.splitlines()]
    signatures = [json.dumps(each["signature"]) for each in records if each["name"] == "qualification.recorded/1"]
    assert (len(signatures), len(set(signatures))) == (2, 1)
    assert "all hold" in desk("doctor").text
    # The same file records once, whoever brings it again.
    assert desk("import", "qualifications", file, by="TK-01", passphrases=(SECRETARYS,)).text.startswith("Already recorded")


def test_an_annulment_takes_two_passphrases_and_is_marked_as_made_in_one_process(desk: Desk) -> None:
    decide = (
        "discipline",
        "decide",
        "K-1",
        "C000001",
        "--line",
        "state",
        "--form",
        "warning",
        "--decision",
        "5-QĐ",
        "--decided-on",
        "2026-03-01",
    )
    decided = desk(*decide, "--decided-on", "2026-03-01", by="TK-01", passphrases=(SECRETARYS,))
    assert decided.status == 0, decided.words
    annul = ("discipline", "annul", "K-1", "--decision", "9-QĐ", "--reason", "oan", "--yes")

    alone = desk(*annul, by="TK-01", passphrases=(SECRETARYS,))
    assert (alone.status, alone.words.split()[1]) == (4, "ACT-106:")
    assert desk(*annul, "--cosigner", "TK-01", by="TK-01", passphrases=(SECRETARYS, SECRETARYS)).words.split()[1] == "ACT-107:"
    both = desk(*annul, "--cosigner", "ct-01", by="TK-01", passphrases=(SECRETARYS, CHAIRS))

    assert both.status == 0, both.words
    assert both.text.splitlines()[0].endswith("signed by TK-01, CT-01.")
    assert "their keys were unlocked in one process" in desk("history", "show", both.text.split()[2]).text


def test_nobody_records_on_their_own_file(desk: Desk) -> None:
    own = ("actor", "enrol", "TK-02", "Lê Thị Mẫu", "--role", "secretary", "--cadre", "C000001")
    assert desk(*own, by="CT-01", passphrases=(CHAIRS, SECRETARYS)).status == 0

    refused = desk("correct", 21, "--set", "name=Lê Thị Khác", "--reason", "nhầm", "--yes", by="TK-02", passphrases=(SECRETARYS,))
    assert (refused.status, refused.words.split()[1]) == (4, "ACT-108:"), refused.words


def test_a_passphrase_can_be_tried_and_tells_what_one_may_do(desk: Desk) -> None:
    said = desk("sign-in", "tk-01", passphrases=(SECRETARYS,), language="vi")

    assert said.status == 0, said.words
    assert "thư ký" in said.text
    assert "ghi kết quả bỏ phiếu" in said.text
    assert max(map(len, said.text.splitlines())) <= 80
    assert desk("sign-in", "TK-01", "--json", passphrases=(SECRETARYS,)).json["actor"]["roles"] == ["secretary"]
    assert desk("sign-in", "TK-01", passphrases=(CHAIRS,)).status == 4
    assert desk("sign-in", "TK-09", passphrases=(CHAIRS,)).status == 3


def test_a_key_is_changed_and_the_old_passphrase_opens_nothing_any_more(desk: Desk) -> None:
    rotated = desk("actor", "rotate", "--reason", "đổi máy", by="TK-01", passphrases=(SECRETARYS, "chín mười mười một"))

    assert rotated.status == 0, rotated.words
    assert desk("sign-in", "TK-01", passphrases=(SECRETARYS,)).status == 4
    assert desk("body", "add", "B1", "Một", by="TK-01", passphrases=("chín mười mười một",)).status == 0
    assert "all hold" in desk("doctor").text
    assert [path.name for path in sorted(desk.keys.rglob("*.key"))] == ["CT-01.key", "TK-01.key"]


def test_a_change_of_key_that_was_cut_short_is_finished_by_the_next_signature(desk: Desk) -> None:
    old = desk.key_file("TK-01").read_bytes()
    new = "chín mười mười một"
    assert desk("actor", "rotate", "--reason", "đổi máy", by="TK-01", passphrases=(SECRETARYS, new)).status == 0
    # As if the program had ended between the record and the change of files.
    desk.key_file("TK-01").rename(desk.key_file("TK-01").with_name("TK-01.new.key"))
    (desk.key_file("CT-01").with_name("TK-01.key")).write_bytes(old)

    assert desk("sign-in", "TK-01", passphrases=(SECRETARYS,)).words.split()[1] == "ACT-202:"
    assert desk("sign-in", "TK-01", passphrases=(new,)).status == 0
    assert [path.name for path in sorted(desk.keys.rglob("*.key"))] == ["CT-01.key", "TK-01.key"]


def test_an_older_key_file_is_told_from_a_wrong_passphrase(desk: Desk) -> None:
    old = desk.key_file("TK-01").read_bytes()
    assert desk("actor", "rotate", "--reason", "đổi máy", by="TK-01", passphrases=(SECRETARYS, "chín mười mười một")).status == 0
    desk.key_file("TK-01").write_bytes(old)

    assert desk("body", "add", "B1", "Một", by="TK-01", passphrases=(SECRETARYS,)).words.split()[1] == "ACT-104:"


def test_roles_are_changed_and_people_retire(desk: Desk) -> None:
    assert desk("actor", "roles", "TK-01", "--role", "auditor", "--reason", "QĐ", by="CT-01", passphrases=(CHAIRS,)).status == 0
    assert desk("body", "add", "B1", "Một", by="TK-01", passphrases=(SECRETARYS,)).words.split()[1] == "ACT-105:"
    assert desk("actor", "retire", "TK-01", "--reason", "nghỉ", "--yes", by="CT-01", passphrases=(CHAIRS,)).status == 0
    assert desk("sign-in", "TK-01", passphrases=(SECRETARYS,)).words.split()[1] == "ACT-103:"
    assert desk("actor", "retire", "CT-01", "--reason", "nghỉ", "--yes", by="CT-01", passphrases=(CHAIRS,)).words.split()[1] == "ACT-114:"


def test_an_enrolment_that_is_refused_leaves_no_key_file(desk: Desk) -> None:
    said = desk("actor", "enrol", "TK-02", "Lê Thị Mẫu", "--role", "secretary", by="TK-01", passphrases=(SECRETARYS, SECRETARYS))

    assert said.words.split()[1] == "ACT-105:"
    assert not list(desk.keys.rglob("TK-02*"))


def test_a_key_file_that_is_there_is_not_written_over(desk: Desk) -> None:
    path = desk.key_file("CT-01").with_name("TK-02.key")
    path.write_bytes(b"mine")

    said = desk("actor", "enrol", "TK-02", "Lê Thị Mẫu", "--role", "secretary", by="CT-01", passphrases=(CHAIRS, SECRETARYS))

    assert said.words.split()[1] == "ACT-205:"
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda path: path.unlink(), "FIND-128"),
        (lambda path: path.write_bytes(b"{}"), "ACT-203"),
        (lambda path: path.write_bytes(path.with_name("CT-01.key").read_bytes()), "ACT-204"),
        (lambda path: (path.unlink(), path.mkdir()), "ACT-207"),
    ],
)
def test_a_key_file_that_is_missing_or_damaged_is_named(desk: Desk, prepare: object, code: str) -> None:
    assert callable(prepare)
    prepare(desk.key_file("TK-01"))

    assert desk("sign-in", "TK-01", passphrases=(SECRETARYS,)).words.split()[1] == f"{code}:"


@pytest.mark.parametrize(
    ("role", "passphrase", "code"), [("king", CHAIRS, "TEXT-106"), ("chair", "kurz", "ACT-201"), ("secretary", CHAIRS, "ACT-114")]
)
def test_an_enrolment_that_makes_no_sense_is_refused(new: Desk, role: str, passphrase: str, code: str) -> None:
    assert new("actor", "enrol", "A", "B", "--role", role, passphrases=(passphrase,)).words.split()[1] == f"{code}:"
    assert not list(new.keys.rglob("*.key"))


def test_keys_never_lie_in_the_ledger(new: Desk) -> None:
    with pytest.raises(LedgerError) as error:
        Keys.of(Directory(new.ledger), {"CADRE_LEDGER_KEYS": str(new.ledger / "keys")})
    assert error.value.code is Code.KEYS_INSIDE


def test_the_settings_of_a_ledger_name_where_keys_lie(new: Desk, tmp_path: Path) -> None:
    with (new.ledger / "ledger.toml").open("a", encoding="utf-8") as settings:
        settings.write('keys = "../elsewhere"\n')

    assert Keys.of(Directory(new.ledger), {}).path.parent.resolve() == tmp_path / "elsewhere"


def test_a_person_is_asked_without_an_echo_and_a_new_passphrase_twice(new: Desk) -> None:
    asked: list[str] = []
    answers = iter((CHAIRS, CHAIRS, CHAIRS, SECRETARYS, "anders anders"))

    def hidden(question: str) -> str:
        asked.append(question)
        return next(answers)

    new.terminal.hidden = hidden
    assert new("actor", "enrol", "CT-01", "Nguyễn Văn Mẫu", "--role", "chair").status == 0
    second = new("actor", "enrol", "TK-01", "Trần Thị Mẫu", "--role", "secretary", by="CT-01")

    assert asked == ["New passphrase of CT-01:", "Once more:", "Passphrase of CT-01:", "New passphrase of TK-01:", "Once more:"]
    assert second.status == 1
    assert not list(new.keys.rglob("TK-01*"))


def test_a_clock_is_accepted_under_a_signature(desk: Desk) -> None:
    assert desk("doctor", "--accept-clock").words.split()[1] == "ACT-102:"
    accepted = desk("doctor", "--accept-clock", by="TK-01", passphrases=(SECRETARYS,))

    assert "all hold" in accepted.text
    assert "TK-01" in desk("history", "log").text.splitlines()[-1]
