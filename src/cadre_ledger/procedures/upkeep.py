"""The state of a ledger and of its read models: status, views."""

from collections import Counter
from datetime import date

from cadre_ledger.ledger.directory import Directory
from cadre_ledger.ledger.views import Views
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.reading import actors_sign, heading
from cadre_ledger.projections.tables import FLAGS


def status(desk: Desk) -> answers.Status:
    """What the ledger holds."""
    flags = Counter(row["severity"] for row in desk.rows(FLAGS))
    counts = {kind: sum(1 for _ in desk.source.keys_of(kind)) for kind in ("body", "cadre", "session")}
    return answers.Status(
        **heading(desk, answers.Status.NAME),
        path=str(desk.directory.path),
        name=desk.founding.name,
        authority=desk.founding.authority,
        time_zone=desk.founding.time_zone,
        signed=actors_sign(desk),
        counts={**counts, "regulation": len({each.regulation for each in desk.rulebook.adopted})},
        flags=dict(sorted(flags.items())),
        views_entry=desk.source.progress.entry if isinstance(desk.source, Views) else 0,
    )


def views_status(desk: Desk) -> answers.ViewsAnswer:
    """How far the read models have come."""
    return _views_answer(desk, _views_of(desk), [])


def views_check(desk: Desk) -> answers.ViewsAnswer:
    """Whether the read models equal a fresh fold of the same history."""
    views = _views_of(desk)
    differences = [
        answers.DifferencePart(table=each.table, key=each.key, column=each.column, found=_shown(each.found), expected=_shown(each.expected))
        for each in views.differences(desk.events)
    ]
    return _views_answer(desk, views, differences)


def views_rebuild(desk: Desk, directory: Directory, today: date) -> answers.ViewsAnswer:
    """A new generation from the first entry on."""
    with Views.rebuilt(directory, desk.events, today) as views:
        return _views_answer(desk, views, [])


def _views_of(desk: Desk) -> Views:
    assert isinstance(desk.source, Views)
    return desk.source


def _views_answer(desk: Desk, views: Views, differences: list[answers.DifferencePart]) -> answers.ViewsAnswer:
    progress = views.progress
    return answers.ViewsAnswer(
        **heading(desk, answers.ViewsAnswer.NAME),
        generation=views.path.name if views.path else "memory",
        entry=progress.entry,
        judged_on=progress.judged_on,
        rows=views.sizes(),
        ok=not differences,
        differences=tuple(differences),
    )


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
