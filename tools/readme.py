"""The README's console blocks, run for real: each `$ cadre-ledger …` is followed by what it prints on the sample."""

import io
import re
import shlex
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from cadre_ledger.cli.app import run
from cadre_ledger.cli.shell import Shell
from cadre_ledger.wording.catalogue import Words

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"(```console\n)(.*?)(```\n)", re.DOTALL)
HISTORY = re.compile(r"(<!-- history: (\S+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def fresh(text: str) -> str:
    """The README with every block as the program answers now."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "published.ledger"
        _answer(ledger, ["init", str(ledger), "--name", "Published results", "--sample", "published"])
        text = BLOCK.sub(lambda match: match[1] + _block(ledger, match[2]) + match[3], text)
    return HISTORY.sub(lambda match: match[1] + (README.parent / match[2]).read_text(encoding="utf-8") + match[4], text)


def _block(ledger: Path, block: str) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{_answer(ledger, shlex.split(command)[1:])}" for command in commands)


def _answer(ledger: Path, arguments: list[str]) -> str:
    out = io.BytesIO()
    shell = Shell(
        Words("en"),
        stdin=io.BytesIO(),
        stdout=out,
        stderr=io.StringIO(),
        environment={"CADRE_LEDGER": str(ledger)},
        now=lambda: datetime(2026, 1, 5, 8, tzinfo=UTC),
        new_namespace=lambda: UUID(int=1),
        account=lambda: "secretary",
    )
    status = run(arguments, shell)
    if status:
        raise SystemExit(f"{arguments} ended with {status}: {shell.stderr.getvalue()}")  # type: ignore[attr-defined]
    return out.getvalue().decode()


def main() -> None:
    """Write the blocks."""
    README.write_text(fresh(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
