"""Reading case conferences: one of them, those of a case, and what happened in words for the story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import Case
from faden.domain.cases.queries.circle import circle_members, in_force
from faden.domain.cases.story import Piece
from faden.domain.conferences.enums import ConferenceState, Disclosure, Side
from faden.domain.conferences.models import (
    CaseConference,
    ConferenceAgreement,
    ConferenceParticipant,
    MinutesHandout,
)
from faden.domain.conferences.rules import covering
from faden.domain.consent.models import Consent
from faden.domain.diary.enums import TaskState
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.people.queries import household_members
from faden.kernel.access.errors import NotVisible
from faden.kernel.identity.models import Account

#: What happened to them, for the story of a case.
STORY = Piece.beside(__file__)

ORDER = {side: position for position, side in enumerate(Side)}


def conference_of(case: Case, conference_id: UUID) -> CaseConference:
    """One conference of this case.

    :raises NotVisible: there is none
    """
    found = CaseConference.objects.filter(case_id=case.id, id=conference_id).select_related("author").first()
    if found is None:
        raise NotVisible
    return found


def conferences_of(case: Case) -> list[CaseConference]:
    """All conferences of a case, the newest first."""
    return list(CaseConference.objects.filter(case_id=case.id).order_by("-starts_at", "-id"))


def planned_in(case: Case) -> list[CaseConference]:
    """The conferences of a case that are still to be held."""
    planned = CaseConference.objects.filter(case_id=case.id, state=ConferenceState.PLANNED)
    return list(planned.order_by("starts_at", "id"))


def participants_of(conference: CaseConference) -> list[ConferenceParticipant]:
    """Who takes part, in the order in which they are heard: the client first."""
    rows = ConferenceParticipant.objects.filter(conference_id=conference.id).select_related(
        "organisation", "person", "account", "release"
    )
    return sorted(rows.order_by("id"), key=lambda one: ORDER[Side(one.side)])


def participant_of(conference: CaseConference, participant_id: UUID) -> ConferenceParticipant:
    """One participant.

    :raises NotVisible: nobody of this conference
    """
    found = next((one for one in participants_of(conference) if one.id == participant_id), None)
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class Standing:
    """A participant, and how it stands with what they may hear.

    :param release: the release that holds on these days; None for everybody but organisations
    :param lost: was to hear about the client, and the release no longer holds
    :param is_told: the last invitation told of the time and place as they are now
    """

    participant: ConferenceParticipant
    release: Consent | None
    lost: bool
    is_told: bool


def standing(
    conference: CaseConference, participants: Sequence[ConferenceParticipant], releases: Sequence[Consent], on: date
) -> list[Standing]:
    """How it stands with each participant today.

    :param releases: of the client, as ``referrals.queries.releases_of`` gives them
    """
    days = (on, max(on, conference.day))
    return [_standing(conference, one, releases, days) for one in participants]


def _standing(
    conference: CaseConference, one: ConferenceParticipant, releases: Sequence[Consent], days: tuple[date, date]
) -> Standing:
    release = covering(releases, one.organisation, *days) if one.organisation else None
    hears = one.organisation is not None and one.disclosure == Disclosure.PERSONAL
    return Standing(one, release, hears and release is None, one.invited_sequence == conference.sequence)


def to_be_told(
    conference: CaseConference, participants: Sequence[ConferenceParticipant]
) -> list[ConferenceParticipant]:
    """Who gets a mail: clients and families never, their address would stand where the office reads it."""
    return [one for one in participants if one.contact_email and one.invited_sequence != conference.sequence]


def relatives_for(conference: CaseConference, case: Case, on: date) -> list[Person]:
    """Who of the household could be asked to come."""
    if case.household_id is None:
        return []
    there = set(conference.participants.values_list("person_id", flat=True))
    return [one.person for one in household_members(case.household_id, on) if one.person_id not in there]


def colleagues_for(conference: CaseConference, case: Case, on: date) -> list[Account]:
    """Who of the circle could be asked to come."""
    there = set(conference.participants.values_list("account_id", flat=True))
    whole = circle_members(case).filter(in_force(on), scope=CircleScope.WHOLE)
    return [one.account for one in whole if one.account_id not in there]


def agreements_of(conference: CaseConference) -> list[ConferenceAgreement]:
    """What was agreed, by when it is due."""
    rows = ConferenceAgreement.objects.filter(conference_id=conference.id)
    return list(rows.select_related(*_RESPONSIBLE).order_by("due_on", "id"))


_RESPONSIBLE = ("task", "responsible__organisation", "responsible__person", "responsible__account")


def agreement_of(conference: CaseConference, agreement_id: UUID) -> ConferenceAgreement:
    """One agreement.

    :raises NotVisible: none of this conference
    """
    found = next((one for one in agreements_of(conference) if one.id == agreement_id), None)
    if found is None:
        raise NotVisible
    return found


def handouts_of(conference: CaseConference) -> list[MinutesHandout]:
    """Who got the minutes, in order."""
    rows = MinutesHandout.objects.filter(conference_id=conference.id)
    people = ("participant__organisation", "participant__person", "participant__account", "release", "author")
    return list(rows.select_related(*people).order_by("on", "id"))


def is_handed_out(conference: CaseConference) -> bool:
    """Whether somebody already holds the minutes in hand."""
    return MinutesHandout.objects.filter(conference_id=conference.id).exists()


@dataclass(frozen=True)
class OpenAgreement:
    """What was agreed and is not done yet."""

    conference_id: UUID
    text: str
    who: str
    due_on: date


@dataclass(frozen=True)
class Round:
    """What the page of a case says about conferences beside its story.

    :param ahead: the planned ones, the next first
    :param open_agreements: by when they are due
    :param organisations: name of each organisation that was asked to a conference → the day of the last one
    """

    ahead: tuple[CaseConference, ...]
    open_agreements: tuple[OpenAgreement, ...]
    organisations: dict[str, date]


def round_of(case: Case) -> Round:
    """Conferences that lie ahead, agreements that are open, organisations that sit at the table; one statement."""
    guests = ConferenceParticipant.objects.filter(conference_id=OuterRef("id"), organisation__isnull=False)
    still_open = Q(done_on=None) & (Q(task=None) | Q(task__state=TaskState.OPEN))
    agreed = ConferenceAgreement.objects.filter(still_open, conference_id=OuterRef("id"))
    found = CaseConference.objects.filter(case_id=case.id).exclude(state=ConferenceState.CANCELLED)
    rows = found.annotate(
        names=ArraySubquery(guests.order_by("id").values("organisation__name")),
        agreed=ArraySubquery(agreed.order_by("due_on", "id").values(row=JSONObject(**_AGREED))),
    )
    conferences = list(rows.order_by("starts_at", "id"))
    open_agreements = [_open(one, row) for one in conferences for row in one.agreed]
    return Round(
        ahead=tuple(one for one in conferences if one.state == ConferenceState.PLANNED),
        open_agreements=tuple(sorted(open_agreements, key=lambda one: one.due_on)),
        organisations={name: one.day for one in conferences for name in one.names},
    )


_AGREED = {
    "text": "text",
    "due_on": "due_on",
    "organisation": "responsible__organisation__name",
    "account": "responsible__account__name",
    "given": "responsible__person__given_names",
    "family": "responsible__person__family_name",
    "pseudonym": "responsible__person__pseudonym",
}


def _open(conference: CaseConference, row: dict[str, Any]) -> OpenAgreement:
    person = f"{row['given'] or ''} {row['family'] or ''}".strip() or row["pseudonym"]
    who = row["organisation"] or row["account"] or person
    return OpenAgreement(conference.id, row["text"], who, date.fromisoformat(row["due_on"]))


def planned_with(case: Case, organisation: Organisation) -> list[CaseConference]:
    """Conferences of the case that lie ahead and to which this organisation is asked with the client's name."""
    asked = ConferenceParticipant.objects.filter(organisation=organisation, disclosure=Disclosure.PERSONAL)
    found = CaseConference.objects.filter(case_id=case.id, state=ConferenceState.PLANNED)
    return list(found.filter(id__in=asked.values("conference_id")).order_by("starts_at", "id"))
