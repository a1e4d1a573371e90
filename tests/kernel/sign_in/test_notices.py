"""Whoever owns an account learns by mail that what opens it has changed."""

import pytest
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import account_with_roles
from faden.kernel.outbox.models import OutgoingMail
from faden.kernel.sign_in.factors import check_factor, issue_paper_codes, reset_factors
from tests import given

pytestmark = pytest.mark.django_db


def test_codes_and_their_loss_are_told_without_showing_any() -> None:
    somebody, admin = given.actor(Role.CASE_MANAGER), given.actor(Role.ADMIN)
    with act_as(somebody, today=given.TODAY):
        codes = issue_paper_codes(actor=somebody)
        assert check_factor(answer=codes[3], actor=somebody, now=timezone.now())
    with act_as(admin, today=given.TODAY):
        reset_factors(account=account_with_roles(somebody.id), actor=admin)
        told = list(OutgoingMail.objects.order_by("created_at", "id"))
    assert {mail.recipient for mail in told} == {somebody.email}
    assert {mail.subject for mail in told} == {"Faden: Änderung an Ihrem Konto"}
    words = [mail.body for mail in told]
    assert any("neue Notfallcodes" in body for body in words)
    assert any("Mit einem Notfallcode" in body for body in words)
    assert any("Die Administration hat den zweiten Faktor zurückgesetzt." in body for body in words)
    assert not any(code in body for code in codes for body in words)
