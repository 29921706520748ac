"""What a recording command answers."""

from collections.abc import Sequence

from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.application import Ledger
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.reading import finding_part
from cadre_ledger.procedures.recording import Recording
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.records import Record
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.messages import sentence


def document(
    words: Words, ledger: Ledger, records: Sequence[Record[Event]], recording: Recording | None, findings: Sequence[Finding]
) -> answers.Recorded:
    """The document: of a dry run without entries, of a repeat without records."""
    founding = ledger.founding
    return answers.Recorded(
        schema_=answers.schema_id(answers.Recorded.NAME),
        ledger=answers.LedgerPart(origin=founding.origin, entry=ledger.head, invented=founding.invented),
        dry_run=recording is None,
        repeated=recording is not None and recording.repeated,
        first=recording.first or None if recording else None,
        last=recording.last or None if recording else None,
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


def text(words: Words, answer: answers.Recorded) -> str:
    """The same for people."""
    if answer.repeated and answer.first is None:
        return words(N_("All of it was recorded before; nothing new.")) + "\n"
    if answer.repeated:
        return words(N_("Already recorded as entries {first} to {last}; nothing new."), first=answer.first, last=answer.last) + "\n"
    lines = [f"{f'#{each.entry}' if each.entry else '·':>8}  {each.name:<32} {each.stream}" for each in answer.records]
    if answer.dry_run:
        head = words(N_("Would record {count} entries; nothing was recorded."), count=len(answer.records))
    else:
        head = words(N_("Recorded entries {first} to {last}, unsigned."), first=answer.first, last=answer.last)
    return "\n".join([head, *lines]) + "\n"
