"""The case conferences of the small world: one ahead, and one of today with its minutes."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from faden.domain.cases.models import Case
from faden.domain.conferences.enums import Disclosure
from faden.domain.conferences.operations.preparing import ask_organisation, plan_conference
from faden.domain.conferences.operations.recording import agree, write_minutes
from faden.domain.conferences.queries import participants_of
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor

#: Pages of a conference that has begun.
BEGUN = ("niederschrift", "vereinbarung", "ausgabe", "/minutes", "/agreements", "/handouts")


def conferences(case: Case, manager: Actor, organisation: Organisation, today: date, now: datetime) -> dict[str, Any]:
    """What the names in an address of a conference stand for; ``begun`` instead of ``conference_id`` on its day."""
    everyday: dict[str, Any] = {"actor": manager, "today": today}
    words: dict[str, Any] = {"occasion": "Kurs abgebrochen", "question": "Wie weiter?", "place": "Kreishaus"}
    with act_as(manager, today=today):
        ahead, begun = (
            plan_conference(case=case, starts_at=begins, ends_at=begins + timedelta(hours=1), **words, **everyday)
            # In the morning: one that is moved late in the evening would end before it begins.
            for begins in (localtime(now + timedelta(days=5)).replace(hour=9, minute=30), now)
        )
        guest = ask_organisation(
            conference=ahead,
            organisation=organisation,
            disclosure=Disclosure.NONE,
            contact_name="Fachkraft",
            contact_email="fachkraft@faden.invalid",
            **everyday,
        )
        said: dict[str, Any] = {"presences": {}, "came": {}, "views": {}, "shared_view": "Ein Kurs am Vormittag."}
        write_minutes(conference=begun, version=begun.version, **said, **everyday)
        client = participants_of(begun)[0]
        agreement = agree(conference=begun, text="Kurs anfragen", responsible=client, due_on=today, **everyday)
    return {
        "conference_id": ahead.id,
        "begun": begun.id,
        "participant_id": guest.id,
        "agreement_id": agreement.id,
        "agreed_id": agreement.id,
        "client_id": client.id,
    }
