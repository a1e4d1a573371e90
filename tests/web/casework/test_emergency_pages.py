"""Emergency access as it is used, told and looked at."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import Error
from django.db.transaction import atomic
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.enums import AccessPath, Constellation
from faden.domain.cases.models import Case, CircleMember, EmergencyCheck, Transfer
from faden.domain.cases.operations.opening import begin_case
from faden.domain.consent.enums import TransferKind
from faden.domain.people.enums import ShieldGround
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.outbox.models import OutgoingMail
from faden.processes.shield_person import restrict_case
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
REASON = "Das Kind ist im Krankenhaus, die Fallführung ist nicht erreichbar."
PAGE = "casework:emergency"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor, today: date) -> Case:
    return given.case(manager, on=today)


@pytest.fixture
def colleague() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Nora Notfall")


@pytest.fixture
def browser(colleague: Actor) -> Client:
    return signed_in(colleague)


def typed(case: Case, **changed: str) -> dict[str, str]:
    return {"number": case.number, "reason": REASON, "scope": "whole", **changed}


def opens(browser: Client, case: Case) -> bool:
    return browser.get(reverse("casework:case", args=[case.number])).status_code == 200


def test_the_file_is_open_until_the_database_says_it_is_over(
    browser: Client, case: Case, manager: Actor, today: date
) -> None:
    assert not opens(browser, case)
    answer = browser.post(reverse(PAGE), typed(case))
    assert (answer.status_code, answer["Location"]) == (303, reverse("casework:case", args=[case.number]))
    assert "Notfallzugriff bis" in browser.get(answer["Location"]).text
    with act_as(manager, today=today):
        entry = CircleMember.objects.get(function="emergency")
        assert entry.ends_at
        assert timedelta(hours=2, minutes=58) < entry.ends_at - timezone.now() <= timedelta(hours=3)
        CircleMember.objects.filter(id=entry.id).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert not opens(browser, case)


def test_whoever_leads_and_data_protection_are_told_at_once_without_a_name(
    browser: Client, case: Case, manager: Actor, colleague: Actor, today: date
) -> None:
    officer = given.actor(Role.DATA_PROTECTION)
    browser.post(reverse(PAGE), typed(case))
    with act_as(colleague, today=today):
        mails = list(OutgoingMail.objects.all())
    assert {mail.recipient for mail in mails} == {manager.email, officer.email}
    for mail in mails:
        for word in (case.number, "Nora", "Bianca", "Ana", "Krankenhaus"):
            assert word not in mail.subject + mail.body
    for who in (manager, officer):
        page = signed_in(who).get(reverse("today:today")).text
        assert "Nora Notfall" in page
        assert "Krankenhaus" in page
    assert (
        "Notfallzugriff von Nora Notfall" in signed_in(manager).get(reverse("casework:case", args=[case.number])).text
    )


def test_data_protection_sees_what_was_read_and_marks_it_as_checked(browser: Client, case: Case, today: date) -> None:
    officer = given.actor(Role.DATA_PROTECTION)
    looks = signed_in(officer)
    listing = reverse("protection:emergencies")
    assert "Kein Notfallzugriff" in looks.get(listing).text
    browser.post(reverse(PAGE), typed(case))
    opens(browser, case)
    page = looks.get(listing).text
    for word in ("Nora Notfall", case.number, "Krankenhaus", "noch nicht geprüft"):
        assert word in page
    assert "Ana" not in page
    with act_as(officer, today=today):
        entry = CircleMember.objects.get()
    one = reverse("protection:emergency", args=[entry.id])
    assert "Akte" in looks.get(one).text
    assert looks.post(one, {"remark": " "}).status_code == 422
    with act_as(officer, today=today):
        looked = AuditEntry.objects.filter(act="trace.read", actor_id=officer.id)
        assert [(each.subject_kind, each.subject_id) for each in looked] == [("cases.case", case.id)] * 2
    assert looks.post(one, {"remark": "Nachvollziehbar, Rücksprache gehalten."}).status_code == 303
    assert looks.post(one, {"remark": "Noch einmal"}).status_code == 403
    assert "Nachvollziehbar" in looks.get(listing).text
    with act_as(officer, today=today):
        assert EmergencyCheck.objects.count() == 1
    assert browser.get(listing).status_code == 403
    assert looks.get(reverse("protection:emergency", args=[case.id])).status_code == 404


def test_what_is_seen_for_three_hours_does_not_become_a_case_of_ones_own(
    browser: Client, case: Case, colleague: Actor, today: date
) -> None:
    own = given.case(colleague, on=today)
    browser.post(reverse(PAGE), typed(case))
    with act_as(colleague, today=today):
        person = Case.objects.get(id=case.id).person
        opening: dict[str, Any] = {
            "municipality": given.municipality(), "access_path": AccessPath.OPEN_HOUR,
            "constellation": Constellation.SHORT, "on": today, "actor": colleague,
        }  # fmt: skip
        with pytest.raises(Refused, match="nur durch einen Notfallzugriff"):
            begin_case(person=person, **opening)
        with pytest.raises(Error, match="row-level security"), atomic():
            given.case_about(colleague, person)
        with pytest.raises(Error, match="row-level security"), atomic():
            Case.objects.filter(id=own.id).update(person=person)
        # The file itself is worked on as by anybody in the circle.
        assert Case.objects.filter(id=case.id).update(access_path=AccessPath.OPEN_HOUR) == 1
        assert begin_case(person=own.person, **opening).person_id == own.person_id


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"number": "26-999999"}, "keinen Fall"),
        ({"number": "Ana"}, "keinen Fall"),
        ({"number": "x" * 10_000}, "höchstens"),
        ({"reason": "eilig"}, "in einem Satz"),
        ({"scope": "domains"}, "mindestens ein Handlungsfeld"),
        ({"scope": "tasks"}, "gültig"),
    ],
)
def test_what_makes_no_sense_opens_nothing(browser: Client, case: Case, changed: dict[str, str], words: str) -> None:
    answer = browser.post(reverse(PAGE), typed(case, **changed))
    assert (answer.status_code, words in answer.text) == (422, True)
    assert not opens(browser, case)


def test_a_sperrvermerk_is_no_error_but_says_whom_to_ask(browser: Client, case: Case, today: date) -> None:
    keeper = given.actor(Role.SHIELD_KEEPER, name="Greta Geheim")
    with act_as(keeper, today=today):
        told: dict[str, Any] = {"ground": ShieldGround.VIOLENCE, "reason": "x", "review_on": None}
        restrict_case(number=case.number, actor=keeper, today=today, **told)
    answer = browser.post(reverse(PAGE), typed(case))
    assert answer.status_code == 200
    assert "Greta Geheim" in answer.text
    assert (REASON in answer.text, "field__error" in answer.text) == (True, False)
    assert not opens(browser, case)


def test_twice_within_a_day_and_no_more(browser: Client, case: Case, manager: Actor, today: date) -> None:
    for _ in range(2):
        assert browser.post(reverse(PAGE), typed(case)).status_code == 303
        assert "sehen Sie schon" in browser.post(reverse(PAGE), typed(case)).text
        with act_as(manager, today=today):
            CircleMember.objects.filter(function="emergency").update(ends_at=timezone.now() - timedelta(hours=1))
        assert not opens(browser, case)
    assert "schon zweimal" in browser.post(reverse(PAGE), typed(case)).text


def test_some_life_domains_open_a_part(browser: Client, case: Case) -> None:
    domain = given.life_domain()
    answer = browser.post(reverse(PAGE), {**typed(case, scope="domains"), "life_domains": [str(domain.id)]})
    assert answer.status_code == 303
    assert "Mit Ihnen geteilt: Sprache" in browser.get(reverse("casework:part", args=[case.number])).text


@pytest.mark.parametrize("role", [Role.PARTNER, Role.COORDINATOR, Role.LEAD, Role.RESIDENCE_OFFICER, Role.ADMIN])
def test_nobody_else_enters(case: Case, role: Role) -> None:
    browser = signed_in(given.actor(role, organisation=given.organisation() if role == Role.PARTNER else None))
    assert browser.get(reverse(PAGE)).status_code == 403
    assert browser.post(reverse(PAGE), typed(case)).status_code == 403


def test_who_came_in_an_emergency_does_not_stay_longer(
    browser: Client, case: Case, colleague: Actor, today: date
) -> None:
    browser.post(reverse(PAGE), typed(case))
    with act_as(colleague, today=today), pytest.raises(Error, match="row-level"), atomic():
        CircleMember.objects.filter(account_id=colleague.id).update(ends_at=timezone.now() + timedelta(days=9))


@pytest.mark.parametrize("scope", ["whole", "domains"])
def test_the_access_stands_among_what_has_left_the_case_with_its_norm(
    scope: str, browser: Client, case: Case, manager: Actor, today: date
) -> None:
    law, domain = given.legal_basis(TransferKind.EMERGENCY), given.life_domain()
    changed = {"scope": scope, "life_domains": str(domain.id)} if scope == "domains" else {}
    assert browser.post(reverse(PAGE), typed(case, **changed)).status_code == 303
    with act_as(manager, today=today):
        left = Transfer.objects.get(case_id=case.id)
        assert (left.kind, left.legal_basis_id, left.receiver) == (TransferKind.EMERGENCY, law.id, "Nora Notfall")
        assert left.contained.endswith("die ganze Akte" if scope == "whole" else domain.name)
        assert left.origin_id is not None
    assert "Notfallzugriff" in signed_in(manager).get(reverse("casework:transfers", args=[case.number])).text


def test_nobody_is_kept_from_helping_where_the_site_names_no_norm(
    browser: Client, case: Case, manager: Actor, today: date
) -> None:
    assert browser.post(reverse(PAGE), typed(case)).status_code == 303
    assert opens(browser, case)
    with act_as(manager, today=today):
        assert not Transfer.objects.exists()
