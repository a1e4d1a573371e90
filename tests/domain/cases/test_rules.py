"""Who may do what in a case: one table of answers for every rule."""

from datetime import date
from uuid import UUID

import pytest

from faden.domain.cases import rules
from faden.domain.cases.calculation import Circle
from faden.domain.cases.enums import CircleFunction, Constellation, HandoverState, MeasureAct, MeasureState, Phase
from faden.domain.cases.models import Case, CircleMember, ContactNote, Handover, Measure
from faden.domain.cases.rules import CaseRule
from faden.domain.consent.models import Consent
from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import Rule

MANAGER, HELPER, STRANGER = (
    Actor(UUID(int=number), name, grants=(Grant(Role.CASE_MANAGER),))
    for number, name in enumerate(("Fallführung", "Hilfe", "Fremd"), start=1)
)
CIRCLE = Circle({MANAGER.id: CircleFunction.RESPONSIBLE, HELPER.id: CircleFunction.HELPER})
OPEN, CLOSED = Case(), Case(closed_on=date(2026, 11, 1))
WHO = {"manager": MANAGER, "helper": HELPER, "stranger": STRANGER}

EVERYBODY_IN_IT = {("manager", "open"), ("helper", "open")}
RESPONSIBLE = {("manager", "open")}
TABLE: dict[str, set[tuple[str, str]]] = {
    "may_work_on": EVERYBODY_IN_IT,
    "may_change_constellation": RESPONSIBLE,
    "may_enter_phase": RESPONSIBLE,
    "may_change_circle": RESPONSIBLE,
    "may_name_household": RESPONSIBLE,
    "may_refer": RESPONSIBLE,
    "may_close": RESPONSIBLE,
    "may_reopen": {("manager", "closed")},
    "may_hand_over": {("manager", "open"), ("manager", "closed")},
}


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("standing", ["open", "closed"])
def test_truth_table(name: str, who: str, standing: str) -> None:
    may: CaseRule = getattr(rules, name)
    case = OPEN if standing == "open" else CLOSED
    assert may.allows(WHO[who], case, CIRCLE) == ((who, standing) in TABLE[name])


def test_every_rule_about_a_case_stands_in_the_table() -> None:
    others = {"may_read", "may_end_help", "may_correct_note", "may_move_measure", "may_follow", "may_be_invited"}
    others |= {"may_open_case", "may_list_cases"}
    others |= {"may_remove_document"}
    others |= {"may_propose_for_others", "may_answer_handover", "may_accept_handover", "may_withdraw_handover"}
    others |= {"may_read_note", "may_use_emergency", "may_check_emergency"}
    assert {name for name in vars(rules) if name.startswith("may_")} == others | set(TABLE)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_a_list_of_cases_is_for_those_who_counsel_or_help(role: Role) -> None:
    somebody = Actor(id=UUID(int=9), name="Wer", grants=(Grant(role),))
    assert rules.may_list_cases.allows(somebody) == (role in {Role.CASE_MANAGER, Role.PARTNER})


@pytest.mark.parametrize(("who", "reads"), [("manager", True), ("helper", True), ("stranger", False)])
def test_reading_is_for_the_circle(who: str, reads: bool) -> None:
    assert rules.may_read.allows(WHO[who], CIRCLE) == reads


@pytest.mark.parametrize(
    ("who", "whose", "allowed"),
    [
        ("manager", HELPER, True),
        ("helper", HELPER, True),
        ("stranger", HELPER, False),
        ("manager", MANAGER, False),
    ],
    ids=["responsible ends help", "helper withdraws", "stranger", "responsibility only by handover"],
)
def test_ending_help(who: str, whose: Actor, allowed: bool) -> None:
    member = CircleMember(account_id=whose.id, function=CIRCLE.functions[whose.id])
    assert rules.may_end_help.allows(WHO[who], member, CIRCLE) == allowed


def test_one_helper_does_not_end_the_help_of_another() -> None:
    other = CircleMember(account_id=STRANGER.id, function=CircleFunction.HELPER)
    assert (
        rules.may_end_help(HELPER, other, CIRCLE) == "Nur die fallführende Person darf andere aus dem Kreis entlassen."
    )


PARTNER = Actor(UUID(int=4), "Partner", grants=(Grant(Role.PARTNER),))


@pytest.mark.parametrize(
    ("who", "visibility", "allowed"),
    [
        (MANAGER, "author", True),
        (HELPER, "author", False),
        (HELPER, "inside", True),
        (HELPER, "circle", True),
        (PARTNER, "circle", True),
        (PARTNER, "inside", False),
        (PARTNER, "author", False),
        (STRANGER, "circle", False),
        (STRANGER, "inside", False),
    ],
)
def test_a_note_is_read_by_whom_its_author_has_chosen(who: Actor, visibility: str, *, allowed: bool) -> None:
    circle = Circle({**CIRCLE.functions, PARTNER.id: CircleFunction.HELPER})
    note = ContactNote(author_id=MANAGER.id, visibility=visibility)
    assert rules.may_read_note.allows(who, note, circle) == allowed


