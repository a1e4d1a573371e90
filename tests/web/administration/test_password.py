"""One's own password: with the current one only, never a known one, and elsewhere one is signed out."""

from urllib.parse import quote

import pytest
from django.test import Client

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import Account
from faden.kernel.outbox.models import OutgoingMail
from tests import given
from tests.signed_in import longer_ago, signed_in

pytestmark = pytest.mark.django_db

PAGE, FORMER, NEW = "/konto/passwort/", "drei grüne Fahrräder", "vier rote Lastenräder"


@pytest.fixture
def colleague() -> Actor:
    actor = given.actor(Role.CASE_MANAGER)
    with act_as(actor, today=given.TODAY):
        account = Account.objects.get(id=actor.id)
        account.set_password(FORMER)
        account.save()
    return actor


def changed(client: Client, current: str = FORMER, new: str = NEW, again: str | None = None) -> str:
    answer = client.post(PAGE, {"current": current, "new": new, "again": again or new}, follow=True)
    return str(answer.content.decode())


def test_it_is_changed_and_other_devices_are_signed_out(colleague: Actor) -> None:
    here, elsewhere = signed_in(colleague), signed_in(colleague)
    assert "Ihr Passwort ist geändert" in changed(here)
    assert here.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302
    with act_as(colleague, today=given.TODAY):
        assert Account.objects.get(id=colleague.id).check_password(NEW)
        assert AuditEntry.objects.filter(act="account.password_changed", subject_id=colleague.id).count() == 1
        told = OutgoingMail.objects.get()
    assert (told.recipient, told.subject) == (colleague.email, "Faden: Änderung an Ihrem Konto")
    assert "Das Passwort ist ein anderes" in told.body
    assert NEW not in told.body


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"current": "falsch geraten"}, "Das Passwort stimmt nicht."),
        ({"new": "kurz"}, "mindestens 12 Zeichen"),
        ({"new": "1q2w3e4r5t6y"}, "steht auf Listen"),
        ({"new": FORMER}, "Das ist das bisherige Passwort."),
        ({"again": "etwas ganz anderes"}, "Die beiden Eingaben sind verschieden."),
    ],
)
def test_what_is_wrong_stands_at_its_field(colleague: Actor, typed: dict[str, str], words: str) -> None:
    client = signed_in(colleague)
    assert words in changed(client, **typed)
    assert client.get("/konto/").status_code == 200
    with act_as(colleague, today=given.TODAY):
        assert Account.objects.get(id=colleague.id).check_password(FORMER)


def test_what_was_typed_is_never_shown_again(colleague: Actor) -> None:
    assert NEW not in changed(signed_in(colleague), again="etwas ganz anderes")


def test_guessing_the_current_one_is_slowed_down(colleague: Actor) -> None:
    client = signed_in(colleague)
    for _ in range(5):
        changed(client, current="falsch geraten")
    assert "Zu viele Versuche" in changed(client)
    assert client.get("/konto/").status_code == 200


def test_the_password_alone_does_not_stand_in_for_the_second_factor(colleague: Actor) -> None:
    client = signed_in(colleague)
    longer_ago(client)
    question = f"/bestaetigen/?weiter={quote(PAGE, safe='')}"
    assert client.get(PAGE)["Location"] == question
    typed = {"current": FORMER, "new": NEW, "again": NEW}
    asked = client.post(PAGE, typed)
    assert asked["Location"] == question
    assert FORMER not in asked.text, "a password stands in no page, not even hidden"
    assert client.post(PAGE, {**typed, "bestaetigung-password": FORMER})["Location"] == question
    with act_as(colleague, today=given.TODAY):
        assert Account.objects.get(id=colleague.id).check_password(FORMER)
    client.post("/bestaetigen/", {"weiter": PAGE, "bestaetigung-password": FORMER})
    assert "Ihr Passwort ist geändert" in changed(client)
