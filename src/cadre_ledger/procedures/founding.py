"""Founding a ledger: its directory, entry 1, and the rulebook that it begins with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cadre_ledger.domain.charter import Found
from cadre_ledger.domain.rules import AdoptRegulations, TextToAdopt
from cadre_ledger.domain.shapes import Command
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import SUFFIX, Directory
from cadre_ledger.ledger.rulefiles import RuleFile, shipped_rulebook
from cadre_ledger.procedures.recording import Author, Recording, record
from cadre_ledger.rulebook.parsing import parse
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Refused
from cadre_ledger.values.text import clean_name, slug

TIME_ZONE = "Asia/Ho_Chi_Minh"
Authority = Literal["party", "state"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new ledger is to be."""

    path: Path
    name: str | None
    authority: Authority
    rulebook: str | None
    language: str
    time_zone: str = TIME_ZONE


def found(plan: Plan, namespace: UUID, actor: str, key: str, clock: Callable[[], datetime]) -> tuple[Directory, Recording]:
    """Make the ledger and record its founding and its first rulebook, in one transaction."""
    name = clean_name(plan.name or plan.path.name.removesuffix(SUFFIX) or "ledger")
    rulebook = plan.rulebook or f"vn-{plan.authority}"
    files = shipped_rulebook(rulebook)
    commands = first_commands(plan, name, namespace, rulebook, files, clock)
    directory = Directory(plan.path)
    with Ledger.create(directory, namespace) as ledger:
        done = record(ledger, commands, Author(actor, key, clock, expect_head=0))
    directory.write_settings(directory.founding(), plan.language)
    return directory, done


def first_commands(
    plan: Plan, name: str, namespace: UUID, rulebook: str, files: Sequence[RuleFile], clock: Callable[[], datetime]
) -> list[Command]:
    """The founding and the adoption, dated in the ledger's own time zone."""
    today = PartialDate.on(clock().astimezone(_zone(plan.time_zone)).date())
    origin = f"{slug(name).lower()}-{namespace.hex[:8]}"
    founding = Found(on=today, origin=origin, name=name, namespace=namespace, time_zone=plan.time_zone, authority=plan.authority)
    return [founding, AdoptRegulations(on=today, texts=tuple(to_adopt(each, today) for each in files), name=rulebook)]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(Code.FIELD_INVALID, field="--time-zone", value=name[:40]) from None


def to_adopt(file: RuleFile, today: PartialDate, on: PartialDate | None = None) -> TextToAdopt:
    """A regulation to adopt: from the day given, else from the day it came into force, else from today."""
    regulation = parse(file.text, file.name)
    start = regulation.in_force.start
    return TextToAdopt(on=on or (PartialDate.on(start) if start else today), text=file.text.decode("utf-8"))
