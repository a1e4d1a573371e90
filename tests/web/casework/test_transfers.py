"""What has left a case is shown with its basis; a withdrawal says what is still to be done."""

import io
from datetime import timedelta
from uuid import UUID

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.consent.enums import Direction, Purpose, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=30), consented=True)


@pytest.fixture
def centre() -> Organisation:
    return given.organisation()


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


def talk(centre: Organisation, **changes: str) -> dict[str, str]:
    told = {"organisation": str(centre.id), "contained": "Name, Wohnsituation", "on": f"{TODAY:%d.%m.%Y}", "law": ""}
    return {**told, **changes}


def told(case: Case, manager: Actor, centre: Organisation, on: int = 0) -> None:
    with act_as(manager, today=TODAY):
        pass_on(
            case=case, kind=TransferKind.TALK, organisation=centre, contained="Termin", actor=manager,
            on=TODAY - timedelta(days=on),
        )  # fmt: skip


def test_a_talk_is_written_down_only_on_a_release_or_a_norm(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    new = address("record_talk", case)
    assert "Noch nichts weitergegeben" in browser.get(address("transfers", case)).text
    refused = browser.post(new, talk(centre))
    assert refused.status_code == 422
    assert "Es fehlt eine gültige Schweigepflichtentbindung gegenüber „Jobcenter“" in refused.text
    assert "Name, Wohnsituation" in refused.text, "nothing typed is lost"
    given.release(case, centre, manager, given_on=TODAY)
    assert browser.post(new, talk(centre)).status_code == 303
    assert browser.post(new, talk(centre)).status_code == 303
    page = browser.get(address("transfers", case)).text
    assert page.count("Name, Wohnsituation") == 1, "two clicks are one talk"
    assert f"Schweigepflichtentbindung vom {TODAY:%d.%m.%Y} gegenüber Jobcenter" in page
    law = given.legal_basis(TransferKind.TALK)
    assert browser.post(new, talk(centre, law=str(law.id), contained="Gefahr")).status_code == 303
    assert "§ 34 StGB" in browser.get(address("transfers", case)).text


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"on": f"{TODAY + timedelta(days=1):%d.%m.%Y}"}, "on", "in der Zukunft"),
        ({"on": f"{TODAY - timedelta(days=90):%d.%m.%Y}"}, "on", "beginnt erst am"),
        ({"contained": " "}, "contained", ""),
        ({"contained": "x" * 10_000}, "contained", ""),
        ({"organisation": ""}, "organisation", "Bitte wählen"),
    ],
    ids=["tomorrow", "before-the-case", "nothing", "too-much", "nobody"],
)
def test_a_wrong_talk_is_said_at_its_field(
    case: Case, centre: Organisation, browser: Client, typed: dict[str, str], *, field: str, says: str
) -> None:
    answer = browser.post(address("record_talk", case), talk(centre, **typed))
    assert answer.status_code == 422
    assert f'id="id_{field}' in answer.text
    assert says in answer.text
    assert Transfer.objects.count() == 0


