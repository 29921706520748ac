"""The forms of papers there are, by kind, and how the data of one become a document."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadre_ledger import __version__
from cadre_ledger.reports.document import Block, Day, Document, Facts, Field, Format, Letterhead, Term, Text
from cadre_ledger.reports.papers import ballot, count_sheets, minutes, roll, slide
from cadre_ledger.reports.papers.letterhead import letterhead, numbered
from cadre_ledger.reports.papers.vote import about
from cadre_ledger.values.papers import PaperKind
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import INVENTED_MARK

Data = Mapping[str, Any]
INVENTED = Field("mark", Text(N_("Note")), INVENTED_MARK)


def _unmarked(data: Data) -> Text | None:
    return None


def _of_the_committee(data: Data) -> Letterhead:
    return letterhead(data["session"])


def _of_the_body(data: Data) -> Letterhead:
    return letterhead(data["session"], issuer=None)


def _of_minutes(data: Data) -> Letterhead:
    return letterhead(data["session"], number=numbered(data["minutes"]["number"]))


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of paper is laid out. Its version rises whenever the same data would be laid out in another way."""

    kind: PaperKind
    version: int
    title: Callable[[Data], Text]
    blocks: Callable[[Data], Iterable[Block]]
    letterhead: Callable[[Data], Letterhead] | None
    mark: Callable[[Data], Text | None] = _unmarked
    format: Format = Format.SHEET

    @property
    def id(self) -> str:
        """Name and version."""
        return f"{self.kind.value}/{self.version}"


FORMS: Mapping[PaperKind, Form] = {
    each.kind: each
    for each in (
        Form(PaperKind.ROLL, 1, roll.title, roll.blocks, _of_the_body),
        Form(PaperKind.BALLOT, 1, ballot.title, ballot.blocks, _of_the_committee),
        Form(PaperKind.COUNT, 1, count_sheets.title, count_sheets.blocks, _of_the_committee),
        Form(PaperKind.MINUTES, 1, minutes.title, minutes.blocks, _of_minutes, minutes.mark),
        Form(PaperKind.SLIDE, 1, slide.title, slide.blocks, None, format=Format.SLIDE),
    )
}


def document(data: Data, digest: str, language: str) -> Document:
    """A paper as a document; only its footer names the language."""
    form = FORMS[PaperKind(data["paper"])]
    return Document(
        form.title(data),
        (*_invented(data), *form.blocks(data)),
        tuple(_footer(data, digest, language)),
        letterhead=form.letterhead(data) if form.letterhead else None,
        about=(about(data["session"]),),
        mark=form.mark(data),
        format=form.format,
    )


def _invented(data: Data) -> Iterable[Block]:
    """Over everything else, where nobody in it exists; the footer says so on every page."""
    if data["ledger"]["invented"]:
        yield Facts("invented", (INVENTED,))


def _footer(data: Data, digest: str, language: str) -> Iterable[Field]:
    if data["ledger"]["invented"]:
        yield INVENTED
    yield Field("ledger", Text(N_("Ledger")), data["ledger"]["origin"])
    yield Field("as_of", Text(N_("What held on")), Day(data["as_of"]))
    yield Field("entry", Text(N_("Known up to entry")), data["known_at"]["entry"])
    yield Field("recorded_at", Text(N_("Recorded at")), data["known_at"]["recorded_at"])
    yield Field("template", Text(N_("Template")), data["template"])
    yield Field("language", Text(N_("Language")), Term("language", language))
    yield Field("program", Text(N_("Program")), __version__)
    yield Field("data_sha256", Text(N_("SHA-256 of the data")), digest)
