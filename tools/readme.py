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
BLOCK = re.compile(r"((?:<!-- sample: (\w+) -->\n)?```console\n)(.*?)(```\n)", re.DOTALL)
NOW = {"published": datetime(2026, 1, 5, 8, tzinfo=UTC), "invented": datetime(2026, 2, 27, 8, tzinfo=UTC)}
"""By sample, when its blocks are run; those that name none are of the published results."""

HISTORY = re.compile(r"(<!-- history: (\S+) -->\n```text\n)(.*?)(```\n)", re.DOTALL)


def fresh(text: str) -> str:
    """The README with every block as the program answers now."""
    with tempfile.TemporaryDirectory() as folder:
        for sample, named in (("published", ["--name", "Published results"]), ("invented", [])):
            _answer(Path(folder), sample, ["init", str(_ledger(Path(folder), sample)), *named, "--sample", sample])
        text = BLOCK.sub(lambda match: match[1] + _block(Path(folder), match[2] or "published", match[3]) + match[4], text)
    return HISTORY.sub(lambda match: match[1] + (README.parent / match[2]).read_text(encoding="utf-8") + match[4], text)


def _ledger(folder: Path, sample: str) -> Path:
    return folder / f"{sample}.ledger"


def _block(folder: Path, sample: str, block: str) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{_answer(folder, sample, shlex.split(command)[1:])}" for command in commands)


def _answer(folder: Path, sample: str, arguments: list[str]) -> str:
    out = io.BytesIO()
    shell = Shell(
        Words("en"),
        stdin=io.BytesIO(),
        stdout=out,
        stderr=io.StringIO(),
        environment={"CADRE_LEDGER": str(_ledger(folder, sample))},
        now=lambda: NOW[sample],
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
