"""Closing with everything that hangs on a case, and closing what has become quiet."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from faden.domain.cases.enums import ClosingReason, Constellation, ContactKind, GoalState, MeasureEnd
from faden.domain.cases.models import Case, ClosingRule, Handover, Measure, MeasureStep, Stay
from faden.domain.cases.operations.closing import postpone_closing, reopen_case
from faden.domain.cases.operations.handover import propose_handover
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.queries.closing import proposals
from faden.domain.cases.queries.file import file_of
from faden.domain.conferences.models import CaseConference
from faden.domain.conferences.operations.preparing import plan_conference
from faden.domain.consent.models import Consent
from faden.domain.diary.enums import AppointmentKind, TaskState
from faden.domain.diary.models import Appointment, Task
from faden.domain.diary.operations.appointments import make_appointment
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.referrals.enums import ReferralState
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.domain.tracks.models import CaseTrack
from faden.domain.tracks.operations import begin_track
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.processes.close_case import (
    ReferralEnd,
    close_as_proposed,
    close_case,
    close_together,
    left_open,
    proposed_cases,
)
from tests import given
from tests.domain.cases.acts import goal, measure

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
#: Six months and a day before the day of the tests.
QUIET = date(2026, 5, 19)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    with act_as(manager, today=TODAY):
        for constellation, months in (("short", 3), ("guidance", 6), ("case_management", 6)):
            ClosingRule.objects.get_or_create(
                constellation=constellation,
                valid_from=date(2024, 1, 1),
                defaults={"months": months, "source": "Test"},
            )
    return given.case(manager, on=QUIET, consented=True)


def closed(case: Case, manager: Actor, **more: Any) -> Stay:
    with act_as(manager, today=TODAY):
        case.refresh_from_db()
        values: dict[str, Any] = {"goals": {}, "on": TODAY, "evaluation": "Geschafft.", **more}
        return close_case(
            case=case,
            version=case.version,
            reason=ClosingReason.AGREEMENT,
            actor=manager,
            today=TODAY,
            now=NOW,
            **values,
        )


def everything(case: Case, manager: Actor) -> dict[str, UUID]:
    """One of each thing that can be open."""
    everyday: dict[str, Any] = {"actor": manager, "today": TODAY}
    berlin = ZoneInfo("Europe/Berlin")
    organisation = given.organisation()
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        where: dict[str, Any] = {"case": case, "organisation": organisation, "life_domain": given.life_domain()}
        draft = draft_referral(**where, concern="Entwurf", disclosed_name="", **everyday)
        sent = draft_referral(**where, concern="Bitte beraten", disclosed_name="", **everyday)
        send_referral(referral=sent, version=sent.version, **everyday)
        begin_track(case=case, track=given.track(), on=TODAY, **everyday)
        plan_task(case=case, text="Anrufen", actor=manager, today=TODAY)
        make_appointment(
            case=case,
            kind=AppointmentKind.COUNSELLING,
            starts_at=datetime(2026, 11, 27, 10, tzinfo=berlin),
            ends_at=datetime(2026, 11, 27, 11, tzinfo=berlin),
            participants=[],
            actor=manager,
            today=TODAY,
            now=NOW,
        )
        plan_conference(
            case=case,
            occasion="Kurs abgebrochen",
            question="Wie geht es weiter?",
            starts_at=datetime(2026, 11, 27, 14, tzinfo=berlin),
            ends_at=datetime(2026, 11, 27, 15, tzinfo=berlin),
            place="Kreishaus",
            actor=manager,
            today=TODAY,
        )
        successor = given.account_of(given.actor(Role.CASE_MANAGER))
        propose_handover(
            case=case, successor=successor, reason="Umzug", note="", earliest_on=TODAY, actor=manager, today=TODAY
        )
        return {"draft": draft.id, "sent": sent.id}


def test_the_page_can_say_what_is_open(case: Case, manager: Actor) -> None:
    everything(case, manager)
    with act_as(manager, today=TODAY):
        left = left_open(case=case, today=TODAY)
    assert (len(left.referrals), len(left.sent), len(left.tasks), len(left.appointments)) == (2, 1, 1, 1)
    assert left.tracks == ("Erste Arbeit",)


def test_everything_has_an_end_in_cases_closed_together(case: Case, manager: Actor) -> None:
    everything(case, manager)
    with act_as(manager, today=TODAY):
        result = close_together(cases=[case], evaluation="Kein Kontakt mehr.", actor=manager, today=TODAY, now=NOW)
        assert [one.id for one in result.done] == [case.id]
        left = left_open(case=case, today=TODAY)
    assert (left.tasks, left.appointments, left.tracks, left.conferences, left.handover) == ((), (), (), (), None)
    assert len(left.referrals) == 1


@pytest.mark.parametrize("end", ReferralEnd)
def test_everything_has_an_end(case: Case, manager: Actor, end: ReferralEnd) -> None:
    there = everything(case, manager)
    closed(case, manager, referrals=end)
    with act_as(manager, today=TODAY):
        states = dict(Referral.objects.values_list("id", "state"))
        assert CaseTrack.objects.get().ended_on == TODAY
        assert Task.objects.get().state == TaskState.DROPPED
        assert Appointment.objects.get().is_cancelled
        assert CaseConference.objects.get().state == "cancelled"
        assert Handover.objects.get().state == "withdrawn"
        assert Consent.objects.filter(withdrawn_on=None).count() == 2
    assert states[there["draft"]] == ReferralState.REVOKED
    assert states[there["sent"]] == (ReferralState.REVOKED if end == ReferralEnd.REVOKED else ReferralState.SENT)


def test_a_refusal_leaves_everything_open(case: Case, manager: Actor) -> None:
    everything(case, manager)
    with pytest.raises(Invalid):
        closed(case, manager, evaluation=" ")
    with act_as(manager, today=TODAY):
        assert len(left_open(case=case, today=TODAY).referrals) == 2
        assert CaseTrack.objects.get().ended_on is None


ENDS = {
    "broken off": (MeasureEnd.ABORTED, "aborted", "mit dem Fall abgeschlossen"),
    "done": (MeasureEnd.DONE, "done", "beim Abschluss als erledigt eingetragen"),
    "goes on": (MeasureEnd.GOES_ON, "aborted", "läuft ohne das Case Management weiter"),
    "nothing said": (None, "aborted", "mit dem Fall abgeschlossen"),
}


@pytest.mark.parametrize(("end", "state", "remark"), ENDS.values(), ids=ENDS.keys())
def test_open_measures_end_as_told(case: Case, manager: Actor, end: MeasureEnd | None, state: str, remark: str) -> None:
    with act_as(manager, today=TODAY):
        step = measure(case, manager)
    closed(case, manager, measures={step.id: end} if end else {})
    with act_as(manager, today=TODAY):
        assert Measure.objects.get(id=step.id).state == state
        assert MeasureStep.objects.get(measure=step).remark == remark


def contact(case: Case, manager: Actor, kind: ContactKind, on: date) -> None:
    with act_as(manager, today=TODAY):
        write_note(case=case, on=on, kind=kind, minutes=5, actor=manager, today=TODAY, now=NOW)


def proposed(manager: Actor, on: date = TODAY) -> list[str]:
    with act_as(manager, today=on):
        return [one.case.number for one in proposals(manager, on, 10)]


@pytest.mark.parametrize("kind", ContactKind)
def test_only_real_contacts_put_the_proposal_off(case: Case, manager: Actor, kind: ContactKind) -> None:
    contact(case, manager, kind, TODAY)
    counts = kind not in {ContactKind.ATTEMPT, ContactKind.WITH_ORGANISATION}
    assert (proposed(manager) == []) is counts


def test_the_day_on_which_it_is_proposed(case: Case, manager: Actor) -> None:
    assert proposed(manager, date(2026, 11, 18)) == []
    assert proposed(manager, date(2026, 11, 19)) == [case.number]


def test_what_is_put_off_comes_back(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        postpone_closing(case=case, until=date(2026, 12, 24), reason="im Krankenhaus", actor=manager, today=TODAY)
        assert file_of(case.number, TODAY).closing_proposed_on is None
        assert file_of(case.number, TODAY).closing_put_off_until == date(2026, 12, 24)
    assert proposed(manager) == []
    assert proposed(manager, date(2026, 12, 23)) == []
    with act_as(manager, today=date(2026, 12, 24)):
        again = proposals(manager, date(2026, 12, 24), 10)
    assert [one.put_off.reason for one in again if one.put_off] == ["im Krankenhaus"]


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (TODAY, "x", "until"),
        (TODAY + timedelta(days=366), "x", "until"),
        (TODAY + timedelta(days=1), "  ", "reason"),
    ],
    ids=["not ahead", "more than a year", "no reason"],
)
def test_postponing_needs_a_day_and_a_reason(case: Case, manager: Actor, until: date, reason: str, field: str) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as refused:
        postpone_closing(case=case, until=until, reason=reason, actor=manager, today=TODAY)
    assert set(refused.value.errors) == {field}


def test_a_quiet_case_is_closed_as_it_is(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        stay = close_as_proposed(case=case, actor=manager, today=TODAY, now=NOW)
        case.refresh_from_db()
    assert (stay.closing_reason, case.closed_on) == (ClosingReason.NO_CONTACT, TODAY)
    assert stay.evaluation == "Kein Kontakt seit dem 19.05.2026; abgeschlossen auf Vorschlag."


def test_a_reopened_case_is_not_proposed_at_once(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        close_as_proposed(case=case, actor=manager, today=TODAY, now=NOW)
        case.refresh_from_db()
        later = TODAY + timedelta(days=1)
    with act_as(manager, today=later):
        reopen_case(
            case=case, version=case.version, on=later, reason="meldet sich", constellation=Constellation.GUIDANCE,
            actor=manager, today=later,
        )  # fmt: skip
        assert file_of(case.number, later).closing_proposed_on == date(2027, 5, 21)
    assert proposed(manager, later) == []


def _with_goal(case: Case, manager: Actor) -> None:
    goal(case, manager)


def _with_measure(case: Case, manager: Actor) -> None:
    measure(case, manager)


OBSTACLES = {
    "an open goal": (_with_goal, "Offene Ziele müssen ausgewertet werden."),
    "an open measure": (_with_measure, "Offene Maßnahmen brauchen eine Entscheidung."),
}


@pytest.mark.parametrize(("add", "why"), OBSTACLES.values(), ids=OBSTACLES.keys())
def test_what_needs_a_look_is_not_closed_as_it_is(case: Case, manager: Actor, add: Any, why: str) -> None:
    with act_as(manager, today=TODAY):
        add(case, manager)
        assert [one.obstacle for one in proposed_cases(actor=manager, today=TODAY, limit=10)] == [why]
        with pytest.raises(Refused, match=why):
            close_as_proposed(case=case, actor=manager, today=TODAY, now=NOW)


def test_a_referral_under_way_needs_a_look(case: Case, manager: Actor) -> None:
    everything(case, manager)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="Verweis"):
        close_as_proposed(case=case, actor=manager, today=TODAY, now=NOW)


def test_what_is_not_proposed_is_not_closed_as_it_is(case: Case, manager: Actor) -> None:
    contact(case, manager, ContactKind.PHONE, TODAY)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="kein Abschluss vorgeschlagen"):
        close_as_proposed(case=case, actor=manager, today=TODAY, now=NOW)


def test_a_helper_closes_nothing(case: Case, manager: Actor) -> None:
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="fallführende"):
        close_as_proposed(case=case, actor=helper, today=TODAY, now=NOW)
    assert proposed(helper) == []


def test_goals_are_evaluated_with_the_closing(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        reached = goal(case, manager)
    closed(case, manager, goals={reached.id: GoalState.PARTLY})
    with act_as(manager, today=TODAY):
        reached.refresh_from_db()
    assert reached.state == GoalState.PARTLY
