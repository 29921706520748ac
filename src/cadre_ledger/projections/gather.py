"""Gathering: events in entry order into dossiers. No rule is applied and no dates are compared here."""

from collections.abc import Callable, Iterable, Mapping
from sys import intern
from typing import Any

from cadre_ledger.projections import gather_files, narrow
from cadre_ledger.projections.dossiers import (
    RULEBOOK_KEY,
    ActorDossier,
    AdoptedLine,
    BodyDossier,
    CadreDossier,
    ConfirmedLine,
    Corrected,
    DatedName,
    Evidence,
    FixedLine,
    Key,
    MemberLine,
    RulebookDossier,
    SessionDossier,
    SittingDossier,
    SubjectLine,
)
from cadre_ledger.projections.gather_files import Dossiers
from cadre_ledger.values.counting import Stage
from cadre_ledger.values.tallies import Level


class InMemory(dict[Key, Any]):
    """All dossiers in memory: a source of verdicts for other cuts and for checks."""

    def put(self, key: Key, dossier: Any) -> None:
        """Keep it."""
        self[key] = dossier

    def keys_of(self, kind: str) -> Iterable[str]:
        """The codes of one kind, in order."""
        return sorted(code for dossier_kind, code in self if dossier_kind == kind)

    def merged(self) -> Mapping[str, str]:
        """By absorbed cadre, the code under which the person goes on."""
        return follow({code: dossier.merged_into for (kind, code), dossier in self.items() if kind == "cadre" and dossier.merged_into})


def follow(merged_into: Mapping[str, str]) -> dict[str, str]:
    """Each absorbed code with the last of its chain."""
    ends = {}
    for code in merged_into:
        end = code
        while end in merged_into:
            end = merged_into[end]
        ends[code] = end
    return ends


def gather(dossiers: Dossiers, rows: Iterable[tuple[str, bytes]]) -> None:
    """Fold stored events, as (topic, state) in entry order, into the dossiers."""
    for topic, state in rows:
        stored = narrow.decode(topic, state)
        if stored is None:
            continue
        fold = gather_files.FOLDS.get(type(stored.event))
        if fold is not None:
            fold(dossiers, stored.event, _evidence(stored, topic))
        else:
            FOLDS[type(stored.event)](dossiers, stored, topic)


def _evidence(stored: narrow.Stored[Any], topic: str) -> Evidence:
    # The same few texts in every entry of a command: held once, they are a third of the memory.
    return Evidence(stored.entry, intern(topic), intern(stored.effective_on), intern(stored.recorded_at))


def _adopted(dossiers: Dossiers, stored: narrow.Stored[narrow.Adopted], topic: str) -> None:
    event = stored.event
    rulebook = dossiers.get(RULEBOOK_KEY) or RulebookDossier("", [], {}, [])
    rulebook.adopted.append(AdoptedLine(event.regulation, event.digest, event.effective_on, stored.entry))
    rulebook.texts[event.digest] = event.text
    dossiers.put(RULEBOOK_KEY, rulebook)


def _amended(dossiers: Dossiers, stored: narrow.Stored[narrow.Amended], topic: str) -> None:
    rulebook = dossiers.get(RULEBOOK_KEY)
    rulebook.name = stored.event.name
    dossiers.put(RULEBOOK_KEY, rulebook)


def _confirmed(dossiers: Dossiers, stored: narrow.Stored[narrow.Confirmed], topic: str) -> None:
    event = stored.event
    rulebook = dossiers.get(RULEBOOK_KEY)
    rulebook.confirmed.append(
        ConfirmedLine(event.regulation, event.clause, event.digest, stored.effective_on, stored.entry, event.read_by, event.read_where)
    )
    dossiers.put(RULEBOOK_KEY, rulebook)


def _enrolled(dossiers: Dossiers, stored: narrow.Stored[narrow.ActorEnrolled], topic: str) -> None:
    event = stored.event
    evidence = [_evidence(stored, topic)]
    actor = ActorDossier(event.actor, event.name, event.roles, event.public_key, event.cadre, retired=False, evidence=evidence)
    dossiers.put(("actor", event.actor), actor)


