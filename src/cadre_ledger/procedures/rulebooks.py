"""The rulebook as adopted: its texts, their clauses, and those the council has read."""

from collections import Counter

from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import heading
from cadre_ledger.projections.dossiers import AdoptedLine
from cadre_ledger.projections.tables import FLAGS
from cadre_ledger.values.citations import KnownFrom
from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound
from cadre_ledger.values.verdicts import Truth


def rules_list(desk: Desk) -> answers.RulesList:
    """Every adopted text in the order of adoption."""
    regulations = tuple(regulation_part(desk, each) for each in desk.rulebook.adopted)
    return answers.RulesList(**heading(desk, answers.RulesList.NAME), regulations=regulations)


def rules_show(desk: Desk, regulation: str) -> answers.RulesShow:
    """The newest adopted text of a regulation, with its clauses."""
    line = next((each for each in reversed(desk.rulebook.adopted) if each.regulation == regulation), None)
    if line is None:
        raise NotFound(Code.NO_REGULATION, regulation=regulation)
    return _text(desk, line)


def _text(desk: Desk, line: AdoptedLine) -> answers.RulesShow:
    parsed = desk.rulebook.rulebook.regulation(line.digest)
    clauses = tuple(clause.model_dump(mode="json", by_alias=True, exclude_none=True) for clause in parsed.clauses)
    confirmed = tuple(
        answers.ConfirmedPart(
            clause=each.clause, effective_on=each.effective_on, entry=each.entry, read_by=each.read_by, read_where=each.read_where
        )
        for each in desk.rulebook.confirmed
        if each.digest == line.digest
    )
    return answers.RulesShow(
        **heading(desk, answers.RulesShow.NAME), regulation=regulation_part(desk, line), clauses=clauses, confirmed=confirmed
    )


def rules_text(desk: Desk, digest: str) -> answers.RulesShow:
    """One adopted text by its digest, be it the newest of its regulation or not; each clause as well known as it is on the day."""
    line = next((each for each in desk.rulebook.adopted if each.digest == digest), None)
    if line is None:
        raise NotFound(Code.NO_REGULATION, regulation=digest[:12])
    answer, rulebook = _text(desk, line), desk.rulebook.rulebook
    known_on = {
        each.id: rulebook.known_from(digest, each.id, each.known_from, desk.as_of).value for each in rulebook.regulation(digest).clauses
    }
    return answer.model_copy(update={"clauses": tuple({**each, "known_from": known_on[each["id"]]} for each in answer.clauses)})


def in_force(desk: Desk, digest: str) -> Truth:
    """Whether a text was in force on the day of the reading."""
    return desk.rulebook.rulebook.regulation(digest).in_force_on(PartialDate.on(desk.as_of))


def known(desk: Desk, digest: str) -> dict[KnownFrom, int]:
    """How many clauses of a text are known how well on the day, the best known first; kinds without any are left out."""
    rulebook = desk.rulebook.rulebook
    clauses = rulebook.regulation(digest).clauses
    found = Counter(rulebook.known_from(digest, each.id, each.known_from, desk.as_of) for each in clauses)
    return {each: found[each] for each in KnownFrom if found[each]}


def resting(desk: Desk) -> dict[str, tuple[int, int]]:
    """By clause, how many flags it holds up on the day, and how many more it may."""
    found = desk.counted(FLAGS, ("clause", "status"))
    return {clause: (found[clause, Truth.APPLIES.value], found[clause, Truth.UNDETERMINED.value]) for clause, _ in found if clause}


def text_with(desk: Desk, regulation: str, clause: str | None = None) -> str:
    """The digest of the newest adopted text of a regulation, or of the newest that has a clause."""
    lines = [each for each in reversed(desk.rulebook.adopted) if each.regulation == regulation]
    if not lines:
        raise NotFound(Code.NO_REGULATION, regulation=regulation)
    for line in lines:
        if clause is None or any(each.id == clause for each in desk.rulebook.rulebook.regulation(line.digest).clauses):
            return line.digest
    raise NotFound(Code.NO_CLAUSE, clause=f"{regulation}#{clause}")


def regulation_part(desk: Desk, line: AdoptedLine) -> answers.RegulationPart:
    """One adopted text."""
    parsed = desk.rulebook.rulebook.regulation(line.digest)
    start, end = parsed.in_force.start, parsed.in_force.end
    return answers.RegulationPart(
        id=parsed.id,
        title=parsed.title.model_dump(),
        issuer=parsed.issuer,
        authority=parsed.authority,
        in_force_from=start.isoformat() if start else None,
        in_force_to=end.isoformat() if end else None,
        replaces=parsed.replaces,
        digest=line.digest,
        effective_on=line.effective_on,
        entry=line.entry,
        clauses=len(parsed.clauses),
    )
