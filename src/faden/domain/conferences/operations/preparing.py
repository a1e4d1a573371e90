"""Before a conference: occasion, time and place, and who is asked to come."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.conferences.enums import ConferenceAct, ConferenceState, Disclosure, Side
from faden.domain.conferences.models import CaseConference, ConferenceParticipant, ConferenceStep
from faden.domain.conferences.rules import covering, may_convene, may_hear, may_move, may_prepare
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import releases_of
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.people.queries import household_members
from faden.domain.people.queries.identity import reveal
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib.german import day as german_day

PLAN = ("occasion", "question", "starts_at", "ends_at", "place")
#: Shorter parts of names ("Al", "de") are words of any address.
SHORTEST_NAME = 3


@transaction.atomic
def plan_conference(
    *,
    case: Case,
    occasion: str,
    question: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    actor: Actor,
    today: date,
) -> CaseConference:
    """Plan a conference; the client and the responsible case manager take part from the start.

    :raises Refused: not the responsible case manager, the case is closed, or the consent to data processing is missing
    :raises Invalid: it ends before it begins, lies in the past, or the place names somebody of the family
    """
    case = hold(case, may_convene, actor=actor, today=today, consented=True)
    planned = {"starts_at": starts_at, "ends_at": ends_at, "place": place.strip()}
    same = CaseConference.objects.filter(case=case, state=ConferenceState.PLANNED, occasion=occasion.strip(), **planned)
    # The same form sent by two clicks is one conference.
    if already := same.first():
        return already
    _check(case, starts_at, ends_at, place, today)
    conference = CaseConference.objects.create(
        case=case,
        occasion=occasion.strip(),
        question=question.strip(),
        author_id=actor.id,
        created_on=today,
        **planned,
    )
    ConferenceStep.objects.create(
        case=case, conference=conference, to_state=ConferenceState.PLANNED, on=today, author_id=actor.id
    )
    _seat(conference, side=Side.CLIENT, person=case.person)
    _seat(conference, side=Side.COUNSEL, account_id=actor.id)
    audit.record("conference.planned", actor=actor, subject=conference, starts_at=starts_at)
    return conference


@transaction.atomic
def change_conference(
    *,
    conference: CaseConference,
    version: int,
    occasion: str,
    question: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    actor: Actor,
    today: date,
) -> CaseConference:
    """Change what it is about, or move it; those invited are told by inviting again.

    :raises Conflict: somebody has changed it since
    :raises Invalid: an organisation's release does not reach the new day
    """
    case = hold(conference.case, may_convene, actor=actor, today=today)
    conference = lock(conference, version=version, fields=PLAN)
    may_prepare.check(conference)
    _check(case, starts_at, ends_at, place, today)
    moved = (conference.starts_at, conference.ends_at, conference.place) != (starts_at, ends_at, place.strip())
    if timezone.localtime(starts_at).date() != conference.day:
        _check_releases_reach(conference, case, today, timezone.localtime(starts_at).date())
    told = save_edit(
        conference,
        occasion=occasion.strip(),
        question=question.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        sequence=conference.sequence + moved,
    )
    audit.record("conference.changed", actor=actor, subject=conference, moved=moved, **told)
    return conference


@transaction.atomic
def ask_organisation(
    *,
    conference: CaseConference,
    organisation: Organisation,
    disclosure: Disclosure,
    contact_name: str,
    contact_email: str,
    actor: Actor,
    today: date,
) -> ConferenceParticipant:
    """Ask an organisation to come; about the client it hears only what a release covers.

    :raises Invalid: no release that holds today and on the day of the conference; asked already
    """
    case = hold(conference.case, may_convene, actor=actor, today=today)
    conference = lock(conference)
    may_prepare.check(conference)
    if conference.participants.filter(organisation=organisation).exists():
        raise Invalid({"organisation": "Diese Organisation ist schon dabei."})
    if organisation.is_collective or not organisation.is_current:
        raise Invalid({"organisation": "Diese Organisation kann nicht eingeladen werden."})
    releases = releases_of(case.person_id, on=today)
    if refusal := may_hear(organisation, disclosure, releases, today, conference.day):
        raise Invalid({"disclosure": refusal})
    hears = disclosure == Disclosure.PERSONAL
    participant = _seat(
        conference,
        side=Side.ORGANISATION,
        organisation=organisation,
        disclosure=disclosure,
        contact_name=contact_name.strip(),
        contact_email=contact_email.strip(),
        release=covering(releases, organisation, today, conference.day) if hears else None,
    )
    audit.record("conference.asked", actor=actor, subject=participant, organisation=organisation, disclosure=disclosure)
    return participant


@transaction.atomic
def ask_people(
    *,
    conference: CaseConference,
    relatives: Sequence[Person] = (),
    colleagues: Sequence[Account] = (),
    actor: Actor,
    today: date,
) -> CaseConference:
    """Ask people of the family and of the circle; what is asked twice is one."""
    hold(conference.case, may_convene, actor=actor, today=today)
    conference = lock(conference)
    may_prepare.check(conference)
    if not relatives and not colleagues:
        raise Invalid({"": "Bitte wählen Sie mindestens eine Person."})
    for person in relatives:
        if not conference.participants.filter(person=person).exists():
            _seat(conference, side=Side.FAMILY, person=person)
    for account in colleagues:
        if not conference.participants.filter(account=account).exists():
            _seat(conference, side=Side.COUNSEL, account=account, contact_email=account.email)
    audit.record(
        "conference.people_asked", actor=actor, subject=conference, family=len(relatives), circle=len(colleagues)
    )
    return conference


@transaction.atomic
def ask_no_longer(*, participant: ConferenceParticipant, actor: Actor, today: date) -> None:
    """Take somebody off the list.

    :raises Refused: it is the client, or they have been invited already
    """
    hold(participant.case, may_convene, actor=actor, today=today)
    conference = lock(participant.conference)
    may_prepare.check(conference)
    participant = lock(participant)
    if participant.side == Side.CLIENT:
        raise Refused("Ohne die Klientin oder den Klienten gibt es keine Fallkonferenz.")
    if participant.invited_on is not None:
        raise Refused("Diese Einladung ist schon verschickt. Sagen Sie persönlich ab; die Niederschrift hält es fest.")
    audit.record("conference.asked_no_longer", actor=actor, subject=participant, side=participant.side)
    participant.delete()


@transaction.atomic
def note_invited(
    *, conference: CaseConference, participants: Sequence[ConferenceParticipant], actor: Actor, today: date
) -> None:
    """Note that these have been told of the time and place as they are now."""
    hold(conference.case, may_convene, actor=actor, today=today)
    may_prepare.check(conference)
    releases = releases_of(conference.case.person_id, on=today)
    for one in participants:
        _let_hear(conference, one, releases, actor=actor, today=today)
        one.invited_on, one.invited_sequence = today, conference.sequence
        one.save(update_fields=["invited_on", "invited_sequence"])
    save_edit(conference)
    audit.record("conference.invited", actor=actor, subject=conference, mails=len(participants))


def _let_hear(
    conference: CaseConference,
    participant: ConferenceParticipant,
    releases: Sequence[Consent],
    *,
    actor: Actor,
    today: date,
) -> None:
    """The first invitation of an organisation that hears whom it is about; later ones tell another time or place."""
    organisation = participant.organisation
    if organisation is None or participant.disclosure == Disclosure.NONE or participant.invited_on is not None:
        return
    pass_on(
        case=conference.case,
        kind=TransferKind.INVITATION,
        organisation=organisation,
        contained="Name, Anlass und Frage; in der Fallkonferenz die gemeinsame Sicht und die Vereinbarungen",
        basis=covering(releases, organisation, today, conference.day),
        origin_id=conference.id,
        actor=actor,
        on=today,
    )


@transaction.atomic
def cancel_conference(*, conference: CaseConference, reason: str, actor: Actor, today: date) -> CaseConference:
    """Call it off; why, stays in the file.

    :raises Invalid: without a reason
    """
    hold(conference.case, may_convene, actor=actor, today=today)
    conference = lock(conference)
    may_move.check(conference, ConferenceAct.CANCEL)
    if not reason.strip():
        raise Invalid({"reason": "Bitte nennen Sie den Grund."})
    save_edit(conference, cancellation=reason.strip())
    take_step(conference, ConferenceState.CANCELLED, actor=actor, on=today)
    audit.record("conference.cancelled", actor=actor, subject=conference, on=today)
    return conference


def take_step(conference: CaseConference, after: ConferenceState, *, actor: Actor, on: date) -> None:
    """Write the step, and the conference as it stands from now on; it is locked."""
    ConferenceStep.objects.create(
        case_id=conference.case_id,
        conference=conference,
        from_state=conference.state,
        to_state=after,
        on=on,
        author_id=actor.id,
    )
    conference.state = after
    conference.save(update_fields=["state"])


def _seat(conference: CaseConference, **who: Any) -> ConferenceParticipant:
    return ConferenceParticipant.objects.create(case_id=conference.case_id, conference=conference, **who)


def _check(case: Case, starts_at: datetime, ends_at: datetime, place: str, today: date) -> None:
    errors = {}
    if timezone.localtime(starts_at).date() < today:
        errors["day"] = "Der Tag liegt in der Vergangenheit."
    if ends_at <= starts_at:
        errors["ends_at"] = "Das Ende liegt vor dem Beginn."
    if _names_somebody(case, place, today):
        errors["place"] = "Der Ort steht in der Einladung und darf niemanden aus der Familie nennen."
    if errors:
        raise Invalid(errors)


def _names_somebody(case: Case, place: str, on: date) -> bool:
    people = [case.person]
    if case.household_id is not None:
        people += [member.person for member in household_members(case.household_id, on)]
    reveal(*people)
    names = {part.casefold() for person in people for part in person.full_name.replace("-", " ").split()}
    words = set("".join(letter if letter.isalnum() else " " for letter in place.casefold()).split())
    return any(len(name) >= SHORTEST_NAME and name in words for name in names)


def _check_releases_reach(conference: CaseConference, case: Case, on: date, day: date) -> None:
    releases = releases_of(case.person_id, on=on)
    invited = conference.participants.filter(disclosure=Disclosure.PERSONAL, organisation__isnull=False)
    for one in invited.select_related("organisation").order_by("id"):
        if one.organisation and covering(releases, one.organisation, day) is None:
            told = f"Die Schweigepflichtentbindung gegenüber „{one.organisation}“ gilt am {german_day(day)} nicht mehr."
            raise Invalid({"day": told})
