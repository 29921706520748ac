"""A form as it looks now, in words: what it asks, what is said at each place, and how the whole of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Hint, Phrase
from cadre_ledger.procedures.entries.form import Form, Looked
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.tui.ways import by_keys
from cadre_ledger.values.findings import Finding
from cadre_ledger.wording.catalogue import N_, Words

LOOKED_UP = (FieldKind.CODE, FieldKind.CHOICE, FieldKind.YESNO)
"""What is looked for among what is offered."""


def sentence(words: Words, form: Form, desk: Desk, typed: Typed, each: Finding | Hint) -> str:
    """A finding or a hint in words; fields by their labels."""
    if isinstance(each, Hint):
        return each.said(words)
    message = by_keys(words, each.code, form.told(words, desk, typed, each))
    row = f"{words(N_('line {row}'), row=each.place.row)} · " if each.place.row is not None else ""
    return f"{'!' if each.stops else '?'} {row}{each.code.value}: {message.what} → {message.next}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a form asks, what is found and hinted at, and the sentences at each place."""

    words: Words
    form: Form
    fields: tuple[Field, ...]
    columns: tuple[Field, ...]
    looked: Looked
    said: Mapping[tuple[int | None, str], tuple[str, ...]]

    @classmethod
    def of(cls, words: Words, form: Form, desk: Desk, typed: Typed, looked: Looked | None = None) -> Self:
        """As it looks, or with what was found elsewhere, such as in a trial."""
        looked = looked or form.looked_at(desk, typed)
        said: dict[tuple[int | None, str], list[str]] = {}
        told: tuple[Finding | Hint, ...] = (*looked.findings, *looked.hints)
        for each in told:
            said.setdefault((each.place.row, each.place.column), []).append(sentence(words, form, desk, typed, each))
        fields, columns = form.fields_for(desk, typed), form.columns_for(desk, typed)
        return cls(words, form, fields, columns, looked, {place: tuple(lines) for place, lines in said.items()})

    def field(self, name: str) -> Field | None:
        """A field or a column by its name."""
        return next((each for each in (*self.fields, *self.columns) if each.name == name), None)

    @property
    def wrong(self) -> frozenset[str]:
        """Fields that something stands against."""
        return frozenset(each.place.column for each in self.looked.errors if each.place.row is None)

    @property
    def odd(self) -> frozenset[str]:
        """Fields about which there is a warning."""
        return frozenset(each.place.column for each in self.looked.warnings if each.place.row is None)

    @property
    def wrong_cells(self) -> frozenset[tuple[int, str]]:
        """Cells that something stands against."""
        return frozenset((each.place.row, each.place.column) for each in self.looked.errors if each.place.row is not None)

    @property
    def beside(self) -> Mapping[str, str]:
        """By field, what stands beside it, such as the name of whom a code names."""
        return {each.place.column: each.said(self.words) for each in self.looked.hints if each.place.row is None}

    def said_at(self, row: int | None, name: str, *, looking: bool) -> tuple[str, ...]:
        """What is said of a place, and of the rest of its row; while one looks for a code it is not wrong yet."""
        said = list(self.said.get((row, name), ()))
        if row is not None:
            said += [line for (other, _), lines in self.said.items() if other == row for line in lines if line not in said]
        field = self.field(name)
        if looking and field is not None and field.kind in LOOKED_UP:
            how = f"{field.help.said(self.words)} {self.words(N_('↑↓ choose, Enter takes it.'))}"
            said = [line for line in said if not line.startswith("!")] or [how]
        return tuple(said or ([field.help.said(self.words)] if field is not None else []))

    @property
    def balances(self) -> Mapping[int, str]:
        """What each row comes to, in short; in full it is said below."""
        return {each.place.row: self._balance(each) for each in self.looked.hints if each.place.row is not None and each.mark}

    def _balance(self, hint: Hint) -> str:
        facts = {**hint.phrase.facts, "mark": hint.mark.value}
        if hint.mark == "✓" or facts.get("collected") is None:
            return f"{facts['sum']} {facts['mark']}"
        over = int(str(facts["sum"])) > int(str(facts["collected"]))
        return Phrase(N_("{sum} {mark} {by} over") if over else N_("{sum} {mark} {by} short"), facts).said(self.words)

    def session_said(self, typed: Typed) -> str:
        """Over the table: how the numbers of the whole fit together."""
        places = {each.place.column: each for each in self.looked.hints if each.place.row is None and each.mark}
        numbers = [self.field(name) for name in ("collected", "valid")]
        told = [f"{each.said(self.words)} {typed[each.name]}" for each in numbers if each is not None and typed.get(each.name)]
        return " · ".join((*told, *(each.said(self.words) for each in places.values()))) or self.words(self.form.says)

    @property
    def state(self) -> str:
        """How the whole form stands."""
        looked = self.looked
        if looked.errors:
            return self.words(N_("! {count} to put right; F3 goes to the next one."), count=len(looked.errors))
        if looked.missing:
            return self.words(N_("? {count} still to be typed; F3 goes to the next one."), count=len(looked.missing))
        if looked.warnings:
            return self.words(N_("✓ Complete, with {count} warnings. F9 shows what will be recorded."), count=len(looked.warnings))
        return self.words(N_("✓ Complete. F9 shows what will be recorded."))
