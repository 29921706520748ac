"""The forms of discipline, on the line of the Party and on that of the State."""

from collections.abc import Mapping
from enum import StrEnum


class Line(StrEnum):
    """Who disciplines: each line has its own forms and its own clocks."""

    PARTY = "party"
    STATE = "state"


class Form(StrEnum):
    """A disciplinary form, from the lightest; expulsion and dismissal are the heaviest of their lines."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    REMOVAL = "removal"
    EXPULSION = "expulsion"
    DISMISSAL = "dismissal"

    @property
    def weight(self) -> int:
        """Larger is heavier; the last forms of both lines weigh the same."""
        return WEIGHTS[self]


FORMS: Mapping[Line, tuple[Form, ...]] = {
    Line.PARTY: (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.EXPULSION),
    Line.STATE: (Form.REPRIMAND, Form.WARNING, Form.REMOVAL, Form.DISMISSAL),
}
WEIGHTS = {form: weight for forms in FORMS.values() for weight, form in enumerate(forms)}
