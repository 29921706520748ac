"""The sample: officially published results of confidence votes, kept with their sources, judged under the rules of their day."""

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

from cadre_ledger.ledger.application import Ledger
from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.rulefiles import shipped_rulebook
from cadre_ledger.procedures.desk import Clocks, Desk
from cadre_ledger.procedures.importing import Options, import_tallies
from cadre_ledger.procedures.recording import Author
from cadre_ledger.values.dates import PartialDate

# File, session code, legal basis of the day, and how many people the whole list had, where the source says so.
SAMPLES: tuple[tuple[str, str, str, int | None], ...] = (
    ("hdnd-danang-2014-12.csv", "DN-2014", "vn/35-2012-QH13", None),
    ("hdnd-khanhhoa-2014-12.csv", "KH-2014", "vn/35-2012-QH13", 13),
    ("na-2018-10-25.csv", "QH-2018", "vn/85-2014-QH13", 48),
    ("hdnd-hcmc-2018-12-05.csv", "HCM-2018", "vn/85-2014-QH13", None),
    ("hdnd-quangnam-2018-12-05.csv", "QNA-2018", "vn/85-2014-QH13", None),
    ("hdnd-cantho-2018-12-06.csv", "CT-2018", "vn/85-2014-QH13", None),
    ("hdnd-thuathienhue-2018-12-07.csv", "TTH-2018", "vn/85-2014-QH13", None),
    ("hdnd-thanhhoa-2018-12-12.csv", "TH-2018", "vn/85-2014-QH13", None),
    ("hdnd-hcmc-2023-12-07.csv", "HCM-2023", "vn/96-2023-QH15", 31),
    ("hdnd-vinhphuc-2023-12-13.csv", "VP-2023", "vn/96-2023-QH15", 28),
)


def sample(name: str) -> bytes:
    """One of the files."""
    return files("cadre_ledger.procedures").joinpath("published", name).read_bytes()


def fits(rulebook: str) -> bool:
    """Whether a shipped rulebook has every regulation that the sample was voted under."""
    adopted = {each.name.removesuffix(".toml") for each in shipped_rulebook(rulebook)}
    return adopted >= {basis for _, _, basis, _ in SAMPLES}


def import_samples(directory: Directory, actor: str, clock: Callable[[], datetime]) -> Iterator[str]:
    """Import every file, one transaction each; gives the session codes."""
    for name, session, basis, total in SAMPLES:
        with Desk.open(directory, Clocks(), clock()) as desk, Ledger.open(directory) as ledger:
            today = PartialDate.on(clock().astimezone(ZoneInfo(desk.founding.time_zone)).date())
            options = Options(basis=basis, today=today, session=session, subjects_total=total)
            import_tallies(ledger, desk, sample(name), name, options, Author(actor, "", clock))
        yield session
