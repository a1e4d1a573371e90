"""The switch „Auswertung“ on the page of the declarations: printed, signed, taken back."""

import pytest

from faden.domain.consent.models import Consent
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from tests import given
from tests.web.signed_in import somebody, words_of

pytestmark = pytest.mark.django_db


def test_the_switch_is_off_until_something_is_signed_and_again_after_a_withdrawal() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, consented=True)
    page = f"/faelle/{case.number}/freigaben/"
    assert "ausgeschaltet" in words_of(client.get(page))

    form = client.get(f"/faelle/{case.number}/einwilligung/?art=evaluation").content.decode()
    assert 'value="2026-1"' in form, "the form's own version is proposed"
    typed = {
        "kind": "evaluation",
        "given_on": "heute",
        "form_version": "2026-1",
        "language": "ar",
        "given_how": "paper",
    }
    assert client.post(f"/faelle/{case.number}/einwilligung/", typed).status_code == 303
    assert "eingeschaltet" in words_of(client.get(page))

    with act_as(manager, today=given.TODAY):
        consent = Consent.objects.get(person_id=case.person_id, kind="evaluation")
    back = f"/faelle/{case.number}/einwilligung/{consent.id}/"
    assert "Fachberatung" in words_of(client.get(back))
    after = client.post(back, {"on": "heute"}, follow=True)
    assert "zählt bei der Suche nach Mustern nicht mehr mit" in words_of(after)
    assert "ausgeschaltet" in words_of(client.get(page))


def test_an_evaluation_towards_an_organisation_is_none() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, consented=True)
    office = given.organisation()
    typed = {"kind": "evaluation", "given_on": "heute", "form_version": "2026-1", "language": "de"}
    answer = client.post(
        f"/faelle/{case.number}/einwilligung/", {**typed, "given_how": "paper", "organisation": str(office.id)}
    )
    assert answer.status_code == 422
    assert "eine Einwilligung keine" in words_of(answer)


@pytest.mark.parametrize("address", ["/formulare/auswertung/fa/", "/formulare/auswertung/de/"])
def test_the_empty_form_is_printed(address: str) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert "auswertung-" in answer["Content-Disposition"]


def test_an_address_that_names_no_declaration_proposes_the_one_that_is_missing() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager)
    assert client.get(f"/faelle/{case.number}/einwilligung/?art=unfug").status_code == 200
