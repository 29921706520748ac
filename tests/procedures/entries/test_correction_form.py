"""Any fact put right by its entry: what it says, what it would say, and what a correction changed."""

from pathlib import Path

import pytest

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.entries.forms import FORMS
from councils import desk, names, result
from entering import DISCIPLINE, ENGLISH, VIETNAMESE, VOTE, Typist, at, xa


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A vote and a sanction, which are only looked at."""
    return _made(tmp_path_factory.mktemp("made") / "a.ledger")


def _made(path: Path) -> Directory:
    directory = xa(path)
    Typist(directory, "vote").record(VOTE)
    Typist(directory, "discipline").record(DISCIPLINE)
    return directory


@pytest.fixture
def typist(made: Directory) -> Typist:
    return Typist(made, "correction")


HIGH = 20


def entry_of(directory: Directory, topic: str) -> str:
    return str(names(directory).index(topic) + 1)


def correcting(directory: Directory, **changed: str) -> dict[str, str]:
    return {"entry": entry_of(directory, "vote.recorded/1"), "field": "1.low", "value": "2", "reason": "đọc nhầm", **changed}


def test_a_figure_of_a_vote_is_put_right_by_its_entry(tmp_path: Path) -> None:
    typist = Typist(_made(tmp_path / "a.ledger"), "correction")
    typed = correcting(typist.directory, field="1.name", value="Nguyễn Văn Á")

    assert typist.hints(typed)["value"] == "was Nguyễn Văn A → now Nguyễn Văn Á"
    assert typist.hints(typed, VIETNAMESE)["value"] == "cũ Nguyễn Văn A → mới Nguyễn Văn Á"
    assert typist.record(typed)[0]["changes"] == [{"subject": 1, "field": "name", "was": "Nguyễn Văn A", "now": "Nguyễn Văn Á"}]
    assert result(typist.directory, "BB-1").results[0].name == "Nguyễn Văn Á"


def test_a_sanction_is_put_right_by_its_entry(tmp_path: Path) -> None:
    typist = Typist(_made(tmp_path / "a.ledger"), "correction")
    typed = {"entry": "#" + entry_of(typist.directory, "discipline.decided/1"), "field": "form", "value": "warning", "reason": "ghi nhầm"}

    assert typist.looked(typed).ready
    assert typist.record(typed)[0]["form"] == "warning"


def test_the_entry_tells_which_fields_there_are_and_what_they_say(typist: Typist) -> None:
    entry = entry_of(typist.directory, "vote.recorded/1")
    with desk(typist.directory) as opened:
        field = FORMS["correction"].fields_for(opened, {"entry": entry})[1]
    labels = {each.value: each.label.said(VIETNAMESE) for each in field.choices}

    assert {"issued", "collected", "1.name", "1.low", "2.invalid"} <= set(labels)
    assert labels["1.low"] == "1 Nguyễn Văn A: tín nhiệm thấp"
    assert typist.hints({"entry": entry, "field": "1.low"})["value"] == "says now: 1"
    assert typist.hints({"entry": entry, "field": "members_total"})["value"] == "says now: –"


def test_a_dash_says_that_it_is_not_known(tmp_path: Path) -> None:
    typist = Typist(_made(tmp_path / "a.ledger"), "correction")
    typed = correcting(typist.directory, field="1.invalid", value="–")

    assert typist.hints(typed)["value"] == "was 1 → now –"
    assert typist.record(typed)[0]["changes"][0]["now"] is None


def test_two_cells_of_one_slip_are_put_right_together(tmp_path: Path) -> None:
    typist = Typist(_made(tmp_path / "a.ledger"), "correction")
    before = typist.hints(correcting(typist.directory, field="1.low", value=""))["value"]
    assert before == "says now: 1"
    one = correcting(typist.directory, field="1.low", value="2")
    two = one | {"field_2": "1.high", "value_2": str(HIGH - 1)}

    assert not typist.looked(one).ready
    assert typist.hints(one | {"field_2": "1.high"})["value_2"] == f"says now: {HIGH}"
    assert typist.looked(two).ready
    assert typist.hints(two)["value"] == "was 1 → now 2"
    assert typist.hints(two)["value_2"] == f"was {HIGH} → now {HIGH - 1}"
    assert [(each["field"], each["now"]) for each in typist.record(two)[0]["changes"]] == [("low", 2), ("high", HIGH - 1)]


def test_another_is_asked_for_once_one_is_put_right_and_not_the_same(typist: Typist) -> None:
    with desk(typist.directory) as opened:
        of = FORMS["correction"].fields_for
        first = of(opened, correcting(typist.directory, value=""))
        second = of(opened, correcting(typist.directory))

    assert [each.name for each in first] == ["entry", "field", "value", "reason"]
    assert [each.name for each in second] == ["entry", "field", "value", "reason", "field_2", "value_2"]
    assert "1.low" not in {each.value for each in second[4].choices}
    assert (second[4].required, second[5].required) == (False, False)


@pytest.mark.parametrize("field", ["entry", "field", "value", "reason"])
def test_what_a_correction_needs_is_asked_for(typist: Typist, field: str) -> None:
    typed = correcting(typist.directory, field="1.name", value="B") | {field: ""}
    looked = typist.looked(typed)

    assert at(field) in looked.missing
    assert (field, "FIELD_EMPTY") in typist.found(typed, complete=True)
    assert not looked.ready


@pytest.mark.parametrize(
    ("changed", "place", "code"),
    [
        ({"entry": "9999"}, "entry", "NO_ENTRY"),
        ({"entry": "first"}, "entry", "NO_ENTRY"),
        ({"entry": "1"}, "entry", "NOT_CORRECTABLE"),
        ({"field": "1.number"}, "field", "CELL_NOT_LISTED"),
        ({"value": "hai"}, "value", "FIELD_INVALID"),
        ({"value": "99"}, "value", "SUM_OVER_COLLECTED"),
        ({"value": "0"}, "value", "BALANCE_BROKEN"),
        ({"reason": "a\x00"}, "reason", "TEXT_FORBIDDEN_CHARACTER"),
    ],
)
def test_what_is_wrong_with_a_correction_is_said_at_its_field(typist: Typist, changed: dict[str, str], place: str, code: str) -> None:
    typed = correcting(typist.directory, **changed)

    assert (place, code) in typist.found(typed)
    assert typist.tried(typed).records == ()
    assert all(each.facts["field"] for each in typist.looked(typed).errors)


def test_what_says_so_already_changes_nothing_and_is_refused_when_tried(typist: Typist) -> None:
    typed = correcting(typist.directory, value="1")

    assert typist.hints(typed)["value"] == "? nothing changes"
    assert [(str(each.place), each.code.name) for each in typist.tried(typed).findings] == [("value", "CORRECTION_SAME")]
    assert typist.looked(typed).hints[0].said(ENGLISH) == "? nothing changes"
