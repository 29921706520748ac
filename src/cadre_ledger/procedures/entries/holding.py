"""The steps of a vote on its day: the roll, late arrivals, a name struck, the box, the announcement, and its correction."""

from collections.abc import Iterator
from dataclasses import replace

from cadre_ledger.domain import checks
from cadre_ledger.domain.checks import Figures
from cadre_ledger.domain.counts import Count
from cadre_ledger.domain.members import Membership
from cadre_ledger.domain.sessions import (
    COUNTED,
    AnnounceCollected,
    AnnouncementCorrected,
    CloseBox,
    CollectedAnnounced,
    CorrectAnnouncement,
    NoteLate,
    OpenVote,
    SessionCommand,
    Sitting,
    StrikeSubject,
    announcing,
    questions,
    quorate,
    stacks,
)
from cadre_ledger.interchange.tabular import whole_number
from cadre_ledger.procedures.counting import LARGEST_STACK, count_of, membership_of, told_of
from cadre_ledger.procedures.desk import Desk
from cadre_ledger.procedures.entries.fields import Choice, Field, FieldKind, Hint, Mark, Phrase, choices, data
from cadre_ledger.procedures.entries.form import Form, Remarks, asking, becoming
from cadre_ledger.procedures.entries.reading import REFUSALS, Filled
from cadre_ledger.procedures.entries.typed import Typed
from cadre_ledger.rulebook.clauses import Quorum
from cadre_ledger.values.codes import Code
from cadre_ledger.values.counting import Presence, Struck
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import NotFound, Refused
from cadre_ledger.values.findings import Finding, Place
from cadre_ledger.values.shares import Base
from cadre_ledger.wording.catalogue import N_

SESSION = Field("session", FieldKind.CODE, Phrase(N_("The vote that is held here.")), required=True, of="sitting")
REASON = Field("reason", FieldKind.NOTE, Phrase(N_("Why.")), required=True)
WHOLE = Phrase(N_("A whole number."))


def state_of(desk: Desk, typed: Typed) -> Count | None:
    """The vote that is typed, as far as it has come; nothing where there is none."""
    try:
        return count_of(desk, typed.get("session", "").strip().upper())
    except NotFound:
        return None


def sitting_of(desk: Desk, typed: Typed) -> Sitting | None:
    """Its steps up to the announcement."""
    state = state_of(desk, typed)
    return state.sitting if state is not None else None


# The roll


def _membership(desk: Desk, sitting: Sitting) -> Membership:
    return membership_of(desk, sitting.convened.body)


def _seats(desk: Desk, sitting: Sitting) -> tuple[Choice, ...]:
    """The members of the day where all are known by name."""
    roll = _membership(desk, sitting).roll_on(sitting.convened.held_on.first)
    return tuple(_numbered(each.number, each.name) for each in roll)


def _numbered(number: int, name: str) -> Choice:
    """A line of the roll or of the ballot, found by its number or its name."""
    return Choice(str(number), data(f"{number} {name}"))


def _member(seats: tuple[Choice, ...], asked: str, *, required: bool) -> Field:
    return Field("member", FieldKind.CHOICE, Phrase(asked), required=required, choices=seats)


PRESENT = (
    Field(
        "summoned",
        FieldKind.NUMBER,
        Phrase(N_("How many members were summoned; the body's members are not recorded by name.")),
        required=True,
    ),
    Field(
        "present",
        FieldKind.NUMBER,
        Phrase(N_("How many members are present.")),
        required=True,
        own_label=Phrase(N_("members present")),
    ),
)


def _opening_fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Numbers only where the members are not known by name."""
    sitting = sitting_of(desk, typed)
    return (SESSION,) if sitting is None or _seats(desk, sitting) else (SESSION, *PRESENT)


def _opening_columns(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Those who are not there; everyone else is."""
    sitting = sitting_of(desk, typed)
    seats = _seats(desk, sitting) if sitting is not None else ()
    if not seats:
        return ()
    why = Field("reason", FieldKind.NOTE, Phrase(N_("Why the member is absent.")))
    away = choices(Presence, Presence.ABSENT, Presence.NOT_SUMMONED)
    how = Field(
        "presence",
        FieldKind.CHOICE,
        Phrase(N_("Absent, or not summoned; blank is absent.")),
        choices=away,
        own_label=Phrase(N_("how absent")),
    )
    member = _member(seats, N_("A member who is not there, by number or name; all others are present."), required=False)
    return (member, why, how)


