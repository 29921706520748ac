"""One table says which role may do what, who must sign with whom, and who stands aside."""

from decimal import Decimal

import pytest

from cadre_ledger.domain import assessments, bodies, cadres, cases, charter, convening, counts, roles, votes
from cadre_ledger.domain.actors import Actor, ActorKeyRotated, Actors, Role
from cadre_ledger.domain.roles import ACTS, MAY, TWO_KEYS, Act, act_of, concerned, must_be_allowed, must_be_seconded
from cadre_ledger.domain.shapes import Event
from cadre_ledger.ledger.register import EVENTS
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import NotAllowed
from cadre_ledger.values.quality import Capacity
from signers import pair, rotate

OWN = {Role.SUBJECT: "C000007"}
PEOPLE = Actors({role.value: Actor(role.value, role.value, (role,), pair(role.value).public, OWN.get(role)) for role in Role})
ANNULLED = cases.DisciplineAnnulled(case="K-1", cadre="C000001", decision_no="9", reason="oan")
CLOSED = bodies.BodyClosed(body="B1", reason="x")


def scored(cadre: str, capacity: Capacity) -> assessments.Assessed:
    return assessments.Assessed(
        cadre=cadre, period="2025-Q4", assessor=cadre, capacity=capacity, scores={"ethics": Decimal(28)}, comment=None
    )


def given_ballot(*files: str | None) -> convening.VoteConvened:
    subjects = tuple(
        convening.BallotSubject(number=place, name=f"N{place}", position=None, cadre=each) for place, each in enumerate(files, 1)
    )
    fields = {"session": "S1", "kind": "confidence", "body": "B1", "held_on": "2026-05-10", "place": "A", "basis": "b", "basis_digest": "d"}
    return convening.VoteConvened.model_validate(
        {**fields, "subjects": subjects, "committee": ("x", "y", "z"), "exempt": (), "calendar": (), "follows": None}
    )


def refused(code: str, event: Event) -> Code | None:
    try:
        must_be_allowed(PEOPLE, code, event)
    except NotAllowed as error:
        return error.code
    return None


def test_every_event_is_part_of_an_act_and_every_act_is_given_to_someone() -> None:
    assert set(ACTS) == {event.topic for event in EVENTS}
    assert set().union(*MAY.values()) == set(Act)
    assert set(MAY) == set(Role)
    assert set(ACTS) >= TWO_KEYS


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.SECRETARY, "files assessments decisions votes convene hold take publish papers rules upkeep own_key countersign"),
        (Role.COUNTING_COMMITTEE, "votes count take papers own_key countersign"),
        (Role.CHAIR, "decisions certify annul rules actors own_key countersign"),
        (Role.INSPECTOR, "own_key"),
        (Role.AUDITOR, "own_key"),
        (Role.SUBJECT, "own_key"),
        (Role.ADMINISTRATOR, "upkeep own_key"),
    ],
)
def test_a_role_gives_what_is_written_here(role: Role, acts: str) -> None:
    assert {act.value for act in MAY[role]} == set(acts.split())


def test_nobody_does_what_no_role_of_theirs_gives() -> None:
    assert refused("secretary", CLOSED) is None
    assert refused("chair", CLOSED) is Code.ROLE_MAY_NOT
    assert refused("administrator", charter.ClockConfirmed(reason="x")) is None
    assert refused("inspector", charter.ClockConfirmed(reason="x")) is Code.ROLE_MAY_NOT


def test_a_key_is_changed_by_its_own_holder_only() -> None:
    event = ActorKeyRotated(**rotate("auditor").model_dump(exclude={"on"}) | {"actor": "AUDITOR"})
    people = Actors({code.upper(): actor for code, actor in PEOPLE.people.items()})

    must_be_allowed(people, "AUDITOR", event)
    with pytest.raises(NotAllowed) as error:
        must_be_allowed(people, "CHAIR", event)
    assert error.value.code is Code.KEY_OF_ANOTHER


