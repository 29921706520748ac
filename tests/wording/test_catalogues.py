"""The Vietnamese catalogue: whole, fresh, and true to its English."""

import gettext
import re
import string
import unicodedata
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from typer.main import get_command

import catalogues
from cadre_ledger.cli.app import NAME, ROOT, Root
from cadre_ledger.wording.catalogue import LANGUAGES, Words

OLD = catalogues.read(catalogues.po_path())
TEMPLATE = catalogues.extracted()
MESSAGES = [message for message in OLD if message.id]


def tree() -> Iterator[tuple[str, Any]]:
    """Every command of the program by what people type."""
    yield NAME, get_command(ROOT)
    for noun, (module, _) in Root.nouns.items():
        command = get_command(import_module(f"cadre_ledger.cli.{module}").APPS[noun])
        yield f"{NAME} {noun}", command
        yield from ((f"{NAME} {noun} {verb}", each) for verb, each in getattr(command, "commands", {}).items())


TREE = dict(tree())
COMMANDS = "|".join(sorted(set(TREE) - {NAME}, reverse=True))
# What people type stays as it is in every language: commands, options, variables, file names.
TYPED = re.compile(rf"(?:{COMMANDS})\b|--[a-z][a-z-]*|[A-Z]+_[A-Z_]+|ledger\.toml|known_from = \w+")


def placeholders(text: str) -> set[str]:
    return {f"{name}!{conversion}:{spec}" for _, name, spec, conversion in string.Formatter().parse(text) if name is not None}


def test_everything_that_the_source_marks_is_in_the_catalogue_and_nothing_else() -> None:
    marked = {message.id for message in TEMPLATE if message.id}

    assert marked == {message.id for message in MESSAGES}, "run tools/catalogues.py and translate"


def test_nothing_is_untranslated_fuzzy_or_obsolete() -> None:
    assert catalogues.untranslated(OLD) == []
    assert [message.id for message in MESSAGES if message.fuzzy] == []
    assert list(OLD.obsolete) == []


def test_both_files_are_what_the_tool_writes() -> None:
    new, dropped = catalogues.updated(TEMPLATE, OLD)

    assert dropped == {}
    assert catalogues.po_path().read_bytes() == catalogues.written(new)
    assert catalogues.po_path().with_suffix(".mo").read_bytes() == catalogues.compiled(new)


def test_every_translation_has_the_facts_of_its_english_and_what_people_type() -> None:
    def facts(text: str) -> object:
        return placeholders(text), set(TYPED.findall(text))

    assert [each.id for each in MESSAGES if facts(str(each.id)) != facts(str(each.string))] == []


def test_every_command_that_a_text_names_is_there() -> None:
    said = [str(text) for message in MESSAGES for text in (message.id, message.string)]

    assert [text for text in said if len(re.findall(rf"{NAME} [a-z]", text)) != len(re.findall(rf"(?:{COMMANDS})\b", text))] == []


@pytest.mark.parametrize("typed", TREE)
def test_the_help_of_a_command_is_in_the_catalogue(typed: str) -> None:
    command = TREE[typed]
    helps = [command.help, *(param.help for param in command.params)]

    assert [text for text in helps if text and text not in TEMPLATE] == []


def test_every_translation_is_composed_and_clean() -> None:
    texts = [(str(each.id), str(each.string)) for each in MESSAGES]

    assert [text for _, text in texts if not unicodedata.is_normalized("NFC", text)] == []
    assert [text for english, text in texts if ends(text) != ends(english)] == []
    assert [text for _, text in texts if "  " in text] == []
    # The tone stands on the first vowel of `oa`, `oe`, `uy` where these end a syllable, as in the texts of the State.
    assert [text for _, text in texts if re.search(r"(?i)\b\w*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\b", text)] == []


def ends(text: str) -> tuple[bool, bool]:
    """Whether a text begins and ends with a space, for what is put together from parts."""
    return text[:1].isspace(), text[-1:].isspace()


def test_gettext_reads_what_was_compiled() -> None:
    with catalogues.po_path().with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert {message.id: compiled.gettext(str(message.id)) for message in MESSAGES} == {message.id: message.string for message in MESSAGES}
    assert Words("vi")("low confidence") == "tín nhiệm thấp"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert LANGUAGES == ("vi", "en")
    assert Words("fr")("low confidence") == Words("en")("low confidence") == "low confidence"


def test_marks_are_found_in_nested_calls_and_in_formatted_strings() -> None:
    source = """
N_("plain")
words(N_("nested"), fact=1)
shell.words("shown")
f"{words(N_('formatted'))}: {value}"
N_("two " "pieces")
N_(computed)
other("not marked")
words("")
_("gettext")
"""

    assert sorted(catalogues.marked(source)) == ["formatted", "gettext", "nested", "plain", "shown", "two pieces"]


def test_an_update_keeps_translations_and_says_what_it_drops() -> None:
    old, template = catalogues.Lasting(), catalogues.Lasting()
    old.add("kept", "giữ")
    old.add("gone", "bỏ")
    old.add("never translated", "")
    for text in ("kept", "new"):
        template.add(text)

    new, dropped = catalogues.updated(template, old)

    assert {message.id: message.string for message in new if message.id} == {"kept": "giữ", "new": ""}
    assert dropped == {"gone": "bỏ"}
    assert catalogues.untranslated(new) == ["new"]


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        ("2026-05-10", "ngày 10 tháng 5 năm 2026", "10 May 2026"),
        ("2026-02-09", "ngày 09 tháng 02 năm 2026", "9 February 2026"),
        ("2026-03-01", "ngày 01 tháng 3 năm 2026", "1 March 2026"),
    ],
)
def test_papers_are_dated_as_the_decree_has_it(day: str, vietnamese: str, english: str) -> None:
    assert (Words("vi").day_in_full(date.fromisoformat(day)), Words("en").day_in_full(date.fromisoformat(day))) == (vietnamese, english)
