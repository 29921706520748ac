"""Surroundings: which language, which ledger, whether there is colour, and who is typing."""

from pathlib import Path

import pytest

from cadre_ledger.cli.app import make_shell
from cadre_ledger.cli.shell import Shell, language
from cadre_ledger.wording.catalogue import Words
from terminals import Screen, Terminal


@pytest.mark.parametrize(
    ("arguments", "of_ledger", "environment", "spoken"),
    [
        (["--lang", "vi"], "en", {"LANG": "en_US.UTF-8"}, "vi"),
        (["vote", "list", "--lang=en"], "vi", {"LANG": "vi_VN"}, "en"),
        (["--lang"], "vi", {}, "vi"),
        (["--lang", "fr"], "vi", {}, "vi"),
        ([], "vi", {"LANG": "en_US.UTF-8"}, "vi"),
        ([], "en", {"LANG": "vi_VN.UTF-8"}, "en"),
        ([], "fr", {"LANG": "vi_VN.UTF-8"}, "vi"),
        ([], None, {"LANG": "vi_VN.UTF-8"}, "vi"),
        ([], None, {"LC_ALL": "en_US", "LANG": "vi_VN"}, "en"),
        ([], None, {"LC_MESSAGES": "vi_VN", "LANG": "en_US"}, "vi"),
        ([], None, {"LC_ALL": "", "LANG": "vi"}, "vi"),
        ([], None, {"LANG": "de_DE"}, "en"),
        ([], None, {}, "en"),
    ],
)
def test_the_language_follows_the_option_then_the_ledger_then_the_locale(
    arguments: list[str], of_ledger: str | None, environment: dict[str, str], spoken: str
) -> None:
    assert language(arguments, environment, lambda: of_ledger) == spoken


@pytest.mark.parametrize("named", ["option", "equals", "variable", "here"])
def test_the_ledgers_own_language_is_found_wherever_the_ledger_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    path = tmp_path / "a.ledger"
    assert Terminal(language="vi")("init", path).status == 0
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv("CADRE_LEDGER", raising=False)
    arguments = ["status"]
    match named:
        case "option":
            arguments += ["--ledger", str(path)]
        case "equals":
            arguments += [f"--ledger={path}"]
        case "variable":
            monkeypatch.setenv("CADRE_LEDGER", str(path))
        case _:
            monkeypatch.chdir(tmp_path)

    assert make_shell(arguments).words.language == "vi"


@pytest.mark.parametrize("broken", ["absent", "nonsense", "bytes"])
def test_a_broken_settings_file_falls_back_to_the_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    path = tmp_path / "a.ledger"
    path.mkdir()
    if broken != "absent":
        (path / "ledger.toml").write_bytes(b"[[" if broken == "nonsense" else b"\xff")
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")

    assert make_shell(["status", "--ledger", str(path)]).words.language == "vi"


def test_words_are_in_the_readers_language_and_data_are_not(reader: Terminal) -> None:
    vietnamese = Terminal(reader.ledger, language="vi")

    assert "Căn cứ vn/96-2023-QH15" in vietnamese("vote", "result", "VP-2023").text
    assert "53,19%" in vietnamese("vote", "result", "VP-2023").text
    assert "53.19%" in reader("vote", "result", "VP-2023").text
    assert vietnamese("vote", "list", "--as-of", "x").words.startswith("lỗi USE-104")


@pytest.mark.parametrize(
    ("color", "terminal", "environment", "colored"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"TERM": "xterm"}, True),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {}, False),
    ],
)
def test_messages_are_coloured_on_a_terminal_that_wants_it(
    reader: Terminal, color: str, environment: dict[str, str], *, terminal: bool, colored: bool
) -> None:
    someone = Terminal(reader.ledger, terminal=terminal, environment=environment)

    assert ("\x1b[31m" in someone("vote", "result", "NONE", "--color", color).words) is colored
    screen = Screen()
    screen.terminal = terminal
    assert Shell(Words("en"), stderr=screen, environment=environment, color=color).colored is colored


def test_the_option_is_heard_before_the_variable_and_that_before_the_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    nobody = Terminal()
    for name in ("one", "two", "here"):
        assert nobody("init", tmp_path / name / f"{name}.ledger").status == 0
    monkeypatch.chdir(tmp_path / "here")
    one, two = (str(tmp_path / name / f"{name}.ledger") for name in ("one", "two"))

    assert nobody("status", "--json").json["name"] == "here"
    assert nobody("status", "--json", CADRE_LEDGER=one).json["name"] == "one"
    assert nobody("status", "--json", "--ledger", two, CADRE_LEDGER=one).json["name"] == "two"


def test_no_ledger_or_several_are_no_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    nobody = Terminal()
    said = nobody("status")
    assert (said.status, "USE-102" in said.words) == (3, True)
    for name in ("one", "two"):
        assert nobody("init", f"{name}.ledger").status == 0
    said = nobody("status")

    assert (said.status, "one.ledger, two.ledger" in said.words) == (3, True)


def test_a_new_ledger_asks_nothing_and_is_begun_once(tmp_path: Path) -> None:
    path = tmp_path / "hdnd.ledger"
    said = Terminal(language="vi")("init", path)
    assert (said.status, str(path) in said.text) == (0, True)
    assert 'language = "vi"' in (path / "ledger.toml").read_text("utf-8")

    again = Terminal()("init", path)
    assert (again.status, "LEDGER-101" in again.words) == (6, True)


def test_the_sample_is_the_ten_published_files(tmp_path: Path) -> None:
    said = Terminal()("init", tmp_path / "hdnd.ledger", "--sample", "published")

    assert [line.split()[-1] for line in said.text.splitlines()[1:]] == [
        "DN-2014", "KH-2014", "QH-2018", "HCM-2018", "QNA-2018", "CT-2018", "TTH-2018", "TH-2018", "HCM-2023", "VP-2023"
    ]  # fmt: skip


def test_an_account_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr("cadre_ledger.cli.shell.getpass.getuser", nameless)

    assert Shell(Words("en")).account() == "unknown"


def test_chance_and_clock_of_the_real_surroundings() -> None:
    shell = Shell(Words("en"))

    assert shell.new_key() != shell.new_key()
    assert shell.new_namespace() != shell.new_namespace()
    assert shell.now().tzinfo is not None
