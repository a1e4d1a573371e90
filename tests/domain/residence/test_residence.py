"""Packages to residence authorities: chosen field by field, on a release, closed with it, answered into the case."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.story import Kind
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import withdraw_consent
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.residence import queries, rules
from faden.domain.residence.enums import Outcome, QuestionKind, RequestAct, RequestState
from faden.domain.residence.models import DisclosedField, ResidenceRequest, ResidenceStep
from faden.domain.residence.operations import (
    answer_request,
    ask_back,
    compose_request,
    lead_request,
    note_request_read,
    recompose_request,
    send_request,
)
from faden.domain.residence.transitions import OFFICE_ACTS, REQUEST
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.identity.operations import assign_role
from faden.kernel.identity.queries import system_actor
from faden.processes.merge_people import merge_people, undo_merge
from tests import given
from tests.stories import told_by

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NEXT_WEEK, NEXT_MONTH = TODAY + timedelta(days=7), TODAY + timedelta(days=30)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def office() -> Organisation:
    return authority("Ausländerbehörde")


@pytest.fixture
def officer(office: Organisation) -> Actor:
    return given.actor(Role.RESIDENCE_OFFICER, organisation=office)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=10), consented=True)


def authority(name: str) -> Organisation:
    found = given.organisation(name, receives_referrals=False)
    Organisation.objects.filter(id=found.id).update(kind=OrganisationKind.RESIDENCE_AUTHORITY)
    found.refresh_from_db()
    return found


def composed(case: Case, manager: Actor, office: Organisation, **changes: object) -> ResidenceRequest:
    arguments = {
        "kind": QuestionKind.TITLE,
        "question": "Welche Unterlagen fehlen?",
        "due_on": NEXT_WEEK,
        "expires_on": NEXT_MONTH,
        "disclosed": {"name": "Ana Đorđević", "title": "Duldung"},
        **changes,
    }
    with act_as(manager, today=TODAY):
        return compose_request(case=case, office=office, actor=manager, today=TODAY, **arguments)  # type: ignore[arg-type]


def sent(case: Case, manager: Actor, office: Organisation, **changes: object) -> ResidenceRequest:
    given.release(case, office, manager)
    request = composed(case, manager, office, **changes)
    with act_as(manager, today=TODAY):
        return send_request(request=request, version=1, actor=manager, today=TODAY)


def read(request: ResidenceRequest, officer: Actor, today: date = TODAY) -> ResidenceRequest:
    with act_as(officer, today=today):
        found = queries.received_request(officer, request.id)
        return note_request_read(request=found, actor=officer, today=today)


def received_by(officer: Actor, today: date = TODAY) -> list[object]:
    with act_as(officer, today=today):
        some = [*queries.received_requests(officer, finished=False), *queries.received_requests(officer, finished=True)]
        return [one.id for one in some]


def test_the_whole_way_and_back_into_the_case(case: Case, manager: Actor, office: Organisation, officer: Actor) -> None:
    request = read(sent(case, manager, office), officer)
    with act_as(officer, today=TODAY):
        ask_back(request=request, version=3, remark="Seit wann?", actor=officer, today=TODAY)
    with act_as(manager, today=TODAY):
        lead_request(request=request, version=4, act=RequestAct.REPLY, remark="Seit 2019.", actor=manager, today=TODAY)
    with act_as(officer, today=TODAY):
        answer_request(
            request=request,
            version=5,
            outcome=Outcome.DOCUMENTS,
            answer="Der Pass fehlt.",
            documents="Pass",
            actor=officer,
            today=TODAY,
        )
    with act_as(manager, today=TODAY):
        stored = queries.request_of(case, request.id)
        assert (stored.state, stored.answer, stored.documents) == (RequestState.ANSWERED, "Der Pass fehlt.", "Pass")
        assert [step.to_state for step in stored.steps.all()] == ["sent", "read", "queried", "read", "answered"]
        assert [step.to_state for step in queries.office_said(manager, TODAY, 5)] == ["answered", "queried"]
        newest = partial(told_by, queries.STORY, Kind.RESIDENCE_STEP, case=case, today=TODAY)()[0]
        assert (newest.facts["after"], newest.facts["outcome"]) == ("answered", "documents")
        closed = lead_request(request=stored, version=6, act=RequestAct.CLOSE, actor=manager, today=TODAY)
        assert closed.state == RequestState.CLOSED


def test_the_authority_sees_the_package_and_nothing_else(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    request = sent(case, manager, office)
    composed(case, manager, office, question="noch nicht gesendet")
    with act_as(officer, today=TODAY):
        package = queries.received_as(queries.received_request(officer, request.id))
        assert package.fields == (("Name", "Ana Đorđević"), ("Aufenthaltstitel", "Duldung"))
        assert ResidenceRequest.objects.count() == 1
        for table in (Case, Person, Consent, Transfer):
            assert not table.objects.exists()


def test_what_is_disclosed_is_copied_and_never_looked_up(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    request = sent(case, manager, office)
    with act_as(manager, today=TODAY):
        Person.objects.filter(id=case.person_id).update(given_names="Anders")
    with act_as(officer, today=TODAY):
        assert queries.received_as(queries.received_request(officer, request.id)).title == "Ana Đorđević"


def test_it_leaves_on_a_named_release_or_not_at_all(case: Case, manager: Actor, office: Organisation) -> None:
    request = composed(case, manager, office)
    with act_as(manager, today=TODAY), pytest.raises(Invalid, match="Es fehlt eine gültige Schweigepflichtentbindung"):
        send_request(request=request, version=1, actor=manager, today=TODAY)
    given.release(case, office, manager, purpose=Purpose.SUPPORT)
    with act_as(manager, today=TODAY), pytest.raises(Invalid, match="gilt nicht für diesen Zweck"):
        send_request(request=request, version=1, actor=manager, today=TODAY)
    release = given.release(case, office, manager)
    with act_as(manager, today=TODAY):
        send_request(request=request, version=1, actor=manager, today=TODAY)
        transfer = Transfer.objects.get(origin_id=request.id)
    assert (transfer.consent_id, transfer.kind) == (release.id, TransferKind.PACKAGE)
    assert transfer.contained == "Frage, Name, Aufenthaltstitel"


@pytest.mark.parametrize("end", ["withdrawn read", "withdrawn", "ended read", "ended", "expired read", "expired"])
def test_without_the_release_it_is_gone_with_the_next_statement(
    case: Case, manager: Actor, office: Organisation, officer: Actor, end: str
) -> None:
    end, _, is_read = end.partition(" ")
    request, day = sent(case, manager, office), TODAY
    if is_read:
        read(request, officer)
    assert received_by(officer) == [request.id]
    with act_as(manager, today=TODAY):
        release = Consent.objects.get(kind="release")
        if end == "withdrawn":
            withdraw_consent(consent=release, on=TODAY, actor=manager, today=TODAY)
        elif end == "ended":
            Consent.objects.filter(id=release.id).update(valid_until=TODAY)
            day = TODAY + timedelta(days=1)
        else:
            day = NEXT_MONTH + timedelta(days=1)
    assert received_by(officer, day) == []
    with act_as(officer, today=day):
        assert not DisclosedField.objects.exists()
        assert not ResidenceStep.objects.exists()
        with pytest.raises(NotVisible):
            queries.received_request(officer, request.id)
        with pytest.raises(NotVisible):
            answer_request(request=request, version=2, outcome=Outcome.INFORMED, answer="x", actor=officer, today=day)


def test_a_release_that_turns_out_to_be_somebody_elses_carries_nothing(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    other = given.case(manager, family_name="Anders", consented=True)
    given.release(other, office, manager)
    with act_as(manager, today=TODAY):
        keep, absorbed = Person.objects.get(id=case.person_id), Person.objects.get(id=other.person_id)
        told = {"versions": (keep.version, absorbed.version), "actor": manager, "today": TODAY, "now": timezone.now()}
        merge = merge_people(keep=keep, other=absorbed, take=(), **told)  # type: ignore[arg-type]
    request = composed(case, manager, office)
    with act_as(manager, today=TODAY):
        send_request(request=request, version=1, actor=manager, today=TODAY)
    assert received_by(officer) == [request.id]
    with act_as(manager, today=TODAY):
        undo_merge(merge=merge, actor=manager, today=TODAY)
    assert received_by(officer) == []


def test_it_is_taken_back_while_unread_only(case: Case, manager: Actor, office: Organisation, officer: Actor) -> None:
    request = sent(case, manager, office)
    with act_as(manager, today=TODAY):
        lead_request(request=request, version=2, act=RequestAct.WITHDRAW, actor=manager, today=TODAY)
    assert received_by(officer) == []
    other = read(sent(case, manager, office), officer)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="schon gelesen"):
        lead_request(request=other, version=3, act=RequestAct.WITHDRAW, actor=manager, today=TODAY)
    with act_as(manager, today=TODAY), pytest.raises(IntegrityError), transaction.atomic():
        ResidenceRequest.objects.filter(id=other.id).update(state="withdrawn")


def test_what_was_previewed_is_what_is_sent(case: Case, manager: Actor, office: Organisation) -> None:
    given.release(case, office, manager)
    request = composed(case, manager, office)
    everything = {
        "office": office,
        "kind": QuestionKind.DOCUMENTS,
        "question": "anders",
        "due_on": NEXT_WEEK,
        "expires_on": NEXT_MONTH,
        "disclosed": {"name": "A. Đ."},
    }
    with act_as(manager, today=TODAY):
        recompose_request(request=request, version=1, actor=manager, today=TODAY, **everything)  # type: ignore[arg-type]
        with pytest.raises(Conflict):
            send_request(request=request, version=1, actor=manager, today=TODAY)
        send_request(request=request, version=2, actor=manager, today=TODAY)
        assert list(DisclosedField.objects.values_list("key", "value")) == [("name", "A. Đ.")]
        with pytest.raises(Refused, match="nicht mehr geändert"):
            recompose_request(request=request, version=3, actor=manager, today=TODAY, **everything)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": " "}, "question"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"expires_on": TODAY}, "expires_on"),
        ({"expires_on": TODAY + timedelta(days=366)}, "expires_on"),
        ({"disclosed": {"name": ""}}, "value_name"),
    ],
)
def test_a_package_is_whole(
    case: Case, manager: Actor, office: Organisation, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        composed(case, manager, office, **changes)
    assert list(invalid.value.errors) == [field]


def test_only_authorities_are_asked(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid) as invalid:
        composed(case, manager, given.organisation("Jobcenter"))
    assert list(invalid.value.errors) == ["office"]


def test_another_authority_finds_nothing(case: Case, manager: Actor, office: Organisation) -> None:
    request = sent(case, manager, office)
    elsewhere = given.actor(Role.RESIDENCE_OFFICER, organisation=authority("Einbürgerungsbehörde"))
    assert received_by(elsewhere) == []
    with act_as(elsewhere, today=TODAY), pytest.raises(NotVisible):
        queries.received_request(elsewhere, request.id)


def test_the_database_keeps_the_authority_from_composing(
    case: Case, manager: Actor, office: Organisation, officer: Actor
) -> None:
    request = sent(case, manager, office)
    with act_as(officer, today=TODAY):
        assert DisclosedField.objects.update(value="erfunden") == 0
        assert DisclosedField.objects.all().delete()[0] == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            ResidenceRequest.objects.filter(id=request.id).update(state="withdrawn")


def test_a_helper_reads_and_does_not_go_on(case: Case, manager: Actor, office: Organisation) -> None:
    request, helper = sent(case, manager, office), given.helper(case, manager)
    with act_as(helper, today=TODAY):
        assert queries.request_of(case, request.id).question
        with pytest.raises(Refused, match="Nur die fallführende Person"):
            lead_request(request=request, version=2, act=RequestAct.WITHDRAW, actor=helper, today=TODAY)


def test_nobody_stands_on_both_sides_of_the_wall(officer: Actor) -> None:
    across = (
        Role.CASE_MANAGER, Role.PARTNER, Role.COORDINATOR, Role.LEAD, Role.DATA_PROTECTION, Role.SHIELD_KEEPER,
    )  # fmt: skip
    given_so = [(officer, role) for role in across]
    given_so += [(given.actor(role), Role.RESIDENCE_OFFICER) for role in across]
    for somebody, role in given_so:
        account = given.account_of(somebody)
        with act_as(system_actor(), today=TODAY), pytest.raises(Invalid, match="nie in einer Hand"):
            assign_role(account=account, role=role, since=TODAY)


def test_two_who_give_roles_of_both_sides_take_turns() -> None:
    account = given.account_of(given.actor())
    with act_as(system_actor(), today=TODAY):
        assign_role(account=account, role=Role.LEAD, since=TODAY)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted "
                "AND objid::bigint = hashtext(%s)::bigint & 4294967295",
                [f"faden.roles.{account.id}"],
            )
            assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("act", RequestAct)
def test_what_can_follow(state: RequestState, act: RequestAct) -> None:
    assert rules.may_move.allows(ResidenceRequest(state=state), act) == REQUEST.may(state, act)


@pytest.mark.parametrize("act", RequestAct)
def test_an_authority_answers_and_nothing_else(act: RequestAct, office: Organisation, officer: Actor) -> None:
    received = ResidenceRequest(office=office, state=RequestState.READ, expires_on=TODAY)
    may = partial(rules.may_answer_request.allows, officer, received, act)
    assert may(TODAY) == (act in OFFICE_ACTS and REQUEST.may(RequestState.READ, act))
    assert not may(TODAY + timedelta(days=1))
    assert not rules.may_answer_request.allows(given.actor(Role.CASE_MANAGER), received, act, TODAY)