def test_a_release_is_entered_with_its_scope_and_shown_with_it(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    housing = given.life_domain("Wohnen")
    answer = browser.post(
        address("record_consent", case),
        {
            "kind": "release", "organisation": str(centre.id), "direction": "to_them", "purpose": "advice",
            "life_domains": [str(housing.id)], "given_on": f"{TODAY:%d.%m.%Y}", "form_version": "2026-3",
            "valid_from": f"{TODAY + timedelta(days=2):%d.%m.%Y}", "language": "de", "given_how": "paper",
        },
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    with act_as(manager, today=TODAY):
        made = Consent.objects.get(kind="release")
    assert (made.direction, made.purpose, made.life_domain_ids) == (Direction.TO_THEM, Purpose.ADVICE, [housing.id])
    page = browser.get(address("releases", case)).text
    assert "nur wir an die Stelle; Wohnen; Fallberatung mit der Koordination" in page
    assert "noch nicht gültig" in page


def test_a_withdrawal_says_who_was_told_what_and_what_is_still_open(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    release = given.release(case, centre, manager, given_on=TODAY)
    norm = given.legal_basis(TransferKind.LETTER)
    norm.key = "mitteilung"
    norm.save()
    told(case, manager, centre)
    with act_as(manager, today=TODAY):
        referral = draft_referral(
            case=case, organisation=centre, life_domain=given.life_domain(), concern="Kurs", actor=manager, today=TODAY
        )
        send_referral(referral=referral, version=1, actor=manager, today=TODAY)
    before = browser.get(address("withdraw_consent", case, release.id)).text
    assert "Was sich darauf stützt" in before
    answer = browser.post(address("withdraw_consent", case, release.id), {"on": f"{TODAY:%d.%m.%Y}"})
    assert answer["Location"] == address("after_withdrawal", case, release.id)
    page = browser.get(answer["Location"]).text
    for words in ("Offene Verweise", "Termin", "Mitteilung an Jobcenter schreiben", f"grundlage={norm.id}"):
        assert words in page
    assert "sieht ihn deshalb nicht mehr" in browser.get(address("referral", case, referral.id)).text
    letter = browser.get(f"{address('write_letter', case, 'widerruf')}?stelle={centre.id}&grundlage={norm.id}").text
    assert f'value="{centre.id}" selected' in letter
    assert f'value="{norm.id}" selected' in letter


def test_what_left_on_a_release_says_that_it_has_been_withdrawn(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    release = given.release(case, centre, manager, given_on=TODAY, valid_until=TODAY + timedelta(days=9))
    told(case, manager, centre)
    assert "gültig bis" in browser.get(address("transfers", case)).text
    browser.post(address("withdraw_consent", case, release.id), {"on": f"{TODAY:%d.%m.%Y}"})
    words = browser.get(address("transfers", case)).text
    assert (f"widerrufen am {TODAY:%d.%m.%Y}" in words, "gültig bis" in words) == (True, False)
    pages = pypdf.PdfReader(io.BytesIO(browser.get(address("transfers_paper", case, "de")).content)).pages
    assert f"widerrufen am {TODAY:%d.%m.%Y}" in " ".join(" ".join(one.extract_text() for one in pages).split())


def test_nobody_outside_the_circle_sees_what_left(case: Case, manager: Actor, centre: Organisation) -> None:
    given.release(case, centre, manager, given_on=TODAY)
    told(case, manager, centre)
    stranger = signed_in(given.actor(Role.CASE_MANAGER))
    for name in ("transfers", "record_talk"):
        assert stranger.get(address(name, case)).status_code == 404
    assert stranger.get(address("after_withdrawal", case, UUID(int=1))).status_code == 404
    helper = signed_in(given.helper(case, manager))
    assert "Termin" in helper.get(address("transfers", case)).text


def test_the_list_costs_the_same_with_one_and_with_three(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    given.release(case, centre, manager, given_on=TODAY - timedelta(days=9))
    told(case, manager, centre)
    page = address("transfers", case)
    browser.get(page)
    with statements() as one:
        browser.get(page)
    told(case, manager, centre, on=1)
    told(case, manager, centre, on=2)
    with statements() as three:
        browser.get(page)
    assert len(one) == len(three)


@pytest.mark.parametrize("name", ["record_consent", "file_sheet", "withdraw_consent", "print_form"])
def test_each_page_of_a_declaration_that_is_shown_is_a_reading(
    case: Case, manager: Actor, centre: Organisation, browser: Client, name: str
) -> None:
    release = given.release(case, centre, manager, given_on=TODAY)
    shown = address(name, case, *([release.id] if name in ("file_sheet", "withdraw_consent") else []))
    assert browser.get(shown).status_code == 200
    assert browser.post(shown, {"x": "1"}).status_code == 422
    with act_as(manager, today=TODAY):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 1
    assert signed_in(given.actor(Role.CASE_MANAGER)).get(shown).status_code == 404


def test_what_left_is_printed_for_the_client_in_their_language(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    given.release(case, centre, manager, given_on=TODAY)
    told(case, manager, centre)
    assert address("transfers_paper", case, "de") in browser.get(address("transfers", case)).text
    for language in ("de", "uk", "ar"):
        pages = pypdf.PdfReader(io.BytesIO(browser.get(address("transfers_paper", case, language)).content)).pages
        words = " ".join(" ".join(page.extract_text() for page in pages).split())
        for word in ("Jobcenter", "Termin", "Gespräch", f"Schweigepflichtentbindung vom {TODAY:%d.%m.%Y}"):
            assert word in words
    with act_as(manager, today=TODAY):
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).count() == 4
    assert browser.get(address("transfers_paper", case, "xx")).status_code == 404
    assert signed_in(given.actor(Role.CASE_MANAGER)).get(address("transfers_paper", case, "de")).status_code == 404


def test_what_the_withdrawal_of_the_consent_itself_means_is_said_before(
    case: Case, manager: Actor, browser: Client
) -> None:
    with act_as(manager, today=TODAY):
        consent = Consent.objects.get(kind="data_processing")
    page = browser.get(address("withdraw_consent", case, consent.id)).text
    assert "gehen erst mit einer neuen Einwilligung weiter" in page
    assert "Zurücknehmen lässt sich ein Widerruf nicht" in page


def test_a_second_withdrawal_says_that_it_is_withdrawn_already(
    case: Case, manager: Actor, centre: Organisation, browser: Client
) -> None:
    release = given.release(case, centre, manager, given_on=TODAY - timedelta(days=5))
    page = address("withdraw_consent", case, release.id)
    yesterday = f"{TODAY - timedelta(days=1):%d.%m.%Y}"
    assert browser.post(page, {"on": yesterday}).status_code == 303
    for again in (browser.get(page, follow=True), browser.post(page, {"on": f"{TODAY:%d.%m.%Y}"}, follow=True)):
        assert again.redirect_chain == [(address("after_withdrawal", case, release.id), 303)]
        assert f"Diese Erklärung ist schon seit dem {yesterday} widerrufen." in again.text
    with act_as(manager, today=TODAY):
        assert Consent.objects.get(id=release.id).withdrawn_on == TODAY - timedelta(days=1)
