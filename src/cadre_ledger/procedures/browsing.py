"""Lists to look through: everyone of a ledger and every flag, narrowed, in order, a window at a time.

A `Browsing` reads through its desk, whose connections belong to the thread that opened them: one thread opens the desk,
makes the `Browsing`, answers all questions and closes the desk; a pool of exactly one thread will do. What it gives
back are values, free to be handed to any thread.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal

from cadre_ledger.ledger.listing import Line, Listing, Raised, Sought
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.groups import Scope, units_of, wanted_in
from cadre_ledger.procedures.reading import flag_part
from cadre_ledger.projections.file_facts import definition_on
from cadre_ledger.projections.files import UnitDossier
from cadre_ledger.projections.tables import CADRES, FLAGS
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.collation import collation_key
from cadre_ledger.values.quality import Quality
from cadre_ledger.values.verdicts import Truth

ORDERS_KEPT = 8
"""Orders of everyone held at once: of 100,000 people one takes about 7 MB."""


class Order(StrEnum):
    """By what a list is put in order; those of whom it is not known come last, those alike stand by name."""

    NAME = "name"
    CODE = "code"
    UNIT = "unit"
    LEVEL = "level"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is listed, and in which order.

    `text` is as typed: every word of it begins a word of its own in the name, in any order, whatever case, accents and
    placement of tones; or the whole of it begins the code or the council's own number. `unit`, `under` and `group` are
    those of `Scope`. `flagged` are those with a flag that is up or cannot be ruled out, `at_least` those with one so heavy.
    `FLAGS` and `LEVEL` rise from the least; `descending` begins with the heaviest flags and the best level.
    """

    text: str = ""
    unit: str | None = None
    under: bool = False
    group: str | None = None
    flagged: bool = False
    at_least: Severity | None = None
    order: Order = Order.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class BrowsedPost:
    """The first post of a row, as it is called on the day; `certain` when it cannot be told not to be held, `more` beside it."""

    position: str
    title: str
    unit: str
    unit_name: str
    certain: bool
    more: int


@dataclass(frozen=True, slots=True)
class BrowsedRow:
    """One person: the first post, the latest yearly level, flags up and not ruled out with the heaviest of each."""

    code: str
    name: str
    own_number: str | None
    post: BrowsedPost | None
    period: str | None
    level: Quality | None
    """Nothing with a period: which level it is cannot be told."""

    flags: int
    flags_perhaps: int
    severity: Severity | None
    severity_perhaps: Severity | None
    higher_post: Truth


class Browsing:
    """Everyone of a ledger on the day of a desk, those merged into another apart.

    Read models of the day answer at once. For another day or an earlier cut those shown are judged when they are, once; but
    to narrow or order by posts, levels or flags, everyone. `judged` then hears of every row, and may raise to give up:
    the next such question begins anew.
    """

    def __init__(self, desk: Desk, judged: Callable[[int], None] | None = None) -> None:
        self._desk = desk
        self._judged = judged or (lambda _: None)
        self._own: Listing | None = None
        self._own_judged: set[str] | None = set()
        """Whom the own tables know all about; nothing when they know everyone."""

        self._seen: object = None
        self._codes = lru_cache(maxsize=ORDERS_KEPT)(self._in_order)
        self._positions = lru_cache(maxsize=ORDERS_KEPT)(self._positions_of)
        self._units: dict[str, str] = {}

    def count(self, wanted: Wanted) -> int:
        """How many are found."""
        return len(self._found(wanted))

    def page(self, wanted: Wanted, offset: int, limit: int) -> list[BrowsedRow]:
        """A window of those found."""
        return self.rows(self._found(wanted)[offset : offset + limit])

    def place(self, wanted: Wanted, code: str) -> int | None:
        """Where a person stands among those found, from 0; None when they are not among them."""
        try:
            return self._found(wanted).index(code)
        except ValueError:
            return None

    def codes(self, wanted: Wanted) -> Sequence[str]:
        """Everyone found, in order."""
        return tuple(self._found(wanted))

    def rows(self, codes: Sequence[str]) -> list[BrowsedRow]:
        """The rows of some people, in the order given."""
        listing = self._listing()
        self._judge(listing, codes)
        raised = listing.raised(codes)
        return [self._row(line, raised.get(line.code, Raised())) for line in listing.lines(codes)]

    def close(self) -> None:
        """Give back what was judged here; the desk stays open."""
        if self._own is not None:
            self._own.close()
            self._own, self._own_judged = None, set()

    def _found(self, wanted: Wanted) -> list[str]:
        """What was put in order stays so until somebody records."""
        views = self._desk.views_of_the_day
        seen = views.progress if views else None
        if seen != self._seen:
            self._seen = seen
            self._units.clear()
            self._codes.cache_clear()
            self._positions.cache_clear()
        return self._codes(wanted)

    def _listing(self) -> Listing:
        views = self._desk.views_of_the_day
        if views is not None:
            return views.listing
        if self._own is None:
            own = Listing.of_its_own()
            own.fill((CADRES, tuple(row.values())) for row in self._desk.rows(CADRES))
            self._own = own
        return self._own

    def _judge(self, listing: Listing, codes: Sequence[str] | None) -> None:
        """Have the own tables know all about some people, or about everyone; read models know."""
        if listing is not self._own or self._own_judged is None:
            return
        if codes is None:
            listing.fill(self._heard(self._desk.judged()))
            self._own_judged = None
        elif new := [code for code in codes if code not in self._own_judged]:
            listing.fill(self._desk.judged(new))
            self._own_judged.update(new)

    def _heard(self, rows: Iterable[Any]) -> Iterator[Any]:
        for count, row in enumerate(rows, 1):
            self._judged(count)
            yield row

    def _in_order(self, wanted: Wanted) -> list[str]:
        listing = self._listing()
        scope = Scope(wanted.unit, under=wanted.under) if wanted.unit is not None else None
        sought = Sought(
            text=wanted.text,
            units=units_of(self._desk, scope) if scope else None,
            positions=self._positions(wanted.group) if wanted.group is not None else None,
            flagged=wanted.flagged,
            at_least=wanted.at_least,
        )
        if replace(sought, text="") != Sought() or wanted.order not in (Order.NAME, Order.CODE):
            self._judge(listing, None)
        codes = listing.codes(sought)
        if wanted.order in (Order.NAME, Order.CODE):
            in_order = codes if wanted.order is Order.NAME else sorted(codes)
            return in_order[::-1] if wanted.descending else in_order
        keys = self._keys(listing, wanted.order, codes)
        known = sorted((code for code in codes if code in keys), key=keys.__getitem__, reverse=wanted.descending)
        return [*known, *(code for code in codes if code not in keys)]

    def _keys(self, listing: Listing, order: Order, codes: Sequence[str]) -> Mapping[str, Any]:
        """By person, what they are put in order by."""
        match order:
            case Order.UNIT:
                units = listing.standings("unit")
                named = {unit: (collation_key(self._unit_name(unit)), unit) for unit in set(units.values())}
                return {code: named[unit] for code, unit in units.items()}
            case Order.LEVEL:
                return {code: Quality(level).weight for code, level in listing.standings("level").items()}
            case _:
                raised = listing.raised()
                return {code: _weight(raised.get(code, Raised())) for code in codes}

    def _positions_of(self, group: str) -> frozenset[str]:
        """The positions of a group on the day."""
        belongs = wanted_in(self._desk, Scope(group=group), frozenset())
        source, day = self._desk.source, self._desk.as_of
        return frozenset(code for code in source.keys_of("position") if belongs(definition_on(source.get(("position", code)), day)))

    def _unit_name(self, code: str) -> str:
        if code not in self._units:
            unit: UnitDossier | None = self._desk.source.get(("unit", code))
            self._units[code] = unit.name_on(self._desk.as_of) if unit else code
        return self._units[code]

    def _row(self, line: Line, raised: Raised) -> BrowsedRow:
        return BrowsedRow(
            code=line.code,
            name=line.name,
            own_number=line.own_number,
            post=self._post(line),
            period=line.period,
            level=Quality(line.level) if line.level else None,
            flags=raised.up,
            flags_perhaps=raised.perhaps,
            severity=raised.heaviest,
            severity_perhaps=raised.heaviest_perhaps,
            higher_post=Truth(line.higher_post),
        )

    def _post(self, line: Line) -> BrowsedPost | None:
        if line.position is None or line.title is None or line.unit is None:
            return None
        certain = line.held == Truth.APPLIES.value
        return BrowsedPost(line.position, line.title, line.unit, self._unit_name(line.unit), certain, line.posts - 1)


