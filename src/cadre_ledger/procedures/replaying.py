"""Replay: the standing of a cadre step by step, over the entries that made it or over the days that changed it."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from cadre_ledger.ledger import pages
from cadre_ledger.ledger.pages import Cut
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.differing import LEFT_OUT, Things, changes, things
from cadre_ledger.procedures.reading import heading
from cadre_ledger.procedures.standings import cadre_part, standing, timeline_part
from cadre_ledger.projections.concerning import Answered, entries_about
from cadre_ledger.projections.dossiers import Key
from cadre_ledger.projections.gather import InMemory, follow, gather
from cadre_ledger.projections.source import Source, results_of
from cadre_ledger.values.dates import PartialDate


def replay(desk: Desk, cadre: str, after: int = 0, limit: int | None = None, *, full: bool = False) -> answers.Replay:
    """Entry by entry, as of the day of the desk: every entry about the cadre, and every other that changed the standing."""
    code = desk.cadre(cadre).code
    return _replay(desk, "entry", code, islice(_entries(desk, code, after, full=full), limit))


def replay_days(desk: Desk, cadre: str, after: date | None = None, limit: int | None = None, *, full: bool = False) -> answers.Replay:
    """Day by day up to the day of the desk, with all that is known: every day on which something changes by itself."""
    code = desk.cadre(cadre).code
    return _replay(desk, "day", code, islice(_days(desk.remembering(), code, after, full=full), limit))


def _replay(desk: Desk, by: Any, code: str, steps: Iterator[answers.StepPart]) -> answers.Replay:
    part = cadre_part(desk.source.get(("cadre", code)))
    return answers.Replay(**heading(desk, answers.Replay.NAME), by=by, cadre=part, steps=tuple(steps))


# Entry by entry


class Growing(InMemory):
    """Dossiers as entry after entry is folded in, which say what was put since they were last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.put_since: set[Key] = set()
        self._merged_into: dict[str, str] = {}

    def put(self, key: Key, dossier: Any) -> None:
        """Keep it."""
        if key not in self:
            self.put_since.add(_list_of(key[0]))
        if key[0] == "cadre" and self._merged_into.get(key[1]) != dossier.merged_into:
            self._note_merging(key[1], dossier.merged_into)
        self.put_since.add(key)
        super().put(key, dossier)

    def merged(self) -> dict[str, str]:
        """By absorbed cadre, the code under which the person goes on."""
        return follow(self._merged_into)

    def _note_merging(self, code: str, into: str | None) -> None:
        self.put_since.add(MERGED)
        if into is None:
            del self._merged_into[code]
        else:
            self._merged_into[code] = into


MERGED: Key = ("merged", "")


def _list_of(kind: str) -> Key:
    """Stands for the list of all codes of a kind."""
    return (kind, "*")


class Noted:
    """A source that notes what was looked at: as long as nothing of it is put anew, the answer stays what it was."""

    def __init__(self, source: Source) -> None:
        self.looked_at: set[Key] = set()
        self._source = source

    def get(self, key: Key) -> Any:
        """The dossier; None when there is none."""
        self.looked_at.add(key)
        return self._source.get(key)

    def keys_of(self, kind: str) -> Any:
        """The codes of one kind, in order."""
        self.looked_at.add(_list_of(kind))
        return self._source.keys_of(kind)

    def merged(self) -> Any:
        """Who was merged into whom."""
        self.looked_at.add(MERGED)
        return self._source.merged()


def _entries(desk: Desk, code: str, after: int, *, full: bool) -> Iterator[answers.StepPart]:
    about = entries_about(desk.source, Answered(desk.source), code)
    lines = dict(results_of(desk.source, code))
    unfolding = _Unfolding(desk, code)
    for page in pages.states(desk.events, 0, desk.cut.entry):
        for entry, topic, state in page:
            gather(unfolding.dossiers, [(topic, state)])
            if entry == after:
                unfolding.look(Cut(entry, ""))
            if entry <= after or (not unfolding.moved() and entry not in about):
                continue
            record = timeline_part(desk, entry, lines)
            found = unfolding.look(Cut(entry, record.recorded_at))
            if found or entry in about:
                shown = unfolding.standing if full else None
                yield answers.StepPart(known_at=entry, as_of=desk.as_of.isoformat(), entry=record, changes=found, standing=shown)


class _Unfolding:
    """The standing of one cadre while the dossiers grow; judged again only when something that it rests on was put anew."""

    def __init__(self, desk: Desk, code: str) -> None:
        self.dossiers = Growing()
        self.standing: answers.Standing | None = None
        self._desk, self._code = desk, code
        self._said: Things = {}
        self._rests_on: set[Key] = {("cadre", code)}

    def moved(self) -> bool:
        """Whether anything that the standing rests on was put since this was last asked."""
        moved = not self._rests_on.isdisjoint(self.dossiers.put_since)
        self.dossiers.put_since.clear()
        return moved

    def look(self, cut: Cut) -> tuple[answers.ChangePart, ...]:
        """What changed since the last look."""
        noted = Noted(self.dossiers)
        now = Desk(self._desk.directory, self._desk.founding, self._desk.events, cut, self._desk.as_of, noted)
        before = self._said
        # Before the file is opened there is none.
        if noted.get(("cadre", self._code)) is not None:
            self.standing = standing(now, self._code)
            self._said = things(self._code, self.standing, LEFT_OUT)
        self._rests_on = noted.looked_at
        return tuple(changes(before, self._said))


# Day by day


def _days(desk: Desk, code: str, after: date | None, *, full: bool) -> Iterator[answers.StepPart]:
    about = entries_about(desk.source, Answered(desk.source), code)
    before: Things = {}
    first = min(PartialDate.parse(each).first for each in about.values())
    day: date | None = first
    if after is not None and first <= after:
        shown = standing(desk.on(after), code)
        before, day = things(code, shown, LEFT_OUT), _day(shown.next_change)
    while day is not None and day <= desk.as_of:
        shown = standing(desk.on(day), code)
        said = things(code, shown, LEFT_OUT)
        found = tuple(changes(before, said))
        if found:
            yield answers.StepPart(
                known_at=desk.cut.entry, as_of=day.isoformat(), entry=None, changes=found, standing=shown if full else None
            )
        before, day = said, _day(shown.next_change)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
