"""The replacement register: every flag, the heaviest first, with what it rests on and what was decided about it."""

from collections.abc import Iterator, Mapping
from typing import Any

from cadre_ledger.reports.document import Block, Cell, Column, Day, Facts, Field, Heading, Paragraph, Table, Term, Text
from cadre_ledger.wording.catalogue import N_

Data = Mapping[str, Any]
SEVERITIES = ("must_act", "consider", "note")


def title(data: Data) -> Text:
    """Of the whole ledger, or of one unit."""
    return Text(N_("Replacement register, unit {unit}"), {"unit": data["unit"]}) if data["unit"] else Text(N_("Replacement register"))


def missing(data: Data) -> int:
    """Flags that cannot be told, and people of whom it is not known which file is theirs."""
    untold = [each for each in data["flags"] if each["status"] == "undetermined" or each["cadre"] is None]
    without_file: int = data["without_file"]
    return len(untold) + without_file


def blocks(data: Data) -> Iterator[Block]:
    """Three tables under one number: who and what; by which clause; what was done."""
    flags = data["flags"]
    yield Paragraph(Text(N_("For the council and the authority. What follows is provisional before notice.")))
    yield Paragraph(Text(N_("A clause opens courses; the decision belongs to the authority.")))
    yield _summary(data)
    if data["without_file"]:
        yield Paragraph(
            Text(
                N_("{count} flags of people who are not linked to a file are in no unit's register; the whole register has them."),
                {"count": data["without_file"]},
            )
        )
    if not flags:
        yield Paragraph(Text(N_("No flag is up.")))
        return
    yield _flags(flags)
    yield Heading(Text(N_("By which clause")))
    yield _grounds(flags)
    yield Heading(Text(N_("What was decided")))
    yield _decisions(flags)


def _summary(data: Data) -> Facts:
    flags = data["flags"]
    applying = [each["severity"] for each in flags if each["status"] == "applies"]
    heads = {"must_act": N_("Must act"), "consider": N_("Consider"), "note": N_("Note")}
    return Facts(
        "register",
        (
            *((Field("unit", Text(N_("Unit")), data["unit"]),) if data["unit"] else ()),
            Field("flags", Text(N_("Number of flags")), len(flags)),
            *(Field(each, Text(heads[each]), applying.count(each)) for each in SEVERITIES),
            Field("undetermined", Text(N_("Cannot be told")), len(flags) - len(applying)),
            Field("undecided", Text(N_("Not decided yet")), sum(each["decision"] != "decided" for each in flags)),
            *((Field("without_file", Text(N_("Without a file, in no unit")), data["without_file"]),) if data["unit"] else ()),
        ),
    )


NUMBER = Column("no", Text(N_("No.")), figure=True)


def _flags(flags: tuple[Data, ...]) -> Table:
    return Table(
        "flags",
        (
            NUMBER,
            Column("severity", Text(N_("Severity"))),
            Column("status", Text(N_("How it stands"))),
            Column("cadre", Text(N_("Cadre")), optional=True),
            Column("name", Text(N_("Name"))),
            Column("posts", Text(N_("Posts")), optional=True),
            Column("flag", Text(N_("Flag"))),
            Column("since", Text(N_("Since"))),
        ),
        tuple(
            (
                number,
                Term("severity", each["severity"]),
                Term("status", each["status"]),
                each["cadre"],
                each["name"],
                tuple(_post(post) for post in each["posts"]),
                Term("flag", each["flag"]),
                Day(each["since"]),
            )
            for number, each in enumerate(flags, 1)
        ),
    )


def _post(post: Data) -> Cell:
    """A post, and that it cannot be told whether it was held on the day."""
    said = f"{post['title']} ({post['unit']})"
    return (said, Term("status", "undetermined")) if post["status"] == "undetermined" else said


def _grounds(flags: tuple[Data, ...]) -> Table:
    return Table(
        "grounds",
        (
            NUMBER,
            Column("clause", Text(N_("Clause"))),
            Column("known_from", Text(N_("How well known"))),
            Column("course", Text(N_("Opens"))),
            Column("perhaps", Text(N_("Perhaps")), optional=True),
            Column("session", Text(N_("Vote")), optional=True),
            Column("subject", Text(N_("Listed as")), figure=True, optional=True),
            Column("notice", Text(N_("Notice"))),
            Column("notified_on", Text(N_("Notified on")), optional=True),
            Column("id", Text(N_("Flag"))),
        ),
        tuple(
            (
                number,
                each["clause"],
                Term("known_from", each["known_from"]) if each["known_from"] else None,
                tuple(Term("course", course) for course in each["course"]),
                each["perhaps"],
                each["session"],
                each["subject"],
                Term("notice", each["notice"]),
                _day(each["notified_on"]),
                each["id"],
            )
            for number, each in enumerate(flags, 1)
        ),
    )


def _decisions(flags: tuple[Data, ...]) -> Table:
    return Table(
        "decisions",
        (
            NUMBER,
            Column("decision", Text(N_("How it stands"))),
            Column("deadline", Text(N_("Deadline")), optional=True),
            Column("considered_on", Text(N_("Considered on")), optional=True),
            Column("decided", Text(N_("Decision")), optional=True),
            Column("decided_on", Text(N_("Decided on")), optional=True),
            Column("by", Text(N_("By")), optional=True),
            Column("reason", Text(N_("Reason")), optional=True),
        ),
        tuple(_answer(number, each) for number, each in enumerate(flags, 1)),
    )


def _answer(number: int, flag: Data) -> tuple[Cell, ...]:
    answer = flag["answer"]
    return (
        number,
        Term("decision", flag["decision"]),
        _day(flag["deadline"]),
        _day(answer["considered_on"]),
        Term("replacement", answer["decided"]) if answer["decided"] else None,
        _day(answer["decided_on"]),
        answer["by"],
        answer["reason"],
    )


def _day(written: str | None) -> Cell:
    return Day(written) if written else None
