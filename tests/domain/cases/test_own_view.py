"""The client's own view: each answer is stored as it is given, and the next assessment takes it over as it stands."""

from datetime import UTC, datetime

import pytest

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import FilledBy
from faden.domain.cases.models import Assessment, Case, OwnAnswer, OwnView, Rating
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.operations.own_view import (
    answer_own_view,
    begin_own_view,
    finish_own_view,
    resume_own_view,
)
from faden.domain.cases.queries.assessments import assessments_of
from faden.domain.cases.queries.own_views import own_view_of, own_view_to_assess, own_views_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.domain.cases.acts import close

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def begun(case: Case, manager: Actor, language: str = "ar") -> OwnView:
    with act_as(manager, today=TODAY):
        return begin_own_view(
            case=case, language=language, filled_by=FilledBy.SELF, actor=manager, today=TODAY, now=NOW
        )


def answer(own_view: OwnView, manager: Actor, domain: str, step: int | None) -> None:
    with act_as(manager, today=TODAY):
        answer_own_view(
            own_view=own_view,
            life_domain=given.life_domain(domain),
            step=step,
            actor=manager,
            today=TODAY,
            now=NOW,
        )


def finish(own_view: OwnView, manager: Actor, wish: str = "") -> OwnView:
    with act_as(manager, today=TODAY):
        return finish_own_view(own_view=own_view, wish=wish, actor=manager, today=TODAY, now=NOW)


def test_an_answer_given_again_replaces_the_former_one_and_one_left_out_stays_without_a_step(
    manager: Actor, case: Case
) -> None:
    own_view = begun(case, manager)
    for step in (3, 1):
        answer(own_view, manager, "Sprache", step)
    answer(own_view, manager, "Wohnen", None)
    with act_as(manager, today=TODAY):
        assert set(OwnAnswer.objects.values_list("life_domain__name", "step")) == {("Sprache", 1), ("Wohnen", None)}
        (told,) = own_views_of(case)
        assert told.answers == {given.life_domain("Sprache").id: 1}
        assert told.told == "20.11.2026, auf Arabisch, von der Klientin oder dem Klienten selbst"
        assert not own_view.texts_reviewed


def test_german_needs_no_review(manager: Actor, case: Case) -> None:
    assert begun(case, manager, "de").texts_reviewed


def test_the_end_is_the_end_and_sent_twice_it_is_stored_once(manager: Actor, case: Case) -> None:
    own_view = begun(case, manager)
    finish(own_view, manager, " بيت ")
    again = finish(own_view, manager, "something else")
    assert again.wish == "بيت"
    with pytest.raises(Refused, match="schon abgeschlossen"):
        answer(own_view, manager, "Sprache", 1)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="schon abgeschlossen"):
        resume_own_view(own_view=own_view, actor=manager, today=TODAY)


@pytest.mark.parametrize("step", [5, -1])
def test_an_answer_lies_on_the_scale(manager: Actor, case: Case, step: int) -> None:
    with pytest.raises(Invalid):
        answer(begun(case, manager), manager, "Sprache", step)


def test_a_language_without_questions_is_refused(manager: Actor, case: Case) -> None:
    with pytest.raises(Invalid, match="Sprache"):
        begun(case, manager, "xx")


def test_it_needs_the_consent_and_an_open_case(manager: Actor, case: Case) -> None:
    with pytest.raises(Refused, match="Einwilligung"):
        begun(given.case(manager), manager)
    own_view = begun(case, manager)
    with act_as(manager, today=TODAY):
        close(case, manager)
    with pytest.raises(Refused, match="abgeschlossen"):
        answer(own_view, manager, "Sprache", 1)


def test_nobody_else_sees_or_answers_it(manager: Actor, case: Case) -> None:
    own_view, stranger = begun(case, manager), given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY):
        assert not OwnView.objects.exists()
        with pytest.raises(NotVisible):
            own_view_of(case, own_view.id)


def test_the_next_assessment_takes_the_answers_over_as_they_were_given(manager: Actor, case: Case) -> None:
    own_view = begun(case, manager)
    answer(own_view, manager, "Sprache", 4)
    with act_as(manager, today=TODAY):
        waiting = own_view_to_assess(case)
        assert waiting is not None
        views = [DomainView(given.life_domain("Sprache").id, 1, 0), DomainView(given.life_domain("Wohnen").id, 2, 3)]
        assess(case=case, on=TODAY, views=views, actor=manager, today=TODAY, own_view=waiting.own_view)
        own = dict(Rating.objects.values_list("life_domain__name", "own_view"))
        assert own == {"Sprache": 4, "Wohnen": 3}, (
            "what the client has said is not changed; what was asked in the talk stays"
        )
        assert assessments_of(case)[0].own_view.startswith("20.11.2026, auf Arabisch")
        assert own_view_to_assess(case) is None, "it is taken over once"
        with pytest.raises(Invalid, match="gehört schon zu einer Einschätzung"):
            assess(case=case, on=TODAY, views=views, actor=manager, today=TODAY, own_view=waiting.own_view)
        assert Assessment.objects.count() == 1


def test_an_own_view_without_any_answer_says_nothing(manager: Actor, case: Case) -> None:
    own_view = begun(case, manager)
    answer(own_view, manager, "Sprache", None)
    finish(own_view, manager)
    with act_as(manager, today=TODAY):
        assert own_view_to_assess(case) is None


def test_an_own_view_of_another_case_is_not_taken_over(manager: Actor, case: Case) -> None:
    other = begun(given.case(manager, consented=True), manager)
    views = [DomainView(given.life_domain().id, 1)]
    with act_as(manager, today=TODAY), pytest.raises(NotVisible):
        assess(case=case, on=TODAY, views=views, actor=manager, today=TODAY, own_view=other)


def test_the_trace_holds_no_answer(manager: Actor, case: Case) -> None:
    own_view = begun(case, manager)
    answer(own_view, manager, "Sprache", 4)
    finish(own_view, manager, "Geheim")
    with act_as(manager, today=TODAY):
        entries = AuditEntry.objects.filter(act__startswith="own_view.").order_by("at")
        assert [entry.act for entry in entries] == ["own_view.begun", "own_view.answered", "own_view.finished"]
        assert "Geheim" not in str([entry.facts for entry in entries])
        assert {"step": 4}.items() - entries[1].facts.items()