@pytest.mark.parametrize(("who", "allowed"), [("manager", True), ("helper", False)])
def test_a_note_is_corrected_by_its_author(who: str, allowed: bool) -> None:
    assert rules.may_correct_note.allows(WHO[who], ContactNote(author_id=MANAGER.id)) == allowed


@pytest.mark.parametrize(
    ("who", "author", "allowed"),
    [
        ("manager", HELPER, True),
        ("helper", HELPER, True),
        ("helper", MANAGER, False),
        ("stranger", STRANGER, False),
    ],
    ids=["leads the case", "has filed it", "somebody else's", "no longer in the circle"],
)
def test_a_document_is_removed_by_its_author_or_whoever_leads(who: str, author: Actor, allowed: bool) -> None:
    assert rules.may_remove_document.allows(WHO[who], author.id, CIRCLE) == allowed


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
@pytest.mark.parametrize("is_checked", [False, True])
def test_in_an_emergency_counsellors_enter_and_data_protection_looks_after_it(role: Role, *, is_checked: bool) -> None:
    somebody = Actor(id=UUID(int=9), name="Wer", grants=(Grant(role),))
    assert rules.may_use_emergency.allows(somebody) == (role == Role.CASE_MANAGER)
    looks = rules.may_check_emergency.allows(somebody, is_checked=is_checked)
    assert looks == (role == Role.DATA_PROTECTION and not is_checked)


@pytest.mark.parametrize("state", MeasureState)
@pytest.mark.parametrize("act", MeasureAct)
def test_what_is_finished_stays_finished(state: MeasureState, act: MeasureAct) -> None:
    same = {(MeasureState.WAITING, MeasureAct.WAIT), (MeasureState.ACTIVE, MeasureAct.START)}
    possible = state not in (MeasureState.DONE, MeasureState.ABORTED) and (state, act) not in same
    assert rules.may_move_measure.allows(Measure(state=state), act) == possible


def test_a_phase_says_why_another_cannot_follow() -> None:
    with pytest.raises(Refused, match="Auf „Zugang“ kann „Umsetzung“ nicht unmittelbar folgen"):
        rules.may_follow.check(Phase.ACCESS, Phase.DELIVERY)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_only_those_who_counsel_come_into_a_circle(role: Role) -> None:
    invited = Actor(UUID(int=9), "Eingeladen", grants=(Grant(role),))
    assert rules.may_be_invited.allows(invited) == (role in {Role.CASE_MANAGER, Role.PARTNER})


@pytest.mark.parametrize("role", Role)
def test_only_counsellors_open_cases(role: Role) -> None:
    somebody = Actor(id=UUID(int=9), name="Jemand", grants=(Grant(role),))
    assert rules.may_open_case.allows(somebody) == (role == Role.CASE_MANAGER)


@pytest.mark.parametrize("wanted", Constellation)
@pytest.mark.parametrize("consented", [False, True])
def test_anything_longer_than_a_short_intervention_waits_for_the_consent(
    wanted: Constellation, *, consented: bool
) -> None:
    given = (
        [Consent(kind="data_processing", given_on=date(2026, 11, 1), valid_from=date(2026, 11, 1))] if consented else []
    )
    allowed = consented or wanted == Constellation.SHORT
    assert rules.constellation_is_open.allows(wanted, given, date(2026, 11, 20)) == allowed


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SYSTEM])
def test_coordination_and_lead_propose_for_others(role: Role) -> None:
    somebody = Actor(id=UUID(int=9), name="Wer", grants=(Grant(role),))
    assert rules.may_propose_for_others.allows(somebody) == (role in {Role.COORDINATOR, Role.LEAD})


@pytest.mark.parametrize("state", HandoverState)
@pytest.mark.parametrize(
    ("rule", "who"),
    [
        (rules.may_answer_handover, {"helper"}),
        (rules.may_withdraw_handover, {"manager"}),
    ],
)
def test_a_handover_is_answered_by_one_side_and_withdrawn_by_the_other(
    rule: Rule[[Actor, Handover]], who: set[str], state: HandoverState
) -> None:
    handover = Handover(former_id=MANAGER.id, successor_id=HELPER.id, proposed_by_id=MANAGER.id, state=state)
    assert {name for name, actor in WHO.items() if rule.allows(actor, handover)} == (
        who if state == HandoverState.PROPOSED else set()
    )


@pytest.mark.parametrize(("earliest", "allowed"), [(19, True), (20, True), (21, False)])
def test_a_handover_waits_for_its_day(earliest: int, *, allowed: bool) -> None:
    handover = Handover(former_id=MANAGER.id, successor_id=HELPER.id, earliest_on=date(2026, 11, earliest))
    assert rules.may_accept_handover.allows(HELPER, handover, date(2026, 11, 20)) == allowed
    coordinator = Actor(HELPER.id, "Koordination", grants=(Grant(Role.COORDINATOR),))
    assert not rules.may_accept_handover.allows(coordinator, handover, date(2026, 11, 22))
