"""The files of facts that benchmarks import: taken whole, every row of them recorded."""

from pathlib import Path

from benchmarks import facts, writing
from benchmarks.work import CRITERIA

from cadre_ledger.interchange.kinds import KINDS
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures.importing_facts import FactOptions, import_facts

ROWS = 60
MADE = {"roster": "post.appointed/1", "assessments": "assessment.recorded/1"}


def test_every_kind_is_generated_and_each_can_be_imported_after_those_before_it(tmp_path: Path) -> None:
    assert set(facts.FILES) == set(KINDS)
    directory = facts.office(tmp_path / "office.ledger", ROWS)
    with Ledger.open(directory) as ledger:
        for kind in facts.FILES:
            done = import_facts(ledger, facts.file_of(kind, ROWS), f"{kind}.csv", FactOptions(kind, writing.ON), writing.author(""))
            made = [each for each in done.records if each.event.topic == MADE.get(kind, each.event.topic)]

            assert done.findings == ()
            assert len(made) == (ROWS // len(CRITERIA) if kind == "assessments" else ROWS)


def test_a_file_is_the_same_each_time_and_as_long_as_asked() -> None:
    for kind in facts.FILES:
        assert facts.file_of(kind, ROWS) == facts.file_of(kind, ROWS)
        assert facts.file_of(kind, ROWS).count(b"\n") == ROWS + 1
