"""Forms of discipline by line, in their order."""

import pytest

from cadre_ledger.values.sanctions import FORMS, Form, Line


@pytest.mark.parametrize("line", Line)
def test_the_forms_of_a_line_stand_from_the_lightest(line: Line) -> None:
    assert [form.weight for form in FORMS[line]] == [0, 1, 2, 3]


def test_expulsion_is_of_the_party_and_dismissal_of_the_state() -> None:
    assert Form.EXPULSION not in FORMS[Line.STATE]
    assert Form.DISMISSAL not in FORMS[Line.PARTY]
    assert Form.EXPULSION.weight == Form.DISMISSAL.weight


def test_every_form_belongs_to_a_line() -> None:
    assert {form for forms in FORMS.values() for form in forms} == set(Form)
