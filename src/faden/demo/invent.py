"""Fill a freshly loaded site with people and three years of work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

from django.db import transaction

from faden.demo.accessing import invent_access
from faden.demo.advising import invent_contributions
from faden.demo.casework import Desk
from faden.demo.catalogue import read_catalogue
from faden.demo.diary import hand_on, keep_diary
from faden.demo.offering import invent_offers
from faden.demo.protecting import invent_protection
from faden.demo.shielding import invent_shields
from faden.demo.staff import Hiring, Login, Staff
from faden.demo.thread import Thread
from faden.demo.tracks import follow_tracks
from faden.demo.twice import invent_twice
from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor

CONTACTS_PER_CASE = 10
SEED = 20201101


def invent(*, cases: int, today: date, say: Callable[[str], None]) -> list[Login]:
    """Invent staff, cases and the thread from a case to a decision; everything in one transaction.

    :param cases: how many; each has ten contacts on average
    :param say: told what is being done, in German
    :returns: the logins, by role
    """
    random = Random(SEED)
    with transaction.atomic():
        say("Menschen, die hier arbeiten …")
        with act_as(system_actor(), today=today):
            staff = Hiring(random, today).everybody()
        invent_offers(staff.by_role[Role.COORDINATOR][0], today)
        invented = _casework(staff, cases, today, random, say)
        invent_twice(staff.by_role[Role.CASE_MANAGER], invented, today)
        say("Meldungen, Themen, Sitzungen, Beschlüsse …")
        invent_contributions([one.actor for one in staff.by_role[Role.COORDINATOR]], today)
        Thread(staff, read_catalogue(today), random).spin()
        invent_shields(staff, invented, today)
        say("Kreise, Anfragen, Löschungen …")
        invent_protection(staff, invented, today)
        invent_access(staff, invented, today)
    return staff.logins


def _answering(staff: Staff) -> dict[UUID, UUID]:
    """Who answers for which organisation: referrals, and requests to an authority."""
    return {
        organisation: colleague.actor.id
        for role in (Role.PARTNER, Role.RESIDENCE_OFFICER)
        for colleague in staff.by_role.get(role, [])
        for organisation in colleague.actor.scope_ids(role, "organisation")
    }


def _casework(
    staff: Staff, cases: int, today: date, random: Random, say: Callable[[str], None]
) -> dict[str, list[Case]]:
    """Share the cases among the case managers by their part of a full week."""
    catalogue = replace(read_catalogue(today), answering=_answering(staff))
    managers = staff.by_role[Role.CASE_MANAGER]
    whole = sum(colleague.share for colleague in managers)
    numbers: set[str] = set()
    invented: dict[str, list[Case]] = {}
    left = cases
    for index, colleague in enumerate(managers):
        mine = left if index == len(managers) - 1 else min(left, round(cases * colleague.share / whole))
        left -= mine
        with act_as(colleague.actor, today=today):
            desk = Desk(colleague, catalogue, random, numbers)
            invented[colleague.actor.email] = desk.invent(mine, mine * CONTACTS_PER_CASE)
            keep_diary(colleague, invented[colleague.actor.email], today)
            follow_tracks(invented[colleague.actor.email], colleague.actor, today)
        say(f"Fälle und Kontakte: {cases - left} von {cases} …")
    hand_on(managers, invented, today)
    return invented
