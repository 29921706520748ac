"""Correcting any fact by its entry; and results typed in from minutes."""

from pathlib import Path
from typing import Any

import pytest

from cadre_ledger.domain.bodies import EstablishBody
from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.training import RecordQualification
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.procedures.correcting import plan
from cadre_ledger.procedures.lists import facts
from cadre_ledger.procedures.minutes import Minutes, command, findings
from cadre_ledger.procedures.reading import body_show, cadre_show
from cadre_ledger.procedures.recording import record
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import LedgerError
from councils import CODES, FOUNDED, RES_96, TODAY, VINH_PHUC, copied, council, desk, do, names, result, take_published
from ledgers import author, everything

VP = CODES[VINH_PHUC]
BODY, VOTE = FOUNDED + 1, FOUNDED + 3


@pytest.fixture
def directory(tmp_path: Path, made: Directory) -> Directory:
    return copied(made, tmp_path / "a.ledger")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """A body, its name, a vote, its day, then a cadre."""
    made = council(tmp_path_factory.mktemp("made") / "a.ledger")
    take_published(made, VINH_PHUC)
    do(made, RegisterCadre(on=TODAY, name="Nguyễn Văn Hoà", born=PartialDate.parse("1975"), own_number="N-1"))
    return made


def entry_of(directory: Directory, topic: str) -> int:
    return names(directory).index(topic) + 1


def correct(directory: Directory, entry: int, *changes: str) -> tuple[tuple[str, object, object], ...]:
    with Ledger.open(directory) as ledger:
        planned = plan(ledger, entry, changes, "misread", TODAY)
        record(ledger, [planned.command], author())
    return planned.changes


def refused(directory: Directory, entry: int, *changes: str) -> Code:
    before = everything(directory)
    with pytest.raises(LedgerError) as error:
        correct(directory, entry, *changes)
    assert everything(directory) == before
    return error.value.code


def test_a_figure_of_a_vote_is_corrected_with_the_old_one_beside_it(directory: Directory) -> None:
    assert correct(directory, VOTE, "4.low=24", "4.high=20") == (("4 low", 25, 24), ("4 high", 19, 20))
    assert result(directory, VP).results[3].counts == {"high": 20, "confidence": 2, "low": 24, "invalid": 1}


def test_numbers_of_the_session_names_and_posts_are_corrected_alike(directory: Directory) -> None:
    correct(directory, VOTE, "collected=47", "members_total=50", "4.name=Lê  Văn Thành", "5.position=", "4.invalid=1")
    found = result(directory, VP)

    assert (found.session.ballots_collected_from, found.session.members_total) == ("given", 50)
    assert (found.results[3].name, found.results[4].position) == ("Lê Văn Thành", None)


def test_a_correction_can_itself_be_corrected(directory: Directory) -> None:
    correct(directory, VOTE, "4.low=24")
    again = entry_of(directory, "vote.corrected/1")

    assert correct(directory, again, "4.low=23") == (("4 low", 24, 23),)
    assert result(directory, VP).results[3].outcome.status == "none"


def test_a_body_is_corrected_by_the_entry_that_made_it_known(directory: Directory) -> None:
    assert correct(directory, BODY, "name=HĐND tỉnh Vĩnh-Phúc", "level=province") == (
        ("name", "HĐND tỉnh Vĩnh Phúc", "HĐND tỉnh Vĩnh-Phúc"),
        ("level", None, "province"),
    )
    with desk(directory) as opened:
        body = body_show(opened, result(directory, VP).session.body_code).body
    assert (body.name, body.level) == ("HĐND tỉnh Vĩnh-Phúc", "province")


def test_a_cadre_is_corrected_by_the_entry_that_opened_the_file(directory: Directory) -> None:
    correct(directory, entry_of(directory, "cadre.registered/1"), "name=Nguyễn Văn Hòa", "born=1976-03", "own_number=n-2")
    with desk(directory) as opened:
        cadre = cadre_show(opened, "N-2").cadre
    assert (cadre.name, cadre.born, cadre.own_number) == ("Nguyễn Văn Hòa", "1976-03", "N-2")


