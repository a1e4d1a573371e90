"""The letter "Wer meine Akte gelesen hat": by task and place, in the client's language, put into the case."""

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from faden.domain.cases.enums import ReadersNamed
from faden.domain.cases.models import Case
from faden.domain.cases.operations.answering import file_readings_letter
from faden.domain.client_texts.shipped import LANGUAGES, shipped
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.operations import store
from tests import given
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Lesende Kollegin")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY, family_name="Geheimnis")


def asked(case: Case, officer: Actor, **changes: str) -> int:
    """The answer to the form."""
    day = f"{TODAY:%d.%m.%Y}"
    told: dict[str, Any] = {"since": day, "until": day, "language": "de", "names": "", **changes}
    return signed_in(officer).post(f"/datenschutz/akte/{case.id}/brief/", told).status_code


def words_of(case: Case, reader: Actor) -> str:
    """The letters of a case as somebody reads them."""
    with act_as(reader, today=TODAY):
        found = list(StoredFile.objects.filter(file_id=case.id, kind=FileKind.ANSWER))
    pages = []
    for one in found:
        got = signed_in(reader).get(f"/faelle/{case.number}/dokumente/{one.id}/")
        pages += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(got.content)).pages]
    return " ".join(" ".join(pages).split())


def test_the_letter_tells_task_place_and_days_and_no_name(manager: Actor, officer: Actor, case: Case) -> None:
    given.read(case, manager)
    given.read(case, manager)
    assert asked(case, officer) == 303
    words = words_of(case, manager)
    assert "Die Fachkraft, die Ihre Akte führt" in words
    assert "Kommunales Integrationsmanagement" in words
    assert f"{TODAY:%d.%m.%Y} (2×)" in words
    assert case.number in words
    assert "Lesende Kollegin" not in words
    assert "Geheimnis" not in words


def test_names_stand_there_only_for_a_ground(manager: Actor, officer: Actor, case: Case) -> None:
    given.read(case, manager)
    assert asked(case, officer, names=ReadersNamed.NEEDED) == 303
    assert "Lesende Kollegin" in words_of(case, manager)
    assert asked(case, officer, names="weil halt") == 422
    with act_as(officer, today=TODAY):
        made = AuditEntry.objects.get(act="trace.letter_made")
        assert (made.file_id, made.facts["is_named"], made.facts["language"]) == (case.id, True, "de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_every_language_and_marked_as_unreviewed(
    language: str, manager: Actor, officer: Actor, case: Case
) -> None:
    given.read(case, manager)
    assert asked(case, officer, language=language) == 303
    words = words_of(case, manager)
    assert shipped("de")["readings.who_responsible"] in words
    assert ("Übersetzung noch nicht geprüft" in words) == (language != "de")
    if language not in ("de", "ar", "fa"):
        assert shipped(language)["readings.who_responsible"] in words


def test_who_reads_from_elsewhere_is_named_as_something_else(manager: Actor, officer: Actor, case: Case) -> None:
    given.read(case, given.actor(Role.CASE_MANAGER, name="Fremde Leserin"))
    asked(case, officer)
    words = words_of(case, manager)
    assert "Eine andere Fachkraft" in words
    assert "der Grund steht nicht im Protokoll" in words


def test_a_period_without_reading_says_so(manager: Actor, officer: Actor, case: Case) -> None:
    given.read(case, manager)
    before = f"{TODAY - timedelta(days=9):%d.%m.%Y}"
    assert asked(case, officer, since=before, until=before) == 303
    assert "wurde Ihre Akte nicht geöffnet" in words_of(case, manager)


def test_twice_the_same_letter_is_one(officer: Actor, case: Case) -> None:
    told: dict[str, Any] = {
        "since": TODAY,
        "until": TODAY,
        "language": "de",
        "names": "",
        "file_id": case.id,
        "pdf": PDF,
    }
    with act_as(officer, today=TODAY):
        first = file_readings_letter(actor=officer, today=TODAY, **told)
        assert file_readings_letter(actor=officer, today=TODAY, **told).id == first.id
        with pytest.raises(Invalid):
            file_readings_letter(actor=officer, today=TODAY, **{**told, "until": TODAY + timedelta(days=1)})


def test_nobody_else_makes_one_and_the_officer_files_nothing_else(manager: Actor, officer: Actor, case: Case) -> None:
    address = f"/datenschutz/akte/{case.id}/brief/"
    assert signed_in(manager).get(address).status_code == 403
    assert signed_in(manager).post(address, {}).status_code == 403
    told: dict[str, Any] = {
        "since": TODAY,
        "until": TODAY,
        "language": "de",
        "names": "",
        "file_id": case.id,
        "pdf": PDF,
    }
    with act_as(manager, today=TODAY), pytest.raises(Refused):
        file_readings_letter(actor=manager, today=TODAY, **told)
    assert signed_in(officer).get("/datenschutz/akte/00000000-0000-7000-8000-00000000dead/brief/").status_code == 404
    for kind, audience in ((FileKind.LETTER, Audience.INSIDE), (FileKind.ANSWER, Audience.CIRCLE)):
        with act_as(officer, today=TODAY), pytest.raises(Exception, match="row-level security"):
            store(name="x.pdf", content=PDF, subject=case.id, kind=kind, audience=audience, actor=officer)


def test_the_officer_reads_own_letters_and_no_other_document(manager: Actor, officer: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        other = store(name="x.pdf", content=PDF, subject=case.id, kind=FileKind.ANSWER, actor=manager)
    asked(case, officer)
    browser: Client = signed_in(officer)
    with act_as(officer, today=TODAY):
        mine = StoredFile.objects.get(file_id=case.id)
    assert browser.get(f"/datenschutz/akte/{case.id}/brief/{mine.id}.pdf").content.startswith(b"%PDF")
    assert browser.get(f"/datenschutz/akte/{case.id}/brief/{other.id}.pdf").status_code == 404
    assert "Wer die Akte gelesen hat" in browser.get(f"/datenschutz/akte/{case.id}/brief/").text


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
