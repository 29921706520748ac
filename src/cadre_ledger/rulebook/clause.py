"""What every clause says of itself, whatever its kind."""

from typing import Annotated

from pydantic import Field

from cadre_ledger.rulebook.conditions import RuleModel
from cadre_ledger.values.citations import Course, FlagName, KnownFrom, Severity

ClauseId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")]


class Bilingual(RuleModel):
    """The same thing said in both languages."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class ClauseBase(RuleModel):
    """What every clause says of itself: where it stands, how well its text is known, and its gist."""

    id: ClauseId
    cites: str = ""
    known_from: KnownFrom
    source: str = ""
    text: Bilingual


class Consequence(RuleModel):
    """What a met condition opens. The clause opens courses; the decision belongs to the authority."""

    flag: FlagName
    severity: Severity
    course: tuple[Course, ...] = Field(min_length=1)
