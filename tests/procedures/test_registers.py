"""The data of the replacement register: which flags, in which order, how well known, told or not, and what was decided."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.replacements import ConsiderReplacement, DecideReplacement
from cadre_ledger.domain.votes import CorrectVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures import answers, registers
from cadre_ledger.procedures.registers import replacement_register
from cadre_ledger.reports.flat import flat
from cadre_ledger.reports.markdown import markdown
from cadre_ledger.reports.templates import document
from cadre_ledger.wording.catalogue import Words
from councils import PARTY_96, desk, do
from offices import FOUR, ONE, make, office, tell, vote

# Regulation 96-QĐ/TW: from two thirds low confidence on (34 of 50), and more than half of it (26 of 50).
ROWS = (("Nguyễn Văn Mẫu", 10, 14, 26), ("Lê Văn Ví Dụ", 10, 6, 34), ("Phạm Thị Giả Định", 25, 0, 25))


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return office(tmp_path / "a.ledger")


def made(
    directory: Directory, as_of: str = "2026-05-10", unit: str | None = None, *, under: bool = False, **cut: Any
) -> answers.ReplacementRegister:
    with desk(directory, as_of=as_of, **cut) as opened:
        return replacement_register(opened, unit, under=under)


def test_the_heaviest_flag_stands_first_with_its_course_and_how_well_its_clause_is_known(directory: Directory) -> None:
    vote(directory, *ROWS)

    found = made(directory).flags

    assert [(each.name, each.flag, each.severity) for each in found] == [
        ("Lê Văn Ví Dụ", "low_confidence_two_thirds", "must_act"),
        ("Nguyễn Văn Mẫu", "low_confidence_majority", "consider"),
    ]
    assert [each.known_from for each in found] == ["text", "text"]
    assert [(each.cadre, [post.title for post in each.posts]) for each in found] == [(None, []), (ONE, ["Giám đốc Sở"])]


def test_a_register_of_a_unit_has_those_with_a_post_there_and_counts_those_without_a_file(directory: Directory) -> None:
    vote(directory, *ROWS)

    own, under, other = made(directory, unit="U1"), made(directory, unit="U1", under=True), made(directory, unit="U2")

    assert [each.cadre for each in own.flags] == [each.cadre for each in under.flags] == [ONE]
    assert other.flags == ()
    assert (own.without_file, other.without_file, made(directory).without_file) == (1, 1, 0)


def test_a_flag_is_provisional_until_the_person_was_told_of_the_figures(directory: Directory) -> None:
    entry = vote(directory, *ROWS)
    tell(directory, ONE, entry, "2024-07-05")

    assert [(each.notice, each.notified_on) for each in made(directory, "2024-07-04").flags] == [("provisional", None)] * 2
    assert [(each.notice, each.notified_on) for each in made(directory, "2024-07-05").flags] == [
        ("provisional", None),
        ("notified", "2024-07-05"),
    ]


def test_a_corrected_figure_is_to_be_told_anew(directory: Directory) -> None:
    entry = vote(directory, *ROWS)
    tell(directory, ONE, entry)
    change = {"session": "BP-2024", "corrects": entry, "changes": ((1, "low", 27), (1, "confidence", 13)), "reason": "chép nhầm"}
    corrected = do(directory, make(CorrectVote, **change)).last

    assert made(directory, unit="U1").flags[0].notice == "provisional"

    tell(directory, ONE, corrected, "2026-02-01")
    assert made(directory, unit="U1").flags[0].notified_on == "2026-02-01"


def test_what_was_decided_is_there_from_its_day_on_and_by_whom(directory: Directory) -> None:
    vote(directory, *ROWS)
    flag = made(directory).flags[1].id
    considered = {"flag": flag, "considered_on": "2024-07-10", "by": "Ban Thường vụ"}
    do(directory, make(ConsiderReplacement, **considered))
    before = made(directory)
    decided = {"flag": flag, "decision": "kept", "decided_on": "2024-08-01", "by": "Ban Chấp hành", "reason": "đã khắc phục"}
    do(directory, make(DecideReplacement, **decided))

    then = {day: made(directory, day).flags[1] for day in ("2024-07-09", "2024-07-10", "2024-07-31", "2024-08-01")}

    assert [each.decision for each in then.values()] == ["open", "considered", "considered", "decided"]
    assert then["2024-07-09"].answer == answers.FlagAnswerPart(considered_on=None, decided=None, decided_on=None, by=None, reason=None)
    # Who considered it is no longer kept beside who decided, and nobody is named for what another did.
    assert (then["2024-07-31"].answer.by, then["2024-07-31"].answer.reason) == (None, None)
    assert before.flags[1].answer.by == "Ban Thường vụ"
    last = then["2024-08-01"].answer
    assert (last.decided, last.decided_on, last.by, last.reason) == ("kept", "2024-08-01", "Ban Chấp hành", "đã khắc phục")


def test_before_the_vote_there_is_no_flag(directory: Directory) -> None:
    vote(directory, *ROWS)

    assert made(directory, "2024-06-30").flags == ()


def test_an_old_cut_holds_what_was_known_then(directory: Directory) -> None:
    entry = vote(directory, *ROWS, link=None)
    before = made(directory, known_at=f"#{entry}")
    change = {"session": "BP-2024", "corrects": entry, "changes": ((1, "low", 24), (1, "confidence", 16)), "reason": "chép nhầm"}
    do(directory, make(CorrectVote, **change))

    assert made(directory, known_at=f"#{entry}") == before
    assert (len(before.flags), len(made(directory).flags)) == (2, 1)


def test_a_flag_that_rests_on_no_vote_has_its_clause_from_the_text_of_its_day(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk(directory) as opened:
        fields: dict[str, Any] = {
            "id": "not_completed-9-0",
            "cadre": ONE,
            "session": None,
            "subject": None,
            "name": "Nguyễn Văn Mẫu",
            "flag": "not_completed",
        }
        fields |= {"status": "undetermined", "severity": "note", "clause": f"{PARTY_96}#11.2", "since": "2025-12-20", "deadline": None}
        fields |= {"course": ("review",), "evidence": (), "perhaps": None, "decision": "open"}
        unknown = {**fields, "clause": "vn/none#1", "id": "not_completed-9-1"}
        raised = tuple(answers.FlagPart.model_construct(**each) for each in (fields, unknown))
        monkeypatch.setattr(registers, "flags", lambda *_: SimpleNamespace(flags=raised))

        found = replacement_register(opened, "U1")

    assert [(each.known_from, each.session, each.subject, each.notice) for each in found.flags] == [
        ("text", None, None, "provisional"),
        (None, None, None, "provisional"),
    ]
    text = flat(document(reported(found), "en"))
    assert "grounds" in text
    assert f"{PARTY_96}#11.2" in text


def reported(data: answers.ReplacementRegister) -> dict[str, Any]:
    """As much of a report as a document asks for."""
    plain = data.model_dump(mode="json", by_alias=True)
    return {"report": "replacement-register", "template": "t", "program": "p", "data_sha256": "d", "data": plain}


def test_a_post_of_which_it_cannot_be_told_is_said_so(directory: Directory) -> None:
    vote(directory, *ROWS, link=FOUR)
    do(directory, make(Appoint, cadre=FOUR, position="P3", since="2025-12"))

    found = made(directory, "2025-12-15", unit="U2")

    assert [(each.cadre, each.posts[0].status) for each in found.flags] == [(FOUR, "undetermined")]
    assert "Trưởng phòng (U2) ? undetermined" in markdown(document(reported(found), "en"), Words("en"))
