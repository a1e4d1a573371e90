"""The register of processing: whole, current, for data protection."""

import io
import zipfile
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone

from faden.domain.consent.enums import TransferKind
from faden.domain.organisations.enums import OrganisationKind
from faden.kernel.access.roles import Role
from faden.kernel.database.register import activities, catalogue
from faden.reporting.register_of_processing import as_pdf, as_spreadsheet, register
from tests import given, old_cases
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db

PAGES = ("/datenschutz/verzeichnis/", "/datenschutz/verzeichnis.pdf", "/datenschutz/verzeichnis.xlsx")


def test_every_activity_stands_there_with_its_periods() -> None:
    old_cases.period()
    page = signed_in(given.actor(Role.DATA_PROTECTION)).get(PAGES[0]).text
    for activity in activities().values():
        assert activity.name in page
    assert "1 Jahr nach dem Abschluss des Falls" in page
    assert "Protokoll: nicht festgelegt" in page


def test_the_norms_a_transfer_may_rest_on_stand_there_with_their_days() -> None:
    today = timezone.localdate()
    given.legal_basis(TransferKind.TALK, TransferKind.LETTER)
    given.legal_basis(TransferKind.EXPORT, valid_from=today - timedelta(days=99), valid_until=today)
    given.legal_basis(TransferKind.LETTER, receivers=tuple(OrganisationKind))
    page = signed_in(given.actor(Role.DATA_PROTECTION)).get(PAGES[0]).text
    told = page.split("Weitergabe ohne Entbindung")[1]
    for words in (
        "§ 34 StGB",
        "Gespräch, Brief",
        "Eine Gefahr abwenden",
        "seit 25.05.2018",
        "jede Stelle außer",
        "keine andere Stelle",
    ):
        assert words in told
    assert f"{today - timedelta(days=99):%d.%m.%Y} bis {today - timedelta(days=1):%d.%m.%Y}" in told
    assert told.count("gilt heute nicht") == 1
    assert told.count("Jobcenter") == 0, "whoever may have it all is not told one by one"
    paper = pypdf.PdfReader(io.BytesIO(as_pdf(today)))
    assert "Weitergabe ohne Entbindung" in " ".join(one.extract_text() for one in paper.pages)


def test_papers_are_handed_out() -> None:
    client = signed_in(given.actor(Role.DATA_PROTECTION))
    assert client.get(PAGES[1]).content.startswith(b"%PDF")
    assert zipfile.is_zipfile(io.BytesIO(client.get(PAGES[2]).content))


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.LEAD, Role.ADMIN])
@pytest.mark.parametrize("page", PAGES)
def test_it_is_for_data_protection(role: Role, page: str) -> None:
    assert signed_in(given.actor(role)).get(page).status_code == 403


def test_the_table_has_a_line_for_each_field() -> None:
    with zipfile.ZipFile(io.BytesIO(as_spreadsheet(given.TODAY))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 1 + sum(len(one.fields) for one in catalogue().values())


def test_special_categories_are_named_where_they_occur() -> None:
    casework = next(one for one in register(given.TODAY) if one.activity.key == "casework")
    assert any("§ 203 StGB" in mark for mark in casework.special)
    accounts = next(one for one in register(given.TODAY) if one.activity.key == "accounts")
    assert accounts.special == ()