def _weight(raised: Raised) -> tuple[int, int, int, int]:
    """The heaviest that is up, then how many are; then the same of those that cannot be ruled out."""
    heaviest, perhaps = (-1 if each is None else each.weight for each in (raised.heaviest, raised.heaviest_perhaps))
    return (heaviest, raised.up, perhaps, raised.perhaps)


Decision = Literal["open", "considered", "decided", "overdue"]


@dataclass(frozen=True, slots=True)
class WantedFlags:
    """Which flags: by what was done about them, by family, by weight, of the people of a unit, or of one person."""

    decisions: frozenset[Decision] = frozenset({"open", "considered", "overdue"})
    flag: str | None = None
    at_least: Severity | None = None
    unit: str | None = None
    under: bool = False
    cadre: str | None = None


class FlagBrowsing:
    """Every flag on the day of a desk: those due first, then the heaviest, then the oldest.

    All are read when first asked and kept until somebody records: at once with some thousands of them, seconds with 50,000.
    """

    def __init__(self, desk: Desk, people: Browsing) -> None:
        self._desk = desk
        self._people = people
        self._seen: object = None
        self._all: list[answers.FlagPart] | None = None

    def count(self, wanted: WantedFlags) -> int:
        """How many there are."""
        return len(self.flags(wanted))

    def flags(self, wanted: WantedFlags) -> list[answers.FlagPart]:
        """All that are wanted, in order."""
        among = self._among(wanted)
        return [
            each
            for each in self._read()
            if each.decision in wanted.decisions
            and (wanted.flag is None or each.flag == wanted.flag)
            and (wanted.at_least is None or Severity(each.severity).weight >= wanted.at_least.weight)
            and (wanted.cadre is None or each.cadre == wanted.cadre)
            and (among is None or each.cadre in among)
        ]

    def _among(self, wanted: WantedFlags) -> frozenset[str] | None:
        if wanted.unit is None:
            return None
        return frozenset(self._people.codes(Wanted(unit=wanted.unit, under=wanted.under, flagged=True)))

    def _read(self) -> list[answers.FlagPart]:
        views = self._desk.views_of_the_day
        seen = views.progress if views else None
        if self._all is None or seen != self._seen:
            self._seen = seen
            self._all = sorted((flag_part(self._desk, row) for row in self._desk.rows(FLAGS)), key=_due)
        return self._all


def _due(flag: answers.FlagPart) -> tuple[bool, str, int, str, str]:
    return (flag.deadline is None, flag.deadline or "", -Severity(flag.severity).weight, flag.since, flag.id)
