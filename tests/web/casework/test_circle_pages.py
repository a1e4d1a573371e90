"""The circle of a case and the shared part, as pages."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import Case, CircleMember, ContactNote, Goal
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.client_texts.shipped import LANGUAGES
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.people.enums import ShieldGround
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib.german import day
from faden.processes.shield_person import confirm_member, restrict_case
from tests import given
from tests.domain.cases.acts import note
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor, today: date) -> Case:
    return given.case(manager, on=today, consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


def share(case: Case, manager: Actor, today: date, *domains: str) -> Actor:
    helper = given.actor(Role.CASE_MANAGER, name="Hannah Hilfe")
    with act_as(manager, today=today):
        invite_helper(
            case=case,
            account=given.account_of(helper),
            reason="Wohnungssuche",
            since=today,
            last_day=today + timedelta(days=9),
            scope=CircleScope.DOMAINS if domains else CircleScope.TASKS,
            life_domains=[given.life_domain(name) for name in domains],
            actor=manager,
            today=today,
        )
    return helper


def test_the_part_shows_what_is_shared_and_names_it(case: Case, manager: Actor, today: date) -> None:
    with act_as(manager, today=today):
        for words, name in (("Eigene Wohnung", "Wohnen"), ("Deutsch lernen", "Sprache")):
            Goal.objects.create(case=case, life_domain=given.life_domain(name), words=words, agreed_on=today)
        told = note(case, manager, on=today, today=today, text="Besichtigung am Montag")
        ContactNote.objects.filter(id=told.id).update(life_domain_ids=[given.life_domain("Wohnen").id])
        note(case, manager, on=today, today=today, text="Von allem etwas")
    helper = signed_in(share(case, manager, today, "Wohnen"))
    answer = helper.get(address("case", case))
    assert (answer.status_code, answer["Location"]) == (303, address("part", case))
    page = helper.get(address("part", case)).text
    for shown in ("Mit Ihnen geteilt: Wohnen und Ihre Aufgaben", "Eigene Wohnung", "Besichtigung", "Bianca Beispiel"):
        assert shown in page
    for hidden in ("Deutsch lernen", "Von allem etwas"):
        assert hidden not in page
    assert case.number in helper.get(reverse("casework:shared_cases")).text


@pytest.mark.parametrize("name", ["circle", "releases", "plan", "person", "documents", "contact", "course"])
def test_no_other_page_of_the_case_opens(case: Case, manager: Actor, today: date, name: str) -> None:
    helper = signed_in(share(case, manager, today, "Wohnen"))
    assert helper.get(address(name, case)).status_code == 404


def test_who_has_tasks_only_finds_them_with_whom_they_concern(case: Case, manager: Actor, today: date) -> None:
    helper = share(case, manager, today)
    with act_as(manager, today=today):
        task = plan_task(
            case=case, text="Zum Amt begleiten", actor=manager, today=today, responsible=given.account_of(helper)
        )
        note(case, manager, on=today, today=today, text="Geheimes")
    browser = signed_in(helper)
    page = browser.get(address("part", case)).text
    assert "nur Ihre Aufgaben und Termine" in page
    assert "Zum Amt begleiten" in page
    assert "Ana" in page
    assert "Geheimes" not in page
    assert "Kontakte" not in page
    for where in (reverse("diary:tasks"), reverse("today:today"), reverse("diary:task", args=[task.id])):
        assert "Ana" in browser.get(where).text
    changed = browser.post(reverse("diary:task", args=[task.id]), {"text": "x", "version": 1})
    assert changed.status_code in (403, 422)
    assert browser.post(reverse("diary:end_task", args=[task.id]), {"state": "done"}).status_code == 303


def test_reading_a_part_leaves_its_trace(case: Case, manager: Actor, today: date) -> None:
    helper = share(case, manager, today)
    signed_in(helper).get(address("part", case))
    with act_as(helper, today=today):
        entry = AuditEntry.objects.get(act="file.read", actor_id=helper.id)
    assert entry.file_id == case.id


def test_a_part_is_given_back(case: Case, manager: Actor, today: date) -> None:
    helper = signed_in(share(case, manager, today))
    assert helper.post(address("leave_part", case)).status_code == 303
    assert helper.get(address("part", case)).status_code == 404
    assert "Nichts geteilt" in helper.get(reverse("casework:shared_cases")).text


def test_the_invitation_says_what_is_missing_at_the_field(browser: Client, case: Case, today: date) -> None:
    colleague = given.actor(Role.CASE_MANAGER)
    typed = {"account": str(colleague.id), "reason": "Wohnen", "scope": "domains", "since": "heute",
             "last_day": day(today + timedelta(days=9))}  # fmt: skip
    answer = browser.post(address("invite_helper", case), typed)
    assert answer.status_code == 422
    assert "mindestens ein Handlungsfeld" in answer.text
    wrong = browser.post(address("invite_helper", case), {**typed, "scope": "tasks", "last_day": "1.1.2020"})
    assert (wrong.status_code, "letzte Tag liegt vor dem ersten" in wrong.text) == (422, True)
    other = given.actor(Role.COORDINATOR)
    assert browser.post(address("invite_helper", case), {**typed, "account": str(other.id)}).status_code == 422


def test_the_circle_tells_who_sees_what_and_costs_the_same_for_many(
    browser: Client, case: Case, manager: Actor, today: date
) -> None:
    share(case, manager, today, "Wohnen")
    with statements() as few:
        page = browser.get(address("circle", case)).text
    for words in (
        "Hannah Hilfe",
        "Wohnungssuche",
        "nur Wohnen",
        "fallführend",
        "Zugang beenden: Hannah Hilfe",
    ):
        assert words in page
    for _ in range(2):
        share(case, manager, today)
    with statements() as many:
        browser.get(address("circle", case))
    assert (len(few), len(many)) == (9, 9)


def test_whose_release_is_withdrawn_is_over_for_everybody_who_reads_the_list(
    case: Case, manager: Actor, today: date, browser: Client
) -> None:
    organisation = given.organisation()
    partner = given.actor(Role.PARTNER, organisation=organisation, name="Paula Partner")
    release = given.release(case, organisation, manager, given_on=today, valid_until=today + timedelta(days=3))
    for who in (partner, helper := given.actor(Role.CASE_MANAGER)):
        with act_as(manager, today=today):
            invite_helper(
                case=case, account=given.account_of(who), reason="Wohnungssuche", since=today,
                last_day=today + timedelta(days=9), scope=CircleScope.TASKS, actor=manager, today=today,
            )  # fmt: skip
    last = day(today + timedelta(days=3))
    assert f"Zugang bis {last}" in signed_in(partner).get(address("part", case)).text
    assert last in text_of(browser.get(address("circle_paper", case, "de")).content)
    before = browser.get(address("withdraw_consent", case, release.id)).text
    assert "Zugang zur Akte für Paula Partner" in before
    gone = browser.post(address("withdraw_consent", case, release.id), {"on": day(today)})
    assert "Was damit geendet hat" in browser.get(gone["Location"]).text
    assert f"widerrufen am {day(today)}" in browser.get(address("circle", case)).text
    for page in (browser.get(address("circle", case)), signed_in(helper).get(address("part", case))):
        row = page.text.split("Paula Partner")[1].split("</tr>")[0]
        assert ("beendet" in row, "offen" in row) == (True, False)


def test_the_circle_is_printed_for_the_client_in_their_language_and_that_is_a_reading(
    case: Case, manager: Actor, today: date, browser: Client
) -> None:
    helper = share(case, manager, today)
    with act_as(manager, today=today):
        case.person.language = "ar"
        case.person.save(update_fields=["language"])
    page = browser.get(address("circle", case)).text
    assert "Für die Klientin oder den Klienten drucken: Arabisch" in page
    assert address("circle_paper", case, "ar") in page
    with act_as(manager, today=today):
        before = AuditEntry.objects.filter(act="file.read").count()
    for language in LANGUAGES:
        paper = browser.get(address("circle_paper", case, language))
        attached = f'attachment; filename="wer-die-akte-sieht-{language}.pdf"'
        assert paper.headers["Content-Disposition"].startswith(attached)
        words = text_of(paper.content)
        for told in (
            "Bianca Beispiel",
            "Hannah Hilfe",
            "Wohnungssuche",
            "Führt Ihre Akte und begleitet Sie",
            "Hilft mit",
        ):
            assert told in words
    with act_as(manager, today=today):
        assert AuditEntry.objects.filter(act="file.read").count() == before + len(LANGUAGES)
    assert browser.get(address("circle_paper", case, "xx")).status_code == 404
    assert signed_in(helper).get(address("circle_paper", case, "de")).status_code == 404, "sees only tasks"


def test_of_a_restricted_person_the_sheet_names_only_who_still_reads_the_file(
    case: Case, manager: Actor, today: date, browser: Client
) -> None:
    helper, keeper = share(case, manager, today), given.actor(Role.SHIELD_KEEPER)
    with act_as(keeper, today=today):
        restrict_case(
            number=case.number, ground=ShieldGround.VIOLENCE, reason="x", review_on=None, actor=keeper, today=today
        )
    closed = text_of(browser.get(address("circle_paper", case, "de")).content)
    assert "Bianca Beispiel" in closed
    assert "Hannah Hilfe" not in closed
    with act_as(manager, today=today):
        member = CircleMember.objects.get(account_id=helper.id)
        confirm_member(member=member, actor=manager, today=today)
    assert "Hannah Hilfe" in text_of(browser.get(address("circle_paper", case, "de")).content)
    for other in (helper, keeper):
        assert signed_in(other).get(address("circle_paper", case, "de")).status_code == 404
