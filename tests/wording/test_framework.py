"""What the command-line framework says of itself."""

from pathlib import Path

import pytest
import typer
from typer import core
from typer.testing import CliRunner

import catalogues
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.framework import PASSED_THROUGH, SENTENCES, translated

VI, EN = Words("vi"), Words("en")


def app() -> typer.Typer:
    made = typer.Typer(rich_markup_mode=None, add_completion=False)

    @made.command()
    def count(number: int, limit: int = typer.Option(1, min=1, max=5), share: float = 1.0, name: str = "", *, yes: bool = False) -> None:
        del number, limit, share, name, yes

    @made.command()
    def other() -> None:
        pass

    return made


def said(arguments: list[str]) -> str:
    return CliRunner().invoke(app(), arguments).output.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "vietnamese"),
    [
        (["count"], "Lỗi: Thiếu đối số 'NUMBER'."),
        (["count", "z"], "Lỗi: Giá trị của 'NUMBER' không hợp lệ: phải là số nguyên"),
        (["count", "1", "2"], "Lỗi: Thừa đối số (2)"),
        (["count", "1", "--limit", "0"], "Lỗi: Giá trị của '--limit' không hợp lệ: phải từ 1 trở lên"),
        (["count", "1", "--limit", "9"], "Lỗi: Giá trị của '--limit' không hợp lệ: không được quá 5"),
        (["count", "1", "--share", "q"], "Lỗi: Giá trị của '--share' không hợp lệ: phải là số"),
        (["count", "1", "--name"], "Lỗi: Tùy chọn '--name' cần một giá trị."),
        (["count", "1", "--yes=3"], "Lỗi: Tùy chọn '--yes' không nhận giá trị."),
        (["count", "1", "--limi", "3"], "Lỗi: Không có tùy chọn --limi (gần giống: --limit)"),
        (["othe"], "Lỗi: Không có lệnh 'othe'. Có phải ý bạn là 'other'?"),
        (["zzz"], "Lỗi: Không có lệnh 'zzz'."),
        ([], "Lỗi: Thiếu tên lệnh."),
    ],
)
def test_what_typer_says_of_a_wrong_command_is_translated_whole(arguments: list[str], vietnamese: str) -> None:
    english = said(arguments)

    assert translated(VI, english).lower() == vietnamese.lower()
    assert translated(EN, english) == english


def test_the_texts_that_typer_passes_through_gettext_are_all_known() -> None:
    source = Path(str(core.__file__)).read_text(encoding="utf-8")

    assert set(catalogues.marked(source)) <= {*PASSED_THROUGH, *SENTENCES}


def test_a_sentence_that_nobody_knows_stays_as_it_is() -> None:
    assert translated(VI, "Something new in typer.") == "Something new in typer."
