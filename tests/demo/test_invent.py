"""The demo: believable, complete for every role, and the same every time."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Max, Min

from faden.demo.invent import invent
from faden.demo.staff import Login
from faden.demo.topics import SINGLE_REPORTS, TOPICS
from faden.domain.cases.calculation import REAL_CONTACTS
from faden.domain.cases.models import Case, ContactNote, Measure
from faden.domain.cases.queries.handover import answered_lately, open_handovers
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.queries import appointments_of, ended_today, pressing_tasks
from faden.domain.findings.enums import GapState
from faden.domain.findings.models import GapReport, Theme
from faden.domain.steering.models import Decision, Meeting
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import account_by_email, actor_of, system_actor
from faden.processes import load_site
from tests import given

pytestmark = pytest.mark.django_db
CASES = 26


@pytest.fixture(params=["paderborn", "warendorf"])
def logins(request: pytest.FixtureRequest) -> list[Login]:
    """A small demo of each site."""
    load_site.load(path=Path("sites") / f"{request.param}.yaml", actor=system_actor(), on=given.TODAY)
    return invent(cases=CASES, today=given.TODAY, say=lambda _: None)


def test_every_role_has_somebody_to_sign_in_as(logins: list[Login]) -> None:
    shown = {role for login in logins for role in login.roles}
    assert shown == set(Role.values) - {Role.SYSTEM.value}
    account = account_by_email(logins[0].email)
    assert account is not None
    assert account.check_password(logins[0].password)


def test_all_cases_are_there_with_their_denormalized_dates(logins: list[Login]) -> None:
    seen = 0
    for login in logins:
        if "case_manager" not in login.roles:
            continue
        account = account_by_email(login.email)
        assert account is not None
        with act_as(account.id, today=given.TODAY):
            seen += Case.objects.filter(manager_id=account.id).count()
            for case in Case.objects.all():
                notes = ContactNote.objects.filter(case=case, kind__in=REAL_CONTACTS)
                assert case.last_contact_on == notes.aggregate(last=Max("on"))["last"]
                due = Measure.objects.filter(case=case, ended_on=None, due_on__isnull=False).aggregate(n=Min("due_on"))
                assert case.due_on == (due["n"] if case.is_open else None)
    assert seen == CASES


def test_the_same_people_work_there_every_time(logins: list[Login]) -> None:
    again = [login.email for login in logins]
    assert len(set(again)) == len(again)
    account = account_by_email(again[0])
    assert account is not None
    with act_as(account.id, today=given.TODAY):
        assert actor_of(account, on=given.TODAY).has(Role.CASE_MANAGER)


def test_the_thread_runs_from_reports_to_decisions(logins: list[Login]) -> None:
    lead = next(account_by_email(login.email) for login in logins if "lead" in login.roles)
    assert lead is not None
    with act_as(lead.id, today=given.TODAY):
        themes = {theme.title: theme for theme in Theme.objects.all()}
        assert {topic.title: topic.state for topic in TOPICS} == {name: theme.state for name, theme in themes.items()}
        for topic in TOPICS:
            assert themes[topic.title].evidence_gaps == len(topic.reports)
        assert GapReport.objects.filter(state=GapState.REPORTED).count() == len(SINGLE_REPORTS) - 1
        decided = set(Decision.objects.values_list("theme__title", flat=True))
        assert decided == {topic.title for topic in TOPICS if topic.order}
        assert Meeting.objects.filter(starts_at__date__gt=given.TODAY).get().agenda.count() == 3


def test_a_case_manager_finds_a_day_that_has_begun(logins: list[Login]) -> None:
    account = account_by_email(next(login.email for login in logins if "case_manager" in login.roles))
    assert account is not None
    with act_as(account.id, today=given.TODAY):
        actor = actor_of(account, on=given.TODAY)
        today = appointments_of(actor, given.TODAY, given.TODAY + timedelta(days=1))
        assert AppointmentKind.OPEN_HOUR in {one.kind for one in today}
        assert any(task.due_on and task.due_on < given.TODAY for task in pressing_tasks(actor, given.TODAY, 9))
        assert ended_today(actor, given.TODAY, 9)
        assert any(one.handover.successor_id == actor.id for one in open_handovers(actor))
        assert [one.state for one in answered_lately(actor, given.TODAY, 9)] == ["declined"]