def _actor(change: Callable[[ActorDossier, Any], None]) -> Callable[[Dossiers, narrow.Stored[Any], str], None]:
    def fold(dossiers: Dossiers, stored: narrow.Stored[Any], topic: str) -> None:
        key = ("actor", stored.event.actor)
        actor = dossiers.get(key)
        change(actor, stored.event)
        actor.evidence.append(_evidence(stored, topic))
        dossiers.put(key, actor)

    return fold


def _rotated(actor: ActorDossier, event: narrow.ActorKeyRotated) -> None:
    actor.public_key = event.public_key


def _roles_changed(actor: ActorDossier, event: narrow.ActorRolesChanged) -> None:
    actor.roles = event.roles


def _retired(actor: ActorDossier, event: narrow.ActorRetired) -> None:
    actor.retired = True


def _body_established(dossiers: Dossiers, stored: narrow.Stored[narrow.BodyEstablished], topic: str) -> None:
    event = stored.event
    names = [DatedName(stored.effective_on, event.name, [stored.entry])]
    dossiers.put(("body", event.body), BodyDossier(event.body, names, event.level, None, [_evidence(stored, topic)], [], []))


def _body(change: Callable[[BodyDossier, narrow.Stored[Any]], None]) -> Callable[[Dossiers, narrow.Stored[Any], str], None]:
    def fold(dossiers: Dossiers, stored: narrow.Stored[Any], topic: str) -> None:
        key = ("body", stored.event.body)
        body = dossiers.get(key)
        change(body, stored)
        body.evidence.append(_evidence(stored, topic))
        dossiers.put(key, body)

    return fold


def _renamed(body: BodyDossier, stored: narrow.Stored[narrow.BodyRenamed]) -> None:
    body.names.append(DatedName(stored.effective_on, stored.event.name, [stored.entry]))


def _body_corrected(body: BodyDossier, stored: narrow.Stored[narrow.BodyCorrected]) -> None:
    wrong = next((each for each in body.names if stored.event.corrects in each.entries), body.names[-1])
    wrong.name = stored.event.name
    wrong.entries.append(stored.entry)
    body.level = stored.event.level


def _closed(body: BodyDossier, stored: narrow.Stored[narrow.BodyClosed]) -> None:
    body.closed_on = stored.effective_on


def _joined(body: BodyDossier, stored: narrow.Stored[narrow.MemberJoined]) -> None:
    event = stored.event
    body.members.append(MemberLine(event.member, event.name, event.cadre, event.joined_on, None, stored.entry))


def _left(body: BodyDossier, stored: narrow.Stored[narrow.MemberLeft]) -> None:
    body.members[stored.event.member - 1].left_on = stored.event.left_on


def _member_corrected(body: BodyDossier, stored: narrow.Stored[narrow.MemberCorrected]) -> None:
    event, line = stored.event, body.members[stored.event.member - 1]
    line.name, line.cadre, line.joined_on, line.left_on = event.name, event.cadre, event.joined_on, event.left_on


def _fixed(body: BodyDossier, stored: narrow.Stored[narrow.MembersFixed]) -> None:
    event = stored.event
    body.fixed.append(FixedLine(event.members, event.fixed_on, event.decision_no, stored.entry))


def _registered(dossiers: Dossiers, stored: narrow.Stored[narrow.CadreRegistered], topic: str) -> None:
    event = stored.event
    cadre = CadreDossier(event.cadre, event.name, event.born, event.own_number, None, [], [], [_evidence(stored, topic)])
    dossiers.put(("cadre", event.cadre), cadre)


def _cadre(change: Callable[[CadreDossier, Any], None]) -> Callable[[Dossiers, narrow.Stored[Any], str], None]:
    def fold(dossiers: Dossiers, stored: narrow.Stored[Any], topic: str) -> None:
        key = ("cadre", stored.event.cadre)
        cadre = dossiers.get(key)
        change(cadre, stored.event)
        cadre.evidence.append(_evidence(stored, topic))
        dossiers.put(key, cadre)

    return fold


