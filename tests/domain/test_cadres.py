"""Files have codes that the ledger allocates; only someone's word makes two of them one person."""

import pytest
from pydantic import ValidationError

from cadre_ledger.domain import cadres
from cadre_ledger.domain.cadres import (
    CadreCodeAllocated,
    CadreDetailsCorrected,
    CadreMerged,
    CadreNumberTaken,
    CadreRegistered,
    CadreUnmerged,
    CorrectCadre,
    MergeCadre,
    RegisterCadre,
    UnmergeCadre,
    boundary,
    decide,
)
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Refused
from deciding import NO_RULES, given, refusal
from ledgers import TODAY, cadre


def registered(code: str, name: str = "Nguyễn Văn A", born: str | None = None, own_number: str | None = None) -> CadreRegistered:
    return CadreRegistered(cadre=code, name=name, born=PartialDate.parse(born) if born else None, own_number=own_number)


def correct(code: str = "C000001", **named: object) -> CorrectCadre:
    return CorrectCadre.model_validate({"on": TODAY, "cadre": code, "corrects": 7, "reason": "slip"} | named)


def merge(cadre: str = "C000001", into: str = "C000002") -> MergeCadre:
    return MergeCadre(on=TODAY, cadre=cadre, into=into, reason="same")


def unmerge(cadre: str = "C000001") -> UnmergeCadre:
    return UnmergeCadre(on=TODAY, cadre=cadre, reason="not the same")


A, B = registered("C000001"), registered("C000002", "Trần B")
MERGED = CadreMerged(cadre="C000001", into="C000002", reason="same")
UNMERGED = CadreUnmerged(cadre="C000001", was_merged_into="C000002", reason="not the same")


# Registering


def test_the_first_file_gets_the_first_code() -> None:
    assert decide(cadre(), given(cadres, [], cadre()), NO_RULES) == [CadreCodeAllocated(number=1, cadre="C000001"), A]


def test_the_next_file_gets_the_next_code_whatever_came_before() -> None:
    before = [CadreCodeAllocated(number=number, cadre=f"C{number:06d}") for number in (1, 2, 41)]

    assert decide(cadre(), given(cadres, before, cadre()), NO_RULES) == [
        CadreCodeAllocated(number=42, cadre="C000042"),
        registered("C000042"),
    ]


def test_two_people_of_one_name_are_two_files() -> None:
    allocated = CadreCodeAllocated(number=1, cadre="C000001")

    assert decide(cadre(), given(cadres, [allocated], cadre()), NO_RULES)[1] == registered("C000002")


def test_a_council_s_own_number_is_taken_with_the_file() -> None:
    command = cadre(own_number="cb-17", born=PartialDate.parse("1970-03"))

    assert decide(command, given(cadres, [], command), NO_RULES) == [
        CadreCodeAllocated(number=1, cadre="C000001"),
        registered("C000001", born="1970-03", own_number="CB-17"),
        CadreNumberTaken(own_number="CB-17", cadre="C000001"),
    ]


def test_a_number_of_another_file_is_refused() -> None:
    assert refusal(cadres, [CadreNumberTaken(own_number="CB-17", cadre="C000009")], cadre(own_number="CB-17")) is Code.CADRE_NUMBER_TAKEN


@pytest.mark.parametrize("number", ["012345678", "001099012345"])
def test_an_identity_number_is_not_taken_for_a_council_s_own(number: str) -> None:
    with pytest.raises(Refused) as refused:
        RegisterCadre(on=TODAY, name="A", own_number=number)

    assert refused.value.code is Code.IDENTITY_NUMBER


# Correcting


def test_a_correction_carries_the_whole_of_the_details_and_keeps_what_it_does_not_name() -> None:
    before = registered("C000001", born="1970", own_number="CB-17")
    command = correct(name="Nguyễn Văn Á")

    assert decide(command, given(cadres, [before], command), NO_RULES) == [
        CadreDetailsCorrected(
            cadre="C000001", corrects=7, name="Nguyễn Văn Á", born=PartialDate.parse("1970"), own_number="CB-17", reason="slip"
        )
    ]


def test_a_corrected_number_is_taken() -> None:
    command = correct(own_number="CB-18")

    assert decide(command, given(cadres, [A], command), NO_RULES)[1:] == [CadreNumberTaken(own_number="CB-18", cadre="C000001")]


