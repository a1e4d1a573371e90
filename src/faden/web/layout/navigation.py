"""The workplaces and who uses them: the one list behind the side navigation and the menu of small screens."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse

from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role

#: Places at the bottom of a small screen, beside its menu.
IN_REACH = 3
EVERYBODY = frozenset(Role) - {Role.SYSTEM}
COUNSELLING = frozenset({Role.CASE_MANAGER})
COORDINATION = frozenset({Role.COORDINATOR, Role.LEAD})
REPORTING = COORDINATION | COUNSELLING | {Role.PARTNER, Role.RESIDENCE_OFFICER}
BODIES = COORDINATION | {Role.ASSISTANT, Role.MEMBER}
OVERSIGHT = frozenset({Role.DATA_PROTECTION})
PROGRAMME = COORDINATION | {Role.ASSISTANT, Role.ADMIN}


@dataclass(frozen=True)
class Entry:
    """One page of the navigation; ``name`` is its URL name."""

    label: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Workplace:
    """A heading with its pages; a workplace with a single page is a link itself.

    :param home_of: whose main workplace it is: on a small screen they find it within reach of the thumb
    """

    label: str
    icon: str
    entries: tuple[Entry, ...]
    home_of: frozenset[Role] = frozenset()


WORKPLACES = (
    Workplace(
        "Mein Tag",
        "day",
        (
            Entry("Heute", "today:today", EVERYBODY),
            Entry("Termine", "diary:appointments", EVERYBODY),
            Entry("Aufgaben", "diary:tasks", EVERYBODY),
        ),
    ),
    Workplace(
        "Fallarbeit",
        "case",
        (
            Entry("Fälle", "casework:cases", COUNSELLING | {Role.PARTNER}),
            Entry("Kurzkontakt", "casework:short_contact", COUNSELLING),
            Entry("Dubletten", "casework:duplicates", COUNSELLING),
            Entry("Übergaben", "casework:handovers", COUNSELLING | COORDINATION),
            Entry("Vertretung", "casework:absences", COUNSELLING),
        ),
    ),
    Workplace(
        "Netzwerk",
        "network",
        (
            Entry("Eingegangene Verweise", "network:referrals", frozenset({Role.PARTNER})),
            Entry("Angebote", "network:offers", COUNSELLING | COORDINATION | {Role.PARTNER}),
        ),
    ),
    Workplace(
        "Anfragen",
        "referral",
        (Entry("Eingegangene Anfragen", "residence:requests", frozenset({Role.RESIDENCE_OFFICER})),),
    ),
    Workplace(
        "Erkenntnisse",
        "finding",
        (
            Entry("Fachberatung", "findings:case_facts", COORDINATION),
            Entry("Systemlücken", "findings:gaps", COORDINATION),
            Entry("Meine Meldungen", "findings:mine", REPORTING),
            Entry("Themen", "findings:themes", EVERYBODY - {Role.ADMIN}),
        ),
        home_of=COORDINATION,
    ),
    Workplace(
        "Steuerung",
        "steering",
        (
            Entry("Gremien", "steering:bodies", BODIES),
            Entry("Sitzungen", "steering:meetings", BODIES),
            Entry("Aufträge", "steering:assignments", BODIES | {Role.CASE_MANAGER, Role.RESIDENCE_OFFICER}),
        ),
        home_of=BODIES,
    ),
    Workplace(
        "Monitoring",
        "chart",
        (
            Entry("Sachstandsbericht", "monitoring:status_report", BODIES | {Role.DATA_PROTECTION}),
            Entry("Auslastung", "monitoring:workload", COORDINATION),
        ),
    ),
    Workplace("Programm", "programme", (Entry("Stellen", "programme:posts", PROGRAMME),)),
    Workplace(
        "Datenschutz",
        "consent",
        (
            Entry("Überblick", "protection:overview", OVERSIGHT),
            Entry("Protokoll", "protection:trace", OVERSIGHT),
            Entry("Auffälliges Lesen", "protection:unusual", OVERSIGHT),
            Entry("Sperrvermerke", "protection:restrictions", OVERSIGHT | {Role.SHIELD_KEEPER}),
            Entry("Verzeichnis", "protection:register", OVERSIGHT),
            Entry("Auskunft", "protection:access_requests", OVERSIGHT | {Role.SHIELD_KEEPER}),
            Entry("Berichtigung, Widerspruch", "protection:rights", OVERSIGHT | {Role.SHIELD_KEEPER}),
            Entry("Löschung", "protection:erasures", OVERSIGHT),
        ),
        home_of=OVERSIGHT | {Role.SHIELD_KEEPER},
    ),
    Workplace(
        "Verwaltung",
        "gear",
        (
            Entry("Konten", "administration:accounts", frozenset({Role.ADMIN})),
            Entry("Postausgang", "administration:outbox", COORDINATION | {Role.ASSISTANT, Role.ADMIN}),
            Entry("Übersetzungen", "administration:translations", frozenset({Role.ADMIN, Role.LEAD})),
            Entry("Briefvorlagen", "administration:letter_templates", COORDINATION | {Role.ADMIN}),
            Entry("Oberfläche", "gallery:gallery", frozenset({Role.ADMIN})),
        ),
    ),
)
SEARCH = Entry("Person suchen", "casework:search", COUNSELLING)


@dataclass(frozen=True)
class Link:
    """A page of the navigation as this request sees it."""

    label: str
    href: str
    here: bool


@dataclass(frozen=True)
class Place:
    """A workplace as this request sees it."""

    label: str
    icon: str
    href: str
    here: bool
    links: tuple[Link, ...] = field(default=())
    is_home: bool = False


def for_page(actor: Actor, request: HttpRequest) -> tuple[Place, ...]:
    """Return the workplaces this person uses, with the place where the request stands marked."""
    return tuple(_places(actor, request.path))


def within_reach(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The few that stand at the bottom of a small screen: the day, one's own workplaces, then the first others."""
    first = sorted(places[1:], key=lambda place: not place.is_home)[: IN_REACH - 1]
    return tuple(place for place in places if place in (*places[:1], *first))


def search_address(actor: Actor) -> str | None:
    """Where the search of the header goes; None for roles that do not search people."""
    return reverse(SEARCH.name) if actor.has(*SEARCH.roles) else None


def _places(actor: Actor, path: str) -> Iterator[Place]:
    for workplace in WORKPLACES:
        open_to = [(entry.label, reverse(entry.name)) for entry in workplace.entries if actor.has(*entry.roles)]
        # One page may lie below another (/luecken/ and /luecken/meine/): the longest address is where we are.
        nearest = max((href for _, href in open_to if path.startswith(href)), key=len, default="")
        links = tuple(Link(label, href, here=href == nearest) for label, href in open_to)
        if links:
            here = any(link.here for link in links)
            pages = links if len(links) > 1 else ()
            yield Place(workplace.label, workplace.icon, links[0].href, here, pages, actor.has(*workplace.home_of))
