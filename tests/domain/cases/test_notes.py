"""Contacts: who took part, who reads them, what is handed in with them, and how they are corrected."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from faden.domain.cases.enums import ContactKind, Visibility
from faden.domain.cases.models import Case, ContactNote
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.notes import correct_note, write_note
from faden.domain.cases.queries.notes import former_versions, notes_of
from faden.domain.cases.queries.story import events_of
from faden.domain.people.models import Person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.files.models import StoredFile
from faden.lib.file_content import Upload
from faden.lib.identifiers import new_id
from faden.lib.text_difference import Change
from tests import files_made as made
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def write(case: Case, actor: Actor, **details: Any) -> ContactNote:
    with act_as(actor, today=TODAY):
        return write_note(
            **{"text": "Termin am Montag", **details},
            case=case,
            on=TODAY,
            kind=ContactKind.VISIT,
            minutes=25,
            actor=actor,
            today=TODAY,
            now=NOW,
        )


def test_the_same_sent_twice_is_stored_once_and_other_words_beside_it(case: Case, manager: Actor) -> None:
    note_id = new_id()
    first = write(case, manager, note_id=note_id)
    assert write(case, manager, note_id=note_id) == first
    other = write(case, manager, note_id=note_id, text="Termin am Dienstag")
    assert other.id != first.id
    assert reads(case, manager)[0] == 2


def helper(case: Case, manager: Actor, role: Role) -> Actor:
    organisation = given.organisation()
    somebody = given.actor(role, organisation=organisation if role == Role.PARTNER else None)
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        invite_helper(
            case=case,
            account=given.account_of(somebody),
            reason="hilft",
            since=TODAY,
            last_day=TODAY + timedelta(days=30),
            actor=manager,
            today=TODAY,
        )
    return somebody


def reads(case: Case, actor: Actor) -> tuple[int, int]:
    """Notes, and attachments."""
    with act_as(actor, today=TODAY):
        return len(notes_of(case).notes), StoredFile.objects.count()


def pdf(number: int) -> list[Upload]:
    content = made.pdf(b"/X %d" % number)
    return [Upload("Anlage.pdf", content, len(content))]


def test_an_attachment_is_read_by_whoever_reads_the_note(case: Case, manager: Actor) -> None:
    colleague, partner = helper(case, manager, Role.CASE_MANAGER), helper(case, manager, Role.PARTNER)
    for number, visibility in enumerate(Visibility):
        write(case, manager, visibility=visibility, uploads=pdf(number))
    assert [reads(case, one) for one in (manager, colleague, partner)] == [(3, 3), (2, 2), (1, 1)]


def test_showing_a_note_to_fewer_shows_its_attachments_to_fewer(case: Case, manager: Actor) -> None:
    partner = helper(case, manager, Role.PARTNER)
    note = write(case, manager, uploads=pdf(1))
    assert reads(case, partner) == (1, 1)
    with act_as(manager, today=TODAY):
        correct_note(
            note=note, version=note.version, text=note.text, visibility=Visibility.INSIDE, actor=manager, now=NOW
        )
    assert reads(case, partner) == (0, 0)


def test_a_bad_attachment_leaves_no_note_behind(case: Case, manager: Actor) -> None:
    with pytest.raises(Invalid, match="Die Datei ist leer"):
        write(case, manager, uploads=[Upload("a.pdf", b"", 0)])
    assert reads(case, manager) == (0, 0)


def test_who_took_part_is_told(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        sister = Person.objects.create(family_name="Beispiel", given_names="Mira", sort_name="BEISPIEL")
    school = given.organisation("Grundschule Musterdorf")
    write(case, manager, relatives=[sister], organisation=school, others="Klassenlehrerin", uploads=pdf(1))
    with act_as(manager, today=TODAY):
        (told,) = [e for e in events_of(case, after=None, limit=9, today=TODAY) if e.kind == "contact"]
    assert told.facts["participants"][1] == "Klassenlehrerin, Grundschule Musterdorf"
    assert [one["name"] for one in told.facts["files"]] == ["Anlage.pdf"]


def test_a_correction_keeps_everything_it_changes(case: Case, manager: Actor) -> None:
    note = write(case, manager)
    with act_as(manager, today=TODAY):
        note = correct_note(
            note=note, version=1, text="Termin am Dienstag", minutes=40, kind=ContactKind.PHONE, actor=manager, now=NOW
        )
        correct_note(note=note, version=2, text="Termin am Dienstag um 9", actor=manager, now=NOW + timedelta(hours=1))
        second, first = former_versions(ContactNote.objects.get(id=note.id))
    assert first.facts == (("Art", "Gespräch vor Ort"), ("Minuten", "25"))
    assert first.changes[1:] == (("Montag", Change.REMOVED), ("Dienstag", Change.ADDED))
    assert second.facts == ()
    assert second.changes[-1] == (" um 9", Change.ADDED)


def test_nothing_changed_is_no_correction(case: Case, manager: Actor) -> None:
    note = write(case, manager)
    with act_as(manager, today=TODAY):
        assert correct_note(note=note, version=1, text=note.text, minutes=25, actor=manager, now=NOW).version == 1
        assert former_versions(note) == []


def test_a_talk_cannot_last_forever_in_a_correction_either(case: Case, manager: Actor) -> None:
    note = write(case, manager)
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as said:
        correct_note(note=note, version=1, text=note.text, minutes=6000, actor=manager, now=NOW)
    assert set(said.value.errors) == {"minutes"}