def test_a_number_that_one_has_had_is_not_taken_again() -> None:
    command = correct(own_number="CB-17")
    before = [
        registered("C000001", own_number="CB-17"),
        CadreNumberTaken(own_number="CB-17", cadre="C000001"),
        CadreDetailsCorrected(cadre="C000001", corrects=1, name="Nguyễn Văn A", born=None, own_number="CB-18", reason="slip"),
    ]

    assert len(decide(command, given(cadres, before, command), NO_RULES)) == 1


def test_a_correction_to_a_number_of_another_file_is_refused() -> None:
    assert (
        refusal(cadres, [A, CadreNumberTaken(own_number="CB-18", cadre="C000002")], correct(own_number="CB-18")) is Code.CADRE_NUMBER_TAKEN
    )


@pytest.mark.parametrize("command", [correct(), correct(name="Nguyễn Văn A"), correct(name="Nguyễn  Văn A ")])
def test_a_correction_that_changes_nothing_is_refused(command: CorrectCadre) -> None:
    assert refusal(cadres, [A], command) is Code.CADRE_SAME


@pytest.mark.parametrize("command", [correct(name="X"), merge(), unmerge()], ids=["correct", "merge", "unmerge"])
def test_a_file_that_is_not_there_is_not_found(command: CorrectCadre | MergeCadre | UnmergeCadre) -> None:
    assert refusal(cadres, [], command) is Code.NO_CADRE


def test_a_merged_file_may_be_corrected_and_stays_merged() -> None:
    command = correct(name="Khác")
    corrected = CadreDetailsCorrected(cadre="C000001", corrects=7, name="Khác", born=None, own_number=None, reason="slip")

    assert decide(command, given(cadres, [A, MERGED], command), NO_RULES) == [corrected]
    assert refusal(cadres, [A, MERGED, corrected, B], merge()) is Code.CADRE_MERGED


# Merging


def test_someone_s_word_makes_two_files_one_person() -> None:
    assert decide(merge(), given(cadres, [A, B], merge()), NO_RULES) == [MERGED]


def test_the_file_to_go_on_with_must_be_there() -> None:
    assert refusal(cadres, [A], merge()) is Code.NO_CADRE


def test_a_file_is_not_merged_into_itself() -> None:
    assert refusal(cadres, [A], merge("C000001", "C000001")) is Code.CADRE_MERGE_SELF


def test_a_file_that_was_merged_is_neither_merged_again_nor_merged_into() -> None:
    assert refusal(cadres, [A, MERGED, B], merge()) is Code.CADRE_MERGED
    assert refusal(cadres, [B, A, MERGED], merge("C000002", "C000001")) is Code.CADRE_MERGED


@pytest.mark.parametrize(("one", "other"), [("1970", "1971"), ("1970-01-31", "1970-02"), ("1970-02", "1970-01-31")])
def test_people_born_on_different_days_are_not_one_person(one: str, other: str) -> None:
    assert refusal(cadres, [registered("C000001", born=one), registered("C000002", born=other)], merge()) is Code.CADRE_DIFFERENT_BIRTH


@pytest.mark.parametrize(("one", "other"), [("1970", "1970-03-05"), ("1970-03", "1970-03-31"), (None, "1971"), ("1970", None)])
def test_people_who_may_be_born_on_the_same_day_may_be_one_person(one: str | None, other: str | None) -> None:
    before = [registered("C000001", born=one), registered("C000002", born=other)]

    assert decide(merge(), given(cadres, before, merge()), NO_RULES) == [MERGED]


def test_a_merging_can_be_taken_back_and_made_again() -> None:
    assert decide(unmerge(), given(cadres, [A, MERGED], unmerge()), NO_RULES) == [UNMERGED]
    assert decide(merge(), given(cadres, [A, MERGED, UNMERGED, B], merge()), NO_RULES) == [MERGED]


def test_a_file_that_stands_by_itself_is_not_unmerged() -> None:
    assert refusal(cadres, [A], unmerge()) is Code.CADRE_NOT_MERGED
    assert refusal(cadres, [A, MERGED, UNMERGED], unmerge()) is Code.CADRE_NOT_MERGED


def test_what_is_read_is_the_files_named_and_the_number_to_be_taken() -> None:
    assert boundary(cadre(), cadres.initial) == ("cadre-codes",)
    assert boundary(cadre(own_number="CB-17"), cadres.initial) == ("cadre-codes", "cadre-number/CB-17")
    assert boundary(correct(own_number="CB-17"), cadres.initial) == ("cadre/C000001", "cadre-number/CB-17")
    assert boundary(merge(), cadres.initial) == ("cadre/C000001", "cadre/C000002")


def test_a_correction_names_an_entry_that_there_can_be() -> None:
    with pytest.raises(ValidationError):
        correct(corrects=0)
