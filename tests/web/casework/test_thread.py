"""Case → gap → theme → decision, one click each, on the page of the case."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.findings.models import GapReport
from faden.domain.steering.models import AgendaItem, Decision
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.processes.report_gap_from_case import report_gap_from_case
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=date(2026, 3, 12), consented=True)


@pytest.fixture
def gap(case: Case, manager: Actor) -> GapReport:
    today = timezone.localdate()
    with act_as(manager, today=today):
        return report_gap_from_case(
            case=case,
            kind=GapKind.MISSING_OFFER,
            nature=Nature.QUANTITATIVE,
            life_domain=given.life_domain(),
            level=Level.KREIS,
            text="Es gibt keinen Sprachkurs mit Kinderbetreuung.",
            municipalities=[given.municipality()],
            on=today,
            actor=manager,
        )


def page(case: Case, somebody: Actor) -> str:
    return signed_in(somebody).get(reverse("casework:case", args=[case.number])).content.decode()


def test_nothing_reported_yet(case: Case, manager: Actor) -> None:
    assert "noch nichts gemeldet" in page(case, manager)


def test_a_report_is_told_and_linked(case: Case, manager: Actor, gap: GapReport) -> None:
    shown = page(case, manager)
    assert "Lücke gemeldet: Angebot fehlt" in shown
    assert reverse("findings:gap", args=[gap.number]) in shown


def test_the_thread_runs_to_the_decision(case: Case, manager: Actor, gap: GapReport) -> None:
    today = timezone.localdate()
    coordinator = given.actor(Role.COORDINATOR)
    with act_as(coordinator, today=today):
        theme = given.theme(coordinator)
        given.join(theme, gap, coordinator)
    undecided = page(case, manager)
    assert theme.title in undecided
    assert "noch nicht" in undecided
    with act_as(coordinator, today=today):
        meeting = given.meeting(given.body(), coordinator)
        item = AgendaItem.objects.create(meeting=meeting, position=1, title="x", theme=theme)
        Decision.objects.create(
            item=item, theme=theme, text="Zwei Kurse mit Betreuung", yes=3, is_adopted=True, decided_on=today
        )
    browser = signed_in(manager)
    with statements() as sent:
        decided = browser.get(reverse("casework:case", args=[case.number])).content.decode()
    assert "Zwei Kurse mit Betreuung" in decided
    assert reverse("steering:meeting", args=[meeting.id]) in decided
    # The thread costs two statements more: the places of the gaps, and the decisions.
    assert len(sent) == 13, "\n".join(sent)
