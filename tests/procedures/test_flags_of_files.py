"""Flags that a file raises: what they are called, how heavy they are, and what they stand and fall with."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import MergeCadre, RegisterCadre, UnmergeCadre
from cadre_ledger.domain.cases import AnnulDiscipline, CorrectDiscipline, DecideDiscipline
from cadre_ledger.domain.classifications import Classify, CorrectClassification
from cadre_ledger.domain.periods import OpenPeriod
from cadre_ledger.domain.positions import DefinePosition
from cadre_ledger.domain.posts import Appoint
from cadre_ledger.domain.replacements import DecideReplacement
from cadre_ledger.domain.rules import AdoptRegulations, ConfirmClause, TextToAdopt
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import EstablishUnit
from cadre_ledger.domain.votes import LinkSubject, RecordVote
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.rulefiles import shipped_regulation
from cadre_ledger.procedures import answers, reading
from cadre_ledger.procedures.recording import Recording
from cadre_ledger.procedures.standings import standing
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate
from councils import council, desk, do

ONE, TWO = "C000001", "C000002"
REG_69, REG_377, DEC_335 = "vn/69-QD-TW-2022", "vn/377-QD-TW-2025", "vn/335-2025-ND-CP"


def make(kind: type[Command], /, **fields: Any) -> Command:
    return kind.model_validate({"on": "2026-05-10"} | fields)


def people(path: Path, authority: str) -> Directory:
    made = council(path / "a.ledger", authority)
    do(made, make(RegisterCadre, name="Nguyễn Văn Mẫu"), make(RegisterCadre, name="Trần Thị Thử"))
    return made


@pytest.fixture
def party(tmp_path: Path) -> Directory:
    return people(tmp_path, "party")


@pytest.fixture
def state(tmp_path: Path) -> Directory:
    return people(tmp_path, "state")


def sanction(case: str = "KL-1", cadre: str = ONE, form: str = "reprimand", decided_on: str = "2025-11-10", line: str = "party") -> Command:
    return make(DecideDiscipline, case=case, cadre=cadre, line=line, form=form, decision_no="12-QĐ", decided_on=decided_on)


def post(**more: Any) -> list[Command]:
    definition = {"position": "GD", "title": "Giám đốc", "group": "head", "unit": "U1"}
    return [
        make(EstablishUnit, unit="U1", name="Sở Nội vụ", on="2010"),
        make(DefinePosition, post=definition, on="2010"),
        make(Appoint, cadre=ONE, position="GD", since="2024-03-01", **more),
    ]


def not_completed(points: str = "20") -> list[Command]:
    period = {"period": "2026", "begins": "2026-01-01", "ends": "2026-12-31", "criteria_set": "criteria-100", "basis": DEC_335}
    decided = {"cadre": ONE, "period": "2026", "level": "not_completed", "points": points, "decided_on": "2026-05-01"}
    return [make(OpenPeriod, **period), make(Classify, **decided)]


def entry_of(recording: Recording, topic: str) -> int:
    return next(each.entry for each in recording.records if each.event.topic == topic and each.entry is not None)


def flags_on(directory: Directory, day: str, cadre: str = ONE) -> dict[str, answers.FlagPart]:
    with desk(directory, as_of=day) as opened:
        return {each.id: each for each in standing(opened, cadre).flags}


# Identity


def test_a_flag_is_called_by_its_family_and_the_entry_that_it_rests_on(party: Directory) -> None:
    entry = entry_of(do(party, sanction()), "discipline.decided/1")

    found = flags_on(party, "2026-05-10")

    assert set(found) == {f"disciplined-{entry}", f"promotion_frozen-{entry}"}
    disciplined = found[f"disciplined-{entry}"]
    assert (disciplined.cadre, disciplined.name, disciplined.session, disciplined.position) == (ONE, "Nguyễn Văn Mẫu", None, None)
    assert [(each.entry, each.name) for each in disciplined.evidence] == [(entry, "discipline.decided/1")]


def test_a_corrected_figure_leaves_a_flag_what_it_was_and_what_was_decided_about_it(state: Directory) -> None:
    entry = entry_of(do(state, *not_completed()), "classification.decided/1")
    flag = f"not_completed-{entry}"
    decided = {"decision": "kept", "decided_on": "2026-05-05", "by": "Ban Thường vụ", "reason": "mới nhận việc"}
    do(state, make(DecideReplacement, flag=flag, **decided))

    do(state, make(CorrectClassification, cadre=ONE, period="2026", corrects=entry, points="30", reason="cộng nhầm"))

    assert set(flags_on(state, "2026-05-10")) == {flag}
    assert flags_on(state, "2026-05-10")[flag].decision == "decided"


def test_a_corrected_level_takes_a_flag_away_and_brings_the_same_one_back(state: Directory) -> None:
    entry = entry_of(do(state, *not_completed()), "classification.decided/1")
    before = flags_on(state, "2026-05-10")

    def corrected(level: str) -> dict[str, answers.FlagPart]:
        do(state, make(CorrectClassification, cadre=ONE, period="2026", corrects=entry, level=level, reason="nhầm"))
        return flags_on(state, "2026-05-10")

    assert corrected("completed") == {}
    assert corrected("not_completed") == before


def test_a_newly_adopted_text_of_the_regulation_leaves_a_flag_its_name(party: Directory) -> None:
    do(party, sanction(decided_on="2026-03-10"))
    before = flags_on(party, "2026-05-10")
    assert flags_on(party, "2027-03-10").keys() == set()

    text = shipped_regulation(REG_69).text.decode().replace("lapses_after_months = 12", "lapses_after_months = 24")
    do(party, AdoptRegulations(on=PartialDate.parse("2026-05-10"), texts=(TextToAdopt(on=PartialDate.parse("2026-01-01"), text=text),)))

    assert flags_on(party, "2026-05-10").keys() == before.keys()
    # The new text lets it lapse a year later; the freeze, of another regulation, is over.
    assert [each.flag for each in flags_on(party, "2028-03-09").values()] == ["disciplined"]
    assert flags_on(party, "2028-03-10") == {}


def test_two_sanctions_raise_two_flags(party: Directory) -> None:
    first = entry_of(do(party, sanction()), "discipline.decided/1")
    second = entry_of(do(party, sanction("KL-2", form="warning", decided_on="2026-01-10")), "discipline.decided/1")

    assert {each for each in flags_on(party, "2026-05-10") if each.startswith("disciplined")} == {
        f"disciplined-{first}",
        f"disciplined-{second}",
    }


# How heavy


def test_a_flag_weighs_no_more_than_its_text_is_known_until_the_council_has_read_it(party: Directory) -> None:
    do(party, *post(), sanction(form="removal"))
    do(party, make(ConfirmClause, on="2026-02-01", clause=f"{REG_377}#dismissal-removal", read_by="Ban Pháp chế", read_where="Công báo"))

    def disciplined(day: str) -> answers.FlagPart:
        return next(each for each in flags_on(party, day).values() if each.flag == "disciplined")

    assert (disciplined("2026-01-31").severity, disciplined("2026-02-01").severity) == ("note", "consider")
    assert {disciplined(day).clause for day in ("2026-01-31", "2026-02-01")} == {f"{REG_377}#dismissal-removal"}


def test_flags_are_narrowed_by_how_heavy_they_are(party: Directory) -> None:
    do(party, *post(), sanction(form="removal"))
    do(party, make(ConfirmClause, on="2026-02-01", clause=f"{REG_377}#dismissal-removal", read_by="Ban Pháp chế", read_where="Công báo"))

    with desk(party) as opened:
        heavy = reading.flags(opened, Severity.CONSIDER, None, None).flags
        every = reading.flags(opened, None, None, None).flags

    assert [each.flag for each in heavy] == ["disciplined"]
    assert sorted(each.flag for each in every) == ["disciplined", "promotion_frozen"]


# One flag for what rests on the same


def test_several_clauses_on_the_same_entry_open_one_flag_with_the_heaviest_first(state: Directory) -> None:
    do(state, *post())
    entry = entry_of(do(state, *not_completed()), "classification.decided/1")

    (flag,) = flags_on(state, "2026-05-10").values()

    assert (flag.id, flag.clause, flag.severity, flag.position) == (f"not_completed-{entry}", f"{DEC_335}#23.3", "consider", None)
    assert flag.also == (f"{REG_377}#dismissal-not-completed", "vn/170-2025-ND-CP#53-c")
    # A ground of a text that may not be in force is no heavier than what is certain.
    assert flag.perhaps is None


def test_what_is_certain_comes_before_what_may_be_heavier(state: Directory) -> None:
    do(state, *post(), sanction(line="state"))

    flag = next(each for each in flags_on(state, "2026-05-10").values() if each.flag == "disciplined")

    assert (flag.status, flag.severity, flag.clause) == ("applies", "note", "vn/172-2025-ND-CP#effect")
    assert (flag.perhaps, flag.also) == ("vn/170-2025-ND-CP#53-a", ("vn/170-2025-ND-CP#53-a",))


# Annulled, merged


def test_what_rested_on_an_annulled_sanction_falls_on_every_day(party: Directory) -> None:
    do(party, *post(), sanction(form="removal"))
    assert len(flags_on(party, "2026-01-01")) == 2

    do(party, make(AnnulDiscipline, case="KL-1", decision_no="44-QĐ", reason="kỷ luật oan"))

    assert (flags_on(party, "2026-01-01"), flags_on(party, "2026-05-10")) == ({}, {})


def test_a_corrected_form_moves_the_flag_to_the_clause_on_that_form(party: Directory) -> None:
    entry = entry_of(do(party, sanction()), "discipline.decided/1")
    do(party, make(CorrectDiscipline, case="KL-1", corrects=entry, form="warning", reason="gõ nhầm"))

    frozen = flags_on(party, "2026-05-10")[f"promotion_frozen-{entry}"]

    assert frozen.clause == f"{REG_377}#freeze-warning"


def test_flags_of_a_merged_file_stand_under_the_one_that_goes_on_and_come_back(party: Directory) -> None:
    do(party, sanction(cadre=TWO))
    before = flags_on(party, "2026-05-10", TWO)
    do(party, make(MergeCadre, cadre=TWO, into=ONE, reason="nhập hai lần"))

    assert flags_on(party, "2026-05-10").keys() == before.keys()
    assert {each.cadre for each in flags_on(party, "2026-05-10").values()} == {ONE}

    do(party, make(UnmergeCadre, cadre=TWO, reason="hai người"))
    assert flags_on(party, "2026-05-10") == {}
    assert flags_on(party, "2026-05-10", TWO) == before


# Votes as grounds


@pytest.mark.parametrize(
    ("basis", "held_on", "raised"),
    [
        # Regulation 262 opens nothing by itself, so that Regulation 41 raises the flag.
        ("vn/262-QD-TW-2014", "2024-12-01", [("vn/41-QD-TW-2021#resignation-low", None)]),
        # Regulation 96 raises one as heavy itself, and the ground raises none beside it.
        ("vn/96-QD-TW-2023", "2024-12-01", [("vn/96-QD-TW-2023#11.2", "TN-1")]),
    ],
)
def test_a_result_raises_one_flag_by_the_vote_or_by_the_ground(
    party: Directory, basis: str, held_on: str, raised: list[tuple[str, str | None]]
) -> None:
    do(party, *post(), make(EstablishBody, body="B1", name="Hội nghị", on="2010"))
    subject = {"number": 1, "name": "Nguyễn Văn Mẫu", "position": None, "counts": {"high": 22, "confidence": 0, "low": 26}}
    fields = {
        "kind": "confidence",
        "recorded_from": "publication",
        "source": "minutes",
        "subjects": (subject,),
    }
    ballots = {"collected": 48}
    vote = do(party, make(RecordVote, session="TN-1", body="B1", held_on=held_on, basis=basis, ballots=ballots, **fields))
    entry = entry_of(vote, "vote.recorded/1")
    do(party, make(LinkSubject, session="TN-1", subject=1, cadre=ONE, ground="biên bản"))

    found = flags_on(party, "2025-01-01")

    assert [(each.clause, each.session) for each in found.values()] == raised
    assert list(found) == [f"low_confidence_majority-{entry}-1"]
