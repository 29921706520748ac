"""What is still in a unit when it is to be closed: on the day itself, and what comes into it later."""

from typing import Any

import pytest

from cadre_ledger.domain.cadres import RegisterCadre
from cadre_ledger.domain.positions import DefinePosition, RedefinePosition
from cadre_ledger.domain.posts import Appoint, Relieve
from cadre_ledger.domain.shapes import Command
from cadre_ledger.domain.units import CloseUnit, EstablishUnit, MoveUnit
from cadre_ledger.projections.closing import posts_held, units_under
from cadre_ledger.values.dates import PartialDate
from folding import History

DAY = PartialDate.parse("2025-07-01")
A, B = "C000001", "C000002"


def make(kind: type[Command], on: str = "2020", **fields: Any) -> Command:
    return kind.model_validate({"on": on} | fields)


def unit(code: str, under: str | None = None, on: str = "2020") -> Command:
    return make(EstablishUnit, on, unit=code, name=f"Đơn vị {code}", parent=under)


def move(code: str, under: str | None, on: str) -> Command:
    return make(MoveUnit, on, unit=code, parent=under, reason="QĐ")


def close(code: str, on: str) -> Command:
    return make(CloseUnit, on, unit=code, reason="QĐ", units_under=(), posts_held=())


def definition(position: str = "P1", of: str = "U1") -> dict[str, Any]:
    return {"position": position, "title": "Giám đốc", "group": "gd", "unit": of}


def told(*commands: Command) -> Any:
    history = History()
    for command in (unit("U1"), unit("U9"), make(RegisterCadre, name="Nguyễn A"), make(RegisterCadre, name="Trần B"), *commands):
        assert history.record(command), command
    return history.dossiers


def under(*commands: Command) -> list[str]:
    return list(units_under(told(*commands), "U1", DAY))


def held(*commands: Command) -> list[tuple[str, str]]:
    return list(posts_held(told(make(DefinePosition, post=definition()), *commands), "U1", DAY))


@pytest.mark.parametrize(
    ("commands", "found"),
    [
        ([], []),
        ([unit("U2", "U1"), unit("U3", "U2"), unit("U4", "U1")], ["U2", "U4"]),
        ([unit("U2", "U1"), close("U2", "2025-07-01")], []),
        ([unit("U2", "U1"), close("U2", "2025-07-02")], ["U2"]),
        ([unit("U2", "U1"), move("U2", "U9", "2025-07-01")], []),
        ([unit("U2", "U1"), move("U2", None, "2025-07")], []),
        ([unit("U2", "U1"), move("U2", "U9", "2025-07-02")], ["U2"]),
        ([unit("U2", "U9"), move("U2", "U1", "2026-01-01")], ["U2"]),
        ([unit("U2", "U1", on="2026")], ["U2"]),
    ],
)
def test_units_are_in_the_way_unless_they_are_closed_or_moved_away_by_the_day(commands: list[Command], found: list[str]) -> None:
    assert under(*commands) == found


@pytest.mark.parametrize(("until", "found"), [("2025-07-01", []), ("2025-07", []), ("2025-07-02", [(A, "P1")]), (None, [(A, "P1")])])
def test_a_post_is_in_the_way_until_its_holder_has_left_by_the_day(until: str | None, found: list[tuple[str, str]]) -> None:
    commands = [make(Appoint, cadre=A, position="P1", since="2023-03-01")]
    if until:
        commands.append(make(Relieve, cadre=A, position="P1", until=until, leaving="relieved", reason="QĐ"))

    assert held(*commands) == found


def test_every_holder_is_in_the_way_and_nobody_in_another_unit() -> None:
    other = make(DefinePosition, post=definition("P2", "U9"))
    posts = [make(Appoint, cadre=who, position=position, since="2023") for who in (A, B) for position in ("P1", "P2")]

    assert held(other, *posts) == [(A, "P1"), (B, "P1")]


@pytest.mark.parametrize(("on", "found"), [("2025-07-01", []), ("2025-07-02", [(A, "P1")])])
def test_a_position_that_is_in_another_unit_by_the_day_is_not_in_the_way(on: str, found: list[tuple[str, str]]) -> None:
    elsewhere = make(RedefinePosition, on, post=definition(of="U9"), reason="QĐ")

    assert held(make(Appoint, cadre=A, position="P1", since="2023"), elsewhere) == found
