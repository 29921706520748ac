"""The data of the replacement register: every flag with how well its clause is known, notice, and what was decided."""

from functools import lru_cache

from cadre_ledger.procedures import answers, files
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import flags, heading
from cadre_ledger.projections.files import AnswerDossier
from cadre_ledger.values.citations import Severity
from cadre_ledger.values.dates import PartialDate

NOT_A_FIGURE = ("vote.subject-linked/", "vote.subject-unlinked/")
"""Entries that say who a listed person is; nobody is told of a result by them."""


def replacement_register(desk: Desk, unit: str | None, *, under: bool = False) -> answers.ReplacementRegister:
    """Every flag, the heaviest first; of one unit, those of the people who have a post there on the day."""
    wanted = None if unit is None else files.units_under(desk, unit, desk.as_of) if under else {files.unit(desk, unit).code}
    found = flags(desk, None, None, None).flags
    known_from = _Known(desk)
    lines = [_line(desk, each, known_from) for each in found]
    kept = [each for each in lines if wanted is None or any(post.unit in wanted for post in each.posts)]
    return answers.ReplacementRegister(
        **heading(desk, answers.ReplacementRegister.NAME),
        unit=unit,
        under=under,
        flags=tuple(sorted(kept, key=_weight)),
        without_file=0 if wanted is None else sum(each.cadre is None for each in lines),
    )


def _weight(flag: answers.RegisteredFlagPart) -> tuple[int, bool, PartialDate, str]:
    """The heaviest first, certain before undetermined, then the oldest."""
    return -Severity(flag.severity).weight, flag.status != "applies", PartialDate.parse(flag.since), flag.id


def _line(desk: Desk, flag: answers.FlagPart, known: "_Known") -> answers.RegisteredFlagPart:
    own = files.files_of(desk, flag.cadre) if flag.cadre else ()
    figures = [each.entry for each in flag.evidence if not each.name.startswith(NOT_A_FIGURE)]
    notice, notified_on = files.told(own, max(figures, default=0), desk.as_of)
    shared = {name: getattr(flag, name) for name in answers.FlagPart.model_fields if name in answers.RegisteredFlagPart.model_fields}
    return answers.RegisteredFlagPart(
        **shared
        | {
            "posts": files.places(desk, own, desk.as_of),
            "known_from": known.source(flag),
            "notice": notice,
            "notified_on": notified_on,
            "answer": _answer(desk, flag.id),
        }
    )


def _answer(desk: Desk, flag: str) -> answers.FlagAnswerPart:
    """What had been done by the day; who considered it and who decided it may differ, and only the last is kept."""
    found: AnswerDossier | None = desk.source.get(("answer", flag))
    considered_on = _by(found.considered_on, desk) if found else None
    decided_on = _by(found.decided_on, desk) if found else None
    last = found if found and (decided_on or (considered_on and found.decided_on is None)) else None
    return answers.FlagAnswerPart(
        considered_on=considered_on,
        decided=found.decision if found and decided_on else None,
        decided_on=decided_on,
        by=last.by if last else None,
        reason=last.reason if last else None,
    )


def _by(day: str | None, desk: Desk) -> str | None:
    """A day that had come, or may have."""
    return day if day is not None and PartialDate.parse(day).first <= desk.as_of else None


class _Known:
    """How well the clause of a flag is known on the day, under the text that raised it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rulebook = desk.rulebook.rulebook
        self._judged_under = lru_cache(maxsize=None)(lambda session: desk.verdict(session).regulation_digest)

    def source(self, flag: answers.FlagPart) -> str | None:
        """In one word; None for a clause that no adopted text has."""
        regulation, _, wanted = flag.clause.partition("#")
        digest = self._judged_under(flag.session) if flag.session else self._chosen(regulation, flag.since)
        clauses = self._rulebook.regulation(digest).clauses if digest else ()
        shipped = next((clause.known_from for clause in clauses if clause.id == wanted), None)
        if digest is None or shipped is None:
            return None
        return self._rulebook.known_from(digest, wanted, shipped, self._desk.as_of).value

    def _chosen(self, regulation: str, since: str) -> str | None:
        chosen = self._rulebook.chosen(regulation, PartialDate.parse(since))
        return chosen.digest if chosen else None
