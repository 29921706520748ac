"""Reports: the data of one from a desk, and its files."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date

from cadre_ledger import __version__
from cadre_ledger.procedures import answers, evaluation, files, groups, ranking, reading, registers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.reports.canonical import digest
from cadre_ledger.reports.flat import flat
from cadre_ledger.reports.markdown import markdown
from cadre_ledger.reports.templates import TEMPLATES, document
from cadre_ledger.values.text import clean_code
from cadre_ledger.wording.catalogue import Words
from cadre_ledger.wording.messages import sentence

FORMATS = ("md", "csv", "json")
MACHINES = "en"
"""What scripts read is the same in every language; the sentences of findings in it are English."""

Scope = Mapping[str, str]


def names(desk: Desk) -> answers.ReportList:
    """The reports there are, with their scopes."""
    reports = tuple(
        answers.ReportNamePart(name=each.name, template=each.id, needs=each.needs, takes=each.takes, formats=FORMATS)
        for each in TEMPLATES.values()
    )
    return answers.ReportList(**reading.heading(desk, answers.ReportList.NAME), reports=reports)


def report(desk: Desk, name: str, scope: Scope, as_of: date | None) -> answers.Report:
    """One report with its data; without a day that was asked for, one of an ended period is as of its last day."""
    scope = _cleaned(desk, scope)
    data = _data(desk, name, scope, as_of)
    template = TEMPLATES[name]
    plain = data.model_dump(mode="json", by_alias=True)
    return answers.Report(
        schema_=answers.schema_id(answers.Report.NAME),
        report=name,
        template=template.id,
        scope=scope,
        language=MACHINES,
        program=__version__,
        missing=template.missing(plain),
        data_sha256=digest(plain),
        data=data,
    )


def _cleaned(desk: Desk, scope: Scope) -> dict[str, str]:
    """The scope by the codes that the ledger has."""
    known: Mapping[str, Callable[[str], str]] = {
        "period": lambda value: evaluation.period(desk, value).code,
        "session": clean_code,
        "unit": clean_code,
    }
    return {name: known[name](value) if name in known else value for name, value in scope.items()}


def _data(
    desk: Desk, name: str, scope: Scope, as_of: date | None
) -> answers.VoteReport | answers.Evaluation | answers.ReplacementRegister | answers.Rank:
    unit = scope.get("unit")
    match name:
        case "vote-result":
            return vote_report(desk, scope["session"])
        case "evaluation":
            day = evaluation.reported_on(evaluation.period(desk, scope["period"]))
            then = desk.on(day) if as_of is None and day < desk.as_of else desk
            return evaluation.evaluation(then, scope["period"], unit, under="under" in scope)
        case "replacement-register":
            return registers.replacement_register(desk, unit, under="under" in scope)
        case _ if "session" in scope:
            return reading.rank(desk, scope["session"])
        case _:
            return ranking.rank_members(desk, groups.Scope(unit, "under" in scope, scope.get("group")), None)


def vote_report(desk: Desk, session: str) -> answers.VoteReport:
    """A vote with its ranking, its corrections, and whether the people were told."""
    said = Words(MACHINES)
    result = reading.vote_result(desk, session, lambda finding: sentence(said, finding))
    shown = reading.vote_show(desk, session, lambda finding: sentence(said, finding))
    ranking = reading.rank(desk, session)
    return answers.VoteReport(
        **reading.heading(desk, answers.VoteReport.NAME),
        session=result.session,
        results=tuple(_reported(desk, session, each) for each in result.results),
        rows=ranking.rows,
        not_rankable=ranking.not_rankable,
        tie_rule=ranking.tie_rule,
        corrections=shown.corrections,
    )


def _reported(desk: Desk, session: str, result: answers.ResultPart) -> answers.ReportedResultPart:
    evidence = desk.session(session).subject(result.subject).evidence
    figures = [each.entry for each in evidence if not each.name.startswith(registers.NOT_A_FIGURE)]
    own = files.files_of(desk, result.cadre) if result.cadre else ()
    notice, notified_on = files.told(own, max(figures, default=0), desk.as_of)
    return answers.ReportedResultPart(**dict(result), notice=notice, notified_on=notified_on)


def rendered(made: answers.Report, wanted: str, words: Words) -> bytes:
    """The bytes of a report in one of `FORMATS`; only Markdown follows the language."""
    plain = made.model_dump(mode="json", by_alias=True)
    match wanted:
        case "md":
            text = markdown(document(plain, words.language), words)
        case "csv":
            text = flat(document(plain, MACHINES))
        case _:
            text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    return text.encode()


def file_name(made: answers.Report, wanted: str) -> str:
    """`NAME[-SCOPE].EXT`, safe on every file system."""
    scope = (re.sub(r"[^A-Za-z0-9._-]", "-", value) for value in made.scope.values())
    return "-".join((made.report, *scope)) + f".{wanted}"
