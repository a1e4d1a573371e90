"""The plan as a board, and templates."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from faden.domain.cases.models import Case, Measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.lib.german import day
from tests import given
from tests.domain.cases.acts import measure
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def started() -> tuple[Actor, Client, Case]:
    manager, client = somebody(Role.CASE_MANAGER)
    return manager, client, given.case(manager, on=today(), consented=True)


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


def test_a_button_of_the_board_moves_a_step_and_leads_back() -> None:
    manager, client, case = started()
    with act_as(manager, today=today()):
        step = measure(case, manager, on=today(), today=today())
    page = words_of(client.get(address("board", case)))
    assert "Geplant 1" in page
    moved = {"act": "start", "on": day(today()), "version": "1", "tafel": "1"}
    answer = client.post(address("move_measure", case, step.id), moved)
    assert answer.headers["Location"] == address("board", case)
    assert "Läuft 1" in words_of(client.get(address("board", case)))
    again = client.post(address("move_measure", case, step.id), moved)
    assert again.status_code == 422, "it has begun already"


def test_who_does_not_work_on_the_case_sees_no_buttons_and_strangers_see_nothing() -> None:
    manager, client, case = started()
    with act_as(manager, today=today()):
        measure(case, manager, on=today(), today=today())
        Case.objects.filter(id=case.id).update(closed_on=today())
    assert "Beginnt" not in words_of(client.get(address("board", case)))
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.get(address("board", case)).status_code == 404


def test_a_template_is_chosen_previewed_changed_and_taken_over() -> None:
    manager, client, case = started()
    template = given.measure_template()
    first = today() + timedelta(days=7)
    chosen = client.get(address("measure_templates", case), {"template": str(template.id), "first_day": day(first)})
    assert chosen.status_code == 302
    preview = client.get(chosen.headers["Location"])
    assert day(first + timedelta(days=14)) in preview.text
    answers = {
        "on": "heute",
        "take_1": "on",
        "title_1": "Papiere ordnen",
        "responsible_1": "client",
        "due_on_1": day(first),
        "title_2": "Test vereinbaren",
        "responsible_2": "client",
    }
    assert client.post(chosen.headers["Location"], answers).status_code == 303
    with act_as(manager, today=today()):
        assert list(Measure.objects.values_list("title", "due_on")) == [("Papiere ordnen", first)]


def test_a_mistake_in_one_step_is_said_there_and_nothing_is_lost() -> None:
    manager, client, case = started()
    template = given.measure_template()
    where = address("adopt_template", case, template.key)
    wrong = {
        "on": "heute",
        "take_1": "on",
        "title_1": "Mein eigener Schritt",
        "responsible_1": "organisation",
        "take_2": "on",
        "title_2": "",
        "responsible_2": "client",
        "due_on_2": "gestern bis morgen",
    }
    answer = client.post(where, wrong)
    assert answer.status_code == 422
    assert "Mein eigener Schritt" in answer.text
    assert "gestern bis morgen" in answer.text
    del wrong["due_on_2"]
    answer = client.post(where, wrong)
    assert "Bitte die Organisation auswählen" in words_of(answer)
    nothing = client.post(where, {"on": "heute", "responsible_1": "client", "responsible_2": "client"})
    assert "mindestens einen Schritt" in words_of(nothing)
    with act_as(manager, today=today()):
        assert not Measure.objects.exists()


def test_an_unknown_template_is_not_there() -> None:
    _, client, case = started()
    assert client.get(address("adopt_template", case, "gibt-es-nicht")).status_code == 404
    assert "Keine Vorlagen" in words_of(client.get(address("measure_templates", case)))
