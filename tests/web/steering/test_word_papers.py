"""The papers as DOCX: they say what the PDF says, can be read aloud, and text in them is never markup."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from docx import Document

from faden.domain.steering.operations.recording import record_discussion
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib import german
from faden.reporting.documents import word
from tests import given
from tests.signed_in import signed_in
from tests.web.steering import steering_given
from tests.web.steering.steering_given import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def member() -> Client:
    return signed_in(given.actor(Role.MEMBER))


def _docx(client: Client, address: str) -> tuple[bytes, str]:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, word.MIME)
    paper = Document(BytesIO(answer.content))
    lines = [line.text for line in paper.paragraphs]
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return answer.content, "\n".join([*lines, *cells])


def test_the_invitation_and_the_proposals_have_the_agenda_and_no_names(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator, in_days=9, points=1)
    steering_given.theme_item(coordinator, meeting)
    _, invitation = _docx(member, f"/sitzungen/{meeting.id}/einladung.docx")
    for words in (german.long_day(meeting.day), "1. Bericht 1", "Beschlussvorschlag: Drei Kurse einrichten.", "Amt 3"):
        assert words in invitation
    assert "Mitglied 1" not in invitation
    _, proposals = _docx(member, f"/sitzungen/{meeting.id}/beschlussvorlagen.docx")
    assert "TOP 2: Kurse mit Kinderbetreuung" in proposals
    assert "Bericht 1" not in proposals, "nothing is to be decided there"


def test_the_minutes_tell_everything_and_can_be_read_aloud(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator)
    item = steering_given.theme_item(coordinator, meeting)
    steering_given.decided(coordinator, item)
    with act_as(coordinator, today=today()):
        record_discussion(item=item, version=1, discussion="<b>Alle</b> & {{ stimmen }}\nzu\x07.", actor=coordinator)
    content, text = _docx(member, f"/sitzungen/{meeting.id}/niederschrift.docx")
    for words in ("Mitglied 1", "<b>Alle</b> & {{ stimmen }}", "Beschluss (angenommen)", "2 dafür", "Räume suchen"):
        assert words in text
    paper = Document(BytesIO(content))
    assert paper.core_properties.title == "Niederschrift: Lenkungsgruppe KIM"
    assert paper.core_properties.language == "de-DE"
    assert [line.style.name for line in paper.paragraphs if line.style and "Heading" in line.style.name][:3] == [
        "Heading 1",
        "Heading 2",
        "Heading 2",
    ]
    xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader") == len(paper.tables)
    assert '<w:lang w:val="de-DE"' in ZipFile(BytesIO(content)).read("word/styles.xml").decode()


def test_there_are_no_minutes_of_what_lies_ahead(coordinator: Actor, member: Client) -> None:
    meeting = steering_given.meeting(coordinator, in_days=1)
    assert member.get(f"/sitzungen/{meeting.id}/niederschrift.docx").status_code == 404
    assert "Die Tagesordnung folgt." in _docx(member, f"/sitzungen/{meeting.id}/einladung.docx")[1]
    assert "keinen Beschlussvorschlag" in _docx(member, f"/sitzungen/{meeting.id}/beschlussvorlagen.docx")[1]
