"""`make demo`: officially published results, judged under the rules of their day; then an invented council, marked as such."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("demo")
COMMAND = Path(sys.executable).with_name("cadre-ledger")
LAST_DAY = "2026-02-27"
"""The day on which the invented history ends; what is shown of it hangs on no clock."""


@dataclass(frozen=True)
class Shown:
    """A ledger that is looked at."""

    ledger: Path

    def __call__(self, *arguments: str) -> None:
        """Show a command as it would be typed, and what it prints."""
        shown = " ".join(f"'{each}'" if " " in each else each for each in arguments)
        sys.stdout.write(f"\n$ cadre-ledger {shown}\n")
        sys.stdout.flush()
        subprocess.run([COMMAND, *arguments, "--lang", "en"], check=True, env=self._environment)

    def entry_of(self, session: str) -> int:
        """The entry that recorded a vote."""
        command = [str(COMMAND), "vote", "show", session, "--json"]
        shown = subprocess.run(command, check=True, env=self._environment, capture_output=True)
        entry: int = json.loads(shown.stdout)["evidence"][0]["entry"]
        return entry

    @property
    def _environment(self) -> dict[str, str]:
        return {"CADRE_LEDGER": str(self.ledger), "PATH": "", "LANG": "C.UTF-8"}


def published(show: Shown) -> None:
    """Real results with their sources: what the clause of the day opens, and why."""
    show("init", str(show.ledger), "--name", "Published results", "--authority", "state", "--sample", "published")
    show("vote", "list")
    show("vote", "result", "VP-2023")
    show("vote", "result", "QH-2018")
    show("rank", "--session", "KH-2014")
    show("flags")
    show("explain", "vote", "VP-2023", "4")


def invented(show: Shown) -> None:
    """All kinds of facts, about people who do not exist."""
    show("init", str(show.ledger), "--sample", "invented")
    show("standing", "show", "SG-022", "--as-of", LAST_DAY)
    show("rank", "--unit", "SVT", "--as-of", LAST_DAY)
    show("flags", "--as-of", LAST_DAY, "--severity", "consider")
    show("explain", "standing", "SG-022", "--as-of", LAST_DAY)
    show("explain", "vote", "XA-2023", "2")
    sys.stdout.write("\nA sanction that was annulled later: as it was known before, and as it is known now.\n")
    show("standing", "show", "SG-023", "--as-of", "2025-02-01", "--known-at", "2025-02-01")
    show("standing", "show", "SG-023", "--as-of", "2025-02-01")


def main() -> None:
    """Make both ledgers anew and look at them from every side."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    results, council = Shown(FOLDER / "published.ledger"), Shown(FOLDER / "song-giang.ledger")
    published(results)
    invented(council)
    vote = results.entry_of("VP-2023")
    sys.stdout.write(
        f"""
What to try next, with .venv/bin on the PATH and `export CADRE_LEDGER={results.ledger}`:
  cadre-ledger vote result VP-2023 --json          the same for a script
  cadre-ledger explain vote VP-2023 4 --lang vi    in Vietnamese
  cadre-ledger flags --as-of 2023-12-12            the day before: nothing had happened yet
  cadre-ledger correct {vote} --set 4.low=23 --set 4.confidence=4 --reason "to see what follows" --yes
  cadre-ledger vote show VP-2023                   both figures stay visible
  cadre-ledger flags --known-at '#{vote}'              what was known before the correction
and with `export CADRE_LEDGER={council.ledger}`:
  cadre-ledger cadre timeline SG-019               a decision set aside on complaint, and decided again
  cadre-ledger standing show SG-017 --as-of 2025-08-28
                                                   a day before a regulation asks for more theory
  cadre-ledger views check                         the read models equal a fresh fold
"""
    )


if __name__ == "__main__":
    main()
