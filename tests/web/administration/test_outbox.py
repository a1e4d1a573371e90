"""The outbox: own messages for everybody, all of them for those who run the office."""

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, Settings

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.models import MailState, OutgoingMail
from faden.kernel.outbox.operations import Attachment, put_mail
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
FILES = [
    Attachment("einladung ä.pdf", "application/pdf", b"%PDF-1.7"),
    Attachment("termin.ics", "text/calendar", b"BEGIN"),
]


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR, name="Koordinatorin Eins")


def _put(by: Actor, *, subject: str = "Einladung") -> OutgoingMail:
    with act_as(by, today=given.TODAY):
        return put_mail(
            recipient="sitz@faden.invalid",
            recipient_name="Ela <Amt>",
            subject=subject,
            body="Guten Tag,\n\nwir laden ein.",
            attachments=FILES,
            actor=by,
        )


def test_an_empty_outbox_says_what_belongs_there(coordinator: Actor) -> None:
    text = signed_in(coordinator).get("/postausgang/").text
    assert "Noch keine Nachricht" in text
    assert "Es ist kein Mailserver eingerichtet." in text


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    coordinator: Actor, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        _put(coordinator)
    client = signed_in(coordinator)
    client.get("/postausgang/")
    with django_assert_num_queries(8):
        assert client.get("/postausgang/").text.count("nicht verschickt") == many


def test_a_long_list_goes_on(coordinator: Actor) -> None:
    for number in range(27):
        _put(coordinator, subject=f"Einladung {number}")
    client = signed_in(coordinator)
    first = client.get("/postausgang/").text
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    rest = client.get(following).text
    assert [f"Einladung {number}<" in rest for number in (0, 1, 2)] == [True, True, False]
    assert client.get("/postausgang/?ab=unlesbar").status_code == 200


def test_a_message_is_read_with_its_files(coordinator: Actor) -> None:
    mail, client = _put(coordinator), signed_in(coordinator)
    text = client.get(f"/postausgang/{mail.id}/").text
    for words in ("Ela &lt;Amt&gt;", "wir laden ein.", "Koordinatorin Eins", "einladung ä.pdf", "8\xa0Bytes"):
        assert words in text
    with act_as(coordinator, today=given.TODAY):
        file = mail.attachments.get(name="einladung ä.pdf")
    answer = client.get(f"/postausgang/{mail.id}/{file.id}/")
    assert (answer.content, answer.headers["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.LEAD, True), (Role.ASSISTANT, True), (Role.ADMIN, True), (Role.CASE_MANAGER, False), (Role.MEMBER, False)],
)
def test_who_reads_the_messages_of_others(coordinator: Actor, role: Role, *, sees: bool) -> None:
    mail = _put(coordinator)
    with act_as(coordinator, today=given.TODAY):
        file = mail.attachments.order_by("name")[0]
    client = signed_in(given.actor(role))
    assert ("sitz@faden.invalid" in client.get("/postausgang/").text) is sees
    expected = 200 if sees else 404
    assert client.get(f"/postausgang/{mail.id}/").status_code == expected
    assert client.get(f"/postausgang/{mail.id}/{file.id}/").status_code == expected


def test_with_a_mail_server_the_page_says_how_it_stands(coordinator: Actor, settings: Settings) -> None:
    mail = _put(coordinator)
    settings.EMAIL_HOST = "mail.invalid"
    client: Client = signed_in(coordinator)
    text = client.get("/postausgang/").text
    assert "wird gesendet" in text
    assert "kein Mailserver" not in text
    with act_as(system_actor(), today=given.TODAY):
        OutgoingMail.objects.filter(id=mail.id).update(state=MailState.FAILED, failure="Adresse unbekannt")
    assert "nicht zugestellt" in client.get("/postausgang/").text
    assert "Adresse unbekannt" in client.get(f"/postausgang/{mail.id}/").text


def test_a_message_is_sent_once_more(coordinator: Actor, settings: Settings) -> None:
    mail, client = _put(coordinator), signed_in(coordinator)
    address = f"/postausgang/{mail.id}/senden/"
    assert client.post(address).status_code == 403
    settings.EMAIL_HOST = "mail.invalid"
    assert "Noch einmal senden" in client.get(f"/postausgang/{mail.id}/").text
    assert "Die Nachricht wird gesendet." in client.post(address, follow=True).text
    assert ProcrastinateJob.objects.get().args == {"mail_id": str(mail.id)}
    assert signed_in(given.actor(Role.MEMBER)).post(address).status_code == 404
    with act_as(system_actor(), today=given.TODAY):
        OutgoingMail.objects.filter(id=mail.id).update(state=MailState.SENT)
    assert client.post(address).status_code == 403
    assert "Noch einmal senden" not in client.get(f"/postausgang/{mail.id}/").text
