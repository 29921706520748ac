"""What a body was called on a day, when names are recorded out of order and put right."""

from datetime import date

from cadre_ledger.domain.bodies import CorrectBody, EstablishBody, RenameBody
from cadre_ledger.domain.shapes import Command
from cadre_ledger.projections.dossiers import BodyDossier
from cadre_ledger.values.dates import PartialDate
from folding import History


def named(*commands: Command) -> BodyDossier:
    history = History()
    established = EstablishBody(on=PartialDate.parse("2010"), body="B1", name="Hội đồng cũ")
    for command in (established, *commands):
        assert history.record(command), command
    body: BodyDossier = history.dossiers["body", "B1"]
    return body


def renamed(name: str, on: str) -> RenameBody:
    return RenameBody(on=PartialDate.parse(on), body="B1", name=name, reason="nghị quyết")


def test_a_name_recorded_late_holds_from_its_own_day_only() -> None:
    body = named(renamed("Hội đồng mới", "2020-07-01"), renamed("Hội đồng giữa", "2015-01-01"))

    assert [body.name_on(day) for day in (date(2012, 1, 1), date(2016, 1, 1), date(2021, 1, 1))] == [
        "Hội đồng cũ",
        "Hội đồng giữa",
        "Hội đồng mới",
    ]


def test_a_correction_puts_the_name_right_that_its_entry_gave() -> None:
    first = named().names[0].entries[0]
    right = CorrectBody(on=PartialDate.parse("2021"), body="B1", corrects=first, name="Hội đồng đúng", reason="gõ nhầm")

    body = named(renamed("Hội đồng mới", "2020-07-01"), right)

    assert (body.name_on(date(2012, 1, 1)), body.name_on(date(2021, 1, 1))) == ("Hội đồng đúng", "Hội đồng mới")