def test_a_qualification_is_corrected_by_the_entry_that_recorded_it_and_by_its_correction(directory: Directory) -> None:
    degree = {"on": TODAY, "cadre": "C000001", "kind": "degree", "obtained_on": "2015"}
    do(directory, *(RecordQualification.model_validate(degree | {"level": level}) for level in ("Cử nhân", "Thạc sĩ")))
    second = len(names(directory))

    assert correct(directory, second, "level=Tiến sĩ", "field=Luật") == (("level", "Thạc sĩ", "Tiến sĩ"), ("field", None, "Luật"))
    assert correct(directory, second + 1, "obtained_on=2016") == (("obtained_on", PartialDate.parse("2015"), "2016"),)
    assert refused(directory, second, "cadre=C000002") is Code.NOT_CORRECTABLE
    with desk(directory) as opened:
        listed = facts(opened, "qualification", {"cadre": "C000001"}, None, None).facts
    assert [(each["number"], each["level"], each["obtained_on"], each["field"]) for each in listed] == [
        (1, "Cử nhân", "2015", None),
        (2, "Tiến sĩ", "2016", "Luật"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("4.low=30", Code.SUM_OVER_BOUND),  # 51 marks of 47 issued
        ("issued=46", Code.SUM_OVER_BOUND),
        ("issued=0", Code.NO_BALLOTS),
        ("4.low=25", Code.CORRECTION_SAME),
        ("4.low=-1", Code.FIELD_INVALID),
        ("4.low=1.5", Code.FIELD_INVALID),
        ("4.low=٢٤", Code.FIELD_INVALID),
        ("4.low=9999999999", Code.FIELD_INVALID),
        ("issued=99999999", Code.FIELD_INVALID),
        ("4.name=", Code.FIELD_INVALID),
        ("4.name=\x1b[31m", Code.TEXT_FORBIDDEN_CHARACTER),
        ("4.name=" + "a" * 201, Code.FIELD_INVALID),
        ("4.position=038200012345", Code.IDENTITY_NUMBER),
        ("9.low=1", Code.NO_SUBJECT),
        ("٤.low=24", Code.NOT_CORRECTABLE),
        ("4.no_confidence=1", Code.NOT_CORRECTABLE),
        ("4.number=5", Code.NOT_CORRECTABLE),
        ("held_on=2023", Code.NOT_CORRECTABLE),
        ("basis=7", Code.NOT_CORRECTABLE),
        ("4.low", Code.FIELD_INVALID),
        ("=24", Code.FIELD_INVALID),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_row(directory: Directory, change: str, code: Code) -> None:
    assert refused(directory, VOTE, change) is code


@pytest.mark.parametrize("entry", [0, -1, 999, 2**63, 10**30])
def test_an_entry_that_is_not_there_is_not_found(directory: Directory, entry: int) -> None:
    assert refused(directory, entry, "name=A") is Code.NO_ENTRY


@pytest.mark.parametrize("entry", [1, 2, FOUNDED, BODY + 1, VOTE + 1])
def test_facts_that_have_a_way_of_their_own_are_not_corrected_here(directory: Directory, entry: int) -> None:
    assert refused(directory, entry, "name=A") is Code.NOT_CORRECTABLE


@pytest.mark.parametrize(("topic", "change"), [("body.established/1", "born=1975"), ("cadre.registered/1", "level=province")])
def test_a_field_of_another_kind_of_fact_is_refused(directory: Directory, topic: str, change: str) -> None:
    assert refused(directory, entry_of(directory, topic), change) is Code.NOT_CORRECTABLE


@pytest.mark.parametrize(("topic", "change"), [("body.established/1", "level=village"), ("cadre.registered/1", "born=yesterday")])
def test_a_value_that_does_not_fit_its_field_is_refused(directory: Directory, topic: str, change: str) -> None:
    assert refused(directory, entry_of(directory, topic), change) is Code.FIELD_INVALID


# minutes


def minutes(*rows: str, **changed: Any) -> Minutes:
    fields: dict[str, Any] = {
        "session": "BB-1",
        "body": "HDND-XA",
        "kind": "confidence",
        "held_on": PartialDate.parse("2023-12-20"),
        "basis": RES_96,
        "recorded_from": "minutes",
        "source": "Biên bản 12/BB-BKP",
        "numbers": {"issued": 47, "collected": 47},
        "rows": tuple(tuple(row.split(";")) for row in rows),
        "subjects_total": None,
        "complete": False,
        "another": False,
    }
    return Minutes(**(fields | changed))


@pytest.fixture
def xa(tmp_path: Path) -> Directory:
    made = council(tmp_path / "xa.ledger")
    do(made, EstablishBody(on=TODAY, body="HDND-XA", name="HĐND xã"))
    return made


def typed(directory: Directory, told: Minutes) -> list[str]:
    """Record minutes; the codes of their warnings."""
    with desk(directory) as opened:
        found = findings(opened, told)
    do(directory, command(told, TODAY, found))
    return [each.code.value for each in found]


def test_minutes_are_recorded_as_minutes_in_the_order_typed(xa: Directory) -> None:
    assert typed(xa, minutes("Nguyễn Văn A; Chủ tịch; 19; 2; 25; 1", "Trần Thị B;;40;7;0", complete=True)) == []
    found = result(xa, "BB-1")

    assert (found.session.recorded_from, found.session.source, found.session.subjects_total) == ("minutes", "Biên bản 12/BB-BKP", 2)
    assert [(each.name, each.position) for each in found.results] == [("Nguyễn Văn A", "Chủ tịch"), ("Trần Thị B", None)]
    assert found.results[0].counts == {"high": 19, "confidence": 2, "low": 25, "invalid": 1}
    assert found.results[0].outcome.clause == f"{RES_96}#12.2"


def test_a_blank_figure_is_not_known_and_not_a_nought(xa: Directory) -> None:
    typed(xa, minutes("A;Chủ tịch;19;;25"))

    assert result(xa, "BB-1").results[0].counts == {"high": 19, "confidence": None, "low": 25, "invalid": None}


def test_a_binding_vote_has_for_and_against(xa: Directory) -> None:
    typed(xa, minutes("A;Chủ tịch;20;27", kind="binding"))
    found = result(xa, "BB-1").results[0]

    assert found.counts == {"confidence": 20, "no_confidence": 27, "invalid": 0}
    assert (found.outcome.clause, found.outcome.severity) == (f"{RES_96}#binding-outcome", "note")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"numbers": {"issued": 46, "collected": 47}}, ["VOTE-201"]),
        ({"numbers": {"issued": 48}}, ["VOTE-204"]),
        ({"numbers": {"issued": 48, "collected": 48, "members_total": 47}}, ["VOTE-207"]),
        ({"held_on": PartialDate.parse("2023-06-30")}, ["VOTE-202"]),
        ({"held_on": PartialDate.parse("2023")}, ["VOTE-208"]),
    ],
)
def test_what_is_odd_is_warned_about_and_kept_with_the_vote(xa: Directory, changed: dict[str, Any], codes: list[str]) -> None:
    assert typed(xa, minutes("A;Chủ tịch;19;3;25", **changed)) == codes
    assert [each.code for each in result(xa, "BB-1").session.findings] == codes


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (minutes("A;Chủ tịch;19;2"), Code.FIELD_INVALID),
        (minutes("A;Chủ tịch;19;2;25;1;0"), Code.FIELD_INVALID),
        (minutes("A;Chủ tịch;19;2;x"), Code.FIELD_INVALID),
        (minutes("A;Chủ tịch;19;2;-25"), Code.FIELD_INVALID),
        (minutes("A;Chủ tịch;19;2;²"), Code.FIELD_INVALID),
        (minutes("A;Chủ tịch;19;2;99999999"), Code.FIELD_INVALID),
        (minutes(";Chủ tịch;19;2;25"), Code.FIELD_INVALID),
        (minutes("\u202eA;Chủ tịch;19;2;25"), Code.TEXT_FORBIDDEN_CHARACTER),
        (minutes("A;Chủ tịch;19;2;27"), Code.SUM_OVER_COLLECTED),
        (minutes("A;Chủ tịch;19;2;25;2"), Code.BALANCE_BROKEN),
        (minutes("A;Chủ tịch;19;2;25", "A;Chủ tịch;19;2;25"), Code.SUBJECT_TWICE),
        (minutes(), Code.NO_SUBJECTS),
        (minutes("A;B;19;2;25", kind="survey"), Code.FIELD_INVALID),
        (minutes("A;B;19;2;25", recorded_from="count"), Code.FIELD_INVALID),
        (minutes("A;B;19;2;25", source=""), Code.FIELD_INVALID),
        (minutes("A;B;19;2;25", numbers={"issued": 10**9}), Code.FIELD_INVALID),
        (minutes("A;B;19;2;25", numbers={"issued": 0}), Code.NO_BALLOTS),
        (minutes("A;B;19;2;25", subjects_total=0), Code.FIELD_INVALID),
        (minutes("A;B;19;2;25", body="NOBODY"), Code.NO_BODY),
        (minutes("A;B;19;2;25", basis="vn/none"), Code.NO_REGULATION),
        (minutes("A;B;19;2;25", held_on=PartialDate.parse("2026-05-11")), Code.FUTURE_VOTE),
    ],
)
def test_minutes_that_cannot_be_true_are_refused(xa: Directory, told: Minutes, code: Code) -> None:
    before = everything(xa)
    with pytest.raises(LedgerError) as error:
        typed(xa, told)

    assert error.value.code is code
    assert everything(xa) == before