def test_everyone_may_assess_themself_and_nobody_else_by_that() -> None:
    assert refused("subject", scored("C000007", Capacity.SELF)) is None
    assert refused("subject", scored("C000008", Capacity.SELF)) is Code.ROLE_MAY_NOT
    assert refused("subject", scored("C000007", Capacity.SUPERIOR)) is Code.ROLE_MAY_NOT


def test_an_annulment_needs_a_second_who_may_countersign() -> None:
    must_be_seconded(PEOPLE, ["chair"], ANNULLED)
    must_be_seconded(PEOPLE, [], CLOSED)
    for others, code in (([], Code.SECOND_KEY_MISSING), (["inspector"], Code.ROLE_MAY_NOT)):
        with pytest.raises(NotAllowed) as error:
            must_be_seconded(PEOPLE, others, ANNULLED)
        assert error.value.code is code


def test_a_second_who_may_not_is_refused_also_where_none_is_needed() -> None:
    with pytest.raises(NotAllowed) as error:
        must_be_seconded(PEOPLE, ["auditor"], CLOSED)
    assert error.value.code is Code.ROLE_MAY_NOT


def test_whom_an_event_concerns() -> None:
    linked = votes.SubjectLinked(session="S1", subject=1, cadre="C000002", ground="x")
    unlinked = votes.SubjectUnlinked(session="S1", subject=2, cadre="C000003", reason="x")

    assert concerned(ANNULLED) == {"C000001"}
    assert concerned(cadres.CadreMerged(cadre="C000001", into="C000002", reason="x")) == {"C000001", "C000002"}
    assert concerned(unlinked, [linked]) == {"C000002", "C000003"}
    assert concerned(unlinked) == {"C000003"}
    assert concerned(scored("C000007", Capacity.SELF)) == set()
    assert concerned(scored("C000007", Capacity.PEER)) == {"C000007"}
    assert concerned(CLOSED) == set()


def test_of_a_vote_those_on_its_ballot_are_concerned() -> None:
    convened = given_ballot("C000004", None)

    assert concerned(convened) == {"C000004"}
    assert concerned(counts.VoteAnnulled(session="S1", annulled_by=("a", "b"), reason="x"), [convened]) == {"C000004"}


def test_what_a_certificate_brings_with_it_for_the_same_vote_is_part_of_its_act() -> None:
    linked = votes.SubjectLinked(session="S1", subject=1, cadre="C000002", ground="x")
    unlinked = votes.SubjectUnlinked(session="S1", subject=1, cadre="C000002", reason="x")
    certified = {each: counts.VoteCertified(session=each, certified_by="a", minutes="x", outcomes=()) for each in ("S1", "S2")}

    assert act_of(linked) is Act.VOTES
    assert act_of(linked, [linked, certified["S1"]]) is Act.CERTIFY
    assert act_of(linked, [linked, certified["S2"]]) is Act.VOTES
    assert act_of(unlinked, [unlinked, certified["S1"]]) is Act.VOTES
    assert act_of(CLOSED, [certified["S1"]]) is Act.FILES


def test_the_roles_that_may_do_an_act_are_told_in_order() -> None:
    assert roles.roles_that(Act.DECISIONS) == (Role.SECRETARY, Role.CHAIR)


def test_a_result_is_put_right_by_two_once_it_was_certified_here() -> None:
    change = votes.Change(subject=1, field="low", was=2, now=3)
    corrected = votes.VoteCorrected(session="S1", corrects=9, changes=(change,), reason="cộng sai")
    certified = counts.VoteCertified(session="S1", certified_by="x", minutes="12/BB", outcomes=())

    must_be_seconded(PEOPLE, [], corrected, [given_ballot()])
    must_be_seconded(PEOPLE, ["chair"], corrected, [given_ballot(), certified])
    with pytest.raises(NotAllowed) as error:
        must_be_seconded(PEOPLE, [], corrected, [given_ballot(), certified])
    assert error.value.code is Code.SECOND_KEY_MISSING
