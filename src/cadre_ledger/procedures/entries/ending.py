"""The last steps of a vote: certifying, publishing, the custody of its ballots, and annulling it."""

from cadre_ledger.domain.counts import AnnulVote, CertifyVote, KeepBallots, PublishVote
from cadre_ledger.procedures.entries.fields import Field, FieldKind, Phrase
from cadre_ledger.procedures.entries.form import Form, asking, becoming
from cadre_ledger.procedures.entries.holding import REASON, SESSION
from cadre_ledger.procedures.entries.reading import Filled
from cadre_ledger.procedures.entries.training import DAY
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.wording.catalogue import N_

CERTIFIED_BY = Field(
    "certified_by", FieldKind.TEXT, Phrase(N_("Who certifies: whoever is at the machine, and counted no stack.")), required=True, of="actor"
)
MINUTES = Field("minutes", FieldKind.NOTE, Phrase(N_("The minutes of the count: number and date.")), required=True)
CERTIFY = Form(
    "certify",
    N_("Certification of the count"),
    N_("By someone who counted no stack; results are entered in the files with it."),
    asking(SESSION, CERTIFIED_BY, MINUTES),
    becoming(lambda filled, on: filled.command(CertifyVote, on)),
    "session",
    final=N_("A certified count takes no more entries."),
)

PUBLISH = Form(
    "publish",
    N_("Publication of the result"),
    N_("Where and when a certified result was made public."),
    asking(
        SESSION,
        Field("where", FieldKind.NOTE, Phrase(N_("Where it was made public.")), required=True),
        Field("published_on", FieldKind.DATE, Phrase(DAY), required=True),
    ),
    becoming(lambda filled, on: filled.command(PublishVote, on)),
    "session",
)


CUSTODY = Form(
    "custody",
    N_("Custody of the ballots"),
    N_("Under which seals the paper ballots lie, with whom, where, until when."),
    asking(
        SESSION,
        Field("keeper", FieldKind.TEXT, Phrase(N_("Who keeps the ballots.")), required=True),
        Field("kept_at", FieldKind.TEXT, Phrase(N_("Where they are kept.")), required=True),
        Field("kept_until", FieldKind.DATE, Phrase(N_("Until when, where that is set."))),
    ),
    becoming(lambda filled, on: filled.command(KeepBallots, on, seals=filled.column("seals"))),
    "session",
    columns_for=asking(Field("seals", FieldKind.TEXT, Phrase(N_("The number of one seal, one a line.")), required=True)),
)


def _annul(filled: Filled, on: PartialDate) -> AnnulVote:
    fields = dict(filled.values)
    people = (fields.pop("annulled_by"), fields.pop("second"))
    return AnnulVote.model_validate({"on": on, **fields, "annulled_by": people})


ANNUL = Form(
    "annul",
    N_("Annulment of a vote"),
    N_("The vote does not count; two people stand for it."),
    asking(
        SESSION,
        Field("annulled_by", FieldKind.TEXT, Phrase(N_("Who annuls: whoever is at the machine.")), required=True, of="actor"),
        Field(
            "second",
            FieldKind.TEXT,
            Phrase(N_("The second person who stands for it; where people sign, they sign too.")),
            required=True,
            of="actor",
            own_label=Phrase(N_("second person")),
        ),
        REASON,
    ),
    becoming(_annul),
    "session",
    final=N_("An annulled vote opens nothing and cannot be taken up again."),
)