def _cadre_corrected(cadre: CadreDossier, event: narrow.CadreCorrected) -> None:
    cadre.name, cadre.born, cadre.own_number = event.name, event.born, event.own_number


def _entered(cadre: CadreDossier, event: narrow.ResultEntered) -> None:
    cadre.results.append((intern(event.session), event.subject))


def _withdrawn(cadre: CadreDossier, event: narrow.ResultWithdrawn) -> None:
    cadre.results.remove((event.session, event.subject))


def _merged(dossiers: Dossiers, stored: narrow.Stored[narrow.CadreMerged], topic: str) -> None:
    absorbed, kept = dossiers.get(("cadre", stored.event.cadre)), dossiers.get(("cadre", stored.event.into))
    absorbed.merged_into = stored.event.into
    kept.absorbed.append(stored.event.cadre)
    _note_both(dossiers, absorbed, kept, _evidence(stored, topic))


def _unmerged(dossiers: Dossiers, stored: narrow.Stored[narrow.CadreUnmerged], topic: str) -> None:
    absorbed, kept = dossiers.get(("cadre", stored.event.cadre)), dossiers.get(("cadre", stored.event.was_merged_into))
    absorbed.merged_into = None
    kept.absorbed.remove(stored.event.cadre)
    _note_both(dossiers, absorbed, kept, _evidence(stored, topic))


def _note_both(dossiers: Dossiers, absorbed: CadreDossier, kept: CadreDossier, evidence: Evidence) -> None:
    for cadre in (absorbed, kept):
        cadre.evidence.append(evidence)
        dossiers.put(("cadre", cadre.code), cadre)


def _recorded(dossiers: Dossiers, stored: narrow.Stored[narrow.VoteRecorded], topic: str) -> None:
    event, evidence = stored.event, _evidence(stored, topic)
    numbers = event.ballots
    session = SessionDossier(
        code=event.session,
        kind=event.kind,
        body=event.body,
        held_on=event.held_on,
        basis=event.basis,
        basis_digest=event.basis_digest,
        recorded_from=event.recorded_from,
        source=event.source,
        ballots={field: getattr(numbers, field) for field in numbers.__struct_fields__},
        subjects=[_line(subject, evidence) for subject in event.subjects],
        subjects_total=event.subjects_total,
        evidence=[evidence],
        corrections=[],
    )
    dossiers.put(("session", event.session), session)


def _line(subject: narrow.Subject, evidence: Evidence) -> SubjectLine:
    return SubjectLine(
        subject.number, subject.name, subject.position, subject.counts, subject.invalid, subject.printed, subject.source, None, [evidence]
    )


def _corrected(dossiers: Dossiers, stored: narrow.Stored[narrow.VoteCorrected], topic: str) -> None:
    event, evidence = stored.event, _evidence(stored, topic)
    session: SessionDossier = dossiers.get(("session", event.session))
    for change in event.changes:
        session.corrections.append(
            Corrected(stored.entry, event.corrects, change.subject, change.field, change.was, change.now, event.reason)
        )
        _apply(session, change, evidence)
    session.evidence.append(evidence)
    dossiers.put(("session", event.session), session)


def _apply(session: SessionDossier, change: narrow.Change, evidence: Evidence) -> None:
    if change.subject is None:
        assert not isinstance(change.now, str)
        session.ballots[change.field] = change.now
        return
    line = session.subject(change.subject)
    if evidence not in line.evidence:
        line.evidence.append(evidence)
    if change.field in tuple(Level):
        assert isinstance(change.now, int)
        line.counts[change.field] = change.now
    else:
        setattr(line, change.field, change.now)


def _linked(dossiers: Dossiers, stored: narrow.Stored[narrow.SubjectLinked], topic: str) -> None:
    _set_cadre(dossiers, stored, stored.event.cadre, _evidence(stored, topic))


def _unlinked(dossiers: Dossiers, stored: narrow.Stored[narrow.SubjectUnlinked], topic: str) -> None:
    _set_cadre(dossiers, stored, None, _evidence(stored, topic))


