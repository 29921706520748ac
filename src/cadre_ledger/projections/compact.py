"""The compact form in which dossiers lie beside the rows."""

from typing import Any

import msgspec

from cadre_ledger.projections.dossiers import (
    ActorDossier,
    BodyDossier,
    CadreDossier,
    RulebookDossier,
    SessionDossier,
    SittingDossier,
)
from cadre_ledger.projections.files import AnswerDossier, AssessmentDossier, CadreFile, PeriodDossier, PositionDossier, UnitDossier

KINDS: dict[str, type[Any]] = {
    "session": SessionDossier,
    "sitting": SittingDossier,
    "cadre": CadreDossier,
    "body": BodyDossier,
    "rulebook": RulebookDossier,
    "file": CadreFile,
    "assessed": AssessmentDossier,
    "unit": UnitDossier,
    "position": PositionDossier,
    "period": PeriodDossier,
    "answer": AnswerDossier,
    "actor": ActorDossier,
}

_ENCODER = msgspec.msgpack.Encoder()
_DECODERS = {kind: msgspec.msgpack.Decoder(dossier) for kind, dossier in KINDS.items()}


def encode(dossier: msgspec.Struct) -> bytes:
    """The compact form."""
    return _ENCODER.encode(dossier)


def decode(kind: str, stored: bytes) -> Any:
    """A dossier from its compact form."""
    return _DECODERS[kind].decode(stored)
