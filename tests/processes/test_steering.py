"""From the theme to the body and back: bring before a body, decide, invite, call off."""

from datetime import timedelta

import pytest

from faden.domain.findings.enums import ThemeAct, ThemeState
from faden.domain.findings.models import Theme
from faden.domain.findings.operations.themes import move_theme
from faden.domain.findings.queries.themes import steps_of_theme
from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import BodyKind, MeetingState
from faden.domain.steering.models import Decision, Meeting
from faden.domain.steering.operations.preparing import add_item, occupy_seat
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.outbox.models import OutgoingMail
from faden.kernel.outbox.operations import Attachment
from faden.processes.bring_before_body import bring_before_body
from faden.processes.decide import Order, decide
from faden.processes.invite_to_meeting import call_off_meeting, invite_to_meeting
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
TOMORROW = TODAY + timedelta(days=1)
S, A = ThemeState, ThemeAct


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def assistant() -> Actor:
    return given.actor(Role.ASSISTANT, name="Uta Muster")


def _theme(by: Actor, *acts: ThemeAct) -> Theme:
    theme = given.theme(by)
    for act in acts:
        theme = move_theme(theme=theme, act=act, reason="Grund", on=TODAY, actor=by)
    return theme


@pytest.mark.parametrize(
    ("kind", "acts", "after"),
    [
        (BodyKind.STEERING_GROUP, [], S.BEFORE_STEERING),
        (BodyKind.STEERING_GROUP, [A.TO_WORKING_GROUP], S.BEFORE_STEERING),
        (BodyKind.STEERING_GROUP, [A.BEFORE_STEERING], S.BEFORE_STEERING),
        (BodyKind.WORKING_GROUP, [], S.WORKING_GROUP),
        (BodyKind.PROJECT_GROUP, [A.TO_WORKING_GROUP], S.PROJECT_GROUP),
        (BodyKind.TEAM, [], S.PROPOSED),
        (BodyKind.ROUND_TABLE, [A.TO_WORKING_GROUP], S.WORKING_GROUP),
        (BodyKind.LOCAL, [], S.PROPOSED),
    ],
)
def test_a_theme_comes_before_a_body(
    coordinator: Actor, kind: BodyKind, acts: list[ThemeAct], after: ThemeState
) -> None:
    with act_as(coordinator, today=TODAY):
        theme, meeting = _theme(coordinator, *acts), given.meeting(given.body(kind), coordinator, on=TOMORROW)
        item = bring_before_body(theme=theme, meeting=meeting, proposal="Plätze schaffen", on=TODAY, actor=coordinator)
        theme.refresh_from_db()
        assert (theme.state, item.title, item.proposal) == (after, theme.title, "Plätze schaffen")
        if len(steps_of_theme(theme)) > len(acts) + 1:
            assert steps_of_theme(theme)[0].reason == "Lenkungsgruppe KIM, Sitzung am 21.11.2026"


def test_an_ended_theme_is_not_brought(coordinator: Actor) -> None:
    with act_as(coordinator, today=TODAY):
        theme, meeting = _theme(coordinator, A.REJECT), given.meeting(given.body(), coordinator)
        with pytest.raises(Refused, match="Nehmen Sie es zuerst wieder auf"):
            bring_before_body(theme=theme, meeting=meeting, on=TODAY, actor=coordinator)


def test_the_assistant_brings_what_does_not_move_by_it(coordinator: Actor, assistant: Actor) -> None:
    with act_as(coordinator, today=TODAY):
        moves, waits = _theme(coordinator), _theme(coordinator, A.BEFORE_STEERING)
        meeting = given.meeting(given.body(), coordinator)
    with act_as(assistant, today=TODAY):
        assert bring_before_body(theme=waits, meeting=meeting, title="TOP", on=TODAY, actor=assistant).title == "TOP"
        with pytest.raises(Refused):
            bring_before_body(theme=moves, meeting=meeting, on=TODAY, actor=assistant)
        assert meeting.agenda.count() == 1


def test_a_theme_that_is_refused_a_second_time_does_not_move(coordinator: Actor) -> None:
    with act_as(coordinator, today=TODAY):
        theme, meeting = _theme(coordinator), given.meeting(given.body(), coordinator)
        add_item(meeting=meeting, title="x", theme=theme, actor=coordinator)
        with pytest.raises(Invalid):
            bring_before_body(theme=theme, meeting=meeting, on=TODAY, actor=coordinator)
        theme.refresh_from_db()
        assert theme.state == S.PROPOSED


@pytest.mark.parametrize(
    ("kind", "acts", "vote", "after"),
    [
        (BodyKind.STEERING_GROUP, [A.BEFORE_STEERING], Vote(3, 0, 0), S.DECIDED),
        (BodyKind.STEERING_GROUP, [A.BEFORE_STEERING], Vote(1, 2, 0), S.BEFORE_STEERING),
        (BodyKind.STEERING_GROUP, [A.TO_PROJECT_GROUP], Vote(3, 0, 0), S.DECIDED),
        (BodyKind.STEERING_GROUP, [A.TO_WORKING_GROUP], Vote(3, 0, 0), S.WORKING_GROUP),
        (BodyKind.STEERING_GROUP, [A.BEFORE_STEERING, A.PASS_ON], Vote(3, 0, 0), S.PASSED_ON),
        (BodyKind.PROJECT_GROUP, [A.TO_PROJECT_GROUP], Vote(3, 0, 0), S.DECIDED),
        (BodyKind.PROJECT_GROUP, [A.BEFORE_STEERING], Vote(3, 0, 0), S.BEFORE_STEERING),
        (BodyKind.WORKING_GROUP, [A.BEFORE_STEERING], Vote(3, 0, 0), S.BEFORE_STEERING),
        (BodyKind.TEAM, [A.TO_PROJECT_GROUP], Vote(3, 0, 0), S.PROJECT_GROUP),
    ],
)
def test_whose_decision_settles_a_theme(
    coordinator: Actor, kind: BodyKind, acts: list[ThemeAct], vote: Vote, after: ThemeState
) -> None:
    with act_as(coordinator, today=TODAY):
        theme, meeting = _theme(coordinator, *acts), given.meeting(given.body(kind, seats=3), coordinator)
        item = add_item(meeting=meeting, title="x", theme=theme, actor=coordinator)
        given.attended(meeting, coordinator)
        decision = decide(item=item, text="Plätze schaffen", vote=vote, on=TOMORROW, actor=coordinator)
        theme.refresh_from_db()
        assert (theme.state, decision.theme_id) == (after, theme.id)
        if after == S.DECIDED:
            assert steps_of_theme(theme)[0].on == TODAY


