"""The pages made from the code are fresh."""

import pytest

import readme
import reference
import tree
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.values.codes import Code
from cadre_ledger.wording.glossary import VOCABULARY
from sites import Site, sites


@pytest.mark.parametrize("page", ["glossary", "errors", "commands", "events", "roles", "checks", "screens"])
def test_a_page_is_what_the_code_says_now(page: str) -> None:
    fresh = getattr(reference, page)()

    assert (reference.DOCS / f"{page}.md").read_text(encoding="utf-8") == fresh, "run tools/reference.py"


def test_every_code_and_every_word_is_on_its_page() -> None:
    errors, glossary = reference.errors(), reference.glossary()

    assert [code for code in Code if f"| `{code.value}` | `{code.name.lower()}` |" not in errors] == []
    assert [each.english for each in VOCABULARY if f"| {each.english} | {each.vietnamese} |" not in glossary] == []


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        (Code.USAGE, "2"),
        (Code.NO_LEDGER, "3"),
        (Code.HEAD_MOVED, "5"),
        (Code.NO_BALLOTS, "6"),
        (Code.STORE_BROKEN, "7"),
        (Code.SUM_OVER_BOUND, "6"),
        (Code.REVEALS_VOTES, "0 (warning)"),
        (Code.ROLE_MAY_NOT, "4"),
        (Code.SIGNATURE_LACKING, "7"),
    ],
)
def test_the_exit_status_of_a_code_is_that_of_what_raises_it(code: Code, ending: str) -> None:
    assert reference.ending(code, [site for site in sites() if site.code is code]) == ending


def test_a_finding_that_stops_stands_before_a_warning() -> None:
    warning = Site(Code.REPLACED_IN_FORCE, "Finding", None, stops=False, place="b")
    stopping = Site(Code.REPLACED_IN_FORCE, "Finding", None, stops=True, place="a")

    assert reference.ending(Code.REPLACED_IN_FORCE, [warning, stopping]) == "6, 0 (warning)"


def test_every_event_names_commands_that_exist() -> None:
    assert set(tree.VERBS) == {event.topic for event in EVENTS}
    assert {verb for verbs in tree.VERBS.values() for verb in verbs} <= set(tree.paths())


def test_what_the_readme_shows_is_what_the_program_prints() -> None:
    shown = readme.README.read_text(encoding="utf-8")

    assert readme.fresh(shown) == shown, "run tools/readme.py"