def _opening(filled: Filled, on: PartialDate) -> OpenVote:
    rows = [cells for cells in filled.rows.values() if "member" in cells]
    away = [cells for cells in rows if cells.get("presence") != Presence.NOT_SUMMONED]
    return filled.command(
        OpenVote,
        on,
        absent=tuple({"member": int(cells["member"]), "reason": cells["reason"]} for cells in away if "reason" in cells),
        not_summoned=tuple(int(cells["member"]) for cells in rows if cells.get("presence") == Presence.NOT_SUMMONED),
    )


def _opening_remarks(desk: Desk, filled: Filled) -> Remarks:
    """Who is absent without a reason, and whether the meeting is quorate."""
    sitting = sitting_of(desk, filled.typed)
    return tuple(_without(filled)), tuple(_quorate(desk, filled, sitting)) if sitting is not None else ()


def _without(filled: Filled) -> Iterator[Finding]:
    for row, cells in filled.rows.items():
        if "member" not in cells:
            yield Finding(Code.FIELD_EMPTY, {"field": "member"}, Place(row=row, column="member"))
        elif "reason" not in cells and cells.get("presence") != Presence.NOT_SUMMONED:
            yield Finding(Code.FIELD_EMPTY, {"field": "reason"}, Place(row=row, column="reason"))


def _quorate(desk: Desk, filled: Filled, sitting: Sitting) -> Iterator[Hint]:
    numbers = _present(desk, filled, sitting)
    if numbers is None:
        return
    present = numbers[Base.MEMBERS_PRESENT] or 0
    facts: dict[str, object] = {"present": present, "summoned": numbers[Base.MEMBERS_SUMMONED]}
    place = Place(column="session")
    regulation = desk.rulebook.rulebook.regulation(sitting.convened.basis_digest)
    for clause in regulation.of_kind(Quorum):
        met = quorate(clause, present, numbers.get(clause.of))
        said = N_("{present} of {summoned} present {mark} at least {share} is needed")
        yield Hint(place, Phrase(said, {**facts, "share": clause.at_least}), Mark.FINE if met else Mark.WRONG)
        return
    yield Hint(place, Phrase(N_("{present} of {summoned} present {mark} no quorum is set"), facts), Mark.FINE)


def _present(desk: Desk, filled: Filled, sitting: Sitting) -> dict[Base, int | None] | None:
    """How many there are, by base."""
    total = _membership(desk, sitting).size_on(sitting.convened.held_on.first)
    seats = _seats(desk, sitting)
    if seats:
        away = {cells["member"]: cells.get("presence") for cells in filled.rows.values() if "member" in cells}
        summoned = len(seats) - sum(each == Presence.NOT_SUMMONED for each in away.values())
        present = len(seats) - len(away)
    elif filled.has("summoned", "present"):
        summoned, present = filled.values["summoned"], filled.values["present"]
    else:
        return None
    return {Base.MEMBERS_TOTAL: total, Base.MEMBERS_SUMMONED: summoned, Base.MEMBERS_PRESENT: present}


OPEN = Form(
    "open",
    N_("Opening of a vote"),
    N_("Type only who is not there; all others are present."),
    _opening_fields,
    becoming(_opening),
    "session",
    columns_for=_opening_columns,
    remarks=_opening_remarks,
)


def _late_fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    sitting = sitting_of(desk, typed)
    if sitting is None or (sitting.opened is not None and sitting.opened.roll):
        return (SESSION,)
    return (SESSION, Field("arrived", FieldKind.NUMBER, Phrase(N_("How many came after the opening.")), required=True))


