"""/heute/ for those who counsel: what runs out, what is asked of them, and what is done without leaving the page."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.models import Case, ReassessmentRule
from faden.domain.cases.operations.handover import propose_handover
from faden.domain.catalogues.models import ResidenceKind
from faden.domain.consent.models import Consent
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.models import Task
from faden.domain.diary.operations.appointments import make_appointment
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.people.models import ResidenceTitle
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db

HERE = {"weiter": "/heute/"}


def _plan(actor: Actor, text: str, days: int | None = 0, case: Case | None = None) -> Task:
    with act_as(actor, today=today()):
        due_on = None if days is None else today() + timedelta(days=days)
        return plan_task(case=case, text=text, due_on=due_on, actor=actor, today=today())


def _day(client: Client) -> str:
    return words_of(client.get("/heute/"))


def test_appointments_of_today_and_tasks_that_press() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    starts = timezone.make_aware(datetime.combine(today(), time(9, 30)))
    with act_as(manager, today=today()):
        for days, title in ((0, "Heute"), (1, "Morgen")):
            begins = starts + timedelta(days=days)
            make_appointment(
                case=case,
                kind=AppointmentKind.HOME,
                title=f"{title} besuchen",
                starts_at=begins,
                ends_at=begins + timedelta(hours=1),
                participants=[],
                place="Delbrück",
                actor=manager,
                today=today(),
                now=begins,
            )
    _plan(manager, "Überfällig", -2, case)
    _plan(manager, "Fällig", 0, case)
    _plan(manager, "Später", 20, case)
    _plan(manager, "Ohne", None, case)
    text = _day(client)
    assert "09:30 Uhr Heute besuchen Ana Đorđević, Delbrück" in text
    assert "Morgen besuchen" not in text
    assert re.search(
        r"Überfällig Überfällig: Ana Đorđević Aufgabe · Frist war .* Heute fällig Fällig: Ana Đorđević Aufgabe .*Ohne",
        text,
    )
    assert "Später" not in text


def test_a_task_is_done_moved_and_taken_back_without_leaving_the_page() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    task = _plan(manager, "Antrag abgeben")
    asked = {"HX-Request": "true"}
    done = client.post(f"/aufgaben/{task.id}/beenden/", {"state": "done", **HERE}, headers=asked, follow=True)
    assert done.redirect_chain == [("/heute/", 303)]
    assert "<html" not in done.text
    assert "data-announce" in done.text
    assert re.search(r"Die Aufgabe ist erledigt\. .*Heute erledigt .*Antrag abgeben", words_of(done))
    client.post(f"/aufgaben/{task.id}/aufnehmen/", HERE)
    assert "Heute fällig Antrag abgeben Aufgabe" in _day(client)
    client.post(f"/aufgaben/{task.id}/verschieben/", {"days": "1", **HERE})
    assert "Frist am" in _day(client)


def test_every_press_works_without_a_script() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    _plan(manager, "Antrag abgeben")
    forms = re.findall(r'<form method="post" action="(/aufgaben/[^"]+)"', client.get("/heute/").text)
    assert len(forms) == 3


def test_a_case_is_taken_over_in_place() -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    successor, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    with act_as(manager, today=today()):
        handover = propose_handover(
            case=case, successor=given.account_of(successor), reason="Elternzeit", actor=manager, today=today()
        )
    text = _day(client)
    assert f"Fall {case.number} von {manager.name}" in text
    assert "Đorđević" not in text
    client.post(f"/uebergaben/{handover.id}/annehmen/", HERE)
    assert "Fälle zu übernehmen" not in _day(client)
    assert client.get(f"/faelle/{case.number}/").status_code == 200


@pytest.mark.parametrize(
    ("days", "word"), [(-61, None), (-1, "abgelaufen"), (0, "läuft ab"), (90, "läuft ab"), (91, None)]
)
def test_a_residence_title_is_told_before_it_expires(days: int, word: str | None) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    with act_as(system_actor(), today=today()):
        kind = ResidenceKind.objects.create(key="x-kind", name="Aufenthaltserlaubnis", law="§ 25", source="Test")
    with act_as(manager, today=today()):
        ResidenceTitle.objects.create(
            person=case.person,
            kind=kind,
            expires_on=today() + timedelta(days=days),
            recorded_on=today(),
            recorded_by_id=manager.id,
        )
    text = _day(client)
    assert ("Aufenthaltserlaubnis (§ 25): Ana Đorđević" in text) == (word is not None)
    assert word is None or word in text


def test_a_consent_that_ends_is_told_until_a_newer_one_is_there() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today(), consented=True)
    release = given.release(case, given.organisation(), manager, given_on=today())
    with act_as(manager, today=today()):
        release.valid_until = today() + timedelta(days=10)
        release.save(update_fields=["valid_until"])
    assert "Jobcenter: Ana Đorđević läuft ab" in _day(client)
    given.release(case, given.organisation(), manager, given_on=today())
    assert "läuft ab" not in _day(client)
    with act_as(manager, today=today()):
        assert Consent.objects.count() == 3


def test_a_reassessment_that_is_due_leads_to_the_form() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today() - timedelta(days=200))
    with act_as(system_actor(), today=today()):
        ReassessmentRule.objects.create(
            constellation="guidance", months=6, valid_from=today() - timedelta(days=999), source="Test"
        )
    assert "Neu einzuschätzen" in _day(client)
    assert f'href="/faelle/{case.number}/einschaetzung/neu/"' in client.get("/heute/").text


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.LEAD, Role.ASSISTANT, Role.MEMBER, Role.ADMIN])
def test_others_see_their_tasks_when_they_have_some(role: Role) -> None:
    colleague, client = somebody(role)
    assert "Alle Aufgaben" not in _day(client)
    _plan(colleague, "Bericht lesen")
    assert "Heute fällig Bericht lesen Aufgabe" in _day(client)
