"""The reports there are, by name, and how the data of one become a document."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cadre_ledger.reports import evaluation, ranking, replacement_register, vote_result
from cadre_ledger.reports.document import Block, Day, Document, Facts, Field, Term, Text
from cadre_ledger.wording.catalogue import N_
from cadre_ledger.wording.terms import INVENTED_MARK

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """One report. It is asked for by exactly one of what it `needs`, and may be by what it `takes`.

    Its version rises whenever the same data would be laid out in another way.
    """

    name: str
    version: int
    needs: tuple[str, ...]
    takes: tuple[str, ...]
    title: Callable[[Data], Text]
    blocks: Callable[[Data], Iterable[Block]]
    missing: Callable[[Data], int]
    about: str

    def fits(self, scope: Iterable[str]) -> bool:
        """Whether it can be asked for by this."""
        given = frozenset(scope)
        possible = given <= {*self.needs, *self.takes} and ("under" not in given or "unit" in given)
        return possible and len(given & frozenset(self.needs)) == min(1, len(self.needs))

    @property
    def options(self) -> str:
        """How it is asked for on the command line."""
        needs = "|".join(f"--{each}" for each in self.needs)
        return " ".join((self.name, *((needs,) if needs else ()), *(f"[--{each}]" for each in self.takes)))

    @property
    def id(self) -> str:
        """Name and version."""
        return f"{self.name}/{self.version}"


TEMPLATES: Mapping[str, Template] = {
    each.name: each
    for each in (
        Template(
            "evaluation",
            1,
            ("period",),
            ("unit", "under"),
            evaluation.title,
            evaluation.blocks,
            evaluation.missing,
            N_("Assessments and classifications of a period, unit by unit."),
        ),
        Template(
            "ranking",
            1,
            ("session", "unit", "group"),
            ("under",),
            ranking.title,
            ranking.blocks,
            ranking.missing,
            N_("Ranks with their keys; ties stay ties."),
        ),
        Template(
            "replacement-register",
            1,
            (),
            ("unit", "under"),
            replacement_register.title,
            replacement_register.blocks,
            replacement_register.missing,
            N_("Every flag, and what was decided about it."),
        ),
        Template(
            "vote-result",
            1,
            ("session",),
            (),
            vote_result.title,
            vote_result.blocks,
            vote_result.missing,
            N_("Figures, outcomes and ranks of one vote."),
        ),
    )
}


def document(report: Data, language: str) -> Document:
    """A report as a document; only its footer names the language."""
    template = TEMPLATES[report["report"]]
    data = report["data"]
    return Document(template.title(data), (*_mark(data), *template.blocks(data)), tuple(_footer(report, language)))


def _mark(data: Data) -> Iterable[Block]:
    """Over everything else, where nobody in it exists."""
    if data["ledger"]["invented"]:
        yield Facts("invented", (Field("mark", Text(N_("Note")), INVENTED_MARK),))


def _footer(report: Data, language: str) -> Iterable[Field]:
    data = report["data"]
    yield Field("ledger", Text(N_("Ledger")), data["ledger"]["origin"])
    yield Field("as_of", Text(N_("What held on")), Day(data["as_of"]))
    yield Field("entry", Text(N_("Known up to entry")), data["known_at"]["entry"])
    yield Field("recorded_at", Text(N_("Recorded at")), data["known_at"]["recorded_at"])
    yield Field(
        "checkpoint",
        Text(N_("Checkpoint")),
        data["ledger"]["checkpoint"] or Term("checkpoint", "signed" if data["ledger"]["signed"] else "none"),
    )
    yield Field("rulebook", Text(N_("Rulebook")), data["rulebook"]["name"])
    yield Field("rulebook_digest", Text(N_("Digest of the rulebook")), data["rulebook"]["digest"])
    yield Field("template", Text(N_("Template")), report["template"])
    yield Field("language", Text(N_("Language")), Term("language", language))
    yield Field("program", Text(N_("Program")), report["program"])
    yield Field("data_sha256", Text(N_("SHA-256 of the data")), report["data_sha256"])
