"""Correction and objection: taken up, done by whoever leads the case, refused by data protection alone, answered."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from faden.domain.cases.enums import ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.operations.exporting import export_cases
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.queries.listing import Wanted
from faden.domain.cases.queries.story import events_of
from faden.domain.cases.story import Kind
from faden.domain.consent.enums import ConsentKind, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import consents_of, releases_of
from faden.domain.organisations.models import Organisation
from faden.domain.people.enums import ShieldGround
from faden.domain.people.operations.shields import set_restriction
from faden.domain.subject_requests.enums import Against, Asker, RightsAct, RightsKind, RightsState, Subject, Way
from faden.domain.subject_requests.models import ReceiverNotice, RightsRequest
from faden.domain.subject_requests.operations import rights as act
from faden.domain.subject_requests.queries import (
    STORY_DOUBTS,
    doubted,
    doubted_in,
    notices_of,
    rights_answered,
    rights_by_number,
    rights_of,
    rights_to_answer,
    rights_to_do,
)
from faden.domain.subject_requests.rules import is_open_to
from faden.domain.subject_requests.transitions import RIGHTS
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files.models import StoredFile
from tests import given
from tests.files_made import pdf
from tests.given import TODAY

pytestmark = pytest.mark.django_db
BASICS: dict[str, Any] = {"received_on": TODAY, "received_by": Way.IN_PERSON, "asker": Asker.SELF}
WRONG: dict[str, Any] = {
    **BASICS, "kind": RightsKind.CORRECTION, "subject": Subject.PERSON, "says": "geboren 1987", "should_say": "1978",
}  # fmt: skip
BECAUSE = "Es gilt der Pass."
AGAINST: dict[str, Any] = {**BASICS, "kind": RightsKind.OBJECTION}


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Mira Wegener")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def centre() -> Organisation:
    return given.organisation()


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, family_name="Đorđević", consented=True)


def asked(case: Case, manager: Actor, **told: Any) -> RightsRequest:
    with act_as(manager, today=TODAY):
        return act.take_up(case=case, person_id=case.person_id, actor=manager, today=TODAY, **told)


def fulfilled(request: RightsRequest, manager: Actor, because: str = "Geburtsjahr geändert.") -> RightsRequest:
    with act_as(manager, today=TODAY):
        request.refresh_from_db()
        return act.fulfil(request=request, because=because, version=request.version, actor=manager, today=TODAY)


def decided(request: RightsRequest, officer: Actor, how: RightsAct, because: str = BECAUSE) -> RightsRequest:
    with act_as(officer, today=TODAY):
        request.refresh_from_db()
        return act.decide(
            request=request, act=how, because=because, version=request.version, actor=officer, today=TODAY
        )


def told(case: Case, manager: Actor, centre: Organisation, *, on: date = TODAY) -> None:
    """The centre has got something on a release."""
    with act_as(manager, today=TODAY):
        pass_on(
            case=case, kind=TransferKind.TALK, contained="Name, Geburtstag", organisation=centre, actor=manager, on=on
        )


def test_a_correction_is_taken_up_once_with_a_month_to_answer(case: Case, manager: Actor, officer: Actor) -> None:
    first, second = (asked(case, manager, **WRONG) for _ in range(2))
    assert first.id == second.id
    assert first.number.startswith("DB-")
    assert first.due_on == date(2026, 12, 20)
    with act_as(manager, today=TODAY):
        assert [one.id for one in rights_to_do(manager, 9)] == [first.id]
        assert [one.id for one in doubted(case.person_id)] == [first.id]
    with act_as(officer, today=TODAY):
        assert [(one.request.id, one.number) for one in rights_to_answer(officer)] == [(first.id, case.number)]
        assert AuditEntry.objects.get(act="rights.received").file_id == case.id


def test_who_leads_the_case_corrects_and_the_receivers_are_told(
    case: Case, manager: Actor, officer: Actor, centre: Organisation
) -> None:
    with act_as(manager, today=TODAY):
        given.release(case, centre, manager, given_on=TODAY)
    told(case, manager, centre)
    given.legal_basis(TransferKind.EXPORT)
    with act_as(manager, today=TODAY):
        export_cases(wanted=Wanted(), filters={}, file_type="csv", actor=manager, today=TODAY)
    done = fulfilled(asked(case, manager, **WRONG), manager)
    assert done.state == RightsState.FULFILLED
    with act_as(manager, today=TODAY):
        (notice,) = notices_of(done)
        assert (notice.organisation_id, notice.sent_on, notice.is_open) == (centre.id, TODAY, True)
        for wrong in ({}, {"told_on": TODAY}, {"told_on": TODAY, "told_how": Way.MAIL, "spared_because": "x"}):
            with pytest.raises(Invalid):
                act.tell_receiver(notice=notice, actor=manager, today=TODAY, **wrong)
        act.tell_receiver(notice=notice, told_on=TODAY, told_how=Way.MAIL, actor=manager, today=TODAY)
        with pytest.raises(Refused):
            act.tell_receiver(notice=notice, spared_because="zu spät", actor=manager, today=TODAY)
        assert doubted(case.person_id) == []
    with act_as(officer, today=TODAY):
        assert not notices_of(done)[0].is_open


def test_without_saying_what_was_changed_nothing_is_corrected(case: Case, manager: Actor) -> None:
    request = asked(case, manager, **WRONG)
    with pytest.raises(Invalid):
        fulfilled(request, manager, " ")
    with act_as(manager, today=TODAY), pytest.raises(Invalid):
        act.take_up(case=case, person_id=case.person_id, actor=manager, today=TODAY, **{**WRONG, "should_say": "  "})
    tomorrow = TODAY + timedelta(days=1)
    with act_as(manager, today=TODAY), pytest.raises(Invalid):
        act.take_up(
            case=case, person_id=case.person_id, actor=manager, today=TODAY, **{**WRONG, "received_on": tomorrow}
        )


def test_an_objection_to_the_evaluation_switches_it_off(case: Case, manager: Actor, officer: Actor) -> None:
    with act_as(manager, today=TODAY):
        Consent.objects.create(
            person_id=case.person_id, kind=ConsentKind.EVALUATION, form_version="1", given_on=TODAY, valid_from=TODAY,
            recorded_by_id=manager.id,
        )  # fmt: skip
    request = asked(case, manager, **AGAINST, against=Against.EVALUATION)
    for how in (RightsAct.REFUSE, RightsAct.PARTLY, RightsAct.DISPUTE):
        with pytest.raises(Refused):
            decided(request, officer, how)
    fulfilled(request, manager, "")
    with act_as(manager, today=TODAY):
        found = [one for one in consents_of(case.person) if one.kind == ConsentKind.EVALUATION]
        assert [one.withdrawn_on for one in found] == [TODAY]
        assert [one.kind for one in consents_of(case.person) if one.withdrawn_on] == [ConsentKind.EVALUATION]


def test_an_objection_to_a_transfer_withdraws_its_release_and_tells_only_that_office(
    case: Case, manager: Actor, centre: Organisation
) -> None:
    elsewhere = given.organisation("Jugendamt Musterkreis")
    with act_as(manager, today=TODAY):
        for one in (centre, elsewhere):
            given.release(case, one, manager, given_on=TODAY)
    for one in (centre, elsewhere):
        told(case, manager, one)
    with act_as(manager, today=TODAY):
        release = next(one for one in releases_of(case.person_id, on=TODAY) if one.organisation_id == centre.id)
    request = asked(case, manager, **AGAINST, against=Against.TRANSFER, release=release)
    fulfilled(request, manager, "")
    with act_as(manager, today=TODAY):
        left = {one.organisation_id for one in releases_of(case.person_id, on=TODAY)}
        assert left == {elsewhere.id}
        assert Consent.objects.get(id=release.id).withdrawn_on == TODAY
        assert [one.organisation_id for one in notices_of(request)] == [centre.id]


def test_only_data_protection_says_no_and_says_why(case: Case, manager: Actor, officer: Actor) -> None:
    request = asked(case, manager, **AGAINST, against=Against.PROCESSING, grounds="Ich habe Angst.")
    with pytest.raises(Refused):
        decided(request, manager, RightsAct.REFUSE)
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid):
            act.lay_before(request=request, proposal=" ", version=1, actor=manager, today=TODAY)
        act.lay_before(request=request, proposal="Die Akte ist nötig.", version=1, actor=manager, today=TODAY)
    with pytest.raises(Invalid):
        decided(request, officer, RightsAct.REFUSE, "  ")
    with pytest.raises(Refused):
        decided(request, officer, RightsAct.FULFIL)
    refused = decided(request, officer, RightsAct.REFUSE)
    assert (refused.state, refused.because) == (RightsState.REFUSED, BECAUSE)
    with pytest.raises(Refused):
        fulfilled(request, manager)
    with act_as(officer, today=TODAY):
        assert notices_of(refused) == [], "nothing has changed, so nobody is to be told"


def test_what_is_disputed_stays_to_be_seen(case: Case, manager: Actor, officer: Actor) -> None:
    request = asked(case, manager, **WRONG)
    decided(request, officer, RightsAct.DISPUTE, "Geburtstag nicht zu klären.")
    with act_as(manager, today=TODAY):
        assert [one.state for one in doubted(case.person_id)] == [RightsState.DISPUTED]


def test_data_protection_takes_up_by_the_number_of_the_case(case: Case, officer: Actor, manager: Actor) -> None:
    with act_as(officer, today=TODAY):
        request = act.receive_rights_for_case(number=case.number, actor=officer, today=TODAY, **WRONG)
        with pytest.raises(Invalid):
            act.receive_rights_for_case(number="99-999999", actor=officer, today=TODAY, **WRONG)
    with act_as(manager, today=TODAY):
        assert [one.id for one in rights_of(case)] == [request.id]
        with pytest.raises(Refused):
            act.receive_rights_for_case(number=case.number, actor=manager, today=TODAY, **WRONG)


def test_the_deadline_is_extended_once_before_it_ends(case: Case, manager: Actor, officer: Actor) -> None:
    request = asked(case, manager, **WRONG)
    with act_as(officer, today=TODAY):
        with pytest.raises(Invalid):
            act.take_longer(request=request, because=" ", version=1, actor=officer, today=TODAY)
        late = request.due_on + timedelta(days=1)
        with pytest.raises(Refused):
            act.take_longer(request=request, because="viel", version=1, actor=officer, today=late)
        longer = act.take_longer(request=request, because="viel", version=1, actor=officer, today=TODAY)
        assert longer.due_on == date(2027, 2, 20)
        with pytest.raises(Refused):
            act.take_longer(request=longer, because="mehr", version=2, actor=officer, today=TODAY)
        with pytest.raises(Conflict):
            act.take_longer(request=longer, because="mehr", version=1, actor=officer, today=TODAY)


def test_the_answer_lies_in_the_case_whoever_writes_it(case: Case, manager: Actor, officer: Actor) -> None:
    request = asked(case, manager, **WRONG)
    with act_as(manager, today=TODAY), pytest.raises(Refused):
        act.answer(request=request, pdf=pdf(), language="de", version=1, actor=manager, today=TODAY)
    refused = decided(request, officer, RightsAct.REFUSE)
    with act_as(officer, today=TODAY):
        act.answer(request=refused, pdf=pdf(), language="de", version=2, actor=officer, today=TODAY)
        assert rights_to_answer(officer) == []
        assert [one.request.id for one in rights_answered(officer, 9)] == [request.id]
    with act_as(manager, today=TODAY):
        assert StoredFile.objects.get(file_id=case.id).name == f"Antwort {request.number}.pdf"
        assert rights_to_do(manager, 9) == []


def test_of_somebody_restricted_only_the_keepers_decide(case: Case, manager: Actor, officer: Actor) -> None:
    keeper = given.actor(Role.SHIELD_KEEPER)
    with act_as(keeper, today=TODAY):
        set_restriction(person_id=case.person_id, ground=ShieldGround.VIOLENCE, reason="x", actor=keeper, today=TODAY)
    request = asked(case, manager, **WRONG)
    with act_as(officer, today=TODAY):
        assert rights_to_answer(officer) == []
        with pytest.raises(NotVisible):
            rights_by_number(officer, request.number)
        with pytest.raises(Invalid):
            act.receive_rights_for_case(number=case.number, actor=officer, today=TODAY, **WRONG)
    assert decided(request, keeper, RightsAct.REFUSE).state == RightsState.REFUSED


def test_a_stranger_does_nothing(case: Case, manager: Actor) -> None:
    request, stranger = asked(case, manager, **WRONG), given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY):
        assert rights_of(case) == []
        with pytest.raises(Refused):
            act.take_up(case=case, person_id=case.person_id, actor=stranger, today=TODAY, **WRONG)
        with pytest.raises(NotVisible):
            act.fulfil(request=request, because="x", version=1, actor=stranger, today=TODAY)
        with pytest.raises(Refused):
            act.decide(request=request, act=RightsAct.REFUSE, because="x", version=1, actor=stranger, today=TODAY)


def written(case: Case, manager: Actor) -> ContactNote:
    with act_as(manager, today=TODAY):
        note: ContactNote = write_note(
            case=case, on=TODAY, kind=ContactKind.VISIT, minutes=5, text="x", actor=manager, today=TODAY,
            now=datetime(2026, 11, 20, 10, 0, tzinfo=UTC),
            visibility=Visibility.CIRCLE,
        )  # fmt: skip
    return note


def doubts(case: Case, reader: Actor) -> dict[Any, list[str]]:
    """What the story says of each note; the note by itself says the same."""
    with act_as(reader, today=TODAY):
        story = events_of(case, after=None, limit=9, today=TODAY, doubts=STORY_DOUBTS)
        found = {one.id: [each["state"] for each in one.facts["doubts"]] for one in story if one.kind == Kind.CONTACT}
        beside = doubted_in(list(found))
        assert found == {key: [one.state for one in beside.get(key, [])] for key in found}
    return {key: states for key, states in found.items() if states}


def test_a_note_may_be_what_is_wrong_and_says_so_until_it_is_corrected(case: Case, manager: Actor) -> None:
    note, other = written(case, manager), written(case, manager)
    request = asked(case, manager, **{**WRONG, "subject": Subject.NOTE, "note": note})
    assert request.note_id == note.id
    assert asked(case, manager, **{**WRONG, "note": other}).note_id is None, "it is not about the note"
    assert doubts(case, manager) == {note.id: [RightsState.RECEIVED]}
    assert doubts(case, given.actor(Role.CASE_MANAGER)) == {}
    fulfilled(request, manager)
    assert doubts(case, manager) == {}


def test_a_disputed_note_keeps_saying_so_and_a_refused_one_does_not(case: Case, manager: Actor, officer: Actor) -> None:
    disputed, refused = (
        asked(case, manager, **{**WRONG, "subject": Subject.NOTE, "note": written(case, manager)}) for _ in range(2)
    )
    decided(disputed, officer, RightsAct.DISPUTE)
    decided(refused, officer, RightsAct.REFUSE)
    assert doubts(case, manager) == {disputed.note_id: [RightsState.DISPUTED]}


@pytest.mark.parametrize("state", RightsState)
@pytest.mark.parametrize("how", RightsAct)
def test_what_can_be_done_follows_the_table(state: RightsState, how: RightsAct) -> None:
    request = RightsRequest(kind=RightsKind.CORRECTION, subject=Subject.PERSON, state=state)
    assert is_open_to.allows(request, how) == RIGHTS.may(state, how)


def test_nothing_that_was_told_is_told_again(case: Case, manager: Actor) -> None:
    fulfilled(asked(case, manager, **WRONG), manager)
    with act_as(manager, today=TODAY):
        assert ReceiverNotice.objects.count() == 0, "nobody had got anything"
