"""The pages of tracks: who gets in, what they say, what they cost, and that nothing typed is lost."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.tracks.models import CaseTrack, Track, TrackStep
from faden.domain.tracks.operations import begin_track
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements

pytestmark = pytest.mark.django_db
OPENED = date(2026, 3, 12)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=OPENED, consented=True)


@pytest.fixture
def browser(manager: Actor) -> Client:
    return signed_in(manager)


@pytest.fixture
def track(manager: Actor, today: date) -> Track:
    with act_as(manager, today=today):
        return given.track()


@pytest.fixture
def run(case: Case, track: Track, manager: Actor, today: date) -> CaseTrack:
    with act_as(manager, today=today):
        return begin_track(case=case, track=track, on=today, actor=manager, today=today)


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"casework:{name}", args=[case.number, *more])


def text(browser: Client, place: str) -> str:
    answer = browser.get(place)
    assert answer.status_code == 200
    return answer.content.decode()


def step_of(run: CaseTrack, key: str, manager: Actor, today: date) -> TrackStep:
    with act_as(manager, today=today):
        return TrackStep.objects.get(case_track=run, key=key)


def test_an_empty_page_says_what_belongs_there_and_what_can_begin(browser: Client, case: Case, track: Track) -> None:
    page = text(browser, address("tracks", case))
    assert "Noch kein Begleitweg" in page
    assert address("begin_track", case, track.key) in page


def test_from_the_offer_to_the_first_step(browser: Client, case: Case, track: Track, today: date) -> None:
    begun = browser.post(address("begin_track", case, track.key), {"on": "heute", "angabe_job": "4.1.2027"})
    assert begun.status_code == 303
    page = text(browser, address("tracks", case))
    assert "04.01.2027" in page
    assert "sobald bekannt: Übergabegespräch" in page
    assert "Übergabegespräch" in text(browser, address("case", case))
    assert "Schritte der Begleitwege" in text(browser, address("plan", case))


def test_a_step_asks_what_belongs_to_it(
    browser: Client, case: Case, run: CaseTrack, manager: Actor, today: date
) -> None:
    place = address("move_track_step", case, run.id, step_of(run, "check", manager, today).id)
    assert "Sagt, wer hilft." in text(browser, place)
    form = {"act": "do", "on": "heute", "version": 1, "remark": "x" * 290, "angabe_who": ""}
    refused = browser.post(place, form)
    assert refused.status_code == 422
    assert "Diese Angabe braucht der Schritt." in refused.content.decode()
    assert "x" * 290 in refused.content.decode()
    assert browser.post(place, {**form, "angabe_who": "wir"}).status_code == 303
    assert "erledigt am" in text(browser, address("tracks", case))


def test_bent_answers_are_answered_in_words(browser: Client, case: Case, run: CaseTrack) -> None:
    place = address("answer_track", case, run.id)
    bent = {"version": 1, "angabe_job": "31.2.2027", "angabe_who": "die Katze", "angabe_health": "jein"}
    refused = browser.post(place, bent)
    assert refused.status_code == 422
    assert "31.2.2027" in refused.content.decode()


def test_no_is_kept_as_no(browser: Client, case: Case, run: CaseTrack) -> None:
    place = address("answer_track", case, run.id)
    browser.post(place, {"version": 1, "angabe_health": "nein"})
    page = text(browser, place)
    assert re.search(r'<input[^>]*value="nein"[^>]*checked', page)
    assert "besonders geschützt" in page


def test_two_tabs(browser: Client, case: Case, run: CaseTrack) -> None:
    place = address("answer_track", case, run.id)
    assert browser.post(place, {"version": 1, "angabe_job": "heute"}).status_code == 303
    assert browser.post(place, {"version": 1, "angabe_job": "gestern"}).status_code == 409


def test_the_end_says_what_it_needs(browser: Client, case: Case, run: CaseTrack) -> None:
    place = address("move_track", case, run.id)
    assert browser.post(place, {"act": "end", "on": "heute", "version": 1, "reason": ""}).status_code == 422
    ended = browser.post(place, {"act": "end", "on": "heute", "version": 1, "reason": "zieht weg"})
    assert ended.status_code == 303
    page = text(browser, address("tracks", case))
    assert "zieht weg" in page
    assert "Festhalten" not in page


def test_a_paper_is_printed_and_leaves_a_trace(browser: Client, case: Case, run: CaseTrack, today: date) -> None:
    answer = browser.get(address("print_track_form", case, run.id, "plan"))
    assert answer.content.startswith(b"%PDF")
    assert case.person.family_name not in answer.headers["Content-Disposition"]
    protection = given.actor(Role.DATA_PROTECTION, today=today)
    with act_as(protection, today=today):
        assert AuditEntry.objects.filter(act="track.form_printed").count() == 1
    assert browser.get(address("print_track_form", case, run.id, "gibt-es-nicht")).status_code == 404


def test_strangers_and_other_cases(browser: Client, case: Case, run: CaseTrack, manager: Actor, today: date) -> None:
    step = step_of(run, "talk", manager, today)
    stranger = signed_in(given.actor(Role.CASE_MANAGER, Role.LEAD))
    other = given.case(manager, on=OPENED)
    for place in (
        ("tracks",),
        ("begin_track", run.key),
        ("move_track", run.id),
        ("answer_track", run.id),
        ("move_track_step", run.id, step.id),
        ("print_track_form", run.id, "plan"),
    ):
        assert stranger.get(address(place[0], case, *place[1:])).status_code == 404
        if len(place) > 1 and place[0] != "begin_track":
            assert browser.get(address(place[0], other, *place[1:])).status_code == 404


@pytest.mark.parametrize("tracks", [1, 3])
def test_the_number_of_statements_does_not_grow_with_the_tracks(
    browser: Client, case: Case, manager: Actor, today: date, tracks: int
) -> None:
    with act_as(manager, today=today):
        for number in range(tracks):
            begin_track(case=case, track=given.track(key=f"weg-{number}"), on=today, actor=manager, today=today)
    browser.get(address("tracks", case))
    with statements() as sent:
        browser.get(address("tracks", case))
    assert len(sent) == 12
