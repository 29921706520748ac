"""Catalogues of texts: extract what the source marks, update the Vietnamese catalogue, compile it.

Translations that exist stay. What lacks one is listed on stderr, and the script ends with 1; so are translations
whose English has gone, since a reworded text usually wants its old translation adapted.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cadre_ledger.wording.catalogue import DOMAIN, LOCALES

SOURCE = Path(__file__).parent.parent / "src"
# N_("…") marks, words("…") shows, and so does the `_` of others.
KEYWORDS = frozenset({"N_", "words", "_"})
HEADER = "# Vietnamese texts of cadre-ledger. Made by tools/catalogues.py; edit only the msgstr lines.\n#"


class Lasting(Catalog):
    """A catalogue whose header says nothing that changes from day to day or with the version of babel."""

    def __init__(self) -> None:
        super().__init__("vi", DOMAIN, header_comment=HEADER, fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs to know, and no more."""
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", "vi"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def marked(source: str) -> Iterator[str]:
    """Every text that a module marks; babel's own extraction misses calls inside f-strings before Python 3.12."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in KEYWORDS:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                yield text.value


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def extracted(source: Path = SOURCE) -> Catalog:
    """The template: every text with the modules that use it."""
    template = Lasting()
    for path in sorted(source.rglob("*.py")):
        for text in sorted(set(marked(path.read_text(encoding="utf-8")))):
            template.add(text, locations=[(path.relative_to(source).as_posix(), 0)])
    return template


def po_path(locales: Path = LOCALES) -> Path:
    """Where the Vietnamese catalogue is."""
    return locales / "vi" / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(path: Path) -> Catalog:
    """A catalogue as it is on disk; an empty one if there is none."""
    if not path.exists():
        return Lasting()
    with path.open("rb") as file:
        return read_po(file, "vi", DOMAIN)


def updated(template: Catalog, old: Catalog) -> tuple[Catalog, dict[str, str]]:
    """The template with the translations there are, and the translations that nothing uses any more."""
    new = Lasting()
    for message in sorted(template, key=lambda each: str(each.id)):
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known and not known.fuzzy else "", locations=message.locations)
    dropped = {str(each.id): str(each.string) for each in old if each.id and each.id not in new and each.string}
    return new, dropped


def written(catalogue: Catalog) -> bytes:
    """The text of a catalogue."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False, omit_header=False)
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """What gettext reads."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts without a translation."""
    return [str(message.id) for message in catalogue if message.id and not message.string]


def main() -> int:
    """Bring both files up to date; 1 when something is left to translate."""
    path = po_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    new, dropped = updated(extracted(), read(path))
    path.write_bytes(written(new))
    path.with_suffix(".mo").write_bytes(compiled(new))
    for text, translation in dropped.items():
        print(f"dropped: {text!r} = {translation!r}", file=sys.stderr)
    lacking = untranslated(new)
    for text in lacking:
        print(f"to translate: {text!r}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
