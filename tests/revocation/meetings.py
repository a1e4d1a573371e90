"""Who sits down together: case conferences of a client, meetings of a body and their papers."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localtime

from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.circle import end_helper
from faden.domain.conferences.models import CaseConference
from faden.domain.conferences.operations.preparing import (
    ask_no_longer,
    ask_people,
    change_conference,
    plan_conference,
)
from faden.domain.conferences.operations.recording import write_minutes
from faden.domain.conferences.queries import participants_of
from faden.domain.steering.models import Meeting
from faden.domain.steering.operations.preparing import add_item, move_meeting
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import account_with_roles, system_actor
from faden.processes.invite_to_conference import call_off_conference
from faden.processes.keep_accounts import deactivate_account
from tests import given
from tests.revocation.files import new_case, word
from tests.revocation.held import Asks, Held, page, program, shows
from tests.signed_in import signed_in
from tests.web.signed_in import today


def _planned(*, begun: bool = False) -> tuple[Actor, Actor, Case, CaseConference, str]:
    """A conference to which somebody of the circle was asked, at a place that is called like no other one."""
    manager, case, _name = new_case()
    colleague, place = given.helper(case, manager, today=today()), word()
    begins = timezone.now() if begun else localtime(timezone.now() + timedelta(days=5)).replace(hour=9, minute=30)
    everyday: dict[str, Any] = {"actor": manager, "today": today()}
    when: dict[str, Any] = {"starts_at": begins, "ends_at": begins + timedelta(hours=1), "place": place}
    with act_as(manager, today=today()):
        conference = plan_conference(case=case, occasion="Kurs abgebrochen", question="Wie weiter?", **when, **everyday)
        ask_people(conference=conference, colleagues=[given.account_of(colleague)], **everyday)
        if begun:
            said: dict[str, Any] = {"presences": {}, "came": {}, "views": {}, "shared_view": "Ein Kurs am Vormittag."}
            write_minutes(conference=conference, version=_now(conference).version, **said, **everyday)
    return manager, colleague, case, conference, place


def _now(conference: CaseConference) -> CaseConference:
    return CaseConference.objects.select_related("case__person").get(id=conference.id)


def _told(actor: Actor, case: Case, conference: CaseConference, mark: str) -> list[Asks]:
    """Where it is told that a conference is, or where: its page, the file, the calendar, a program."""
    one, client = f"/faelle/{case.number}/fallkonferenz/{conference.id}/", signed_in(actor)
    return [
        shows(client, one, mark),
        shows(client, f"{one}termin.ics", mark),
        program(actor, f"/cases/{case.number}/conferences/{conference.id}", mark),
    ]


def conference_moved(_: Actor) -> Held:
    """A conference is moved to another place: the former one is told nowhere."""
    manager, colleague, case, conference, place = _planned()

    def take() -> None:
        with act_as(manager, today=today()):
            current = _now(conference)
            later: dict[str, Any] = {one: getattr(current, one) + timedelta(days=1) for one in ("starts_at", "ends_at")}
            told: dict[str, Any] = {"occasion": current.occasion, "question": current.question, "place": word()}
            everyday: dict[str, Any] = {"actor": manager, "today": today()}
            change_conference(conference=current, version=current.version, **told, **later, **everyday)

    ways = [*_told(colleague, case, conference, place), *_told(manager, case, conference, place)]
    return Held([*ways, program(colleague, f"/cases/{case.number}/conferences", place)], take)


def conference_off(_: Actor) -> Held:
    """A conference is called off: the file and the calendar have none, and nobody is invited any more."""
    manager, colleague, case, conference, _place = _planned()
    one = f"/faelle/{case.number}/fallkonferenz/{conference.id}/"
    client, calls = signed_in(colleague), f"/cases/{case.number}/conferences"

    def take() -> None:
        with act_as(manager, today=today()):
            call_off_conference(conference=_now(conference), reason="Krank", actor=manager, today=today())

    ahead = shows(client, f"/faelle/{case.number}/", f'{one}">Fallkonferenz</a>')
    ways = [ahead, shows(client, f"{one}termin.ics", "STATUS:CONFIRMED")]
    keeps = [page(signed_in(manager), f"{one}{part}/") for part in ("einladen", "aendern", "organisation", "personen")]
    planned = [program(colleague, f"{calls}{part}", '"planned"') for part in ("", f"/{conference.id}")]
    return Held([*ways, *keeps, *planned], take)


def conference_guest(_: Actor) -> Held:
    """Somebody is asked no longer: they are on no list of who comes."""
    manager, colleague, case, conference, _place = _planned()
    one = f"/faelle/{case.number}/fallkonferenz/{conference.id}/"

    def take() -> None:
        with act_as(manager, today=today()):
            (guest,) = [each for each in participants_of(_now(conference)) if each.account_id == colleague.id]
            ask_no_longer(participant=guest, actor=manager, today=today())

    listed = [shows(signed_in(manager), f"{one}einladen/", colleague.name)]
    return Held([*listed, program(manager, f"/cases/{case.number}/conferences/{conference.id}", colleague.name)], take)


def conference_circle(_: Actor) -> Held:
    """Who came to a conference leaves the circle: neither its page nor its minutes are theirs to read."""
    manager, colleague, case, conference, _place = _planned(begun=True)
    one, client = f"/faelle/{case.number}/fallkonferenz/{conference.id}/", signed_in(colleague)

    def take() -> None:
        with act_as(manager, today=today()):
            member = CircleMember.objects.get(case=case, account_id=colleague.id)
            end_helper(member=member, actor=manager, today=today())

    calls = f"/cases/{case.number}/conferences/{conference.id}"
    papers = [page(client, f"{one}{part}") for part in ("", "termin.ics", "niederschrift.pdf", "niederschrift.docx")]
    programs = [program(colleague, f"{calls}{part}") for part in ("", "/minutes/pdf", "/minutes/docx")]
    return Held([*papers, *programs], take)


def _meeting() -> tuple[Actor, Meeting]:
    keeper = given.actor(Role.LEAD, today=today())
    with act_as(system_actor(), today=today()):
        body = given.body(name=f"AG {word()}", seats=1)
    with act_as(keeper, today=today()):
        meeting = given.meeting(body, keeper, on=today() + timedelta(days=7))
        add_item(meeting=meeting, title="Kurse am Vormittag", actor=keeper)
    return keeper, meeting


def meeting_off(_: Actor) -> Held:
    """A meeting is called off: its papers are handed out no longer, and no calendar keeps it."""
    keeper, meeting = _meeting()
    member = given.actor(Role.MEMBER, today=today())
    client, one = signed_in(member), f"/sitzungen/{meeting.id}/"

    def take() -> None:
        with act_as(keeper, today=today()):
            move_meeting(meeting=meeting, act=MeetingAct.CANCEL, reason="Ferien", on=today(), actor=keeper)

    papers = [page(client, f"{one}{name}") for name in ("einladung.pdf", "einladung.docx", "beschlussvorlagen.docx")]
    return Held([*papers, shows(client, f"{one}termin.ics", "STATUS:CONFIRMED")], take)


def meeting_member(admin: Actor) -> Held:
    """A member of a body leaves: no meeting is shown to them, and none of the papers whose addresses they know.

    Everybody with an account reads the bodies' work (``steering/rows.py``): it is the account that ends.
    """
    _keeper, meeting = _meeting()
    member = given.actor(Role.MEMBER, today=today())
    client, one = signed_in(member), f"/sitzungen/{meeting.id}/"
    names = ("", "leinwand/", "einladung.pdf", "einladung.docx", "beschlussvorlagen.docx", "termin.ics")
    lists = [page(client, "/sitzungen/"), page(client, "/gremien/")]

    def take() -> None:
        with act_as(admin, today=today()):
            deactivate_account(account=account_with_roles(member.id), on=today(), actor=admin, now=timezone.now())

    return Held([*[page(client, f"{one}{name}") for name in names], *lists], take)


KINDS = {
    "conference moved": conference_moved,
    "conference called off": conference_off,
    "conference: asked no longer": conference_guest,
    "conference: circle": conference_circle,
    "meeting called off": meeting_off,
    "meeting: member": meeting_member,
}