def test_a_decision_comes_with_its_assignments_or_not_at_all(coordinator: Actor, assistant: Actor) -> None:
    with act_as(coordinator, today=TODAY):
        theme, meeting = _theme(coordinator, A.BEFORE_STEERING), given.meeting(given.body(seats=2), coordinator)
        item = add_item(meeting=meeting, title="x", theme=theme, actor=coordinator)
        given.attended(meeting, coordinator)
    order = Order("Träger ansprechen", "KIM-Koordination", TOMORROW)
    late = Order("Gestern fertig", "Jugendamt", TODAY - timedelta(days=1))
    with act_as(assistant, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            decide(item=item, text="x", vote=Vote(2, 0, 0), orders=[order, late], on=TODAY, actor=assistant)
        assert "due_on" in invalid.value.errors
        assert not Decision.objects.exists()
        decision = decide(item=item, text="x", vote=Vote(2, 0, 0), orders=[order], on=TODAY, actor=assistant)
        assert decision.assignments.get().text == "Träger ansprechen"


@pytest.fixture
def meeting(assistant: Actor) -> Meeting:
    """Tomorrow's meeting of two members with addresses and one without."""
    with act_as(assistant, today=TODAY):
        body = given.body(seats=3)
        last = body.seats.order_by("position")[2]
        occupy_seat(seat=last, version=1, holder_name="Mitglied 3", actor=assistant)
        planned = given.meeting(body, assistant, on=TOMORROW)
        add_item(meeting=planned, title="Sachstand", actor=assistant)
        return planned


PAPERS = [Attachment("einladung.pdf", "application/pdf", b"%PDF"), Attachment("termin.ics", "text/calendar", b"BEGIN")]


def test_everybody_with_an_address_is_invited(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        told = invite_to_meeting(meeting=meeting, version=1, attachments=PAPERS, on=TODAY, actor=assistant)
        mails = OutgoingMail.objects.order_by("recipient")
        assert [mail.recipient for mail in mails] == sorted(r.email for r in told)
        assert {mail.subject for mail in mails} == {"Einladung: Lenkungsgruppe KIM am 21.11.2026"}
        assert "Samstag, 21. November 2026, 14:00 bis 16:00\xa0Uhr\nKreishaus" in mails[0].body
        assert "1. Sachstand" in mails[0].body
        assert mails[0].body.endswith("Uta Muster\n")
        assert [a.name for a in mails[0].attachments.order_by("name")] == ["einladung.pdf", "termin.ics"]
        meeting.refresh_from_db()
        assert (meeting.state, meeting.invited_on, meeting.version) == (MeetingState.INVITED, TODAY, 2)


def test_pressing_twice_sends_once_and_a_change_is_sent_again(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        invite_to_meeting(meeting=meeting, version=1, attachments=PAPERS, on=TODAY, actor=assistant)
        with pytest.raises(Invalid):
            invite_to_meeting(meeting=meeting, version=1, attachments=PAPERS, on=TODAY, actor=assistant)
        assert OutgoingMail.objects.count() == 2
        invite_to_meeting(meeting=meeting, version=2, attachments=PAPERS, on=TODAY, actor=assistant)
        assert OutgoingMail.objects.filter(subject__startswith="Geänderte Einladung: ").count() == 2


def test_nobody_is_invited_to_nothing_or_by_a_stranger(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        empty = given.meeting(meeting.body, assistant, on=TOMORROW)
        with pytest.raises(Invalid):
            invite_to_meeting(meeting=empty, version=1, attachments=PAPERS, on=TODAY, actor=assistant)
    member = given.actor(Role.MEMBER)
    with act_as(member, today=TODAY), pytest.raises(Refused):
        invite_to_meeting(meeting=meeting, version=1, attachments=PAPERS, on=TODAY, actor=member)


def test_those_invited_are_told_when_it_is_called_off(meeting: Meeting, assistant: Actor) -> None:
    with act_as(assistant, today=TODAY):
        quiet = given.meeting(meeting.body, assistant, on=TOMORROW)
        assert call_off_meeting(meeting=quiet, reason="Doppelt geplant", on=TODAY, actor=assistant) == []
        invite_to_meeting(meeting=meeting, version=1, attachments=PAPERS, on=TODAY, actor=assistant)
        told = call_off_meeting(meeting=meeting, reason="Krankheit", attachments=PAPERS[1:], on=TODAY, actor=assistant)
        assert len(told) == 2
        mail = OutgoingMail.objects.filter(subject="Absage: Lenkungsgruppe KIM am 21.11.2026").first()
        assert mail is not None
        assert "Grund: Krankheit" in mail.body
        with pytest.raises(Invalid):
            call_off_meeting(meeting=given.meeting(meeting.body, assistant), reason="", on=TODAY, actor=assistant)
