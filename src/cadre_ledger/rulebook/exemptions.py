"""Who is not voted on because the post was taken too lately; what nobody records here is said to be missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadre_ledger.rulebook.clauses import Exemption
from cadre_ledger.rulebook.regulation import Regulation
from cadre_ledger.rulebook.weighing import Span, Weighed, later, merged, since, within
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.facts import PostFact
from cadre_ledger.values.verdicts import Answer, Truth, all_of, any_of, negate


@dataclass(frozen=True, slots=True)
class Exempted:
    """One clause against one post: whether its holder would be left out of a confidence vote held that day."""

    post: PostFact
    clause: Exemption
    whole: Weighed
    tried: tuple[Weighed, ...]


def exempted(regulation: Regulation, post: PostFact, as_of: date) -> tuple[Exempted, ...]:
    """Every exemption of a regulation against one post held; whoever is only planned for it is not voted on in it."""
    return () if post.planned else tuple(_exempted(each, post, as_of) for each in regulation.of_kind(Exemption))


def _exempted(clause: Exemption, post: PostFact, as_of: date) -> Exempted:
    tried = tuple(_conditions(clause, post, as_of))
    holding = Span(post.since, post.until).on(as_of)
    whole = merged("exemption", all_of((holding, any_of(part.answer for part in tried))), tried)
    return Exempted(post, clause, whole, tried)


def _conditions(clause: Exemption, post: PostFact, as_of: date) -> Iterator[Weighed]:
    if clause.months_in_post_less_than is not None:
        months = clause.months_in_post_less_than
        full = later(post.since, months)
        # Nothing of the day asked about: an answer is the same until the day it names.
        yield Weighed("months_in_post", negate(since(full, as_of)), f"{post.since} + {months} = {full}", (post.entry,))
    if clause.appointed_in_year_of_vote:
        yield Weighed("appointed_in_year", _in_year(post.since, as_of), f"{post.since} ∈ {as_of.year}", (post.entry,))
    if clause.retirement_announced:
        yield _unrecorded("retirement_announced")
    if clause.ill_for_months is not None:
        yield _unrecorded("ill_for_months")


def _in_year(day: PartialDate, as_of: date) -> Answer:
    """Whether a day lies in the year of another; it does no more once the year is over."""
    truth = within(day, date(as_of.year, 1, 1), date(as_of.year, 12, 31))
    return Answer(truth, date(as_of.year + 1, 1, 1) if as_of.year < date.max.year else None)


def _unrecorded(condition: str) -> Weighed:
    return Weighed(condition, Answer(Truth.UNDETERMINED), missing=(condition,))
