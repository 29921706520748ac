"""What others recorded while a form was filled in: whether it touches what the form is about."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.ledger import pages
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import FieldKind
from cadre_ledger.procedures.entries.form import Form
from cadre_ledger.procedures.entries.known import flag_row
from cadre_ledger.procedures.entries.reading import Reader
from cadre_ledger.procedures.entries.typed import Typed, rows_of
from cadre_ledger.procedures.history import record_part
from cadre_ledger.values.text import fold


def about(desk: Desk, form: Form, typed: Typed) -> frozenset[str]:
    """The codes that a form names, and the people on its list, folded."""
    fields = form.fields_for(desk, typed)
    values = Reader(desk).read(fields, typed)
    codes = [values[each.name] for each in fields if each.kind is FieldKind.CODE and each.name in values]
    names = [cells["name"] for cells in rows_of(typed).values() if "name" in cells]
    return frozenset(fold(each) for each in (*codes, *names, *_of_flag(desk, values.get("flag")), *_of_entry(desk, values.get("entry"))))


def touches(wanted: frozenset[str], event: Mapping[str, Any]) -> bool:
    """Whether a record says anything of them."""
    return any(fold(each) in wanted for each in _texts(event))


def _of_flag(desk: Desk, flag: str | None) -> Iterator[str]:
    if flag is not None:
        row = flag_row(desk, flag)
        yield from (row[name] for name in ("cadre", "session", "name") if row.get(name))


def _of_entry(desk: Desk, entry: str | None) -> Iterator[str]:
    """Whom the record to be put right is about."""
    number = (entry or "").removeprefix("#")
    row = pages.row(desk.events, int(number)) if number.isdecimal() and 0 < int(number) <= desk.cut.entry else None
    if row is not None:
        event = record_part(row).event
        yield from (str(event[name]) for name in ("cadre", "session", "case", "body") if event.get(name))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
