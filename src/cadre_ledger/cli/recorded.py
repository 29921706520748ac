"""What a recording command answers."""

from collections.abc import Sequence

from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.reading import finding_part
from cadre_ledger.procedures.recording import Recording
from cadre_ledger.procedures.signing import enrolled
from cadre_ledger.procedures.telling.recorded import outcome
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import sentence


def document(
    words: Words, ledger: Ledger, records: Sequence[Record[Event]], recording: Recording | None, findings: Sequence[Finding]
) -> answers.Recorded:
    """The document: of a dry run without entries, of a repeat without records."""
    founding = ledger.founding
    return answers.Recorded(
        schema_=answers.schema_id(answers.Recorded.NAME),
        ledger=answers.LedgerPart(origin=founding.origin, entry=ledger.head, invented=founding.invented, signed=enrolled(ledger).signing),
        dry_run=recording is None,
        repeated=recording is not None and recording.repeated,
        first=recording.first or None if recording else None,
        last=recording.last or None if recording else None,
        signed_by=_signers(records),
        records=tuple(
            answers.RecordedPart(
                entry=each.entry or None,
                stream=each.stream,
                name=each.event.topic,
                effective_on=str(each.effective_on),
                event=each.event.model_dump(mode="json"),
            )
            for each in records
        ),
        findings=tuple(finding_part(each, lambda finding: sentence(words, finding)) for each in findings),
    )


def _signers(records: Sequence[Record[Event]]) -> tuple[str, ...]:
    """Those whose signatures the records of a command bear."""
    signed = records[0].signature if records else None
    return tuple(mark.actor for mark in signed.marks) if signed else ()


def text(words: Words, answer: answers.Recorded) -> str:
    """The same for people."""
    listed = () if answer.repeated else answer.records
    lines = [f"{f'#{each.entry}' if each.entry else '·':>8}  {each.name:<32} {each.stream}" for each in listed]
    return "\n".join([outcome(words, answer), *lines]) + "\n"
