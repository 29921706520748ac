"""Answers about actors: everyone enrolled up to the cut, and what a passphrase opens."""

from collections.abc import Callable
from itertools import islice

from cadre_ledger.domain.actors import Actor, Role
from cadre_ledger.domain.roles import MAY, Act
from cadre_ledger.integrity.signing import fingerprint
from cadre_ledger.procedures import answers
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.keys import Keys
from cadre_ledger.procedures.reading import heading
from cadre_ledger.projections.dossiers import ActorDossier
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotAllowed, NotFound


def actor_list(desk: Desk, limit: int | None, after: str | None) -> answers.ActorList:
    """Actors by code."""
    codes = (code for code in desk.source.keys_of("actor") if after is None or code > after.upper())
    found = tuple(_part(desk.source.get(("actor", code))) for code in islice(codes, limit))
    return answers.ActorList(**heading(desk, answers.ActorList.NAME), actors=found)


def sign_in(desk: Desk, keys: Keys, code: str, passphrase: Callable[[], str]) -> answers.SignIn:
    """Whose key a passphrase opens, and what they may do; refused with the wrong one. Nothing is remembered."""
    dossier: ActorDossier | None = desk.source.get(("actor", code))
    if dossier is None:
        raise NotFound(Code.NO_ACTOR, actor=code)
    if dossier.retired:
        raise NotAllowed(Code.ACTOR_RETIRED, actor=code)
    roles = tuple(Role(each) for each in dossier.roles)
    keys.unlock(Actor(code, dossier.name, roles, dossier.public_key, dossier.cadre), passphrase())
    acts = tuple(act.value for act in Act if any(act in MAY[role] for role in roles))
    return answers.SignIn(**heading(desk, answers.SignIn.NAME), actor=_part(dossier), acts=acts)


def _part(dossier: ActorDossier) -> answers.ActorPart:
    return answers.ActorPart(
        code=dossier.code,
        name=dossier.name,
        roles=tuple(dossier.roles),
        public_key=dossier.public_key,
        fingerprint=fingerprint(dossier.public_key),
        cadre=dossier.cadre,
        retired=dossier.retired,
        entry=dossier.evidence[0].entry,
    )
