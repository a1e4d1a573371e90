"""The page of unusual reading, and the note on what came of looking into it."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry, CheckedReading
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def test_an_unusual_day_is_shown_and_noted_once() -> None:
    manager, officer = given.actor(Role.CASE_MANAGER, name="Nachteule"), given.actor(Role.DATA_PROTECTION)
    night = timezone.localtime().replace(hour=2, minute=0) - timedelta(days=1)
    for number in range(3):
        case = given.case(manager, given_names=f"Ana{number}")
        AuditEntry.objects.using("owner").create(
            at=night, actor_id=manager.id, act="file.read", subject_kind="cases.case", subject_id=case.id,
            file_id=case.id,
        )  # fmt: skip
    browser = signed_in(officer)
    page = browser.get("/datenschutz/auffaellig/").text
    assert "Nachteule" in page
    assert "3 Akten am Wochenende, vor 6 Uhr oder nach 20 Uhr geöffnet." in page.replace("\u00a0", " ")
    address = f"/datenschutz/auffaellig/{manager.id}/?tag={night:%Y-%m-%d}&regel=outside_hours"
    assert address.replace("&", "&amp;") in page
    empty = browser.post(address, {"remark": " "})
    assert empty.status_code == 422
    for _ in range(2):
        assert browser.post(address, {"remark": "Rufbereitschaft, mit der Leitung geklärt."}).status_code == 303
    with act_as(officer, today=given.TODAY):
        assert CheckedReading.objects.count() == 1
        entry = AuditEntry.objects.get(act="reading.checked")
        assert "Rufbereitschaft" not in str(entry.facts)
    assert "Rufbereitschaft" in browser.get("/datenschutz/auffaellig/").text
    _refusals(browser, manager, address)
    connections["owner"].close()


def _refusals(browser: Client, manager: Actor, address: str) -> None:
    assert browser.get(address.replace("outside_hours", "many")).status_code == 404
    assert browser.get(address.replace("outside_hours", "anything")).status_code == 404
    assert browser.get(f"/datenschutz/auffaellig/{manager.id}/").status_code == 404
    assert signed_in(manager).get(address).status_code == 403
    assert signed_in(manager).post(address, {"remark": "x"}).status_code == 403
    assert signed_in(manager).get("/datenschutz/auffaellig/").status_code == 403
