"""The command tree as data: every command with its help as it is shown, and which commands record which events."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from typer._click import Context
from typer.core import TyperGroup
from typer.main import get_command

from cadre_ledger.cli.app import NAME, ROOT
from cadre_ledger.cli.shell import Shell
from cadre_ledger.wording.catalogue import Words

# By event: the command a person gives; a test holds both sides against the register and the tree.
VERBS: Mapping[str, tuple[str, ...]] = {
    "charter.founded/1": ("init",),
    "charter.clock-confirmed/1": ("doctor",),
    "actor.enrolled/1": ("actor enrol",),
    "actor.key-rotated/1": ("actor rotate",),
    "actor.roles-changed/1": ("actor roles",),
    "actor.retired/1": ("actor retire",),
    "regulation.adopted/1": ("init", "rules adopt"),
    "rulebook.amended/1": ("init", "rules adopt"),
    "clause.text-confirmed/1": ("rules confirm",),
    "body.established/1": ("body add", "import tallies"),
    "body-name.taken/1": ("body add", "body rename", "import tallies"),
    "body.renamed/1": ("body rename",),
    "body.corrected/1": ("correct",),
    "body.closed/1": ("body close",),
    "body.member-joined/1": ("body member add",),
    "body.member-left/1": ("body member leave",),
    "body.member-corrected/1": ("correct",),
    "body.members-fixed/1": ("body member fix",),
    "cadre-code.allocated/1": ("cadre add", "import roster"),
    "cadre.registered/1": ("cadre add", "import roster"),
    "cadre-number.taken/1": ("cadre add", "import roster", "correct"),
    "cadre.details-corrected/1": ("correct",),
    "cadre.merged/1": ("cadre merge",),
    "cadre.unmerged/1": ("cadre unmerge",),
    "vote.recorded/1": ("vote record", "vote certify", "import tallies"),
    "session-day.taken/1": ("vote record", "vote convene", "import tallies"),
    "vote.corrected/1": ("correct",),
    "vote.subject-linked/1": ("cadre link", "vote certify", "import tallies"),
    "vote.subject-unlinked/1": ("cadre unlink", "vote annul"),
    "confidence-result.entered/1": ("cadre link", "vote certify", "import tallies"),
    "confidence-result.withdrawn/1": ("cadre unlink", "vote annul"),
    "vote.convened/1": ("vote convene",),
    "vote.opened/1": ("vote open",),
    "vote.late-arrived/1": ("vote late",),
    "vote.subject-struck/1": ("vote strike",),
    "vote.box-closed/1": ("vote box",),
    "vote.announced/1": ("vote announce",),
    "vote.announcement-corrected/1": ("vote correct",),
    "vote.entry-locked/1": ("vote count",),
    "vote.entry-taken/1": ("vote take",),
    "vote.entry-withdrawn/1": ("vote withdraw",),
    "vote.batch-opened/1": ("vote compare",),
    "vote.cells-recounted/1": ("vote adjudicate",),
    "vote.certified/1": ("vote certify",),
    "vote.published/1": ("vote publish",),
    "vote.ballots-in-custody/1": ("vote custody",),
    "vote.paper-issued/1": ("vote paper",),
    "vote.annulled/1": ("vote annul",),
    "unit.established/1": ("unit add",),
    "unit.renamed/1": ("unit rename",),
    "unit.moved/1": ("unit move",),
    "unit.closed/1": ("unit close",),
    "position.defined/1": ("position add", "import positions"),
    "position.redefined/1": ("position redefine", "import positions"),
    "post.appointed/1": ("post appoint", "import roster"),
    "post.relieved/1": ("post relieve",),
    "post.appointment-corrected/1": ("correct",),
    "post.tenure-corrected/1": ("correct",),
    "post.planned/1": ("post plan", "import roster"),
    "post.unplanned/1": ("post unplan",),
    "absence.began/1": ("post leave",),
    "absence.ended/1": ("post return",),
    "absence.corrected/1": ("correct",),
    "period.opened/1": ("period open",),
    "period.closed/1": ("period close",),
    "period.reopened/1": ("period reopen",),
    "assessment.recorded/1": ("assess record", "import assessments"),
    "assessment.corrected/1": ("assess correct",),
    "classification.decided/1": ("classify decide", "import classifications"),
    "classification.corrected/1": ("correct",),
    "classification.set-aside/1": ("classify set-aside",),
    "verdict.notified/1": ("notify",),
    "training.completed/1": ("training record", "import training"),
    "training.revoked/1": ("training revoke",),
    "qualification.recorded/1": ("qualification record", "import qualifications"),
    "qualification.corrected/1": ("correct",),
    "qualification.revoked/1": ("qualification revoke",),
    "discipline.decided/1": ("discipline decide", "import discipline"),
    "discipline.corrected/1": ("correct",),
    "discipline.ended/1": ("discipline end",),
    "discipline.annulled/1": ("discipline annul",),
    "replacement.considered/1": ("replacement consider",),
    "replacement.decided/1": ("replacement decide",),
    "replacement.corrected/1": ("correct",),
}


def pages(language: str = "en") -> Iterator[tuple[str, str]]:
    """Every command by its path, with its help."""
    shell = Shell(Words(language), stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.StringIO(), environment={})
    yield from _pages(get_command(ROOT), None, NAME, shell)


def _pages(command: Any, parent: Context | None, name: str, shell: Shell) -> Iterator[tuple[str, str]]:
    context = Context(command, parent=parent, info_name=name, obj=shell)
    yield context.command_path, command.get_help(context)
    if isinstance(command, TyperGroup):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            yield from _pages(found, context, inner, shell)


def paths() -> list[str]:
    """Every command without the program's name."""
    return [path.removeprefix(NAME).strip() for path, _ in pages()]
