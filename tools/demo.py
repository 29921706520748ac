"""`make demo`: a ledger of officially published results, judged under the rules of their day."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

LEDGER = Path("demo") / "published.ledger"
ENVIRONMENT = {"CADRE_LEDGER": str(LEDGER), "PATH": "", "LANG": "C.UTF-8"}
COMMAND = Path(sys.executable).with_name("cadre-ledger")


def run(*arguments: str) -> None:
    """Show a command as it would be typed, and what it prints."""
    shown = " ".join(f"'{each}'" if " " in each else each for each in arguments)
    sys.stdout.write(f"\n$ cadre-ledger {shown}\n")
    sys.stdout.flush()
    subprocess.run([COMMAND, *arguments, "--lang", "en"], check=True, env=ENVIRONMENT)


def _entry_of(session: str) -> int:
    """The entry that recorded a vote."""
    shown = subprocess.run([COMMAND, "vote", "show", session, "--json"], check=True, env=ENVIRONMENT, capture_output=True)
    entry: int = json.loads(shown.stdout)["evidence"][0]["entry"]
    return entry


def main() -> None:
    """Make the ledger anew and look at it from every side."""
    shutil.rmtree(LEDGER.parent, ignore_errors=True)
    LEDGER.parent.mkdir()
    run("init", str(LEDGER), "--name", "Published results", "--authority", "state", "--sample", "published")
    run("vote", "list")
    run("vote", "result", "VP-2023")
    run("vote", "result", "QH-2018")
    run("rank", "--session", "KH-2014")
    run("flags")
    run("explain", "vote", "VP-2023", "4")
    vote = _entry_of("VP-2023")
    sys.stdout.write(
        f"""
What to try next, with `export CADRE_LEDGER={LEDGER}` and .venv/bin on the PATH:
  cadre-ledger vote result VP-2023 --json          the same for a script
  cadre-ledger explain vote VP-2023 4 --lang vi    in Vietnamese
  cadre-ledger flags --as-of 2023-12-12            the day before: nothing had happened yet
  cadre-ledger correct {vote} --set 4.low=23 --set 4.confidence=4 --reason "to see what follows" --yes
  cadre-ledger vote show VP-2023                   both figures stay visible
  cadre-ledger flags --known-at '#{vote}'              what was known before the correction
  cadre-ledger views check                         the read models equal a fresh fold
"""
    )


if __name__ == "__main__":
    main()