def _late_columns(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Those on the roll who were not there."""
    sitting = sitting_of(desk, typed)
    roll = sitting.opened.roll if sitting is not None and sitting.opened is not None else ()
    seats = tuple(_numbered(each.member, each.name) for each in roll if sitting is not None and each.member not in sitting.seated)
    return (_member(seats, N_("A member who came after the opening."), required=True),) if roll else ()


LATE = Form(
    "late",
    N_("Late arrivals"),
    N_("Members who came after the opening, all at once: nobody is timed."),
    _late_fields,
    becoming(lambda filled, on: filled.command(NoteLate, on, seats=tuple(map(int, filled.column("member"))))),
    "session",
    columns_for=_late_columns,
)


def _strike_fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    sitting = sitting_of(desk, typed)
    listed = tuple(_numbered(each.number, each.name) for each in (sitting.subjects if sitting else ()))
    return (
        SESSION,
        Field(
            "subject",
            FieldKind.CHOICE,
            Phrase(N_("Whose name is taken off the ballot.")),
            required=True,
            choices=listed,
            own_label=Phrase(N_("name on the ballot")),
        ),
        Field("why", FieldKind.CHOICE, Phrase(N_("What happened.")), required=True, choices=choices(Struck)),
        REASON,
    )


STRIKE = Form(
    "strike",
    N_("Name struck from the ballot"),
    N_("A person who withdrew, or died, is voted on no more."),
    _strike_fields,
    becoming(lambda filled, on: filled.command(StrikeSubject, on, subject=int(filled.values["subject"]))),
    "subject",
)


# The ballots

PAPERS = Field("papers", FieldKind.NUMBER, Phrase(N_("Ballots printed.")), required=True)
ISSUED = Field("issued", FieldKind.NUMBER, Phrase(N_("Ballots issued.")), required=True)
SPOILT = Field("spoilt", FieldKind.NUMBER, Phrase(N_("Ballots spoilt, exchanged ones included.")), default="0")
UNUSED = Field("unused", FieldKind.NUMBER, Phrase(N_("Ballots left over.")), default="0")
COLLECTED = Field("collected", FieldKind.NUMBER, Phrase(N_("Ballots out of the box.")), required=True)
NOT_RETURNED = Field("not_returned", FieldKind.NUMBER, Phrase(N_("Ballots issued and not in the box.")), default="0")
STACKS = Field("batches", FieldKind.TEXT, Phrase(N_("The ballots of each stack, as 20 20 19; blank makes equal stacks of at most 25.")))


def _asked(desk: Desk, filled: Filled, command: SessionCommand) -> Iterator[Finding]:
    """What is odd about the figures of a step."""
    sitting = sitting_of(desk, filled.typed)
    if sitting is not None and sitting.opened is not None:
        yield from questions(command, sitting)


def _stopping(step: checks.Step, figures: Figures) -> Iterator[Finding]:
    """What stands against the figures of a step, while they are typed."""
    try:
        checks.stop(step, figures)
    except Refused as refused:
        yield from refused.said


def _box_remarks(desk: Desk, filled: Filled) -> Remarks:
    values = filled.values
    if not filled.has("papers", "issued", "spoilt", "unused"):
        return (), ()
    figures = Figures(**{name: values[name] for name in ("papers", "issued", "spoilt", "unused")})
    wrong = tuple(_stopping(checks.Step.BOX, figures))
    odd = () if wrong else tuple(_asked(desk, filled, _box(filled, PartialDate.on(desk.as_of))))
    mark = Mark.WRONG if wrong else Mark.FINE
    facts = {"papers": figures.papers, "issued": figures.issued, "spoilt": figures.spoilt, "unused": figures.unused}
    said = Phrase("{mark} {papers} = {issued} + {spoilt} + {unused}", facts)
    wrongly = Phrase("{mark} {papers} ≠ {issued} + {spoilt} + {unused}", facts)
    return (*wrong, *odd), [Hint(Place(column="unused"), wrongly if wrong else said, mark)]


def _box(filled: Filled, on: PartialDate) -> CloseBox:
    return filled.command(CloseBox, on)


BOX = Form(
    "box",
    N_("Closing of the box"),
    N_("No more ballots are cast; those printed are accounted for."),
    asking(SESSION, PAPERS, ISSUED, SPOILT, UNUSED),
    becoming(_box),
    "papers",
    remarks=_box_remarks,
)


def _divided(text: str) -> tuple[int, ...]:
    """Stacks as they are typed, with anything between them."""
    typed = text.replace(";", " ").replace(",", " ").replace("+", " ").split()
    numbers = [whole_number(each) for each in typed]
    if any(each is None for each in numbers):
        raise Refused(Code.FIELD_INVALID, field="batches", value=text[:40])
    return tuple(each for each in numbers if each is not None)


def _announcing(filled: Filled, on: PartialDate) -> AnnounceCollected:
    typed = filled.values.get("batches")
    batches = _divided(typed) if typed else stacks(filled.values["collected"], LARGEST_STACK)
    return filled.command(AnnounceCollected, on, batches=batches)


def _announce_remarks(desk: Desk, filled: Filled) -> Remarks:
    if not filled.has("session", "collected", "not_returned"):
        return (), ()
    try:
        command = _announcing(filled, PartialDate.on(desk.as_of))
    except Refused as refused:
        return [Finding(refused.code, refused.facts)], ()
    sitting = sitting_of(desk, filled.typed)
    if sitting is None or sitting.opened is None:
        return (), ()
    wrong = tuple(_stopping(checks.Step.ANNOUNCEMENT, announcing(command, sitting)))
    return (*wrong, *(() if wrong else _asked(desk, filled, command))), tuple(_divided_said(command.batches))


def _divided_said(batches: tuple[int, ...]) -> Iterator[Hint]:
    if batches:
        facts = {"count": len(batches), "stacks": " + ".join(map(str, batches))}
        yield Hint(Place(column="batches"), Phrase(N_("{count} stacks: {stacks}"), facts))


ANNOUNCE = Form(
    "announce",
    N_("Announcement of the ballots collected"),
    N_("How many ballots came out of the box, before any is counted."),
    asking(SESSION, COLLECTED, NOT_RETURNED, STACKS),
    becoming(_announcing),
    "collected",
    remarks=_announce_remarks,
)


# Its correction


def _announced_in(desk: Desk, typed: Typed) -> int | None:
    """The entry that says what holds of the ballots."""
    topics = (CollectedAnnounced.topic, AnnouncementCorrected.topic)
    said = [each.entry for each in told_of(desk, typed.get("session", "").strip().upper()) if each.name in topics]
    return said[-1] if said else None


def _correct_fields(desk: Desk, typed: Typed) -> tuple[Field, ...]:
    """Only what is wrong is typed; the rest stays."""
    entry = _announced_in(desk, typed)
    figures = (PAPERS, ISSUED, SPOILT, UNUSED, COLLECTED, NOT_RETURNED)
    return (
        SESSION,
        Field(
            "corrects",
            FieldKind.NUMBER,
            Phrase(N_("The number of the entry that is corrected.")),
            required=True,
            default="" if entry is None else str(entry),
        ),
        REASON,
        *(replace(each, required=False, default="") for each in figures),
        replace(STACKS, help=Phrase(N_("The ballots of each stack, as 20 20 19; blank leaves the stacks as they are."))),
    )


def _correct_remarks(desk: Desk, filled: Filled) -> Remarks:
    """What holds now, beside each figure."""
    sitting = sitting_of(desk, filled.typed)
    if sitting is None or not sitting.figures.batches:
        return (), ()
    now: dict[str, object] = {name: getattr(sitting.figures, name) for name in COUNTED}
    now["batches"] = " ".join(map(str, sitting.figures.batches))
    hints = [Hint(Place(column=name), Phrase(N_("says now: {was}"), {"was": figure})) for name, figure in now.items()]
    return tuple(_corrected_oddly(desk, filled)), hints


def _corrected_oddly(desk: Desk, filled: Filled) -> Iterator[Finding]:
    if filled.has("session", "corrects", "reason"):
        try:
            yield from _asked(desk, filled, _correcting(filled, PartialDate.on(desk.as_of)))
        except REFUSALS as error:
            yield Finding(error.code, error.facts)


def _correcting(filled: Filled, on: PartialDate) -> CorrectAnnouncement:
    divided = {"batches": _divided(filled.values["batches"])} if filled.has("batches") else {}
    return filled.command(CorrectAnnouncement, on, **divided)


CORRECT = Form(
    "correct",
    N_("Correction of the announcement"),
    N_("Type only what is to change; stacks that change are counted again."),
    _correct_fields,
    becoming(_correcting),
    "corrects",
    remarks=_correct_remarks,
)
