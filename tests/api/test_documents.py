"""Documents through the interface: handed in, handed out, deleted, brought back."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files.models import StoredFile
from tests import given
from tests.api.conftest import Caller, cost_of, fields_of, token_of
from tests.files_made import pdf

pytestmark = pytest.mark.django_db


def send(actor: Actor, case: Case, content: bytes, **told: object) -> Any:
    upload = SimpleUploadedFile("Bescheid.pdf", content)
    headers = {"Authorization": f"Bearer {token_of(actor)}"}
    return Client().post(f"/api/v1/cases/{case.number}/documents", {**told, "upload": upload}, headers=headers)


def test_a_document_is_filed_read_deleted_and_brought_back(
    call: Caller, manager: Actor, case: Case, today: date
) -> None:
    content = pdf()
    (made,) = send(manager, case, content, kind="notice", title="Bescheid Jobcenter").json()["items"]
    address = f"/cases/{case.number}/documents"
    assert (made["name"], made["kind"]) == ("Bescheid Jobcenter.pdf", "notice")
    read = call(manager, "GET", f"{address}/{made['id']}")
    assert (read["Content-Type"], read["Cache-Control"]) == ("application/pdf", "no-store")
    assert read.content.startswith(b"%PDF")
    assert send(manager, case, content).json() == {"items": []}
    assert call(manager, "DELETE", f"{address}/{made['id']}").status_code == 204
    assert call(manager, "GET", f"{address}/{made['id']}").status_code == 404
    assert call(manager, "GET", address).json()["items"][0]["gone_on"] is not None
    assert call(manager, "POST", f"{address}/{made['id']}/restoration").status_code == 204
    with act_as(manager, today=today):
        assert StoredFile.objects.get().deleted_on is None
        assert AuditEntry.objects.filter(act="file.read", file_id=case.id).exists()


def test_a_part_of_a_document_is_not_filed_as_if_it_were_the_whole(
    manager: Actor, case: Case, settings: Settings
) -> None:
    settings.FILE_LIMIT = 100_000
    beside = {f"beside{number}": SimpleUploadedFile("x.txt", b"x" * 90_000) for number in range(4)}
    answer = send(manager, case, b"y" * 90_000, **beside)
    assert (answer.status_code, list(fields_of(answer))) == (422, ["upload"])


@pytest.mark.parametrize(
    ("content", "told", "field"),
    [
        (b"", {}, "upload"),
        (b"MZ\x90\x00", {}, "upload"),
        (b"%PDF-1.7 x", {"kind": "attachment"}, "kind"),
        (b"%PDF-1.7 x", {"kind": "seance"}, "kind"),
        (b"%PDF-1.7 x", {"title": "x" * 10_000}, "title"),
        (b"%PDF-1.7 x", {"audience": "alle"}, "audience"),
    ],
)
def test_what_is_not_taken_is_said_at_its_field(
    manager: Actor, case: Case, *, content: bytes, told: dict[str, str], field: str
) -> None:
    assert fields_of(send(manager, case, content, **told)) == [field]


def test_without_a_file_and_too_large_a_file(manager: Actor, case: Case, settings: Any) -> None:
    headers = {"Authorization": f"Bearer {token_of(manager)}"}
    empty = Client().post(f"/api/v1/cases/{case.number}/documents", {"kind": "letter"}, headers=headers)
    assert fields_of(empty) == ["upload"]
    settings.FILE_LIMIT = 10
    assert fields_of(send(manager, case, pdf())) == ["upload"]


def test_a_document_of_another_case_is_not_there(call: Caller, manager: Actor, case: Case, today: date) -> None:
    colleague = given.actor(Role.CASE_MANAGER, today=today)
    foreign = given.case(colleague, on=today)
    (theirs,) = send(colleague, foreign, pdf()).json()["items"]
    assert call(manager, "GET", f"/cases/{case.number}/documents/{theirs['id']}").status_code == 404
    assert send(manager, foreign, pdf()).status_code == 404


def test_a_list_costs_the_same_with_one_and_with_three(call: Caller, manager: Actor, case: Case) -> None:
    address = f"/cases/{case.number}/documents"
    send(manager, case, pdf())
    assert cost_of(call, manager, address) == 8
    for text in (b"/A 2", b"/A 3"):
        send(manager, case, pdf(text))
    assert len(call(manager, "GET", address).json()["items"]) == 3
    assert cost_of(call, manager, address) == 8
