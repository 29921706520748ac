"""Words for values: every value has one, in both languages."""

import importlib
import inspect
import pkgutil
from enum import StrEnum
from typing import get_args

import pytest

import cadre_ledger.values
from cadre_ledger.domain.bodies import BodyLevel
from cadre_ledger.domain.returns import BallotNumbers
from cadre_ledger.domain.training import QualificationKind
from cadre_ledger.rulebook.clauses import Clause
from cadre_ledger.values.codes import Code
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.glossary import VOCABULARY
from cadre_ledger.wording.terms import ENUMS, GLYPHS, TERMS, Kind, term

VI, EN = Words("vi"), Words("en")


def closed_sets() -> set[type[StrEnum]]:
    modules = [importlib.import_module(f"cadre_ledger.values.{each.name}") for each in pkgutil.iter_modules(cadre_ledger.values.__path__)]
    found = {each for module in modules for _, each in inspect.getmembers(module, inspect.isclass) if issubclass(each, StrEnum)}
    return found - {StrEnum, Code}


def test_every_closed_set_has_words_for_every_value() -> None:
    assert set(ENUMS) == closed_sets()
    assert {kind: sorted(TERMS[kind]) for kind in ENUMS.values()} == {kind: sorted(enum) for enum, kind in ENUMS.items()}


def test_the_kinds_are_those_that_have_words() -> None:
    assert set(get_args(Kind)) == set(TERMS)


def test_values_that_live_further_down_have_their_words_too() -> None:
    clauses = get_args(get_args(Clause)[0])

    assert set(TERMS["body_level"]) == set(BodyLevel)
    assert set(TERMS["qualification"]) == set(QualificationKind)
    assert set(TERMS["ballots"]) == set(BallotNumbers.model_fields)
    assert set(TERMS["clause_kind"]) == {get_args(each.model_fields["kind"].annotation)[0] for each in clauses}


@pytest.mark.parametrize("kind", TERMS)
def test_every_value_has_a_vietnamese_word_of_its_own(kind: Kind) -> None:
    assert [value for value in TERMS[kind] if term(VI, kind, value) == term(EN, kind, value)] == []
    assert len({term(VI, kind, value) for value in TERMS[kind]}) == len(TERMS[kind])


@pytest.mark.parametrize(
    ("kind", "value", "vietnamese"),
    [
        ("level", "high", "tín nhiệm cao"),
        ("level", "confidence", "tín nhiệm"),
        ("level", "low", "tín nhiệm thấp"),
        ("level", "no_confidence", "không tín nhiệm"),
        ("vote_kind", "confidence", "lấy phiếu tín nhiệm"),
        ("vote_kind", "binding", "bỏ phiếu tín nhiệm"),
        ("course", "resign", "từ chức"),
        ("course", "dismiss", "miễn nhiệm"),
        ("course", "relieve", "cho thôi giữ chức"),
        ("base", "ballots_collected", "số phiếu thu về"),
        ("severity", "must_act", "■ phải xử lý"),
        ("severity", "consider", "▲ xem xét"),
        ("severity", "note", "● lưu ý"),
        ("status", "undetermined", "? chưa xác định"),
    ],
)
def test_the_words_are_the_official_ones(kind: Kind, value: str, vietnamese: str) -> None:
    assert term(VI, kind, value) == vietnamese


def test_every_state_has_a_sign_of_its_own() -> None:
    assert {value for kind, value in GLYPHS if kind == "severity"} == set(TERMS["severity"])
    assert {value for kind, value in GLYPHS if kind == "status"} == set(TERMS["status"])
    assert len(set(GLYPHS.values())) == len(GLYPHS)


def test_a_value_without_a_word_is_shown_as_it_is() -> None:
    assert term(VI, "field", "something_new") == "something_new"


def test_the_vocabulary_and_the_terms_say_the_same() -> None:
    spoken = {english: VI(english) for terms in TERMS.values() for english in terms.values()}
    shared = {each.english: each.vietnamese for each in VOCABULARY if each.english in spoken}

    assert {english: spoken[english] for english in shared} == shared
    assert {"confidence vote", "binding vote", "resignation", "dismissal"} <= set(shared)


def test_the_vocabulary_names_each_thing_once() -> None:
    assert len({each.english for each in VOCABULARY}) == len(VOCABULARY)
    assert len({each.vietnamese for each in VOCABULARY}) == len(VOCABULARY)
