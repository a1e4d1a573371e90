"""Invents offers of organisations, so named that nobody takes them for real ones."""

from datetime import date, timedelta

from faden.demo.staff import Colleague
from faden.domain.catalogues.models import LifeDomain
from faden.domain.offers.models import Offer
from faden.domain.offers.operations import add_offer
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality
from faden.kernel.access.acting import act_as

#: Title, life domain, times, places, free places, child care, languages.
OFFERS: tuple[tuple[str, str, str, int | None, int | None, bool, list[str]], ...] = (
    ("Elterncafé „Beispiel“", "kinder", "dienstags 9 bis 11 Uhr", 12, 4, True, ["ar", "tr"]),
    ("Sprachtreff „Muster“", "sprache", "donnerstags 15 bis 17 Uhr", 20, 7, False, ["en", "uk"]),
    ("Alphabetisierungskurs „Muster“ am Vormittag", "sprache", "Mo bis Do 8:30 bis 12 Uhr", 15, 0, True, []),
    ("Formularhilfe „Beispiel“", "existenzsicherung", "mittwochs 14 bis 16 Uhr, ohne Anmeldung", None, None, False, []),
    ("Bewerbungswerkstatt „Muster“", "arbeit", "freitags 10 bis 12 Uhr", 8, 2, False, ["en"]),
    ("Gesprächsgruppe „Beispiel“ für Frauen", "gesundheit", "montags 10 bis 11:30 Uhr", 10, 1, True, ["fa", "ar"]),
)


def invent_offers(coordinator: Colleague, today: date) -> list[Offer]:
    """Put the invented offers into the list, as the coordination would; one has not been looked at for long."""
    with act_as(coordinator.actor, today=today):
        domains = {domain.key: domain for domain in LifeDomain.objects.filter(ended_on=None)}
        at = list(Organisation.objects.filter(ended_on=None, receives_referrals=True).order_by("position", "key"))
        places = list(Municipality.objects.filter(ended_on=None).order_by("position", "key"))
        made = []
        for number, (title, key, times, capacity, free, care, languages) in enumerate(OFFERS):
            looked = today - timedelta(days=250 if number == 3 else 20 * number)
            offer = add_offer(
                title=title,
                organisation=at[(number * 5) % len(at)],
                life_domain=domains[key],
                municipalities=places[number : number + 2] if number % 2 else [],
                times=times,
                capacity=capacity,
                free_places=free,
                has_child_care=care,
                languages=languages,
                actor=coordinator.actor,
                today=looked,
            )
            made.append(offer)
        return made
