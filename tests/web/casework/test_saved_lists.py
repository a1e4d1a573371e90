"""/faelle/: lists kept by name beside the list, and the list as a file."""

import csv
import io
import zipfile

import pytest

from faden.domain.cases.models import Case, Transfer
from faden.domain.consent.enums import TransferKind
from faden.domain.organisations.enums import OrganisationKind
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.saved_lists.models import SavedList
from faden.lib.identifiers import new_id
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
KEEP = "/faelle/listen/neu/"


def test_the_filters_of_now_are_kept_by_a_name_and_opened_again() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    listed = client.get("/faelle/?phase=planning&sortierung=-kontakt")
    assert 'href="/faelle/listen/neu/?phase=planning&amp;sortierung=-kontakt"' in listed.text
    page = client.get(f"{KEEP}?phase=planning&sortierung=-kontakt&text=Hamdan")
    assert "letztem Kontakt, absteigend" in words_of(page)
    kept = client.post(f"{KEEP}?phase=planning&text=Hamdan&konstellation=x", {"name": "In Planung"})
    assert kept.headers["Location"] == "/faelle/?phase=planning"
    with act_as(manager, today=today()):
        saved = SavedList.objects.get()
        assert saved.filters == {"phase": "planning"}, "no search text, nothing that is not understood"
    again = client.get("/faelle/?phase=planning")
    assert 'href="/faelle/?phase=planning" aria-current="page">In Planung' in again.text
    assert "Diese Auswahl speichern" not in words_of(again)


def test_renamed_removed_and_nobody_elses() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    client.post(f"{KEEP}?phase=planning", {"name": "In Planung"})
    with act_as(manager, today=today()):
        saved = SavedList.objects.get()
    address = f"/faelle/listen/{saved.id}/"
    assert 'value="In Planung"' in client.get(address).text
    assert client.post(address, {"name": "", "version": "1"}).status_code == 422
    assert client.post(address, {"name": "x" * 61, "version": "1"}).status_code == 422
    assert client.post(address, {"name": "Anders", "version": "1", "team": str(new_id())}).status_code == 422
    assert client.post(address, {"name": "Anders", "version": "1"}).status_code == 303
    assert client.post(address, {"name": "Nochmal", "version": "1"}).status_code == 409
    _, stranger = somebody(Role.CASE_MANAGER)
    for answer in (stranger.get(address), stranger.post(address, {"name": "x"}), stranger.post(f"{address}loeschen/")):
        assert answer.status_code == 404
    assert client.post(f"{address}loeschen/").headers["Location"] == "/faelle/"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.LEAD, Role.COORDINATOR, Role.ADMIN, Role.DATA_PROTECTION])
def test_only_those_who_list_cases(role: Role) -> None:
    _, client = somebody(role)
    for address in (KEEP, "/faelle/export/csv/", "/faelle/export/xlsx/"):
        assert client.get(address).status_code == 403


def test_without_a_norm_of_the_site_no_list_is_taken_along() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    given.case(manager, on=today())
    answer = client.get("/faelle/export/csv/")
    assert answer.status_code == 403
    assert "keine Rechtsgrundlage" in answer.text
    with act_as(manager, today=today()):
        assert not AuditEntry.objects.filter(act__in=("cases.exported", "case.exported")).exists()


def test_each_case_says_that_its_line_was_taken_along_and_on_which_norm() -> None:
    given.legal_basis(TransferKind.EXPORT, receivers=(OrganisationKind.YOUTH_OFFICE,))
    law = given.legal_basis(TransferKind.EXPORT)
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    assert client.get("/faelle/export/csv/").status_code == 200
    with act_as(manager, today=today()):
        left = Transfer.objects.get()
        assert (left.case_id, left.kind, left.legal_basis_id) == (case.id, TransferKind.EXPORT, law.id)
        assert AuditEntry.objects.get(act="transfer.made").file_id == case.id
    shown = client.get(f"/faelle/{case.number}/weitergaben/").text
    assert "Liste oder Kopie" in shown
    assert "§ 34 StGB" in shown


def test_the_export_holds_what_the_list_shows_and_leaves_a_trace_in_each_file() -> None:
    given.legal_basis(TransferKind.EXPORT)
    manager, client = somebody(Role.CASE_MANAGER)
    colleague, _ = somebody(Role.CASE_MANAGER)
    mine = given.case(manager, family_name="=HYPERLINK", on=today())
    given.case(colleague, family_name="Fremd", on=today())
    with act_as(manager, today=today()):
        Case.objects.update(phase="planning")
    given.case(manager, family_name="Andere", on=today())
    answer = client.get("/faelle/export/csv/?phase=planning")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="faelle-{today()}.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert head[:2] == ["Fall", "Name"]
    assert [row[:2] for row in rows] == [[mine.number, "'=HYPERLINK, Ana"]]
    with act_as(manager, today=today()):
        entry = AuditEntry.objects.get(act="cases.exported")
        assert entry.facts == {"count": 1, "filters": {"phase": "planning"}, "file_type": "csv"}
        assert [one.file_id for one in AuditEntry.objects.filter(act="case.exported")] == [mine.id]


def test_the_workbook_opens_and_other_kinds_are_not_there() -> None:
    given.legal_basis(TransferKind.EXPORT)
    manager, client = somebody(Role.CASE_MANAGER)
    given.case(manager, family_name="Đorđević", on=today())
    with zipfile.ZipFile(io.BytesIO(client.get("/faelle/export/xlsx/").content)) as book:
        assert "Đorđević, Ana" in book.read("xl/sharedStrings.xml").decode()
    assert client.get("/faelle/export/ods/").status_code == 404


def test_a_helper_takes_along_what_they_help_in() -> None:
    given.legal_basis(TransferKind.EXPORT)
    manager, _ = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    given.case(manager, family_name="Nicht", on=today())
    helper = given.helper(case, manager, today=today())
    content = signed_in(helper).get("/faelle/export/csv/").content.decode("utf-8-sig")
    assert case.number in content
    assert "Nicht" not in content


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_beside_cost_one_statement(number: int) -> None:
    _, client = somebody(Role.CASE_MANAGER)
    for one in range(number):
        client.post(f"{KEEP}?phase=planning", {"name": f"Liste {one}"})
    with statements() as seen:
        client.get("/faelle/")
    assert sum("saved_lists" in statement for statement in seen) == 1
