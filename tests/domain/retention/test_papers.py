"""What goes out of papers that stay: what was said without a name, who sat in a body, requests long answered."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from faden.domain.cases.enums import AccessPath, ContactKind
from faden.domain.cases.models import ContactNote, ContactNoteRevision
from faden.domain.cases.operations.contacts import record_contact
from faden.domain.cases.operations.notes import correct_note, write_note
from faden.domain.retention.clear_away import clear_away
from faden.domain.retention.enums import RetentionClass
from faden.domain.retention.models import RetentionRule
from faden.domain.retention.papers import GONE, NAMED_UNTIL, outsiders
from faden.domain.steering.models import AgendaItem, Assignment, Attendance, Decision, Meeting, Seat
from faden.domain.subject_requests.enums import Asker, Ground, Identity, Way
from faden.domain.subject_requests.models import SubjectAccess
from faden.domain.subject_requests.operations import access as answering
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.lib.periods import add_months
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
YEAR = add_months(TODAY, 12)


@pytest.fixture(autouse=True)
def _periods() -> None:
    with act_as(system_actor(), today=TODAY):
        for name in (RetentionClass.CASE_FILE, RetentionClass.STEERING, RetentionClass.PROOF):
            rule: dict[str, Any] = {"retention_class": name, "amount": 1, "unit": "year", "decided": "site"}
            RetentionRule.objects.create(valid_from=date(2020, 1, 1), source="Test", **rule)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def clear(on: date) -> dict[str, int]:
    with act_as(system_actor(), today=on):
        return clear_away(actor=system_actor(), today=on, now=timezone.now(), ring=settings.SEALING_KEYS)


def _talk_without_a_name(manager: Actor) -> ContactNote:
    """Corrected once, so that there is a former text, too."""
    with act_as(manager, today=TODAY):
        note = record_contact(
            case=None, municipality=given.municipality(), on=TODAY, kind=ContactKind.VISIT, minutes=15,
            access_path=AccessPath.OPEN_HOUR, text="Frau aus der Goethestraße", language="ar", interpreter=True,
            life_domain_ids=[given.life_domain().id], actor=manager, today=TODAY, now=NOW,
        )  # fmt: skip
        text = "Frau aus der Schillerstraße"
        corrected = correct_note(note=note, version=note.version, text=text, actor=manager, now=NOW)
        assert ContactNoteRevision.objects.exists()
        return corrected


def test_what_was_said_without_a_name_goes_and_what_is_counted_stays(manager: Actor) -> None:
    note = _talk_without_a_name(manager)
    assert clear(YEAR)["case_file"] == 0
    assert clear(YEAR + timedelta(days=1))["case_file"] == 1
    assert clear(YEAR + timedelta(days=2))["case_file"] == 0, "it is empty already"
    with act_as(manager, today=TODAY):
        left = ContactNote.objects.get(id=note.id)
        assert (left.text, left.language, left.interpreter, left.life_domain_ids) == ("", "", False, [])
        assert (left.on, left.minutes, left.kind, left.author_id) == (TODAY, 15, ContactKind.VISIT, manager.id)
        assert not ContactNoteRevision.objects.exists()


def test_a_note_of_a_case_waits_for_the_erasure_of_its_case(manager: Actor) -> None:
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        write_note(
            case=case, on=TODAY, kind=ContactKind.VISIT, minutes=5, text="bleibt", actor=manager, today=TODAY, now=NOW
        )
    assert clear(add_months(TODAY, 240))["case_file"] == 0
    with act_as(manager, today=TODAY):
        assert ContactNote.objects.get(case=case).text == "bleibt"


def _names() -> list[str]:
    """What is left of the names of people without an account, in one row of each paper."""
    with act_as(system_actor(), today=TODAY):
        meeting, seat = Meeting.objects.get(), Seat.objects.get()
        attendance, assignment = Attendance.objects.get(), Assignment.objects.get()
    return [meeting.guests, seat.holder_name, seat.holder_email, attendance.person, assignment.responsible_text]


def _papers(lead: Actor) -> None:
    """A meeting with a guest, a seat that was given up, an assignment that is done."""
    with act_as(lead, today=TODAY):
        body = given.body(seats=1)
        meeting = given.meeting(body, lead)
        given.attended(meeting, lead)
        meeting.guests = "Frau Gast"
        meeting.save(update_fields=["guests"])
        seat = Seat.objects.get()
        seat.ended_on = TODAY
        seat.save(update_fields=["ended_on"])
        item = AgendaItem.objects.create(meeting=meeting, position=1, title="x")
        decision = Decision.objects.create(item=item, text="x", yes=1, is_adopted=True, decided_on=TODAY)
        Assignment.objects.create(
            decision=decision, text="x", responsible_text="Herr Amt", due_on=TODAY, done_on=TODAY, result="x"
        )


def test_names_in_papers_of_the_bodies_go_and_the_papers_stay() -> None:
    _papers(given.actor(Role.LEAD))
    before = _names()
    assert "" not in before
    assert clear(TODAY)["steering"] == 0
    assert _names() == before
    assert clear(YEAR + timedelta(days=2))["steering"] == 4
    assert _names() == ["", "", "", "", GONE]
    assert clear(YEAR + timedelta(days=3))["steering"] == 0


def test_every_paper_with_names_of_others_says_when_they_are_over() -> None:
    assert set(outsiders()) == set(NAMED_UNTIL)


def test_a_request_for_access_goes_when_it_was_answered_long_ago_and_stays_while_it_is_open(manager: Actor) -> None:
    officer = given.actor(Role.DATA_PROTECTION)
    told: dict[str, Any] = {
        "received_on": TODAY, "received_by": Way.LETTER, "asker": Asker.SELF, "identity": Identity.KNOWN,
    }  # fmt: skip
    with act_as(officer, today=TODAY):
        first, second = (
            answering.receive_for_case(number=given_case.number, actor=officer, today=TODAY, **told)
            for given_case in (given.case(manager), given.case(manager))
        )
        answering.refuse(
            access=first, ground=Ground.EXCESSIVE, because="x", version=first.version, actor=officer, today=TODAY
        )
    assert clear(YEAR)["proof"] == 0
    assert clear(YEAR + timedelta(days=1))["proof"] == 1
    with act_as(officer, today=TODAY):
        assert SubjectAccess.objects.get().id == second.id
