"""Workbooks for tests, written cell by cell as spreadsheet programs write them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

FORMATS = ("General", "dd/mm/yyyy", "mm/yyyy", "yyyy", "0.00%", '[$-42A]dd "tháng" mm')
DAY, MONTH, YEAR, PERCENT, WORDED = range(1, 6)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


@dataclass(frozen=True)
class Number:
    """A number or a day in one of the formats."""

    value: float | date
    style: int = 0

    @property
    def written(self) -> str:
        """As the file holds it: days are counted."""
        return str((self.value - date(1899, 12, 30)).days) if isinstance(self.value, date) else repr(self.value)


@dataclass(frozen=True)
class Raw:
    """A cell as it is written, but for its reference."""

    kind: str
    inner: str


Cell = str | bool | float | Number | Raw | None
Rows = Mapping[int, Mapping[str, Cell]] | Sequence[Sequence[Cell]]


def workbook(rows: Rows, name: str = "Trang 1", *, more: Mapping[str, Rows] | None = None, hidden: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet, or of `more` after it; rows are a list of lists, or cells by row number and column letters."""
    sheets = {name: rows, **(more or {})}
    strings: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(each, strings) for number, each in enumerate(sheets.values(), 1)}
    listed = "".join(
        f'<sheet name="{escape(each)}" sheetId="{number}" state="{"hidden" if each in hidden else "visible"}" r:id="rId{number}"/>'
        for number, each in enumerate(sheets, 1)
    )
    links = "".join(f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>' for number in range(1, len(sheets) + 1))
    formats = "".join(
        f'<numFmt numFmtId="{163 + number}" formatCode="{escape(each, {chr(34): "&quot;"})}"/>' for number, each in enumerate(FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{163 + number if number else 0}"/>' for number in range(len(FORMATS)))
    numbers = f"<numFmts>{formats}</numFmts><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs>"
    parts |= {
        "xl/workbook.xml": f"<workbook {MAIN} {RELATIONS}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{numbers}</styleSheet>",
        "xl/sharedStrings.xml": f"<sst {MAIN}>{''.join(f'<si><t>{escape(text)}</t></si>' for text in strings)}</sst>",
    }
    return packed(parts)


def packed(parts: Mapping[str, str]) -> bytes:
    """Parts as one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _sheet(rows: Rows, strings: dict[str, int]) -> str:
    placed = rows if isinstance(rows, Mapping) else {number: _lettered(row) for number, row in enumerate(rows, 1)}
    lines = (
        f'<row r="{number}">{"".join(_cell(f"{letters}{number}", cell, strings) for letters, cell in row.items())}</row>'
        for number, row in placed.items()
    )
    return f"<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def _lettered(row: Sequence[Cell]) -> dict[str, Cell]:
    return {chr(ord("A") + place): cell for place, cell in enumerate(row)}


def _cell(reference: str, cell: Cell, strings: dict[str, int]) -> str:
    match cell:
        case None | "":
            return f'<c r="{reference}" s="1"/>'
        case bool():
            return f'<c r="{reference}" t="b"><v>{int(cell)}</v></c>'
        case str():
            return f'<c r="{reference}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>'
        case Raw():
            return f'<c r="{reference}" t="{cell.kind}">{cell.inner}</c>'
        case Number():
            return f'<c r="{reference}" s="{cell.style}"><v>{cell.written}</v></c>'
        case _:
            return f'<c r="{reference}"><v>{cell!r}</v></c>'
