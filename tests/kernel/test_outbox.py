"""The outbox: a mail is queued with its transaction, sent as the system, and stays visible."""

import pytest
from django.core import mail as sent
from django.core.mail import EmailMessage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox import delivery
from faden.kernel.outbox.models import MailState, OutgoingMail
from faden.kernel.outbox.operations import Attachment, put_confidential_mail, put_mail
from faden.kernel.outbox.tasks import deliver
from faden.lib.identifiers import new_id
from tests import given

pytestmark = pytest.mark.django_db


def _put(actor: Actor) -> OutgoingMail:
    with act_as(actor, today=given.TODAY):
        return put_mail(
            recipient="sitz@faden.invalid",
            subject="Einladung",
            body="Guten Tag",
            attachments=[Attachment("einladung.ics", "text/calendar", b"BEGIN:VCALENDAR")],
            actor=actor,
        )


def test_without_a_mail_server_the_mail_waits_and_nothing_is_queued() -> None:
    assistant = given.actor(Role.ASSISTANT)
    mail = _put(assistant)
    assert mail.state == MailState.WAITING
    assert not ProcrastinateJob.objects.exists()


def test_with_a_mail_server_the_job_sends_it(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    mail = _put(given.actor(Role.ASSISTANT))
    assert ProcrastinateJob.objects.get().args == {"mail_id": str(mail.id)}
    with act_as(system_actor(), today=given.TODAY):
        delivery.deliver_mail(mail_id=mail.id, now=timezone.now())
        delivery.deliver_mail(mail_id=mail.id, now=timezone.now())
        assert OutgoingMail.objects.get().state == MailState.SENT
    assert [message.attachments[0][0] for message in sent.outbox] == ["einladung.ics"]


def test_what_is_confidential_its_author_sees_and_nobody_keeps(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    author = given.actor(Role.CASE_MANAGER)
    with act_as(author, today=given.TODAY):
        mail = put_confidential_mail(
            recipient="x@faden.invalid", subject="Link", body="geheim", file_id=new_id(), actor=author
        )
    for role in (Role.LEAD, Role.ASSISTANT, Role.ADMIN):
        with act_as(given.actor(role), today=given.TODAY):
            assert not OutgoingMail.objects.exists()
    with act_as(system_actor(), today=given.TODAY):
        delivery.deliver_mail(mail_id=mail.id, now=timezone.now())
    assert [message.body for message in sent.outbox] == ["geheim"]
    with act_as(author, today=given.TODAY):
        assert OutgoingMail.objects.get().body == delivery.NOT_KEPT


def test_a_stranger_does_not_see_it() -> None:
    _put(given.actor(Role.ASSISTANT))
    with act_as(given.actor(Role.CASE_MANAGER), today=given.TODAY):
        assert not OutgoingMail.objects.exists()


def test_a_mail_that_cannot_be_sent_says_why_and_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    mail = _put(given.actor(Role.ASSISTANT))

    def refuse(_: EmailMessage) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(ConnectionRefusedError):
        deliver(mail_id=str(mail.id))
    with act_as(system_actor(), today=given.TODAY):
        failed = OutgoingMail.objects.get()
    assert (failed.state, failed.failure) == (MailState.FAILED, "ConnectionRefusedError: nobody listens")
    monkeypatch.undo()
    deliver(mail_id=str(mail.id))
    with act_as(system_actor(), today=given.TODAY):
        assert OutgoingMail.objects.get().state == MailState.SENT
