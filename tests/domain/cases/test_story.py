"""The story of a case: everything that happened, newest first, page by page."""

from datetime import date, timedelta

import pytest

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Constellation, FilledBy, GoalState, MeasureAct, Phase, Visibility
from faden.domain.cases.models import Case
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.operations.barriers import overcome_barrier, record_barrier
from faden.domain.cases.operations.course import change_constellation, enter_phase
from faden.domain.cases.operations.goals import change_goal
from faden.domain.cases.operations.measures import move_measure
from faden.domain.cases.operations.own_view import begin_own_view
from faden.domain.cases.queries.story import events_of
from faden.domain.cases.story import Event, Kind, Place, told
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_id
from tests import given
from tests.domain.cases.acts import NOW, close, goal, measure, note

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
OPENED = date(2026, 3, 12)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


def story(case: Case, *, after: Place | None = None, limit: int = 100) -> list[Event]:
    return events_of(case, after=after, limit=limit, today=TODAY)


def test_everything_that_happened_is_told(manager: Actor, case: Case) -> None:
    day = TODAY - timedelta(days=10)
    with act_as(manager, today=TODAY):
        note(case, manager, on=day, text="Erstes Gespräch")
        sprache = given.life_domain()
        assess(case=case, on=day, views=[DomainView(sprache.id, 3, 2)], actor=manager, today=TODAY)
        begin_own_view(case=case, language="ar", filled_by=FilledBy.SELF, actor=manager, today=TODAY, now=NOW)
        aim = goal(case, manager, words="Arbeiten", on=day)
        change_goal(
            goal=aim, version=1, words="Als Pflegekraft arbeiten", state=GoalState.PARTLY, on=day, actor=manager,
            today=TODAY,
        )  # fmt: skip
        step = measure(case, manager, on=day)
        move_measure(
            measure=step, version=1, act=MeasureAct.WAIT, on=day, barrier=given.barrier(), actor=manager, today=TODAY
        )
        met = record_barrier(case=case, barrier=given.barrier(), on=day, actor=manager, today=TODAY)
        overcome_barrier(met=met, on=TODAY, actor=manager, today=TODAY)
        change_constellation(
            case=case, version=1, constellation=Constellation.CASE_MANAGEMENT, on=day, reason="mehrere Akteure",
            actor=manager, today=TODAY,
        )  # fmt: skip
        enter_phase(case=case, version=2, phase=Phase.GOAL_AGREEMENT, on=day, actor=manager, today=TODAY)
        aim.refresh_from_db()
        close(Case.objects.get(), manager, on=TODAY)
        told_kinds = [event.kind for event in story(case)]
        by_kind = {event.kind: event for event in story(case)}
    assert told_kinds[0] == Kind.STAY_CLOSED
    assert told_kinds[-1] == Kind.STAY_OPENED
    of_others = {Kind.REFERRAL_STEP, Kind.GAP, Kind.TRACK, Kind.TRACK_STEP, Kind.CONFERENCE, Kind.LETTER}
    of_others |= {Kind.RESIDENCE_STEP}
    assert set(told_kinds) == set(Kind) - of_others - {Kind.CRITERIA, Kind.HELPER, Kind.FEEDBACK}
    assert by_kind[Kind.CONTACT].author == "Bianca Beispiel"
    assert by_kind[Kind.GOAL].facts["words"] == "Arbeiten"
    assert by_kind[Kind.GOAL_STEP].facts["former_words"] == "Arbeiten"
    assert by_kind[Kind.CONSTELLATION].facts["reason"] == "mehrere Akteure"


def test_a_note_for_its_author_is_not_told_to_the_circle(manager: Actor, case: Case) -> None:
    helper = given.helper(case, manager)
    with act_as(manager, today=TODAY):
        note(case, manager, visibility=Visibility.AUTHOR)
        assert Kind.CONTACT in [event.kind for event in story(case)]
    with act_as(helper, today=TODAY):
        assert Kind.CONTACT not in [event.kind for event in story(case)]


def test_a_stranger_is_told_nothing(manager: Actor, case: Case) -> None:
    with act_as(given.actor(Role.CASE_MANAGER), today=TODAY):
        assert story(case) == []


def test_page_by_page_nothing_is_lost_and_nothing_told_twice(manager: Actor, case: Case) -> None:
    with act_as(manager, today=TODAY):
        for number in range(7):
            note(case, manager, on=TODAY - timedelta(days=number // 3))
        whole = story(case)
        pages: list[Event] = []
        after = None
        while True:
            events, after = told([story(case, after=after, limit=2)], 2)
            pages += events
            if after is None:
                break
    assert pages == whole
    assert len(whole) == 8


def test_places_survive_the_address() -> None:
    place = Place(TODAY, 3, new_id())
    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "text",
    ["", "kaputt", "20261301-3-" + "0" * 32, "20261120-99999999999-" + "0" * 32, "20261120-3-\x00", "20261120-3-x"],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert Place.read(text) is None
