"""PDF: data are never markup, the bytes are the same everywhere, and every Vietnamese letter is readable."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cadre_ledger.reports import pdf as module
from cadre_ledger.reports.document import (
    Block,
    Box,
    Column,
    Day,
    Document,
    Facts,
    Field,
    Format,
    Heading,
    Letterhead,
    NewPage,
    Paragraph,
    Part,
    Signature,
    Signatures,
    Table,
    Text,
)
from cadre_ledger.reports.pdf import pdf
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import Words

HOSTILE = (
    '#read("x")',
    "*A* _B_ `C`",
    "$x^2$",
    "= Tên",
    "<label> @ref",
    "// chú thích /* */",
    "[đóng ] #{1+1}",
    "\\u{41} ~ -- ---",
    '"; #panic()',
    "https://nơi.vn",
    "#import sys: inputs",
)
MARKS = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ"
FOOTER = (Field("ledger", Text("Ledger"), "a-1"), Field("data_sha256", Text("SHA-256 of the data"), "ab" * 32))


def made(*blocks: Block, language: str = "vi", mark: str | None = None, format_: Format = Format.SHEET) -> bytes:
    head = Letterhead(("Hội đồng Thử",), Text("No.: {number}", {"number": "1"}), (Text("A"), Text("B")), Text("C"))
    document = Document(
        Text("{name}", {"name": HOSTILE[0]}),
        blocks,
        FOOTER,
        letterhead=head if format_ is Format.SHEET else None,
        mark=Text(mark) if mark else None,
        format=format_,
    )
    return pdf(document, Words(language))


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def table(*rows: tuple[str, int], by_hand: bool = False) -> Table:
    return Table("t", (Column("name", Text("Name")), Column("count", Text("count"), figure=True)), rows, by_hand=by_hand)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_name_holds_is_shown_as_it_is(name: str) -> None:
    text = Text("{name}", {"name": name})
    (page,) = pages(made(Heading(text), Paragraph(text), table((name, 1)), Signatures((Signature(text, name),))))

    assert page.count(" ".join(name.split())) == 5 + (name == HOSTILE[0])


def test_what_could_hide_a_letter_is_written_out() -> None:
    (page,) = pages(made(table(("phải\u202etrái", 1))))

    assert harmless("phải\u202etrái") in page


@pytest.mark.parametrize("letters", [MARKS, MARKS.upper()])
def test_every_vietnamese_letter_is_on_paper(letters: str) -> None:
    (page,) = pages(made(Paragraph(Text("{all}", {"all": " ".join(letters)})), language="en"))

    assert [letter for letter in letters if letter not in page] == []


def test_only_the_font_that_typst_carries_is_embedded() -> None:
    reader = PdfReader(io.BytesIO(made(Heading(Text("Đỗ Ẩn")), table(("Đỗ Ẩn ◆ ○ № ≠", 1), by_hand=True))))
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    fonts = {str(font.get_object()["/BaseFont"]) for each in resources for font in each["/Font"].values()}

    assert all("Libertinus" in font or "DejaVu" in font or "NewCM" in font for font in fonts), fonts


def test_a_long_table_repeats_its_head_on_every_page() -> None:
    read = pages(made(table(*((f"Nguyễn Văn Thử {number}", number) for number in range(120))), language="en"))

    assert len(read) > 2
    assert all("Name Count" in page for page in read)
    assert sum(page.count("Nguyễn Văn Thử") for page in read) == 120


def test_a_word_longer_than_its_cell_is_broken_rather_than_lost() -> None:
    (page,) = pages(made(table(("N" * 200, 1), ("Nguyễn Hoàng Phương Uyên Thư", 2))))

    assert page.count("N") >= 200
    assert "Nguyễn Hoàng Phương Uyên Thư" in page


def test_the_mark_is_on_every_page_and_every_page_has_its_number() -> None:
    read = pages(made(Paragraph(Text("một")), NewPage(), Paragraph(Text("hai")), mark="DRAFT", language="en"))

    assert [page.count("DRAFT") for page in read] == [2, 2]
    assert ["1/2" in read[0], "2/2" in read[1]] == [True, True]


def test_a_slide_is_wide_and_a_sheet_is_a4() -> None:
    def sides(content: bytes) -> tuple[float, float]:
        box = PdfReader(io.BytesIO(content)).pages[0].mediabox
        return float(box.width), float(box.height)

    assert sides(made(table(("A", 1)))) == pytest.approx((595, 842), abs=1)
    wide, high = sides(made(table(("A", 1)), format_=Format.SLIDE))
    assert wide / high == pytest.approx(16 / 9, abs=0.01)


def test_shares_days_boxes_and_facts_are_said_in_the_language() -> None:
    columns = (Column("part", Text("part"), part=True), Column("box", Text("box"), figure=True))
    blocks = (Facts("f", (Field("day", Text("Held on"), Day("2026-05-10")),)), Table("t", columns, ((Part(19, 29, 29), Box()),)))
    (vi,), (en,) = pages(made(*blocks)), pages(made(*blocks, language="en"))

    assert "19/29 (65,52%)" in vi
    assert "Ngày diễn ra: 10/05/2026" in vi
    assert "19/29 (65.52%)" in en
    assert "Held on: 2026-05-10" in en
    assert "☐" not in vi


def test_it_is_tagged_and_named_for_those_who_listen_to_it() -> None:
    reader = PdfReader(io.BytesIO(made(Heading(Text("Một")), table(("A", 1)))))

    assert reader.metadata is not None
    assert reader.metadata.title == HOSTILE[0]
    assert reader.metadata.creation_date is None
    root: Any = reader.trailer["/Root"]
    assert str(root["/Lang"]) == "vi"
    assert bool(root["/MarkInfo"]["/Marked"])


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    program = "import hashlib, test_pdf as t; print(hashlib.sha256(t.made(t.table(*((f'Tên {n}', n) for n in range(50))))).hexdigest())"
    found = []
    for seed in ("1", "2"):
        here = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]), "TZ": "UTC"}
        said = subprocess.run([sys.executable, "-c", program], env=here, cwd=tmp_path, check=True, capture_output=True, text=True)
        found.append(said.stdout.strip())

    assert found == [hashlib.sha256(made(table(*((f"Tên {number}", number) for number in range(50))))).hexdigest()] * 2


def test_the_template_knows_no_file_but_itself_and_no_date() -> None:
    source = module.TEMPLATE.read_text()

    assert not [word for word in ("read(", "#import", "#include", "datetime", "eval(") if word in source]
