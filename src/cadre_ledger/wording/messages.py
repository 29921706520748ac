"""What is said for every code: what happened, and what to do next. Facts in braces are those that raise it."""

import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from cadre_ledger.values.codes import Code
from cadre_ledger.values.dates import PartialDate
from cadre_ledger.values.errors import Misused
from cadre_ledger.values.findings import Finding
from cadre_ledger.values.text import FORBIDDEN_CATEGORIES
from cadre_ledger.wording.catalogue import N_, Words
from cadre_ledger.wording.terms import TERMS, Kind, term


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, and what to do next."""

    what: str
    next: str


USAGE_MESSAGES = {
    Code.USAGE: Message(
        N_("The command was not understood: {problem}"),
        N_("See how it is used: {command} --help"),
    ),
    Code.LEDGER_NOT_NAMED: Message(
        N_("No ledger was named, and this directory does not hold exactly one (found: {found}). {names}"),
        N_("Name it with --ledger PATH or the variable CADRE_LEDGER, or begin one: cadre-ledger init NAME.ledger"),
    ),
    Code.DATE_UNREADABLE: Message(
        N_("“{value}” is not a date."),
        N_("Write it as 2023-12-13 or 13/12/2023; 2023-12 or 2023 where no more is known."),
    ),
    Code.PERIOD_UNREADABLE: Message(
        N_("“{value}” is not an evaluation period."),
        N_("Write it as 2026, 2026-H1, 2026-Q1, 2026-03 or term:2025-2030, or give a code of your own with its first and last day."),
    ),
    Code.CUT_UNREADABLE: Message(
        N_("“{value}” is neither a date, an instant nor an entry."),
        N_("Write a date (2024-06-30), an instant (2024-06-30T17:00) or an entry (#120)."),
    ),
    Code.FORMAT_UNKNOWN: Message(
        N_("This answer cannot be written as “{format}”."),
        N_("Choose one of these with --format: {known}"),
    ),
    Code.INTERACTION_NEEDED: Message(
        N_("A question would have to be answered ({option}), and nobody may be asked."),
        N_("Leave out --no-input, or choose what asks nothing: --yes, or --link none."),
    ),
    Code.OUTPUT_UNWRITABLE: Message(
        N_("{path} cannot be written: {reason}"),
        N_("Choose another file with --output, or make room and check who may write there."),
    ),
    Code.INPUT_UNREADABLE: Message(
        N_("{path} cannot be read: {reason}"),
        N_("Check the name of the file and whether you may read it."),
    ),
    Code.NOT_A_TERMINAL: Message(
        N_("The screens need a terminal, and this is none: {stream}."),
        N_("Start cadre-ledger tui by itself in a terminal window, without <, > or |. Scripts use the other commands: cadre-ledger --help"),
    ),
    Code.TERMINAL_UNFIT: Message(
        N_("A terminal of the kind “{term}” cannot show screens."),
        N_("Use another terminal window; or, if it can do more than it says: TERM=xterm-256color cadre-ledger tui"),
    ),
    Code.SCREENS_FAILED: Message(
        N_("The screens ended, for something went wrong inside the program: {kind} at {place}, incident {incident}."),
        N_(
            "Start again: cadre-ledger tui. What you typed is kept as a draft. Report this line and the file incidents/{incident}.txt "
            "of the ledger; they hold nothing of your data."
        ),
    ),
    Code.UNEXPECTED: Message(
        N_("Something went wrong inside the program: {kind} at {place}."),
        N_("Look at the state of the ledger with cadre-ledger doctor, and report this line; it holds nothing of your data."),
    ),
    # Four kinds of fact
    Code.NO_UNIT: Message(
        N_("There is no unit {unit}."),
        N_("See the units: cadre-ledger unit list"),
    ),
    Code.NO_POSITION: Message(
        N_("There is no position {position}."),
        N_("See the positions: cadre-ledger position list"),
    ),
    Code.NO_GROUP: Message(
        N_("No position belongs to a group {group} on that day."),
        N_("See the groups of positions: cadre-ledger position list --format csv"),
    ),
    Code.NOT_A_MEMBER: Message(
        N_("{cadre} holds no post in {group} on {as_of}."),
        N_("See who does: cadre-ledger standing list --unit UNIT, or ask about another day with --as-of DATE"),
    ),
    Code.NO_PERIOD: Message(
        N_("There is no evaluation period {period}."),
        N_("Open it first: cadre-ledger period open {period}"),
    ),
    Code.NO_CRITERIA: Message(
        N_("No adopted text has the criteria set {criteria_set} (basis {basis})."),
        N_("See the clauses: cadre-ledger rules show {basis}"),
    ),
    Code.NO_ASSESSMENT: Message(
        N_("{assessor} has not assessed {cadre} for {period}."),
        N_("Record it: cadre-ledger assess record --help"),
    ),
    Code.NO_CLASSIFICATION: Message(
        N_("{cadre} has no classification for {period} that stands."),
        N_("See what was decided: cadre-ledger classify list --period {period}"),
    ),
    Code.NO_TRAINING: Message(
        N_("{cadre} has no completion number {number} that stands."),
        N_("See the completions: cadre-ledger training list --cadre {cadre}"),
    ),
    Code.NO_QUALIFICATION: Message(
        N_("{cadre} has no qualification number {number} that stands."),
        N_("See the qualifications: cadre-ledger qualification list --cadre {cadre}"),
    ),
    Code.NO_CASE: Message(
        N_("There is no disciplinary case {case}."),
        N_("See the cases: cadre-ledger discipline list"),
    ),
    Code.FLAG_UNDECIDED: Message(
        N_("Nothing was decided about the flag {flag}."),
        N_("Record the decision: cadre-ledger replacement decide {flag}"),
    ),
    Code.UNIT_EXISTS: Message(
        N_("The unit {unit} exists already."),
        N_("Choose another code, or rename it: cadre-ledger unit rename {unit}"),
    ),
    Code.UNIT_CLOSED: Message(
        N_("The unit {unit} is closed."),
        N_("Name a unit that stands: cadre-ledger unit list"),
    ),
    Code.UNIT_CYCLE: Message(
        N_("{parent} stands under {unit}; a unit cannot stand under itself."),
        N_("Look at the tree: cadre-ledger unit list"),
    ),
    Code.UNIT_SAME: Message(
        N_("The unit {unit} is like that already."),
        N_("Nothing is to be done."),
    ),
    Code.UNIT_HAS_UNITS: Message(
        N_("Units still stand under {unit}: {units}."),
        N_("Move or close them first: cadre-ledger unit list"),
    ),
    Code.UNIT_HAS_POSTS: Message(
        N_("Posts in {unit} are still held: {posts}."),
        N_("Relieve their holders first: cadre-ledger post relieve --help"),
    ),
    Code.POSITION_EXISTS: Message(
        N_("The position {position} exists already."),
        N_("Choose another code, or redefine it."),
    ),
    Code.POSITION_SAME: Message(
        N_("The position {position} is defined like that already."),
        N_("Nothing is to be done."),
    ),
    Code.ALREADY_APPOINTED: Message(
        N_("{cadre} holds {position} already."),
        N_("Relieve first: cadre-ledger post relieve {cadre} {position}"),
    ),
    Code.NOT_APPOINTED: Message(
        N_("{cadre} does not hold {position}."),
        N_("See the file: cadre-ledger cadre show {cadre}"),
    ),
    Code.POST_DATES: Message(
        N_("{until} lies before {since}."),
        N_("Check both days."),
    ),
    Code.APPOINTMENT_SAME: Message(
        N_("The appointment of {cadre} to {position} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.ALREADY_PLANNED: Message(
        N_("{cadre} is planned for {position} already."),
        N_("Nothing is to be done."),
    ),
    Code.NOT_PLANNED: Message(
        N_("{cadre} is not planned for {position}."),
        N_("See the file: cadre-ledger cadre show {cadre}"),
    ),
    Code.NO_TENURE: Message(
        N_("{cadre} has left {position} fewer than {number} times."),
        N_("See the file: cadre-ledger cadre timeline {cadre}"),
    ),
    Code.NO_ABSENCE: Message(
        N_("{cadre} has no absence number {number}."),
        N_("See the file: cadre-ledger cadre timeline {cadre}"),
    ),
    Code.TENURE_SAME: Message(
        N_("The time of {cadre} as {position} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.ALREADY_ABSENT: Message(
        N_("{cadre} is absent from work already, since {since}."),
        N_("Record the return first: cadre-ledger post return {cadre} --back DATE"),
    ),
    Code.NOT_ABSENT: Message(
        N_("{cadre} is not absent from work."),
        N_("Record the absence first: cadre-ledger post leave --help"),
    ),
    Code.ABSENCE_SAME: Message(
        N_("The absence number {number} of {cadre} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.ABSENCE_OPEN: Message(
        N_("The absence number {number} of {cadre} has not ended; it has no end to put right."),
        N_("Record the return: cadre-ledger post return {cadre} --back DATE"),
    ),
    Code.PERIOD_EXISTS: Message(
        N_("The period {period} was opened already."),
        N_("See the periods: cadre-ledger period list"),
    ),
    Code.PERIOD_CLOSED: Message(
        N_("The period {period} is closed."),
        N_("Reopen it with a reason: cadre-ledger period reopen {period}"),
    ),
    Code.PERIOD_OPEN: Message(
        N_("The period {period} is open."),
        N_("Nothing is to be done."),
    ),
    Code.ALREADY_ASSESSED: Message(
        N_("{assessor} has assessed {cadre} for {period} already."),
        N_("Put it right instead: cadre-ledger assess correct --help"),
    ),
    Code.CRITERION_UNKNOWN: Message(
        N_("There is no criterion {criterion}; there are: {known}."),
        N_("Use the codes of the period's criteria set."),
    ),
    Code.CRITERION_MISSING: Message(
        N_("Not scored: {criteria}. What is missing is missing, never zero."),
        N_("Score every criterion of the set."),
    ),
    Code.SCORE_RANGE: Message(
        N_("{criterion}: {score} is more than the most, {largest}."),
        N_("Check the score."),
    ),
    Code.ASSESSMENT_SAME: Message(
        N_("The assessment of {cadre} for {period} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.ALREADY_CLASSIFIED: Message(
        N_("{cadre} is classified for {period} already."),
        N_("Correct it, or set it aside first."),
    ),
    Code.DEPARTURE_WITHOUT_REASON: Message(
        N_("{level} departs from what the rules give, {computed}, and no reason is named."),
        N_("Name the reason: --reason TEXT"),
    ),
    Code.DECIDED_TOO_EARLY: Message(
        N_("It was decided on {decided_on}, before the period begins on {begins}."),
        N_("Check both days."),
    ),
    Code.CLASSIFICATION_SAME: Message(
        N_("The classification of {cadre} for {period} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.ALREADY_NOTIFIED: Message(
        N_("{cadre} was told of entry {entry} already."),
        N_("Nothing is to be done."),
    ),
    Code.FUTURE_CLASSIFICATION: Message(
        N_("It would be decided on {decided_on}, after today, {today}."),
        N_("Record it when it is decided."),
    ),
    Code.FUTURE_NOTICE: Message(
        N_("They would be told on {told_on}, after today, {today}."),
        N_("Record it when they are told."),
    ),
    Code.FUTURE_TRAINING: Message(
        N_("It would be completed on {completed_on}, after today, {today}."),
        N_("Record it when it is completed."),
    ),
    Code.TRAINING_DATES: Message(
        N_("It was completed on {completed_on}, before it started on {started_on}."),
        N_("Check both days."),
    ),
    Code.TRAINING_LEVEL: Message(
        N_("{category} has levels and none is named, or has none and one is named."),
        N_("Only political theory has levels: elementary, intermediate, advanced, bachelor."),
    ),
    Code.TRAINING_TWICE: Message(
        N_("This completion of {programme} by {cadre} is recorded already."),
        N_("Nothing is to be done."),
    ),
    Code.QUALIFICATION_TWICE: Message(
        N_("The qualification {level} of {cadre} is recorded already."),
        N_("Nothing is to be done."),
    ),
    Code.FUTURE_QUALIFICATION: Message(
        N_("It would be obtained on {obtained_on}, after today, {today}."),
        N_("Record it when it is obtained."),
    ),
    Code.QUALIFICATION_SAME: Message(
        N_("The qualification number {number} of {cadre} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.CASE_EXISTS: Message(
        N_("The case {case} has a decision already."),
        N_("Choose another number, or correct it."),
    ),
    Code.FORM_UNFIT: Message(
        N_("The {line} line has no form {form}."),
        N_("Name a form of that line: cadre-ledger discipline decide --help"),
    ),
    Code.FUTURE_DISCIPLINE: Message(
        N_("It would be decided on {decided_on}, after today, {today}."),
        N_("Record it when it is decided."),
    ),
    Code.DISCIPLINE_SAME: Message(
        N_("The case {case} is recorded like that already."),
        N_("Nothing is to be done."),
    ),
    Code.DISCIPLINE_ENDED: Message(
        N_("The sanction of case {case} was lifted already."),
        N_("Nothing is to be done."),
    ),
    Code.DISCIPLINE_ANNULLED: Message(
        N_("The sanction of case {case} is annulled; nothing of it is left to change."),
        N_("Open another case if there is a new decision."),
    ),
    Code.DISCIPLINE_DATES: Message(
        N_("{effective_on} lies before {decided_on}."),
        N_("Check both days."),
    ),
    Code.FUTURE_LIFTING: Message(
        N_("It would be lifted on {ended_on}, after today, {today}."),
        N_("Record it when it is lifted."),
    ),
    Code.FLAG_DECIDED: Message(
        N_("About the flag {flag} it was decided already: {decision}."),
        N_("Correct the decision if it was recorded wrongly."),
    ),
    Code.FUTURE_ANSWER: Message(
        N_("The answer would be of {answered_on}, after today, {today}."),
        N_("Record it when it is given."),
    ),
}

NOT_FOUND_MESSAGES = {
    Code.NO_LEDGER: Message(
        N_("There is no ledger at {path}."),
        N_("Check the path in --ledger, or begin a ledger: cadre-ledger init {path}"),
    ),
    Code.NO_BODY: Message(
        N_("There is no body {body}."),
        N_("See all bodies: cadre-ledger body list. Make one known: cadre-ledger body add {body} NAME"),
    ),
    Code.NO_MEMBER: Message(
        N_("The body {body} has no member number {member}."),
        N_("See its members: cadre-ledger body member list {body}"),
    ),
    Code.NO_CADRE: Message(
        N_("There is no cadre {cadre}."),
        N_("Find the code by name: cadre-ledger cadre list --name TEXT"),
    ),
    Code.NO_SESSION: Message(
        N_("There is no vote {session}."),
        N_("See all votes: cadre-ledger vote list"),
    ),
    Code.NO_SUBJECT: Message(
        N_("“{subject}” does not mean exactly one person listed in {session}."),
        N_("Use the number on the list: cadre-ledger vote show {session}"),
    ),
    Code.NO_REGULATION: Message(
        N_("The regulation {regulation} is not known here."),
        N_("Adopt it first, by its id or from a file: cadre-ledger rules adopt {regulation}. Adopted ones: cadre-ledger rules list"),
    ),
    Code.NO_CLAUSE: Message(
        N_("There is no clause {clause}."),
        N_("See the clauses of a regulation: cadre-ledger rules show REGULATION"),
    ),
    Code.NO_ENTRY: Message(
        N_("There is no entry {entry}."),
        N_("See how many entries there are: cadre-ledger status"),
    ),
    Code.NO_FLAG: Message(
        N_("No flag {flag} is up."),
        N_("See the flags that are up: cadre-ledger flags"),
    ),
    Code.NO_SCHEMA: Message(
        N_("There is no schema “{name}”."),
        N_("Choose one of these: {known}"),
    ),
    Code.NO_RULEBOOK: Message(
        N_("There is no rulebook “{name}”."),
        N_("Choose one of these: {known}"),
    ),
    Code.NOT_YET: Message(
        N_("Not yet: this is of {held_on}, and the question is about {as_of}."),
        N_("Ask about a later day: --as-of DATE, --known-at DATE"),
    ),
}

STALE_MESSAGES = {
    Code.STREAM_MOVED: Message(
        N_("Someone has recorded on the same subject meanwhile."),
        N_("See what is new with cadre-ledger history log, then run the command again."),
    ),
    Code.HEAD_MOVED: Message(
        N_("Entry {expected} is not the ledger's last entry."),
        N_("See what is new: cadre-ledger history log --after {expected}"),
    ),
    Code.KEY_REUSED: Message(
        N_("The key {key} has been used for something else, recorded as entries {first} to {last}."),
        N_("Use a new key with --idempotency-key."),
    ),
    Code.LEDGER_LOCKED: Message(
        N_("Another program is writing to the ledger and has not finished in time."),
        N_("Run the command again in a moment."),
    ),
}

TEXT_MESSAGES = {
    Code.TEXT_EMPTY: Message(
        N_("A text is empty."),
        N_("Write at least one letter or digit."),
    ),
    Code.TEXT_TOO_LONG: Message(
        N_("A text has {length} characters; at most {longest} are taken."),
        N_("Shorten it."),
    ),
    Code.TEXT_FORBIDDEN_CHARACTER: Message(
        N_("A text holds a character that is not taken: {character}."),
        N_("Type the text again; invisible characters often come with copying from another program."),
    ),
    Code.IDENTITY_NUMBER: Message(
        N_("A number of 9 or 12 digits looks like a citizen's identity number; the ledger keeps none."),
        N_("Leave it out; use the council's own number for the person."),
    ),
    Code.CODE_UNREADABLE: Message(
        N_("“{value}” is not a code."),
        N_("Use up to 32 letters without accents, digits and . _ - (VP-2023); a clause is written vn/96-2023-QH15#12.2."),
    ),
    Code.FIELD_INVALID: Message(
        N_("“{value}” does not fit the field {field}."),
        N_("Correct the value; --help says what the command takes."),
    ),
    Code.FIELD_EMPTY: Message(
        N_("The field {field} is not filled in."),
        N_("Fill it in; nothing can be recorded without it."),
    ),
    Code.NOT_THE_CODE: Message(
        N_("This is not {wanted}."),
        N_("Type the code as it stands here, or leave with Esc; nothing is recorded."),
    ),
}

LEDGER_MESSAGES = {
    Code.ALREADY_FOUNDED: Message(
        N_("There is already a ledger here."),
        N_("Use it with --ledger PATH, or begin another in another directory."),
    ),
    Code.NETWORK_FILE_SYSTEM: Message(
        N_("{path} is on a network drive ({kind}), where a ledger can be damaged."),
        N_("Keep the ledger on a disk of this computer."),
    ),
    Code.READ_ONLY: Message(
        N_("{path} cannot be written, so what was recorded last might be missed."),
        N_("Copy the whole directory to a place where you may write, and open the copy."),
    ),
    Code.CLOCK_AHEAD: Message(
        N_("The clock says {now}, far after the last entry of {last}."),
        N_("Set the clock of this computer. If it is right, say so: cadre-ledger doctor --accept-clock"),
    ),
    Code.BOUNDARY_UNSETTLED: Message(
        N_("What the decision rests on went on growing while it was read."),
        N_("Run the command again; if this comes back, report it."),
    ),
    Code.NEWER_LEDGER: Message(
        N_("A newer version of the program has written to this ledger: {topics}"),
        N_("Install the newest version; nothing was changed."),
    ),
    Code.UNKNOWN_EVENT: Message(
        N_("The ledger holds an event that this version does not know: {topic}"),
        N_("Install the newest version; nothing was changed."),
    ),
    Code.STORE_BROKEN: Message(
        N_("The ledger's files cannot be used: {reason}"),
        N_("Copy the whole directory before anything else, then run cadre-ledger doctor."),
    ),
    Code.STATE_UNREADABLE: Message(
        N_("A stored record cannot be read: {topic}"),
        N_("Copy the whole directory before anything else, then run cadre-ledger doctor."),
    ),
    Code.VIEWS_DIFFER: Message(
        N_("The read models are not equal to the history: {table}, {key}."),
        N_("Make them anew: cadre-ledger views rebuild. The history itself is untouched."),
    ),
    Code.FOUNDING_DIFFERS: Message(
        N_("ledger.toml does not fit this ledger: {field} is “{found}”, and the founding says “{founded}”."),
        N_("Put ledger.toml right, or remove it; the founding is what counts. A copied ledger.toml may belong to another ledger."),
    ),
    Code.CLOCK_STEPPED_BACK: Message(
        N_("The clock has gone back; the time of the last entry was kept, and the clock's own beside it."),
        N_("Check the clock of this computer."),
    ),
    Code.VIEWS_AHEAD: Message(
        N_("The read models did not fit the history: they were of an older program, or the ledger was restored from an older copy."),
        N_("They were made anew. After a restore, look whether the newest entries are missing: cadre-ledger history log"),
    ),
    Code.DRAFT_UNWRITABLE: Message(
        N_("What is typed cannot be kept on the disk: {reason}. The form goes on, but is lost if the program ends."),
        N_("Record what is typed now, or make room and check who may write into drafts/ of the ledger."),
    ),
    Code.DRAFT_UNREADABLE: Message(
        N_("{file} among the drafts cannot be read ({reason}); it is left as it is."),
        N_("Look at it in drafts/ of the ledger, and remove it when nobody needs it; it may hold what somebody typed."),
    ),
}

PEOPLE_MESSAGES = {
    Code.BODY_EXISTS: Message(
        N_("The code {body} already belongs to a body."),
        N_("Look at it with cadre-ledger body show {body}, or choose another code."),
    ),
    Code.BODY_NAME_TAKEN: Message(
        N_("The name “{name}” already belongs to the body {body}."),
        N_("Use that body, or write a name that tells the two apart."),
    ),
    Code.BODY_CLOSED: Message(
        N_("The body {body} is closed."),
        N_("Look at it with cadre-ledger body show {body}, and use the body that followed it."),
    ),
    Code.BODY_SAME: Message(
        N_("That is what is recorded of the body {body} already."),
        N_("There is nothing to do."),
    ),
    Code.ALREADY_MEMBER: Message(
        N_("{name} is already a member of {body}: number {member}."),
        N_("If it is a namesake, name the cadre with --cadre; if the days are wrong, correct the entry."),
    ),
    Code.MEMBER_LEFT: Message(
        N_("{name}, member {member} of {body}, has left already: {left_on}."),
        N_("If the day is wrong, correct the entry: cadre-ledger correct ENTRY --set left_on=DATE"),
    ),
    Code.MEMBER_DATES: Message(
        N_("{name} cannot leave on {left_on}, having joined on {joined_on}."),
        N_("Look at both days again."),
    ),
    Code.MEMBER_SAME: Message(
        N_("That is what is recorded of the member {name} of {body} already."),
        N_("There is nothing to do."),
    ),
    Code.CADRE_NUMBER_TAKEN: Message(
        N_("The number {own_number} already belongs to the cadre {cadre}."),
        N_("Look at that file with cadre-ledger cadre show {cadre}; give each person a number of their own."),
    ),
    Code.CADRE_MERGED: Message(
        N_("The cadre {cadre} has been merged into {into}."),
        N_("Use {into} instead."),
    ),
    Code.CADRE_MERGE_SELF: Message(
        N_("The cadre {cadre} cannot be merged into itself."),
        N_("Name two different codes."),
    ),
    Code.CADRE_NOT_MERGED: Message(
        N_("The cadre {cadre} has not been merged."),
        N_("There is nothing to take back."),
    ),
    Code.CADRE_SAME: Message(
        N_("That is what is recorded of the cadre {cadre} already."),
        N_("There is nothing to do."),
    ),
    Code.CADRE_DIFFERENT_BIRTH: Message(
        N_("The cadres {cadre} and {into} have different dates of birth."),
        N_("If they are one person, put the wrong date right first; otherwise leave them apart."),
    ),
}

ACTOR_MESSAGES = {
    Code.NO_ACTOR: Message(
        N_("No actor has the code {actor}."),
        N_("See who is enrolled: cadre-ledger actor list"),
    ),
    Code.NO_KEY_FILE: Message(
        N_("The key file of {actor} is not on this machine ({path})."),
        N_("Sign where the key file is, or bring it here; CADRE_LEDGER_KEYS or keys in ledger.toml name another directory."),
    ),
    Code.SIGNATURE_MISSING: Message(
        N_("Actors are enrolled in this ledger: nothing is recorded any more without the signature of {actor}."),
        N_("Give the passphrase when asked, or through --passphrase-fd."),
    ),
    Code.ACTOR_UNKNOWN: Message(
        N_("“{actor}” is not enrolled as an actor of this ledger."),
        N_("Name yourself with --actor CODE; see who is enrolled: cadre-ledger actor list"),
    ),
    Code.ACTOR_RETIRED: Message(
        N_("The actor {actor} is retired and signs no more."),
        N_("Someone else signs, or the person is enrolled anew under another code."),
    ),
    Code.KEY_UNKNOWN: Message(
        N_("This key is not the one that the ledger knows of {actor}."),
        N_("A key was changed: bring the newest key file. Where it is lost, retire the actor and enrol the person anew."),
    ),
    Code.ROLE_MAY_NOT: Message(
        N_("No role of {actor} allows this: {act}."),
        N_("It is for: {roles}. The chair may give other roles: cadre-ledger actor roles"),
    ),
    Code.SECOND_KEY_MISSING: Message(
        N_("This needs the signatures of two people: {event}."),
        N_("Name the second with --cosigner CODE; both give their passphrases."),
    ),
    Code.SAME_SIGNER_TWICE: Message(
        N_("{actor} cannot sign twice: two people are needed."),
        N_("Name another person with --cosigner CODE."),
    ),
    Code.OWN_FILE: Message(
        N_("{actor} is the cadre {cadre}: nobody records on their own file, or on a vote in which they are a subject."),
        N_("Someone else records it."),
    ),
    Code.KEY_OF_ANOTHER: Message(
        N_("Only {actor} can change the key of {actor}."),
        N_("They sign with the old key. Where it is lost, retire the actor and enrol the person anew."),
    ),
    Code.NAMED_ANOTHER: Message(
        N_("{actor} signs, but {name} is named: who counts, certifies or annuls a vote signs it with their own key."),
        N_("The one who is named does it, with --actor CODE; the second of an annulment is named with --cosigner CODE."),
    ),
    Code.TWO_NAMES: Message(
        N_("{actor} has taken part in this vote as “{name}” already: in one vote a person goes by one name."),
        N_("Someone else does this: nobody counts a stack twice or certifies their own count."),
    ),
    Code.ACTOR_EXISTS: Message(
        N_("The code {actor} already belongs to an actor."),
        N_("Choose another code; a code is never given twice."),
    ),
    Code.KEY_TAKEN: Message(
        N_("This key belongs, or belonged, to an actor already."),
        N_("Make a new key: one key stands for one person."),
    ),
    Code.PROOF_WRONG: Message(
        N_("The new key of {actor} has not signed for this actor, name and roles in this ledger."),
        N_("Make the key with cadre-ledger actor enrol, or actor rotate. Found by doctor: the enrolment was altered."),
    ),
    Code.ROLES_SAME: Message(
        N_("{actor} has these roles already."),
        N_("There is nothing to record."),
    ),
    Code.NOBODY_ENROLS: Message(
        N_("Nobody with the role {role} would be left, and nobody could enrol, retire or give roles."),
        N_("Enrol someone with this role first."),
    ),
    Code.PASSPHRASE_SHORT: Message(
        N_("The passphrase is too short: it needs at least {shortest} characters."),
        N_("Take several words that nobody would guess."),
    ),
    Code.PASSPHRASE_WRONG: Message(
        N_("The passphrase does not open the key of {actor}."),
        N_("Type it again; look at the keyboard's language and at Caps Lock."),
    ),
    Code.KEY_FILE_UNREADABLE: Message(
        N_("The key file of {actor} is damaged."),
        N_("Take it from its copy. Where there is none, retire the actor and enrol the person anew."),
    ),
    Code.KEY_FILE_OF_ANOTHER: Message(
        N_("This key file was made for {actor} of the ledger {origin}."),
        N_("Take the file of this actor and this ledger."),
    ),
    Code.KEY_FILE_EXISTS: Message(
        N_("There is a key file already: {path}"),
        N_("Move it away if it is of no use; a key file is never written over."),
    ),
    Code.KEYS_INSIDE: Message(
        N_("Key files may not lie in the ledger: {path}"),
        N_("Name another directory in CADRE_LEDGER_KEYS or in ledger.toml, so that copying the ledger does not copy keys."),
    ),
    Code.KEY_FILE_UNWRITABLE: Message(
        N_("The key file {path} cannot be read or written: {reason}"),
        N_("See to the directory and its rights, or name another one in CADRE_LEDGER_KEYS."),
    ),
    Code.SIGNATURE_WRONG: Message(
        N_("Entries {first} to {last}: the signature of {actor} is not over what is stored."),
        N_("Something was altered after signing, or the signature is from elsewhere. Compare with a backup, and keep this file as it is."),
    ),
    Code.SIGNATURE_LACKING: Message(
        N_("Entries {first} to {last}, of {actor}, are unsigned although actors were enrolled before."),
        N_("They did not come through this program. Compare with a backup, and keep this file as it is."),
    ),
    Code.SIGNER_WRONG: Message(
        N_("Entries {first} to {last}: those who signed are not those who could have."),
        N_("They did not come through this program. Compare with a backup, and keep this file as it is."),
    ),
    Code.COMMAND_SPLIT: Message(
        N_("Entries {first} to {last} stand under the key of an earlier command."),
        N_("They did not come through this program. Compare with a backup, and keep this file as it is."),
    ),
}

VOTE_ERRORS = {
    Code.SESSION_EXISTS: Message(
        N_("The code {session} already belongs to a vote."),
        N_("Look at it with cadre-ledger vote show {session}, or give another code with --session."),
    ),
    Code.SAME_DAY_SESSION: Message(
        N_("{body} already has a vote of this kind on {held_on}: {session}."),
        N_("If it really is another vote, add --another; to put figures right, use cadre-ledger correct."),
    ),
    Code.SUM_OVER_COLLECTED: Message(
        N_("{name} (no. {subject}) has {marks} marks, but only {collected} ballots were collected."),
        N_("Compare the figures with the source."),
    ),
    Code.SUM_OVER_BOUND: Message(
        N_("{name} (no. {subject}) has {marks} marks, more than {bound}: {number}."),
        N_("Compare the figures with the source."),
    ),
    Code.BALANCE_BROKEN: Message(
        N_("{name} (no. {subject}): {marks} marks and {invalid} invalid do not make {collected} ballots collected."),
        N_("Compare the figures with the source; leave the invalid ones blank if it does not give them."),
    ),
    Code.VALID_OVER_COLLECTED: Message(
        N_("There are {valid} valid ballots, but only {collected} were collected."),
        N_("Compare the figures with the source."),
    ),
    Code.COUNT_NEGATIVE: Message(
        N_("{name} (no. {subject}): {level} is {count}, less than nothing."),
        N_("Compare the figures with the source."),
    ),
    Code.NO_BALLOTS: Message(
        N_("The vote has no ballots: 0 issued or collected."),
        N_("Leave the number blank if the source does not give it."),
    ),
    Code.SUBJECT_TWICE: Message(
        N_("{name} (no. {subject}) is on the list twice with the same position."),
        N_("Keep one of the two, or write the position that tells them apart."),
    ),
    Code.NO_SUBJECTS: Message(
        N_("The vote has nobody on its list."),
        N_("Give at least one person with a result."),
    ),
    Code.LISTED_OVER_TOTAL: Message(
        N_("{listed} people are listed, but the whole list is said to have {total}."),
        N_("Correct --subjects-total, or leave it out."),
    ),
    Code.PRESENT_OVER_MEMBERS: Message(
        N_("{present} are present or summoned, more than there are: {members}."),
        N_("Compare the numbers of members with the source."),
    ),
    Code.ALREADY_LINKED: Message(
        N_("No. {subject} of {session} is already linked to the cadre {cadre}."),
        N_("Take that link back first: cadre-ledger cadre unlink {session} {subject} --reason TEXT"),
    ),
    Code.NOT_LINKED: Message(
        N_("No. {subject} of {session} is not linked to a cadre."),
        N_("There is nothing to take back. See the list: cadre-ledger vote show {session}"),
    ),
    Code.CADRE_TWICE_IN_SESSION: Message(
        N_("The cadre {cadre} is already linked to someone else in {session}."),
        N_("See who it is with cadre-ledger vote show {session}; one person has one result in a vote."),
    ),
    Code.CORRECTION_SAME: Message(
        N_("The vote {session} already has these figures."),
        N_("There is nothing to correct."),
    ),
    Code.NOT_CORRECTABLE: Message(
        N_("The field “{field}” cannot be corrected."),
        N_("See which fields there are: cadre-ledger correct --help"),
    ),
    Code.WRONG_VOTE_KIND: Message(
        N_("{name} (no. {subject}) has a level that does not belong to this act: {kind}."),
        N_("A confidence vote has high, confidence and low; a binding vote has confidence and no confidence."),
    ),
    Code.COMMITTEE_TOO_SMALL: Message(
        N_("A counting committee has at least {least} people; {named} are named."),
        N_("Name each with --committee; a name counts once."),
    ),
    Code.RECUSED: Message(
        N_("{name} is on the ballot and cannot take part in counting, certifying or annulling this vote."),
        N_("Name someone who is not voted on."),
    ),
    Code.WRONG_STAGE: Message(
        N_("The vote {session} is at the step “{stage}”; this belongs to the step “{wanted}”."),
        N_("See how far it has come: cadre-ledger vote sitting {session}"),
    ),
    Code.NO_QUORUM: Message(
        N_("{present} of {of} are present ({base}); {clause} asks for at least {at_least}."),
        N_("The vote cannot be held. Record late members before opening, or convene it for another day."),
    ),
    Code.VOTE_DAY_INEXACT: Message(
        N_("A vote is convened for a day; “{held_on}” is not one."),
        N_("Write it as 2026-05-10 or 10/05/2026."),
    ),
    Code.CALENDAR_UNNAMED: Message(
        N_("{regulation} does not have exactly that one preparation calendar (known: {known})."),
        N_("Name the clause of the calendar: --calendar ID"),
    ),
    Code.NO_EXEMPTION: Message(
        N_("{clause} of {regulation} exempts nobody (known: {known})."),
        N_("Name the clause that exempts: --exempt 'NAME;CLAUSE'"),
    ),
    Code.ALREADY_STRUCK: Message(
        N_("Number {subject} of {session} is struck already."),
        N_("There is nothing to do."),
    ),
    Code.ROLL_UNKNOWN: Message(
        N_("The members of {body} on that day are not all recorded by name."),
        N_("Give the numbers: --summoned N --present N, or of late members --arrived N."),
    ),
    Code.NOT_ON_ROLL: Message(
        N_("Member {member} is not on the roll of {session}, or is there already."),
        N_("See the members: cadre-ledger body member list BODY"),
    ),
    Code.PRINTED_DIFFER: Message(
        N_("{papers} ballots were printed, but {issued} issued, {unused} unused and {spoilt} spoilt do not add up to that."),
        N_("Count the unused and the spoilt ballots again; an exchanged ballot is one spoilt and one issued."),
    ),
    Code.ISSUED_DIFFER: Message(
        N_("{issued} ballots were issued and {collected} collected; {not_returned} not returned does not fit."),
        N_("Not returned is issued less collected; nothing where more were collected than issued."),
    ),
    Code.BATCHES_DIFFER: Message(
        N_("The stacks hold {stacked} ballots, {collected} were collected."),
        N_("Count the stacks again."),
    ),
    Code.BATCH_TOO_SMALL: Message(
        N_("A stack of {smallest} is too small beside others: its figures would say too much of single ballots."),
        N_("Make stacks of at least {least}, or one stack of all."),
    ),
    Code.STACK_DIFFERS: Message(
        N_("{name}, stack {batch}: {counted} of {ballots} ballots; {difference} missing (less than nothing: too many)."),
        N_("Count this person's line of the stack again; what is not valid is invalid, not left out."),
    ),
    Code.ENTRY_SUBJECTS: Message(
        N_("An entry of {session} has {subjects} people in ballot order with every level; this one has {given}."),
        N_("Enter everyone who is on the ballot and not struck."),
    ),
    Code.OVERCOUNT: Message(
        N_("{collected} ballots were collected, {issued} issued: such a count cannot be certified."),
        N_("Correct the announcement with its reason, or annul the vote."),
    ),
    Code.COUNT_UNFINISHED: Message(
        N_("{unfinished} stacks are not counted twice, compared and settled yet."),
        N_("See what is left: cadre-ledger vote sitting SESSION"),
    ),
    Code.NOT_ON_COMMITTEE: Message(
        N_("{name} is not on the counting committee of {session}."),
        N_("A member of the committee does this, with --actor NAME."),
    ),
    Code.OWN_ENTRY: Message(
        N_("{name} has counted in {session} and cannot certify it."),
        N_("Someone who counted no stack certifies."),
    ),
    Code.ENTRY_LOCKED: Message(
        N_("Stack {batch} of {session} takes no entry of this counter; locked by: {counters}."),
        N_("A counter locks once; two are enough. An entry that is wrong is withdrawn before it is opened."),
    ),
    Code.ENTRY_MISSING: Message(
        N_("For that, stack {batch} of {session} lacks a locked entry; locked by: {counters}."),
        N_("Both entries are locked first: cadre-ledger vote count {session} --batch {batch}"),
    ),
    Code.ENTRY_NOT_OPENED: Message(
        N_("The entry of {counter} for stack {batch} of {session} does not open with this code."),
        N_("Type the code that it was locked with. If it is lost, withdraw the entry and count the stack again."),
    ),
    Code.CELLS_AGREE: Message(
        N_("Only all cells in which the entries of stack {batch} of {session} differ for number {subject} are counted again: {cells}."),
        N_("Name each with --cell NAME=N."),
    ),
    Code.BATCH_OPENED: Message(
        N_("Stack {batch} of {session} is opened already."),
        N_("What differs is counted a third time: cadre-ledger vote adjudicate {session}"),
    ),
    Code.NO_BATCH: Message(
        N_("There is no stack {batch} in {session}; it has {batches}."),
        N_("Name one of them with --batch N."),
    ),
    Code.SECOND_PERSON: Message(
        N_("Two different people annul a vote; {session} has one."),
        N_("Name the second with --with NAME, or where people sign with --cosigner CODE."),
    ),
    Code.NOT_EARLIER: Message(
        N_("The vote {session} that this one follows is held on {held_on}, after it."),
        N_("Look at both days again."),
    ),
    Code.SEALING_CODE_SHORT: Message(
        N_("A code that seals an entry has at least {least} characters."),
        N_("Choose a longer one and write it down: without it the entry cannot be opened."),
    ),
    Code.PAPER_NOT_ISSUED: Message(
        N_("{file} is not one of the papers issued of {session}: SHA-256 {sha256}"),
        N_("Compare it with what was issued: cadre-ledger vote papers {session}"),
    ),
    Code.ROLL_WITHOUT_NAMES: Message(
        N_("The members of {body} on that day are not all recorded by name; there is no roll to print."),
        N_("Record them: cadre-ledger body member add BODY NAME… --since DATE"),
    ),
    Code.NAME_AMBIGUOUS: Message(
        N_("“{name}” may be several people: {candidates}."),
        N_("Name the person by code, or write the name with all its accents."),
    ),
    Code.SMALL_BODY: Message(
        N_("The body has {members} members: with fewer than {small} ballots the figures may tell how each person voted."),
        N_("Say so to those who vote, and think about what is read out and published."),
    ),
    Code.MORE_PLACES: Message(
        N_("{name} is voted on in this year elsewhere too: {sessions}. {clause} allows at most {at_most} places."),
        N_("Leave the person off this ballot, or convene all the same: each result then stands in its own post."),
    ),
    Code.COUNT_ALTERED: Message(
        N_("Entry {entry} of {session} does not follow from what was locked and counted before it."),
        N_("Somebody wrote past the program: keep this ledger as it is, and compare it with a copy."),
    ),
    Code.HANDOUT_UNREADABLE: Message(
        N_("{path} is no handout of a vote, or not as the ledger wrote it."),
        N_("Make it anew: cadre-ledger vote handout SESSION -o FILE, and copy the file without opening it in an editor."),
    ),
    Code.NOBODY_SIGNS: Message(
        N_("Nobody of the counting committee of {session} has a key here: an entry made elsewhere rests on its signature."),
        N_("Enrol the counters: cadre-ledger actor enrol; or count at this ledger: cadre-ledger vote count {session}"),
    ),
    Code.ENTRY_UNREADABLE: Message(
        N_("{path} is no entry that was counted without the ledger, or not as it was written."),
        N_("Bring the file again as vote count --offline wrote it; otherwise the counter enters the stack at this ledger."),
    ),
    Code.ENTRY_ALTERED: Message(
        N_("The entry was altered after {actor} signed it, or somebody else signed it."),
        N_("Bring the counter's own file; otherwise the counter enters the stack at this ledger."),
    ),
    Code.ENTRY_OF_ANOTHER: Message(
        N_("This file is for the vote {made_for} of the ledger {origin}, not for {session} here."),
        N_("Name the vote that it was made for, and the ledger with --ledger PATH."),
    ),
    Code.ENTRY_STALE: Message(
        N_("The ballot of {session} is another than the one counted on; it was handed out at entry {seen}."),
        N_("Hand it out anew and enter the stack again: cadre-ledger vote handout {session}"),
    ),
    Code.STACK_CHANGED: Message(
        N_("The entry counts {counted} ballots in stack {batch}; the stack has {ballots}."),
        N_("Count this stack again; see the stacks: cadre-ledger vote sitting SESSION"),
    ),
    Code.STACK_SIZE_NEEDED: Message(
        N_("How many ballots stack {batch} has was not known when the vote was handed out."),
        N_("Give the number that was announced with --ballots N."),
    ),
    Code.HISTORY_DIFFERS: Message(
        N_("The entry for {session} rests on entry {seen} of another history than this ledger's."),
        N_("Look whether this is the ledger that handed the vote out, and not an older copy: cadre-ledger doctor"),
    ),
    Code.ENTRY_SPENT: Message(
        N_("This entry was taken in before, for stack {batch} of {session}, and given up since."),
        N_("It does not come back: count the stack again."),
    ),
    Code.MARK_UNKNOWN: Message(
        N_("Ballot {ballot}: a mark is a digit from 1 to {levels}, 0 where it is invalid; 9 makes the whole ballot invalid."),
        N_("Type one digit for each name, in ballot order."),
    ),
    Code.BALLOT_FULL: Message(
        N_("Ballot {ballot} has a mark for each of its {people} names already."),
        N_("Enter closes it, Backspace takes the last mark back."),
    ),
    Code.BALLOT_UNFINISHED: Message(
        N_("Ballot {ballot} has marks for {marked} of {people} names."),
        N_("Type a digit for each name that is left: 0 where the mark is invalid or missing."),
    ),
    Code.STACK_FULL: Message(
        N_("All {ballots} ballots of the stack are added up."),
        N_("Lock the entry. If a ballot is left over, the stack has another size than was announced: count it again."),
    ),
    Code.STACK_UNFINISHED: Message(
        N_("{counted} of {ballots} ballots of the stack are added up; nothing is locked."),
        N_("Type the others. If there are no more, the stack has another size than was announced: count it again."),
    ),
    Code.TYPED_TWICE_DIFFERS: Message(
        N_("The code was not typed the same both times."),
        N_("Type it again, twice: without it nobody opens this entry."),
    ),
    Code.ISSUED_OVER_PRESENT: Message(
        N_("{issued} ballots were issued, {present} members are present."),
        N_("Look at both numbers again; an exchanged ballot is not issued to one more member."),
    ),
    Code.EXEMPT_BY_CLAUSE: Message(
        N_("{name}: {clause} exempts from the vote ({status})."),
        N_("Leave the person off the ballot and name the clause with --exempt, or convene all the same."),
    ),
    Code.CERTIFIED_OTHERWISE: Message(
        N_("{name}: certified under {certified}; computed now: {computed}."),
        N_("Look at what was corrected or adopted since: cadre-ledger vote show SESSION"),
    ),
    Code.VOTE_ANNULLED: Message(
        N_("The vote {session} was annulled: {reason}"),
        N_("It opens nothing; its figures stay readable."),
    ),
    Code.FUTURE_VOTE: Message(
        N_("The vote is of {held_on}, after today, {today}."),
        N_("Check the date of the vote and the clock of this computer."),
    ),
}

VOTE_WARNINGS = {
    Code.COLLECTED_OVER_ISSUED: Message(
        N_("More ballots were collected ({collected}) than issued ({issued})."),
        N_("Compare with the source. If it says so, it is recorded as it is."),
    ),
    Code.BASIS_OUT_OF_FORCE: Message(
        N_("{regulation} was not in force on {held_on}."),
        N_("Check --basis and the date; the vote is judged under the regulation that is named."),
    ),
    Code.PERCENT_UNEXPLAINED: Message(
        N_("{name}, {level}: the printed {printed} does not follow from {count} of {of} (expected: {expected})."),
        N_("Compare with the source. A count that would fit: {would_fit}; a base that would fit: {fitting_base}."),
    ),
    Code.BASE_UNKNOWN: Message(
        N_("The source does not give this number: {base}. It is at least {at_least} and at most {at_most}."),
        N_("If the source does give it, fill in its column; until then shares are ranges, and an outcome may stay undetermined."),
    ),
    Code.REVEALS_VOTES: Message(
        N_("{name} (no. {subject}): with {ballots} ballots and all or all but one alike, the result tells how people voted."),
        N_("Think about who will see it before passing it on."),
    ),
    Code.LINK_PROPOSED: Message(
        N_("{name} (no. {subject}) may be the cadre {cadre}."),
        N_("If so, say it: cadre-ledger cadre link {cadre} SESSION {subject} --ground TEXT"),
    ),
    Code.ISSUED_OVER_MEMBERS: Message(
        N_("More ballots were issued ({issued}) than there are members ({members})."),
        N_("Compare with the source. If it says so, it is recorded as it is."),
    ),
    Code.BASIS_IN_FORCE_UNKNOWN: Message(
        N_("Whether {regulation} was in force on {held_on} cannot be told."),
        N_("Give the exact day with --date if you know it; otherwise check --basis."),
    ),
}

RULE_MESSAGES = {
    Code.RULES_NOT_TOML: Message(
        N_("The regulation file is not TOML in UTF-8: {reason}"),
        N_("Correct the file at the place named."),
    ),
    Code.RULES_FIELD: Message(
        N_("Field {field}: {reason}"),
        N_("Correct the field in the regulation file."),
    ),
    Code.CLAUSE_TWICE: Message(
        N_("The clause {clause} is there twice."),
        N_("Give each clause an id of its own."),
    ),
    Code.NO_SOURCE: Message(
        N_("The clause {clause} does not say where its text was read."),
        N_("Add its source, or mark it known_from = unverified."),
    ),
    Code.BANDS_OVERLAP: Message(
        N_("The clauses {clause} and {other} overlap: a figure could meet both."),
        N_("Correct their limits so that one ends where the other begins, over the same base."),
    ),
    Code.BANDS_GAP: Message(
        N_("Between the clauses {clause} and {other} lies a figure that meets neither."),
        N_("Correct their limits so that one ends where the other begins."),
    ),
    Code.REPLACED_IN_FORCE: Message(
        N_("{regulation} is replaced by {by}, but has no last day in force."),
        N_("Say in the file of the replaced regulation until when it was in force."),
    ),
    Code.NO_SHARE_BASE: Message(
        N_("The regulation does not say of what the shares are taken: {vote}."),
        N_("Add a clause of the kind share_base for this vote."),
    ),
    Code.PROTECTED_ATTRIBUTE: Message(
        N_("A clause may not rest on {field}."),
        N_("Take it out: sex, ethnicity, birth, family and religion serve statistics only."),
    ),
    Code.SAME_TEXT_ADOPTED: Message(
        N_("This text of {regulation} has already been adopted for the same day."),
        N_("There is nothing to do. See the adopted texts: cadre-ledger rules list"),
    ),
    Code.ALREADY_CONFIRMED: Message(
        N_("The clause {clause} has already been confirmed for this text."),
        N_("There is nothing to do."),
    ),
    Code.REGULATION_TWICE: Message(
        N_("The regulation {regulation} is given twice."),
        N_("Give one file for each regulation."),
    ),
    Code.WEIGHTS_SUM: Message(
        N_("In the clause {clause} the points sum to {sum}, not to {wanted}: {part}."),
        N_("Correct the points of the criteria, or the weight of the part."),
    ),
}

FILE_MESSAGES = {
    Code.FILE_NOT_UTF8: Message(
        N_("The file is not in UTF-8, from byte {byte} on."),
        N_("Save it again as “CSV UTF-8”."),
    ),
    Code.FILE_EMPTY: Message(
        N_("The file has no rows."),
        N_("Check whether it is the right file."),
    ),
    Code.COLUMN_MISSING: Message(
        N_("The column {column} is missing."),
        N_("Add it to the first line of the file."),
    ),
    Code.COLUMN_UNKNOWN: Message(
        N_("The column {column} is not known."),
        N_("Rename it or take it out. Known columns: {known}"),
    ),
    Code.COLUMN_TWICE: Message(
        N_("The column {column} is there twice."),
        N_("Keep one of the two."),
    ),
    Code.CELL_NOT_NUMBER: Message(
        N_("“{value}” is not a number that can stand here."),
        N_("Write counts as digits only (1250) and percentages from 0 to 100; leave the cell blank where the number is not known."),
    ),
    Code.CELL_EMPTY: Message(
        N_("The cell in the column {column} is empty."),
        N_("Fill it in; this column is needed in every row."),
    ),
    Code.CELL_NOT_DATE: Message(
        N_("“{value}” is not a date."),
        N_("Write it as 2023-12-13 or 13/12/2023; 2023-12 or 2023 where no more is known."),
    ),
    Code.ROW_LENGTH: Message(
        N_("The row does not fit the header: {cells} cells, {columns} columns."),
        N_("Look for a comma too many or too few, or for a quotation mark that is not closed."),
    ),
    Code.LINE_NOT_JSON: Message(
        N_("The line is not a flat JSON object of texts and numbers."),
        N_("Write one object a line, without nested values, true or false."),
    ),
    Code.SESSION_NUMBERS_DIFFER: Message(
        N_("The column {column} says {here} here, and {first} further up for the same vote."),
        N_("Write the same number in all rows of a vote, or leave it blank."),
    ),
    Code.FILE_TOO_LARGE: Message(
        N_("The file has {size} bytes; at most {largest} are taken."),
        N_("Split it into several files."),
    ),
    Code.FILE_KIND_UNKNOWN: Message(
        N_("This file is no table: it is a damaged or old workbook, a PDF, or text in another encoding."),
        N_("Save the table as XLSX or as CSV in UTF-8, and import that file."),
    ),
    Code.SEVERAL_SESSIONS: Message(
        N_("The file holds {sessions} votes, but a code, a day or a number of people was given for one."),
        N_("Split the file by vote, or leave out --session, --date and --subjects-total."),
    ),
    Code.NO_SHEET: Message(
        N_("The file has no sheet “{sheet}”."),
        N_("Sheets of this file: {known}. Text files have none; leave out --sheet."),
    ),
    Code.CELL_NOT_LISTED: Message(
        N_("“{value}” is none of the words that can stand here."),
        N_("Write one of these: {known}"),
    ),
    Code.CELL_NOT_COMPUTED: Message(
        N_("The formula of this cell gives {value} instead of a value."),
        N_("Put the formula right in the workbook, or type the value itself."),
    ),
    Code.ROWS_DIFFER: Message(
        N_("The column {column} says “{here}” here, and “{first}” further up for the same assessment."),
        N_("Write the same in all rows of one assessor, cadre and period."),
    ),
    Code.CRITERION_TWICE: Message(
        N_("The criterion {criterion} is there twice for the same assessment, also in row {first}."),
        N_("Keep one of the two rows."),
    ),
    Code.ROSTER_DIFFERS: Message(
        N_("{cadre} is recorded with “{recorded}”, and the file says “{value}”."),
        N_("Is it another person, with a number of their own? If the record is wrong, put it right first: cadre-ledger correct --help"),
    ),
    Code.POSITION_DIFFERS: Message(
        N_("The position {position} is recorded with “{recorded}”, and the file says “{value}”."),
        N_("Correct the file; or, where the position has changed, import again with --redefine REASON."),
    ),
    Code.POSITION_ELSEWHERE: Message(
        N_("The position {position} is in the unit {recorded}, not in {unit}."),
        N_("Correct the unit or the position; the positions are shown by: cadre-ledger position list"),
    ),
    Code.COLUMN_NOT_KEPT: Message(
        N_("The column {column} is not kept: the ledger has no place for it yet."),
        N_("Keep your own file; what is imported leaves it out."),
    ),
}

PERSON_MESSAGES = {
    Code.DECLINED: Message(
        N_("The answer was no; nothing was recorded."),
        N_("Run the command again when you have decided."),
    ),
}

MESSAGES: Mapping[Code, Message] = {
    **USAGE_MESSAGES,
    **NOT_FOUND_MESSAGES,
    **STALE_MESSAGES,
    **TEXT_MESSAGES,
    **LEDGER_MESSAGES,
    **PEOPLE_MESSAGES,
    **ACTOR_MESSAGES,
    **VOTE_ERRORS,
    **VOTE_WARNINGS,
    **RULE_MESSAGES,
    **FILE_MESSAGES,
    **PERSON_MESSAGES,
}

# Facts that hold a value of a closed set, a day, or a percentage; all others are shown as they are.
TERM_FACTS: Mapping[str, Kind] = {
    "level": "level",
    "kind": "vote_kind",
    "vote": "vote_kind",
    "base": "base",
    "bound": "bound",
    "severity": "severity",
    "status": "status",
    "course": "course",
    "character": "character",
    "reason": "reason",
    "part": "criteria_part",
    "act": "act",
    "role": "role",
    "event": "event",
    "stage": "stage",
    "wanted": "stage",
}
DAY_FACTS = frozenset({"held_on", "today", "as_of", "joined_on", "left_on"})
PERCENT_FACTS = frozenset({"printed", "expected"})


def describe(words: Words, code: Code, facts: Mapping[str, object]) -> Message:
    """The message of a code in one language, with its facts filled in; a fact that is missing stays visible."""
    message = MESSAGES[code]
    said = {name: _said(words, name, value) for name, value in facts.items()}
    return Message(_filled(words, message.what, said), _filled(words, message.next, said))


def sentence(words: Words, finding: Finding) -> str:
    """What a finding says, without what to do."""
    return describe(words, finding.code, finding.facts).what


def _filled(words: Words, text: str, said: Mapping[str, str]) -> str:
    return words(text, **said).strip()


def _said(words: Words, name: str, value: object) -> str:
    """A fact as people read it; no fact can move a cursor or begin a new line."""
    text = str(value)
    if name == "roles":
        return ", ".join(term(words, "role", each) for each in text.split(", "))
    if name in TERM_FACTS and text in TERMS[TERM_FACTS[name]]:
        return term(words, TERM_FACTS[name], text)
    if name in DAY_FACTS:
        with suppress(Misused):
            return words.day(PartialDate.parse(text))
    if name in PERCENT_FACTS:
        with suppress(InvalidOperation):
            return words.percent(Decimal(text))
    return "".join(letter if unicodedata.category(letter) not in FORBIDDEN_CATEGORIES else f"\\u{ord(letter):04x}" for letter in text)