def _set_cadre(dossiers: Dossiers, stored: narrow.Stored[Any], cadre: str | None, evidence: Evidence) -> None:
    session: SessionDossier = dossiers.get(("session", stored.event.session))
    line = session.subject(stored.event.subject)
    line.cadre = cadre
    line.evidence.append(evidence)
    dossiers.put(("session", session.code), session)


def _convened(dossiers: Dossiers, stored: narrow.Stored[narrow.VoteConvened], topic: str) -> None:
    event = stored.event
    sitting = SittingDossier(
        event.session, event.kind, event.body, event.held_on, event.basis, Stage.CONVENED.value, [_evidence(stored, topic)]
    )
    dossiers.put(("sitting", event.session), sitting)


def _went_on(stage: Stage) -> Callable[[Dossiers, narrow.Stored[Any], str], None]:
    def fold(dossiers: Dossiers, stored: narrow.Stored[Any], topic: str) -> None:
        key = ("sitting", stored.event.session)
        sitting: SittingDossier = dossiers.get(key)
        sitting.stage = stage.value
        sitting.evidence.append(_evidence(stored, topic))
        dossiers.put(key, sitting)

    return fold


def _certified(dossiers: Dossiers, stored: narrow.Stored[narrow.VoteCertified], topic: str) -> None:
    _went_on(Stage.CERTIFIED)(dossiers, stored, topic)
    event = stored.event
    session: SessionDossier = dossiers.get(("session", event.session))
    session.certified_by = event.certified_by
    session.certified = {each.subject: each.clause for each in event.outcomes}
    session.evidence.append(_evidence(stored, topic))
    dossiers.put(("session", event.session), session)


def _annulled(dossiers: Dossiers, stored: narrow.Stored[narrow.VoteAnnulled], topic: str) -> None:
    _went_on(Stage.ANNULLED)(dossiers, stored, topic)
    session: SessionDossier | None = dossiers.get(("session", stored.event.session))
    if session is not None:
        session.annulled = stored.event.reason
        session.evidence.append(_evidence(stored, topic))
        dossiers.put(("session", session.code), session)


FOLDS: dict[type[Any], Callable[[Dossiers, narrow.Stored[Any], str], None]] = {
    narrow.Adopted: _adopted,
    narrow.Amended: _amended,
    narrow.Confirmed: _confirmed,
    narrow.ActorEnrolled: _enrolled,
    narrow.ActorKeyRotated: _actor(_rotated),
    narrow.ActorRolesChanged: _actor(_roles_changed),
    narrow.ActorRetired: _actor(_retired),
    narrow.BodyEstablished: _body_established,
    narrow.BodyRenamed: _body(_renamed),
    narrow.BodyCorrected: _body(_body_corrected),
    narrow.BodyClosed: _body(_closed),
    narrow.MemberJoined: _body(_joined),
    narrow.MemberLeft: _body(_left),
    narrow.MemberCorrected: _body(_member_corrected),
    narrow.MembersFixed: _body(_fixed),
    narrow.CadreRegistered: _registered,
    narrow.CadreCorrected: _cadre(_cadre_corrected),
    narrow.CadreMerged: _merged,
    narrow.CadreUnmerged: _unmerged,
    narrow.VoteRecorded: _recorded,
    narrow.VoteCorrected: _corrected,
    narrow.SubjectLinked: _linked,
    narrow.SubjectUnlinked: _unlinked,
    narrow.ResultEntered: _cadre(_entered),
    narrow.ResultWithdrawn: _cadre(_withdrawn),
    narrow.VoteConvened: _convened,
    narrow.VoteOpened: _went_on(Stage.OPENED),
    narrow.BoxClosed: _went_on(Stage.BOX_CLOSED),
    narrow.Announced: _went_on(Stage.ANNOUNCED),
    narrow.VoteCertified: _certified,
    narrow.VotePublished: _went_on(Stage.PUBLISHED),
    narrow.VoteAnnulled: _annulled,
}
