"""The inbox: filter, choose, join, answer, take out; and one report on its page."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from faden.domain.findings.enums import GapKind, GapState
from faden.domain.findings.models import GapReport, Theme
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from tests import given
from tests.signed_in import signed_in
from tests.web.findings import findings_given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


@pytest.fixture
def reporter() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def coordinator() -> Actor:
    return given.actor(Role.COORDINATOR)


@pytest.fixture
def client(coordinator: Actor) -> Client:
    return signed_in(coordinator)


def now(gap: GapReport, by: Actor) -> GapReport:
    with act_as(by, today=TODAY):
        return GapReport.objects.select_related("theme").get(pk=gap.pk)


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.COORDINATOR, Role.LEAD, Role.SYSTEM)])
@pytest.mark.parametrize("address", ["/luecken/", "/luecken/zuordnen/?meldung=L-26-0000", "/themen/neu/"])
def test_only_those_who_bundle(role: Role, address: str) -> None:
    answer = signed_in(given.actor(role)).get(address)
    assert answer.status_code == 403
    assert "bearbeiten die Koordination und die KIM-Leitung" in answer.text


def test_an_empty_inbox_says_why(client: Client) -> None:
    assert "Alles ist angesehen" in client.get("/luecken/").text
    assert "Keine Meldung passt zu dieser Auswahl" in client.get("/luecken/?stand=answered").text


def test_filters(client: Client, reporter: Actor) -> None:
    law = findings_given.gap(reporter, kind=GapKind.LAW, municipalities=[given.municipality("Salzkotten")])
    offer = findings_given.gap(reporter, life_domain=given.life_domain("Wohnen"))
    salzkotten, wohnen = given.municipality("Salzkotten").id, given.life_domain("Wohnen").id

    def shown(query: str) -> set[str]:
        answer = client.get(f"/luecken/{query}")
        assert answer.status_code == 200
        text = answer.text
        return {gap.number for gap in (law, offer) if gap.number in text}

    both = {law.number, offer.number}
    assert shown("") == shown("?stand=reported") == shown("?stand=alle") == both
    assert shown("?stand=joined") == set()
    assert shown("?art=law") == shown(f"?ort={salzkotten}") == {law.number}
    assert shown(f"?feld={wohnen}") == {offer.number}
    assert shown("?art=unsinn&ort=7&feld=x&stand=y&ab=morgen") == both


def test_the_inbox_goes_on_where_it_stopped(client: Client, reporter: Actor) -> None:
    numbers = {findings_given.gap(reporter).number for _ in range(27)}
    first = client.get("/luecken/").text
    onward = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get(onward.replace("&amp;", "&")).text
    on_first, on_second = ({n for n in numbers if n in page} for page in (first, second))
    assert (len(on_first), len(on_second)) == (25, 2)
    assert on_first | on_second == numbers
    assert "27\N{NO-BREAK SPACE}Meldungen" in first
    assert 'rel="next"' not in second


def test_the_inbox_takes_the_same_statements(
    client: Client, reporter: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, expected in ((1, 1), (2, 3)):
        for _ in range(number):
            findings_given.gap(reporter)
        with django_assert_num_queries(12):
            assert client.get("/luecken/").text.count("table__link") == expected


def test_several_reports_become_a_new_theme(client: Client, coordinator: Actor, reporter: Actor) -> None:
    gaps = [findings_given.gap(reporter), findings_given.gap(reporter)]
    address = "/themen/neu/?" + "&".join(f"meldung={gap.number}" for gap in gaps)
    page = client.get(address).text
    assert all(gap.number in page for gap in gaps)
    assert f'<option value="{given.life_domain().id}" selected>' in page
    wrong = client.post(address, {"title": "", "level": "kreis", "life_domain": given.life_domain().id})
    assert wrong.status_code == 422
    answer = client.post(
        address,
        {"title": "Kurse", "description": "x", "level": "kreis", "life_domain": given.life_domain().id},
    )
    theme = now(gaps[0], coordinator).theme
    assert theme is not None
    assert answer.headers["Location"] == f"/themen/{theme.number}/"
    assert (theme.title, theme.evidence_gaps) == ("Kurse", 2)


def test_a_theme_without_reports_names_its_places(client: Client) -> None:
    data: dict[str, Any] = {
        "title": "Kurse",
        "description": "x",
        "level": "land",
        "life_domain": given.life_domain().id,
    }
    assert client.post("/themen/neu/", data).status_code == 422
    assert client.post("/themen/neu/", {**data, "municipalities": [given.municipality().id]}).status_code == 303


def test_several_reports_join_a_theme(client: Client, coordinator: Actor, reporter: Actor) -> None:
    theme = findings_given.theme(coordinator)
    gaps = [findings_given.gap(reporter), findings_given.gap(reporter)]
    address = "/luecken/zuordnen/?" + "&".join(f"meldung={gap.number}" for gap in gaps)
    assert theme.title in client.get(address).text
    assert client.post(address, {"theme": ""}).status_code == 422
    assert client.post(address, {"theme": theme.id}).headers["Location"] == f"/themen/{theme.number}/"
    assert {now(gap, coordinator).theme for gap in gaps} == {theme}
    late = client.post(address, {"theme": theme.id})
    assert late.status_code == 422
    assert "Es wurde nichts geändert." in late.text


def test_nothing_chosen_leads_back(client: Client) -> None:
    assert client.get("/luecken/zuordnen/").headers["Location"] == "/luecken/"
    assert "Wählen Sie zuerst aus" in client.get("/luecken/").text
    assert client.get("/luecken/zuordnen/?meldung=%00&meldung=x").headers["Location"] == "/luecken/"
    assert client.get("/themen/neu/?meldung=%00").status_code == 200


def test_no_theme_to_join(client: Client, reporter: Actor) -> None:
    gap = findings_given.gap(reporter)
    assert "Noch kein Thema, das weiterläuft" in client.get(f"/luecken/zuordnen/?meldung={gap.number}").text


def test_review_answer_and_look_again(client: Client, coordinator: Actor, reporter: Actor) -> None:
    gap = findings_given.gap(reporter)
    page = f"/luecken/{gap.number}/"
    assert client.post(f"{page}pruefen/").status_code == 303
    assert now(gap, coordinator).state == GapState.IN_REVIEW
    form = client.get(f"{page}beantworten/")
    assert 'name="version" value="2"' in form.text
    assert client.post(f"{page}beantworten/", {"answer": "", "version": 2}).status_code == 422
    stale = client.post(f"{page}beantworten/", {"answer": "Den Kurs gibt es.", "version": 1})
    assert stale.status_code == 409
    assert "Den Kurs gibt es." in stale.text
    assert client.post(f"{page}beantworten/", {"answer": "Den Kurs gibt es.", "version": 2}).status_code == 303
    assert "Den Kurs gibt es." in signed_in(reporter).get(page).text
    refused = client.get(f"{page}beantworten/")
    assert refused.status_code == 403
    assert client.post(f"{page}pruefen/").status_code == 303
    assert now(gap, coordinator).state == GapState.IN_REVIEW


def test_a_report_is_taken_out_of_its_theme(client: Client, coordinator: Actor, reporter: Actor) -> None:
    gap = findings_given.gap(reporter)
    theme = findings_given.theme(coordinator, gap)
    page = f"/luecken/{gap.number}/herausnehmen/"
    assert theme.title in client.get(page).text
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Etwas anderes."}).status_code == 303
    assert now(gap, coordinator).state == GapState.IN_REVIEW
    with act_as(coordinator, today=TODAY):
        assert Theme.objects.get(pk=theme.pk).evidence_gaps == 0
    assert client.get(page).status_code == 403


def test_the_reporter_reads_what_became_of_it_and_changes_nothing(coordinator: Actor, reporter: Actor) -> None:
    gap = findings_given.gap(reporter)
    theme = findings_given.theme(coordinator, gap)
    own = signed_in(reporter)
    page = own.get(f"/luecken/{gap.number}/").text
    assert f"Teil des Themas „{theme.title}“" in page
    assert "Roter Faden" in page
    assert "noch keiner" in page
    assert "herausnehmen/" not in page
    for act in ("beantworten/", "herausnehmen/"):
        assert own.get(f"/luecken/{gap.number}/{act}").status_code == 403
    assert own.post(f"/luecken/{gap.number}/pruefen/").status_code in (403, 404)


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PARTNER, Role.MEMBER, Role.ASSISTANT])
def test_others_do_not_see_the_report(reporter: Actor, role: Role) -> None:
    gap = findings_given.gap(reporter)
    stranger = signed_in(given.actor(role))
    for act in ("", "beantworten/", "herausnehmen/"):
        assert stranger.get(f"/luecken/{gap.number}/{act}").status_code == 404
    assert stranger.post(f"/luecken/{gap.number}/pruefen/").status_code == 404
