"""`explain flag`, `explain standing` and `explain classification` on files, as people read them, in both languages."""

from pathlib import Path

import pytest

from councils import council
from terminals import Said, Terminal

SET_UP = (
    ("unit", "add", "SO-NV", "Sở Nội vụ", "--on", "2010"),
    ("position", "add", "GD-SNV", "Giám đốc Sở Nội vụ", "--group", "division-head-province", "--unit", "SO-NV", "--on", "2010"),
    ("cadre", "add", "Nguyễn Văn Mẫu", "--born", "1975", "--number", "TH-001"),
    ("post", "appoint", "TH-001", "GD-SNV", "--since", "2023-03-01", "--term", "2021..2026"),
    ("period", "open", "2025", "--basis", "vn/366-QD-TW-2025"),
    ("classify", "decide", "C000001", "2025", "good", "--decided-on", "2026-01-15", "--points", "84,5"),
    *(
        ("discipline", "decide", case, "C000001", "--line", "party", "--form", form, "--decision", "12-QĐ", "--decided-on", day)
        for case, form, day in (("KL-1", "removal", "2026-02-10"), ("KL-2", "reprimand", "2026-02-11"))
    ),
)


@pytest.fixture
def typing(tmp_path: Path) -> Terminal:
    terminal = Terminal(council(tmp_path / "a.ledger", "party").path)
    for command in SET_UP:
        said = terminal(*command)
        assert said.status == 0, said.words
    terminal.language = "vi"
    return terminal


def flags(terminal: Terminal) -> dict[str, str]:
    """The id of each flag by its clause."""
    return {each["clause"]: each["id"] for each in terminal("flags", "--json").json["flags"]}


def read(said: Said) -> str:
    """What was said, in lines that a screen holds; only addresses are longer."""
    assert (said.status, said.words) == (0, "")
    assert [line for line in said.text.splitlines() if len(line) > 80 and not line.strip().startswith("https://")] == []
    return " ".join(said.text.split())


def test_a_flag_is_explained_in_vietnamese(typing: Terminal) -> None:
    text = read(typing("explain", "flag", flags(typing)["vn/377-QD-TW-2025#dismissal-removal"]))

    for part in (
        "C000001 Nguyễn Văn Mẫu · GD-SNV",
        "● lưu ý đang bị kỷ luật",
        "Điều khoản mở ra: miễn nhiệm; quyết định thuộc cấp có thẩm quyền.",
        "Bản thân điều khoản nêu ▲ xem xét; mức được hạ xuống vì chưa nắm chắc nguyên văn.",
        "Điều khoản vn/377-QD-TW-2025#dismissal-removal · ? chưa kiểm chứng Bị kỷ luật cách chức thì xem xét miễn nhiệm.",
        "◆ áp dụng số lần bị kỷ luật: 1 ≥ 1",
        "hình thức: cách chức; quyết định số: 12-QĐ; ngày quyết định: 2026-02-10; trong thi hành công vụ: không",
        "◆ áp dụng đang bị kỷ luật · vn/69-QD-TW-2022#effect",
        "số lần bị kỷ luật: 1 ≥ 2 là sai",
        "Tính đến 10/05/2026;",
    ):
        assert part in text, part


def test_levels_of_theory_are_named_in_the_comparison(typing: Terminal) -> None:
    text = read(typing("explain", "flag", flags(typing)["vn/350-QD-TW-2025#advanced"]))

    assert "trình độ lý luận đã có, so với yêu cầu của chức danh: – < cao cấp lý luận" in text
    assert "advanced" not in text.replace("vn/350-QD-TW-2025#advanced", "")


def test_a_fallen_flag_says_so_with_the_entry_that_undid_it(typing: Terminal) -> None:
    frozen = flags(typing)["vn/377-QD-TW-2025#freeze-removal"]
    assert typing("discipline", "annul", "KL-1", "--decision", "44-QĐ", "--reason", "oan", "--yes").status == 0

    said = typing("explain", "flag", frozen)
    text = read(said)

    assert "Cờ không còn: căn cứ của nó đã hết, đã được đính chính, hoặc không có hiệu lực vào ngày này." in text
    assert "hủy quyết định kỷ luật" in text.lower()
    assert "quyết định số: 44-QĐ; lý do: oan" in text
    assert "còn hiệu lực: [2026-02-10, 2031-02-10) là sai" in text
    assert "\n\n\n" not in said.text


def test_a_standing_is_explained_by_the_sanctions_that_stand(typing: Terminal) -> None:
    typing("discipline", "annul", "KL-1", "--decision", "44-QĐ", "--reason", "oan", "--yes")
    found = typing("explain", "standing", "TH-001", "--json").json
    reprimand = next(each for each in found["conclusion"]["reasons"] if each["what"] == "sanction_in_effect")["evidence"]

    text = read(typing("explain", "standing", "TH-001"))

    assert "Xem xét chức vụ cao hơn: không được giới thiệu" in text
    assert next(each for each in found["conclusion"]["reasons"] if each["what"] == "promotion_frozen_party")["evidence"] == reprimand
    assert f"chưa xem xét chức vụ cao hơn, về đảng · #{reprimand[0]} · đến 2027-02-11" in text


def test_a_classification_is_explained_with_what_is_possible_and_what_would_change_it(typing: Terminal) -> None:
    text = read(typing("explain", "classification", "TH-001", "2025"))

    for part in (
        "Quyết định: hoàn thành tốt nhiệm vụ · 84.5 · 2026-01-15",
        "Chỉ riêng quy định chưa thể kết luận; có thể: hoàn thành tốt nhiệm vụ, hoàn thành nhiệm vụ, không hoàn thành nhiệm vụ.",
        "hoàn thành xuất sắc nhiệm vụ: ○ không áp dụng · vn/366-QD-TW-2025#11-excellent (Điều 11)",
        "điểm: 90 ≤ 84.5 là sai",
        "hoàn thành tốt nhiệm vụ: ? chưa xác định · vn/366-QD-TW-2025#11-good (Điều 11)",
        "không hoàn thành nhiệm vụ: ○ không áp dụng · vn/366-QD-TW-2025#11-not-completed",
        "điểm: 84.5 < 50 là sai",
        "90 điểm thay vì 84.5: hoàn thành xuất sắc nhiệm vụ / hoàn thành tốt nhiệm vụ",
        "69.99 điểm thay vì 84.5: hoàn thành nhiệm vụ / không hoàn thành nhiệm vụ",
    ):
        assert part in text, part


@pytest.mark.parametrize("command", [("flags",), ("standing", "show", "TH-001"), ("explain", "standing", "TH-001")])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_files_raise_fits_the_screen(typing: Terminal, command: tuple[str, ...], language: str) -> None:
    typing.language = language

    assert "vn/69-QD-TW-2022#effect" in read(typing(*command))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("explain", "flag", "disciplined-3"), "Không có cờ disciplined-3 đang bật."),
        (("explain", "flag", "rubbish"), "Không có cờ rubbish đang bật."),
        (("explain", "classification", "TH-001", "2031"), "2031"),
        (("explain", "standing", "C000009"), "C000009"),
    ],
)
def test_what_is_not_there_is_said_and_ends_with_three(typing: Terminal, command: tuple[str, ...], said: str) -> None:
    answer = typing(*command)

    assert (answer.status, answer.text) == (3, "")
    assert said in answer.words
