"""`actor` and `sign-in`: who records under which key, and in which roles."""

from typing import TYPE_CHECKING, Annotated

import typer

from cadre_ledger.cli.body import AfterOption, LimitOption, ReasonOption
from cadre_ledger.cli.commands import PassphraseOption, Reading, Recorder, noun, reading, reads, recording, single
from cadre_ledger.wording.catalogue import N_

if TYPE_CHECKING:
    from cadre_ledger.procedures.enrolling import Workshop
    from cadre_ledger.wording.catalogue import Words

APP = noun(N_("Actors: who records, under which key and in which roles. From the first one on everything is signed."))
ActorArgument = Annotated[str, typer.Argument(metavar="ACTOR", help=N_("The actor's code."))]
RoleOption = Annotated[
    list[str],
    typer.Option(
        "--role",
        metavar="ROLE",
        help=N_("secretary, counting_committee, chair, inspector, auditor, subject or administrator; repeat for several."),
    ),
]


@recording(
    APP,
    "enrol",
    N_("Let someone record under a key of their own; the key file stays on this machine, outside the ledger."),
    'cadre-ledger actor enrol CT-01 "Nguyễn Văn Mẫu" --role chair',
)
def enrol(
    recorder: Recorder,
    whom: ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The person's name."))],
    *,
    role: RoleOption,
    cadre: Annotated[
        str | None, typer.Option("--cadre", metavar="CADRE", help=N_("Their own file here, on which they may never record."))
    ] = None,
) -> None:
    from cadre_ledger.procedures.enrolling import Enrolment, enrol, would_enrol

    who = Enrolment(whom, name, _roles(role), recorder.code_of(cadre) if cadre else None)
    workshop, author = _workshop(recorder), recorder.author
    passphrase = recorder.passphrases.new(who.actor.upper())
    with recorder.ledger() as ledger:
        on = recorder.today(ledger.founding.time_zone)
        if recorder.dry_run:
            recorder.answer(ledger, would_enrol(ledger, workshop, who, passphrase, author, on), None, ())
            return
        done = enrol(ledger, workshop, who, passphrase, author, on)
        recorder.answer(ledger, done.records, done, ())
    path = workshop.keys.file(who.actor.upper())
    recorder.shell.say(recorder.words(N_("Key file: {path}. Keep a copy where others cannot reach it; nobody can restore it."), path=path))


@recording(
    APP, "rotate", N_("Take a new key and a new passphrase; both keys sign it."), 'cadre-ledger actor rotate --actor CT-01 --reason "QĐ 7"'
)
def rotate(recorder: Recorder, *, reason: ReasonOption) -> None:
    from cadre_ledger.procedures.enrolling import rotate
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Misused, NotFound

    if recorder.dry_run:
        raise Misused(Code.USAGE, problem=recorder.words(N_("a new key cannot be tried")), command="cadre-ledger actor rotate")
    workshop, author = _workshop(recorder), recorder.author
    if not author.signers:
        raise NotFound(Code.NO_ACTOR, actor=author.actor)
    passphrase = recorder.passphrases.new(author.actor)
    with recorder.ledger() as ledger:
        done = rotate(ledger, workshop, passphrase, reason, author, recorder.today(ledger.founding.time_zone))
        recorder.answer(ledger, done.records, done, ())


@recording(APP, "roles", N_("Give someone other roles."), 'cadre-ledger actor roles TK-01 --role secretary --reason "QĐ 7" --actor CT-01')
def roles(recorder: Recorder, whom: ActorArgument, *, role: RoleOption, reason: ReasonOption) -> None:
    from cadre_ledger.domain.actors import ChangeRoles

    chosen = _roles(role)
    recorder.record(lambda on: [ChangeRoles.model_validate({"on": on, "actor": whom, "roles": chosen, "reason": reason})])


@recording(
    APP,
    "retire",
    N_("End someone's signing; what they signed stays signed."),
    'cadre-ledger actor retire TK-01 --reason "QĐ 9" --actor CT-01',
)
def retire(recorder: Recorder, whom: ActorArgument, *, reason: ReasonOption) -> None:
    from cadre_ledger.domain.actors import RetireActor

    recorder.confirm(recorder.words(N_("Retire {actor}?"), actor=whom))
    recorder.record(lambda on: [RetireActor(on=on, actor=whom, reason=reason)])


@reading(APP, "list", N_("Everyone enrolled, with roles and key."), "cadre-ledger actor list")
def list_(reading: Reading, *, limit: LimitOption = None, after: AfterOption = None) -> None:
    from cadre_ledger.cli.output import Listing, table
    from cadre_ledger.procedures.actors import actor_list

    words = reading.words
    with reading.desk() as desk:
        answer = actor_list(desk, limit, after)
    listing = Listing.of(answer.actors, ("code", "name", "roles", "cadre", "retired", "fingerprint", "entry"))
    headers = tuple(words(each) for each in (N_("Code"), N_("Name"), N_("Roles"), N_("Key"), N_("Retired")))
    rows = [(each.code, each.name, _said(words, each.roles), each.fingerprint, "✓" if each.retired else "") for each in answer.actors]
    unsigned = words(N_("Nobody is enrolled: the ledger is unsigned, actors are claims.")) + "\n"
    reading.show(answer, listing, lambda: table(headers, rows) if rows else unsigned)


def _sign_in(reading: Reading, whom: ActorArgument, *, passphrase_fd: PassphraseOption = None) -> None:
    from cadre_ledger.cli.output import table
    from cadre_ledger.cli.passphrases import Passphrases
    from cadre_ledger.procedures.actors import sign_in
    from cadre_ledger.procedures.keys import Keys
    from cadre_ledger.values.text import clean_code

    words, code = reading.words, clean_code(whom)
    keys = Keys.of(reading.directory, reading.shell.environment)
    passphrases = Passphrases(reading.shell, passphrase_fd)
    with reading.desk() as desk:
        answer = sign_in(desk, keys, code, lambda: passphrases.of(code))
    part = answer.actor
    rows = (
        (words(N_("Actor")), f"{part.code}  {part.name}"),
        (words(N_("Roles")), _said(words, part.roles)),
        *((words(N_("May")) if not place else "", _said(words, (act,), "act")) for place, act in enumerate(answer.acts)),
        (words(N_("Key")), part.fingerprint),
    )
    reading.show(answer, None, lambda: table((words(N_("What")), words(N_("Is"))), rows))


def _workshop(recorder: Recorder) -> "Workshop":
    from cadre_ledger.procedures.enrolling import Workshop
    from cadre_ledger.procedures.keys import Keys

    return Workshop(Keys.of(recorder.directory, recorder.shell.environment), recorder.shell.random, recorder.shell.key_cost)


def _roles(named: list[str]) -> tuple[str, ...]:
    from cadre_ledger.domain.actors import Role
    from cadre_ledger.values.codes import Code
    from cadre_ledger.values.errors import Refused

    chosen = tuple(each.strip().lower().replace("-", "_") for each in named)
    if unknown := [each for each in chosen if each not in set(Role)]:
        raise Refused(Code.FIELD_INVALID, field="role", value=unknown[0][:40])
    return chosen


def _said(words: "Words", values: tuple[str, ...], kind: str = "role") -> str:
    from cadre_ledger.wording.terms import term

    return ", ".join(term(words, kind, each) for each in values)  # type: ignore[arg-type]


APPS = {
    "actor": APP,
    "sign-in": single(
        N_("See whether a passphrase opens the key of an actor, and what they may do; nothing of it is kept."),
        "cadre-ledger sign-in CT-01",
        reads(_sign_in),
    ),
}
