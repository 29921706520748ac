"""An assessor's scores."""

from collections.abc import Sequence
from decimal import Decimal

from cadre_ledger.domain.assessments import Assess, criteria_of
from cadre_ledger.domain.periods import PeriodOpened
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Hint, Mark, Phrase, choices
from cadre_ledger.procedures.entries.form import Form, Remarks
from cadre_ledger.procedures.entries.reading import Filled
from cadre_ledger.procedures.entries.training import CADRE
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.projections.files import PeriodDossier
from cadre_ledger.rulebook.personnel import Criterion
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.quality import Capacity
from cadre_ledger.wording.catalogue import N_

SCORE = "score_"
HEAD = (
    CADRE,
    Field("period", FieldKind.CODE, Phrase(N_("The period's code, such as 2025 or 2026-Q1.")), required=True, of="period"),
    Field("assessor", FieldKind.TEXT, Phrase(N_("Who assesses: a name, a cadre code, or a body.")), required=True),
    Field("capacity", FieldKind.CHOICE, Phrase(N_("As what the assessor assesses.")), required=True, choices=choices(Capacity)),
)
COMMENT = Field("comment", FieldKind.NOTE, Phrase(N_("What the assessor says besides.")))


def criteria(desk: Desk, period: str) -> tuple[Criterion, ...]:
    """What is scored in a period; nothing where there is no such period."""
    found: PeriodDossier | None = desk.source.get(("period", period.strip().upper())) or desk.source.get(("period", period.strip()))
    if found is None:
        return ()
    dates = {"begins": PartialDate.parse(found.begins), "ends": PartialDate.parse(found.ends), "deadline": None}
    named = {name: getattr(found, name) for name in ("criteria_set", "basis", "basis_digest")}
    return criteria_of(PeriodOpened(period=found.code, **dates, **named), desk.rulebook.rulebook).criteria


def _fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """A field for each criterion of the period's set."""
    return (*HEAD, *(_score(each) for each in criteria(desk, typed.get("period", ""))), COMMENT)


def _score(criterion: Criterion) -> Field:
    return Field(
        SCORE + criterion.code,
        FieldKind.POINTS,
        Phrase(N_("At most {most} points, with a comma or a point before decimals."), {"most": Decimal(criterion.max_points)}),
        required=True,
        own_label=Phrase("{title}", {"title": criterion.title}),
    )


def _scores(filled: Filled) -> dict[str, Decimal]:
    return {name.removeprefix(SCORE): value for name, value in filled.values.items() if name.startswith(SCORE)}


def _remarks(desk: Desk, filled: Filled) -> Remarks:
    """Scores beyond their most, and the points so far."""
    most = {each.code: Decimal(each.max_points) for each in criteria(desk, filled.typed.get("period", ""))}
    scores = _scores(filled)
    over = [
        Finding(Code.SCORE_RANGE, {"criterion": code, "score": str(score), "largest": str(most[code])}, Place(column=SCORE + code))
        for code, score in scores.items()
        if score > most[code]
    ]
    if not scores:
        return over, ()
    facts = {"total": sum(scores.values(), Decimal(0)), "most": sum(most.values(), Decimal(0)), "left": len(most) - len(scores)}
    place = Place(column=SCORE + next(reversed(most)))
    if over:
        return over, [Hint(place, Phrase(N_("{total} of {most} points {mark} a score is too high"), facts), Mark.WRONG)]
    if facts["left"]:
        return (), [Hint(place, Phrase(N_("{total} of {most} points {mark} {left} criteria to come"), facts), Mark.OPEN)]
    return (), [Hint(place, Phrase(N_("{total} of {most} points {mark} all criteria scored"), facts), Mark.FINE)]


def _make(desk: Desk, filled: Filled, on: PartialDate) -> Sequence[Assess]:
    fields = {name: value for name, value in filled.values.items() if not name.startswith(SCORE)}
    return [Assess.model_validate({"on": on, **fields, "scores": _scores(filled)})]


ASSESSMENT = Form(
    "assessment", N_("Assessment"), N_("One assessor's scores for one cadre and period."), _fields, _make, "assessor", remarks=_remarks
)
