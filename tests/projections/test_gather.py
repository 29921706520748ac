"""Gathering is a fold: cut where you will, spilled or not, the dossiers are the same."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_ledger.domain.actors import ChangeRoles, RetireActor, Role
from cadre_ledger.domain.bodies import CloseBody, CorrectBody, RenameBody
from cadre_ledger.domain.cadres import CorrectCadre, MergeCadre, UnmergeCadre
from cadre_ledger.domain.replacements import ConsiderReplacement
from cadre_ledger.domain.rules import ConfirmClause
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.votes import CorrectVote, LinkSubject, UnlinkSubject
from cadre_ledger.ledger.spill import Spill
from cadre_ledger.projections.compact import KINDS, decode, encode
from cadre_ledger.projections.dossiers import RULEBOOK_KEY, BodyDossier, CadreDossier, Corrected, SessionDossier
from cadre_ledger.projections.gather import InMemory, follow, gather
from cadre_ledger.values.dates import PartialDate
from folding import History, gathered
from ledgers import TODAY, adoption, body, cadre
from regulations import PLAIN, PLAIN_TEXT
from signers import enrol, pair, rotate
from sittings import convene
from stories import PROLOGUE, line, stories, vote


def encoded(dossiers: InMemory) -> dict[tuple[str, str], bytes]:
    return {key: encode(dossier) for key, dossier in dossiers.items()}


@given(story=stories, cut=st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_a_fold_may_be_cut_anywhere(story: list[Command], cut: int) -> None:
    rows = History([*PROLOGUE, *story]).rows
    cut = min(cut, len(rows))

    in_two = gathered(rows[:cut])
    gather(in_two, rows[cut:])

    assert encoded(in_two) == encoded(gathered(rows))


@pytest.fixture
def table() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE dossier (kind TEXT, code TEXT, body BLOB, PRIMARY KEY (kind, code))")
    yield connection
    connection.close()


@given(story=stories, capacity=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_dossiers_that_spill_are_the_same_as_those_in_memory(story: list[Command], capacity: int) -> None:
    rows = History([*PROLOGUE, *story]).rows
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE dossier (kind TEXT, code TEXT, body BLOB, PRIMARY KEY (kind, code))")

    spill = Spill(connection, capacity)
    gather(spill, rows)
    spill.flush()

    spilled = {(kind, code): stored for kind, code, stored in connection.execute("SELECT kind, code, body FROM dossier")}
    connection.close()
    assert spilled == encoded(gathered(rows))
    assert spill.touched == set(spilled)


@pytest.mark.parametrize("capacity", [1, 2, 3, 8])
def test_a_spill_never_holds_more_than_it_may(table: sqlite3.Connection, capacity: int) -> None:
    spill = Spill(table, capacity)

    for number in range(50):
        spill.put(("cadre", f"C{number}"), CadreDossier(f"C{number}", "x", None, None, None, [], [], []))
        assert len(spill._held) <= capacity

    assert spill.get(("cadre", "C0")).code == "C0"
    assert spill.get(("cadre", "C99")) is None


def test_a_dossier_is_read_back_from_its_compact_form() -> None:
    answered = ConsiderReplacement(on=TODAY, flag="low-1-1", considered_on=TODAY, by="Ban")
    dossiers = History([*PROLOGUE, answered, enrol("CT-01", Role.CHAIR), convene(basis=PLAIN, session="S9")]).dossiers

    assert {kind for kind, _ in dossiers} == set(KINDS)
    for (kind, _), dossier in dossiers.items():
        assert decode(kind, encode(dossier)) == dossier


def test_an_actor_is_gathered_with_the_newest_key_and_roles() -> None:
    changes = [
        ChangeRoles(on=TODAY, actor="TK-01", roles=(Role.AUDITOR,), reason="QĐ 7"),
        rotate("TK-01"),
        RetireActor(on=TODAY, actor="TK-01", reason="nghỉ"),
    ]
    history = History([cadre(), enrol("CT-01", Role.CHAIR), enrol("TK-01", Role.SECRETARY, cadre="C000001"), *changes])
    entry = len(history.rows) - 3

    secretary = of(history, "actor", "TK-01")
    assert (secretary.code, secretary.name, secretary.cadre) == ("TK-01", "Nguyễn Văn Mẫu", "C000001")
    assert (secretary.roles, secretary.public_key, secretary.retired) == (["auditor"], pair("TK-01", 2).public, True)
    assert [each.entry for each in secretary.evidence] == [entry, entry + 1, entry + 2, entry + 3]
    chair = of(history, "actor", "CT-01")
    assert (chair.roles, chair.public_key, chair.retired) == (["chair"], pair("CT-01").public, False)


def of(history: History, kind: str, code: str) -> Any:
    return history.dossiers[kind, code]


def test_a_session_is_gathered_as_last_corrected_with_the_old_figure_beside_the_new() -> None:
    history = History(
        [
            body(),
            vote("S1", "2014-12", [line(1, 20, name="Trần B"), line(2, 3)], subjects_total=2),
            CorrectVote(
                on=TODAY, session="S1", corrects=8, changes=((1, "low", 19), (None, "collected", 29), (2, "name", "Lê  C")), reason="slip"
            ),
        ]
    )

    session: SessionDossier = of(history, "session", "S1")

    assert session.subject(1).counts == {"high": 0, "confidence": 0, "low": 19}
    assert session.ballots["collected"] == 29
    assert session.subject(2).name == "Lê C"
    assert session.corrections == [
        Corrected(10, 8, 1, "low", 20, 19, "slip"),
        Corrected(10, 8, None, "collected", 30, 29, "slip"),
        Corrected(10, 8, 2, "name", "Person 2", "Lê C", "slip"),
    ]
    assert [each.entry for each in session.evidence] == [8, 10]
    assert [each.entry for each in session.subject(1).evidence] == [8, 10]
    assert session.complete
    assert session.day == PartialDate.parse("2014-12")


def test_a_link_is_in_the_session_and_in_the_file_and_an_unlink_takes_it_from_both() -> None:
    linked = [
        body(),
        cadre(),
        vote("S1", "2014-12", [line(1, 20)]),
        LinkSubject(on=TODAY, session="S1", subject=1, cadre="C000001", ground="post"),
    ]
    history = History(linked)

    assert of(history, "session", "S1").subject(1).cadre == "C000001"
    assert of(history, "cadre", "C000001").results == [("S1", 1)]

    history.record(UnlinkSubject(on=TODAY, session="S1", subject=1, reason="slip"))

    assert of(history, "session", "S1").subject(1).cadre is None
    assert of(history, "cadre", "C000001").results == []


def test_a_body_keeps_every_name_with_its_day() -> None:
    history = History(
        [
            body("B1", "Cũ").model_copy(update={"on": PartialDate.parse("2010")}),
            RenameBody(on=PartialDate.parse("2020-07-01"), body="B1", name="Mới", reason="merged"),
            CorrectBody(on=TODAY, body="B1", corrects=7, name="Mới hơn", reason="slip"),
            CloseBody(on=PartialDate.parse("2025-07-01"), body="B1", reason="end"),
        ]
    )

    dossier: BodyDossier = of(history, "body", "B1")

    assert [(each.effective_on, each.name) for each in dossier.names] == [("2010", "Cũ"), ("2020-07-01", "Mới hơn")]
    assert dossier.closed_on == "2025-07-01"
    assert [dossier.name_on(PartialDate.parse(day).first) for day in ("2009-01-01", "2020-06-30", "2020-07-01")] == ["Cũ", "Cũ", "Mới hơn"]


def test_files_merged_point_to_the_end_of_their_chain_and_back_again() -> None:
    chain = [
        *(cadre(f"Person {number}") for number in range(3)),
        MergeCadre(on=TODAY, cadre="C000001", into="C000002", reason="same"),
        MergeCadre(on=TODAY, cadre="C000002", into="C000003", reason="same"),
    ]
    history = History(chain)

    assert history.dossiers.merged() == {"C000001": "C000003", "C000002": "C000003"}
    assert of(history, "cadre", "C000003").absorbed == ["C000002"]

    history.record(UnmergeCadre(on=TODAY, cadre="C000002", reason="not the same"))

    assert history.dossiers.merged() == {"C000001": "C000002"}
    assert of(history, "cadre", "C000003").absorbed == []


def test_following_a_chain_ends_at_who_is_not_merged() -> None:
    assert follow({"a": "b", "b": "c", "x": "c"}) == {"a": "c", "b": "c", "x": "c"}
    assert follow({}) == {}


def test_details_corrected_are_the_details() -> None:
    history = History([cadre("Cũ", own_number="N1"), CorrectCadre(on=TODAY, cadre="C000001", corrects=7, name="Mới", reason="slip")])

    dossier: CadreDossier = of(history, "cadre", "C000001")

    assert (dossier.name, dossier.own_number) == ("Mới", "N1")


def test_the_rulebook_holds_every_text_and_every_confirmation() -> None:
    newer = PLAIN_TEXT + "\n# newer\n"
    history = History(
        [adoption([newer], since="2020-01-01"), ConfirmClause(on=TODAY, clause=f"{PLAIN}#majority", read_by="Chair", read_where="Gazette")]
    )

    rulebook = history.dossiers[RULEBOOK_KEY]

    assert [each.regulation for each in rulebook.adopted] == ["test/plain", "test/twice", "product/votes-1", "test/plain"]
    assert rulebook.texts[rulebook.adopted[-1].digest] == newer
    assert [(each.clause, each.digest) for each in rulebook.confirmed] == [("majority", rulebook.adopted[-1].digest)]
    assert rulebook.rulebook.chosen(PLAIN, PartialDate.parse("2019-12-31")).digest == rulebook.adopted[0].digest
    assert rulebook.rulebook.chosen(PLAIN, PartialDate.parse("2020-01-01")).digest == rulebook.adopted[-1].digest
