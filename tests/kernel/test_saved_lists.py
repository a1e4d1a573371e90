"""Filters kept by name."""

import pytest
from django.db import ProgrammingError

from faden.domain.staffing.models import Occupation, Post
from faden.domain.staffing.queries import teams_of
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.kernel.saved_lists.models import SavedList
from faden.kernel.saved_lists.operations import MOST, change_list, keep_list, remove_list
from faden.kernel.saved_lists.queries import list_or_404, lists_for
from tests import given

TODAY = given.TODAY
pytestmark = pytest.mark.django_db


def team_of(*actors: Actor) -> Post:
    """They work for the same employer."""
    with act_as(system_actor(), today=TODAY):
        post = Post.objects.create(
            key="x-team",
            title="Stelle",
            baustein=2,
            function="case_management",
            fte=1,
            employer=given.organisation("Kreis Musterstadt"),
            source="Test",
        )
        for one in actors:
            Occupation.objects.create(post=post, account_id=one.id, share=1, since=TODAY)
    return post


def keep(actor: Actor, name: str = "Delbrück", **changes: object) -> SavedList:
    told = {"page": "x", "filters": {"phase": "planning"}, **changes}
    return keep_list(name=name, actor=actor, **told)  # type: ignore[arg-type]


def test_kept_changed_and_removed() -> None:
    actor = given.actor(Role.CASE_MANAGER)
    with act_as(actor, today=TODAY):
        saved = keep(actor, "  Case   Management  ")
        assert (saved.name, saved.filters) == ("Case Management", {"phase": "planning"})
        change_list(saved=saved, version=1, name="Anders", actor=actor)
        with pytest.raises(Conflict):
            change_list(saved=saved, version=1, name="Noch anders", actor=actor)
        remove_list(saved=saved, actor=actor)
        assert not lists_for("x")


def test_a_name_is_needed_once_and_there_is_an_end() -> None:
    actor = given.actor(Role.CASE_MANAGER)
    with act_as(actor, today=TODAY):
        saved = keep(actor)
        with pytest.raises(Invalid, match="Bitte geben Sie"):
            keep(actor, "  ")
        with pytest.raises(Invalid, match="So heißt schon"):
            keep(actor, "Delbrück ")
        change_list(saved=saved, version=1, name="Delbrück", actor=actor)
        for number in range(MOST - 1):
            keep(actor, f"Liste {number}")
        with pytest.raises(Invalid, match="Löschen Sie zuerst"):
            keep(actor, "Eine zu viel")


def test_shared_with_the_team_and_nobody_else() -> None:
    actor, colleague, stranger = (given.actor(Role.CASE_MANAGER) for _ in range(3))
    post = team_of(actor, colleague)
    with act_as(actor, today=TODAY):
        assert teams_of(actor, TODAY) == [(post.employer_id, "Kreis Musterstadt")]
        shared, own = keep(actor, "Geteilt", team=post.employer_id), keep(actor, "Eigen")
    with act_as(colleague, today=TODAY):
        assert [one.name for one in lists_for("x")] == ["Geteilt"]
        with pytest.raises(Refused, match="Speichern Sie eine eigene"):
            remove_list(saved=list_or_404(shared.id, "x"), actor=colleague)
        with pytest.raises(NotVisible):
            list_or_404(own.id, "x")
    with act_as(stranger, today=TODAY):
        assert not lists_for("x")
        assert not teams_of(stranger, TODAY)
    with pytest.raises(ProgrammingError, match="row-level security"), act_as(stranger, today=TODAY):
        keep(stranger, "Fremd", team=post.employer_id)
