"""A look into every room that no other journey comes through, as the one who works there."""

import pytest
from django.utils import timezone

from faden.domain.cases.enums import Constellation
from faden.domain.cases.models import Case, Measure
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests.journeys.morning import actor_in
from tests.journeys.thread import Office
from tests.journeys.walking import Walker, walker

#: Cases, so that every room has something to show.
ENOUGH = 120
#: Role → what the picture is called, where it is.
ROOMS = {
    "case_manager": {
        "faelle": "/faelle/",
        "aufgaben": "/aufgaben/",
        "dubletten": "/dubletten/",
        "vertretung": "/vertretung/",
        "kalender": "/kalender/",
        "angebote": "/angebote/",
        "faelle-uebergeben": "/faelle/uebergeben/",
        "konto": "/konto/",
        "zweiter-faktor": "/konto/zweiter-faktor/",
        "notfall": "/faelle/notfall/",
    },
    "coordinator": {
        "auslastung": "/berichte/auslastung/",
        "gremien": "/gremien/",
        "angebote-pflegen": "/angebote/neu/",
        "eingebracht": "/fachberatung/eingebracht/",
    },
    "lead": {"stellen": "/programm/stellen/"},
    "partner": {"verweise-erhalten": "/verweise/", "heute-partner": "/heute/"},
    "residence_officer": {"anfragen-erhalten": "/anfragen/"},
    "admin": {
        "uebersetzungen": "/verwaltung/uebersetzungen/",
        "uebersetzung-pruefen": "/verwaltung/uebersetzungen/ar/own_view/",
        "briefvorlagen": "/verwaltung/briefvorlagen/",
        "konten": "/verwaltung/konten/",
    },
    "data_protection": {
        "datenschutz": "/datenschutz/ueberblick/",
        "auffaellig": "/datenschutz/auffaellig/",
        "protokoll": "/datenschutz/protokoll/",
        "notfallzugriffe": "/datenschutz/notfallzugriffe/",
        "sperrvermerke": "/datenschutz/sperrvermerke/",
        "verzeichnis": "/datenschutz/verzeichnis/",
        "auskunft": "/datenschutz/auskunft/",
        "loeschung": "/datenschutz/loeschung/",
    },
}
#: Pages of a case that is accompanied for longer.
OF_A_CASE = {
    "person": "person/",
    "einschaetzungen": "einschaetzung/",
    "plan-tafel": "plan/tafel/",
    "dokumente": "dokumente/",
    "freigaben": "freigaben/",
    "briefe": "briefe/",
    "uebergeben": "uebergabe/",
    "eigene-sicht": "eigene-sicht/",
    "zielvereinbarung": "vereinbarung/",
    "kreis": "kreis/",
    "hinzuziehen": "kreis/hinzuziehen/",
    "weitergaben": "weitergaben/",
    "unterschreiben": "formular/",
    "einbringen": "fallberatung/neu/",
    "anfrage": "anfragen/neu/",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("office", [ENOUGH], indirect=True, ids=["some years"])
def test_nothing_stands_in_the_way_in_any_room(office: Office) -> None:
    for role, rooms in ROOMS.items():
        actor = actor_in(office, role, timezone.localdate())
        with walker(office.browser, office.address, office.looks, actor) as who:
            for name, address in rooms.items():
                who.page.goto(address)
                who.look(name)
            if role == "case_manager":
                look_into_a_case(who, actor)
    assert len(office.looks) == sum(map(len, ROOMS.values())) + len(OF_A_CASE) + 1


def look_into_a_case(who: Walker, manager: Actor) -> None:
    """Its pages; then the device in the client's hands."""
    with act_as(manager, today=timezone.localdate()):
        own = Case.objects.filter(manager_id=manager.id, closed_on=None).exclude(constellation=Constellation.SHORT)
        case = max(own, key=lambda one: Measure.objects.filter(case=one).count())
    for name, address in OF_A_CASE.items():
        who.page.goto(f"/faelle/{case.number}/{address}")
        who.look(name)
    who.page.goto(f"/faelle/{case.number}/eigene-sicht/")
    who.choose("Sprache der Fragen", "Ukrainisch")
    who.press("Gerät übergeben")
    who.page.wait_for_url("**/tablet/**")
    who.page.goto("/tablet/frage/1/")
    who.look("eigene-sicht-frage")
