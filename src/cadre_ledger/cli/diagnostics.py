"""What goes wrong, said on stderr: code, what, where, what to do next; as JSON Lines where a script asked."""

import json
from collections.abc import Iterable
from pathlib import Path

from cadre_ledger.cli.shell import Shell
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError, Refused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.text import harmless
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.messages import describe

RED, YELLOW, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[0m"
MOST_SHOWN = 1000


def report(shell: Shell, error: LedgerError) -> None:
    """An error as people read it."""
    findings = error.said
    for finding in findings[:MOST_SHOWN]:
        shell.say(written(shell, finding))
    if len(findings) > MOST_SHOWN:
        shell.say(shell.words(N_("… and {more} more; --errors FILE writes them all."), more=len(findings) - MOST_SHOWN))
    if len(findings) > 1:
        stopping = sum(1 for finding in findings if finding.stops)
        shell.say(
            shell.words(
                N_("{errors} errors, {warnings} warnings; nothing was recorded."), errors=stopping, warnings=len(findings) - stopping
            )
        )


def warn(shell: Shell, findings: Iterable[Finding]) -> None:
    """Warnings that did not stop anything."""
    for finding in findings:
        shell.say(written(shell, finding))


def written(shell: Shell, finding: Finding) -> str:
    """One finding: its kind and code, what, where, and what to do next."""
    words = shell.words
    message = describe(words, finding.code, finding.facts)
    kind = words(N_("error")) if finding.stops else words(N_("warning"))
    head = f"{kind} {finding.code.value}"
    if shell.colored:
        head = f"{RED if finding.stops else YELLOW}{head}{PLAIN}"
    # The name of a column or of a file is as hostile as any other text.
    place = f"{harmless(str(finding.place))}: " if str(finding.place) else ""
    return f"{place}{head}: {message.what}\n  → {message.next}"


def write_findings(shell: Shell, target: str, findings: Iterable[Finding]) -> None:
    """Findings as JSON Lines, to a file or (`-`) to stderr."""
    lines = "".join(json.dumps(_document(shell, finding), ensure_ascii=False) + "\n" for finding in findings)
    if target == "-":
        shell.stderr.write(lines)
        shell.stderr.flush()
        return
    try:
        Path(target).write_bytes(lines.encode())
    except OSError as error:
        raise Refused(Code.OUTPUT_UNWRITABLE, path=target, reason=error.strerror or "") from None


def _document(shell: Shell, finding: Finding) -> dict[str, object]:
    message = describe(shell.words, finding.code, finding.facts)
    return {
        "schema": "cadre-ledger/finding/1",
        "code": finding.code.value,
        "name": finding.code.name.lower(),
        "stops": finding.stops,
        "file": harmless(finding.place.file) or None,
        "row": finding.place.row,
        "column": harmless(finding.place.column) or None,
        "facts": {name: harmless(str(value)) for name, value in finding.facts.items()},
        "message": message.what,
        "next": message.next,
    }
