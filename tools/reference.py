"""Reference pages made from the code: glossary, errors, commands, events, roles, checks, screens. A test fails when they are not fresh."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from textual.binding import Binding

from cadre_ledger.domain.actors import Role
from cadre_ledger.domain.checks import CHECKS, Step
from cadre_ledger.domain.roles import ACTS, MAY, TWO_KEYS, Act
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.projections.narrow import STRUCTS
from cadre_ledger.tui.actions import ACTIONS, OF_WIDGETS, shown
from cadre_ledger.tui.app import CadreLedgerApp
from cadre_ledger.tui.screens.entry import Entry
from cadre_ledger.tui.screens.place import Place
from cadre_ledger.values.codes import Code
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.glossary import VOCABULARY
from cadre_ledger.wording.messages import MESSAGES
from cadre_ledger.wording.terms import GLYPHS, TERMS
from sites import ERRORS, Site, sites
from tree import VERBS, pages

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by tools/reference.py from the code; do not edit. -->"

GROUPS: Mapping[str, str] = {
    "USE": "Usage and surroundings",
    "FIND": "What is not there",
    "STALE": "Someone was faster",
    "TEXT": "Texts and numbers",
    "LEDGER": "The ledger as a whole",
    "DRAFT": "Drafts of forms",
    "ACT": "Actors: 1xx who may, 2xx keys, 3xx what verifying finds",
    "BODY": "Bodies",
    "CADRE": "Cadres",
    "UNIT": "Units",
    "POST": "Positions and posts",
    "PERIOD": "Evaluation periods",
    "ASSESS": "Assessments",
    "CLASS": "Classifications",
    "TRAIN": "Training",
    "DISC": "Discipline",
    "REPL": "Replacement",
    "VOTE": "Votes: 1xx stop, 2xx ask, 3xx what verifying finds",
    "RULE": "Regulations",
    "FILE": "Files",
    "SAY": "The person",
}
STATUSES: Mapping[int, str] = {
    0: "fine; warnings may have been said",
    1: "failure, or declined",
    2: "the command cannot be understood",
    3: "not found",
    4: "not allowed",
    5: "stale: someone recorded meanwhile, the key was used, or the ledger is locked; try again",
    6: "refused, or invalid input; nothing was recorded",
    7: "integrity, storage, a newer ledger, or a difference found",
    8: "something found (only with `--exit-code`)",
    130: "interrupted",
    143: "terminated",
}
OWN = CadreLedgerApp.__module__.removesuffix("app")
LIMITS = (
    "They need a POSIX terminal of at least 80 × 24; Windows is not supported.",
    "After `kill -9` nothing can put the terminal right any more: type `reset`. What was typed before the last pause is kept as a draft.",
    "Of a stack that was being counted and not locked, only which one it was is kept; it is counted again.",
    "A training completion is recorded for one person at a time; for a whole class use `import`.",
    "With 100,000 people some orders of lists, and the tasks that look into every file, take seconds: see [benchmarks](benchmarks.md).",
    "The library of the screens does not speak to screen readers; the command line is the accessible way, and does all that they do.",
    "Drafts hold what was typed in the clear, readable by the owner of the account.",
    "Evaluation periods, units and positions are opened on the command line.",
    "A voting body is renamed and closed there too, and the number of its members that a decision fixes is recorded.",
)
# What no single raise shows: these are raised through a variable, or end a run by themselves.
UNSHOWN: Mapping[Code, str] = {Code.LEDGER_NOT_NAMED: "3", Code.CELL_NOT_DATE: "6"}

VERIFYING = "procedures/signatures.py"
"""What is found here ends `doctor`, as everything that is not whole."""
ROLES_SAID = (
    "While nobody is enrolled, actors are claims and everyone may record everything. From the first enrolment on every command that "
    "records is signed, and these tables hold. Whoever can open the files of a ledger can read them all: roles are guidance, signatures "
    "are evidence, disk encryption is the protection."
)
TWO_SAID = (
    "Their author signs, and a second person who may countersign. Two keys that were unlocked in one process are marked in the record. "
    "A change of key is signed by the old key, and brings the signature of the new one."
)
CORRIGENDUM_SAID = "- `vote.corrected/1`, where the vote was certified in this ledger: the certificate is not one person's to put right"
ASIDE_SAID = (
    "An actor who is enrolled as a cadre records nothing on that file, on one it was merged into, or on a vote on whose ballot or list "
    "they stand, and signs none of it as the second person. A self-assessment under one's own key is the exception, in every role. "
    "Who counts, certifies or annuls a vote is named in it, by name or by code, and signs with their own key; in one vote a person goes "
    "by one of the two, so that nobody counts a stack twice or certifies their own count."
)


def glossary() -> str:
    """The vocabulary, then every value of a closed set with its words."""
    words = Words("vi")
    rows = [(each.english, each.vietnamese, f"{each.meaning}<br>{each.nghia}") for each in VOCABULARY]
    parts = ["# Glossary", MADE, "One word for each thing, in code, screens and reports.", "## Vocabulary"]
    parts.append(_table(("English", "Vietnamese", "Meaning"), rows))
    parts.append("## Values\n\nJSON, CSV and the command line use the values as they stand in the first column, in every language.")
    for kind, terms in TERMS.items():
        signs = {value: f"{GLYPHS[kind, value]} " if (kind, value) in GLYPHS else "" for value in terms}
        values = [(f"`{value}`", f"{signs[value]}{english}", f"{signs[value]}{words(english)}") for value, english in terms.items()]
        parts.append(f"### `{kind}`\n\n{_table(('Value', 'English', 'Vietnamese'), values)}")
    return "\n\n".join(parts) + "\n"


def errors() -> str:
    """Every code with what is said and how a run ends."""
    parts = [
        "# Errors and findings",
        MADE,
        "A code is never used for another meaning. Words in braces are facts of the case.",
        "## Exit status",
    ]
    parts.append(_table(("Status", "Meaning"), [(str(status), meaning) for status, meaning in STATUSES.items()]))
    found = defaultdict(list)
    for site in sites():
        found[site.code].append(site)
    for prefix, title in GROUPS.items():
        codes = [code for code in Code if code.value.partition("-")[0] == prefix]
        rows = [(f"`{code.value}`", f"`{code.name.lower()}`", *_said(code), ending(code, found[code])) for code in codes]
        parts.append(f"## {title}\n\n{_table(('Code', 'Name', 'What', 'What to do next', 'Exit status'), rows)}")
    return "\n\n".join(parts) + "\n"


def commands() -> str:
    """Every command with its help."""
    parts = ["# Commands", MADE, "Every page is what `--help` shows; with `--lang vi` it shows it in Vietnamese."]
    parts += [f"## `{path}`\n\n```text\n{page}\n```" for path, page in pages()]
    return "\n\n".join(parts) + "\n"


def events() -> str:
    """Every event with what it means, which command records it, and who reads it."""
    rows = [
        (
            f"`{event.topic}`",
            f"`{event.__name__}`",
            (event.__doc__ or "").strip(),
            ", ".join(f"`{verb}`" for verb in VERBS[event.topic]),
            "gathered" if event.topic in STRUCTS else "for deciding only",
        )
        for event in EVENTS
    ]
    head = ("Event", "Model", "Meaning", "Recorded by", "Read models")
    return (
        "\n\n".join(
            ["# Events", MADE, "Names and versions are fixed for ever; CONTRIBUTING says what a new one needs.", _table(head, rows)]
        )
        + "\n"
    )


def roles() -> str:
    """Who may do what, which acts need two people, and who stands aside."""
    words = Words("vi")
    names = TERMS["role"]
    given = [
        (f"`{role.value}`", names[role], words(names[role]), ", ".join(f"`{act.value}`" for act in Act if act in MAY[role]))
        for role in Role
    ]
    acts = [
        (
            f"`{act.value}`",
            TERMS["act"][act],
            words(TERMS["act"][act]),
            ", ".join(f"`{event.topic}`" for event in EVENTS if ACTS[event.topic] is act) or "–",
        )
        for act in Act
    ]
    parts = ["# Roles", MADE, ROLES_SAID, "## What each role may do", _table(("Role", "English", "Vietnamese", "Acts"), given)]
    parts += ["## Acts and their events", _table(("Act", "English", "Vietnamese", "Events"), acts)]
    parts += [
        "## Acts of two people",
        TWO_SAID,
        "\n".join([*(f"- `{topic}`" for topic in sorted(TWO_KEYS)), CORRIGENDUM_SAID]),
        "## Standing aside",
        ASIDE_SAID,
    ]
    return "\n\n".join(parts) + "\n"


def checks() -> str:
    """The checks of a count: where each is made, what must hold, and what is said."""
    parts = [
        "# Checks of a count",
        MADE,
        "Errors `VOTE-1xx` stop; warnings `VOTE-2xx` are asked about and kept with what was recorded.",
    ]
    for step in Step:
        rows = [
            (f"`{each.code.value}`", each.rule, "stops" if each.stops else "asks", *_said(each.code))
            for each in CHECKS
            if each.step is step
        ]
        parts.append(f"## At the {step.value}\n\n{_table(('Code', 'What must hold', 'If not', 'What', 'What to do next'), rows)}")
    return "\n\n".join(parts) + "\n"


def screens() -> str:
    """The places, every action with its keys, the keys a task takes, and what the screens cannot do."""
    parts = ["# The screens", MADE, "`cadre-ledger tui` opens the ledger on screens; [ten minutes](tutorial.md) show how one works there."]
    parts.append("## Places\n\n" + _table(("Place", "In Vietnamese", "What can be done there besides help, Day and Go to"), _places()))
    parts.append("## Actions\n\nNo action lies on a letter, for Vietnamese typing rewrites letters; browsers keep F5, F11 and F12.")
    parts.append(_table(("Key", "Second way", "Action", "In Vietnamese", "What it does"), _actions()))
    parts.append("## Keys a task takes\n\nCounted from the tutorials, whose keys a test presses; each typed letter is one.")
    parts.append(_table(("Task", "Keys, English", "Keys, Vietnamese"), _tasks()))
    parts.append("## What they cannot do\n\n" + "\n".join(f"- {each}" for each in LIMITS))
    return "\n\n".join(parts) + "\n"


def _places() -> Iterator[tuple[str, ...]]:
    words, everywhere = Words("vi"), _bound(Place)
    found = {each.TITLE_SAID: each for each in _kinds(Place) if each.TITLE_SAID and each.__module__.startswith(OWN)} | {"Record": Entry}
    for title, kind in sorted(found.items()):
        names = [name for name in ACTIONS if name in _bound(kind) - everywhere]
        yield title, words(title), ", ".join(f"`{shown(ACTIONS[name].key)}` {ACTIONS[name].label}" for name in names) or "–"


def _kinds(kind: type[Place]) -> Iterator[type[Place]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def _bound(kind: type[Place]) -> set[str]:
    given = [each for parent in kind.__mro__ for each in vars(parent).get("BINDINGS", ())]
    return {each.action for each in given if isinstance(each, Binding)}


def _actions() -> Iterator[tuple[str, ...]]:
    words = Words("vi")
    for each in ACTIONS.values():
        way = f"`Esc` `{each.digit}`, `Alt+{each.digit}`" if each.digit else "–" if each.key in OF_WIDGETS else "F1 and the palette name it"
        yield f"`{shown(each.key)}`", way, each.label, words(each.label), each.says


def _tasks() -> Iterator[tuple[str, ...]]:
    counted = [keys_of_tasks((DOCS / page).read_text(encoding="utf-8")) for page in ("tutorial.md", "tutorial.vi.md")]
    for (title, english), (_, vietnamese) in zip(*counted, strict=True):
        yield title, str(english), str(vietnamese)


def keys_of_tasks(tutorial: str) -> list[tuple[str, int]]:
    """By section of a tutorial how many keys are pressed in it."""
    found = []
    for section in tutorial.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith(("- Press ", "- Bấm "))]
        keys = [key for line in lines for key in re.findall(r"`([^`]+)`", line)]
        found.append((title, sum(len(key.partition(": ")[2]) or 1 for key in keys)))
    return [each for each in found if each[1]]


def ending(code: Code, found: Iterable[Site]) -> str:
    """How a run ends that says this code: the status of each error that carries it; a warning ends nothing."""
    return ", ".join(dict.fromkeys(_endings(code, found))) or "–"


def _endings(code: Code, found: Iterable[Site]) -> Iterator[str]:
    tabled = [each for each in CHECKS if each.code is code]
    if tabled and not found:
        yield "6" if tabled[0].stops else "0 (warning)"
    if code in UNSHOWN:
        yield UNSHOWN[code]
    for site in sorted(found, key=lambda each: (not each.stops, each.kind)):
        if site.kind == "Finding":
            yield "7" if site.place.startswith(VERIFYING) else "6" if site.stops else "0 (warning)"
        else:
            yield str(ERRORS[site.kind].exit_status)


def _said(code: Code) -> tuple[str, str]:
    return MESSAGES[code].what, MESSAGES[code].next


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def main() -> None:
    """Write every page."""
    DOCS.mkdir(exist_ok=True)
    for page in (glossary, errors, commands, events, roles, checks, screens):
        (DOCS / f"{page.__name__}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
