"""Who may convene, what an organisation may hear, and who may get the minutes."""

from collections.abc import Iterable
from datetime import date

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.domain.cases.rules import CLOSED, OUTSIDE
from faden.domain.conferences.enums import ConferenceAct, ConferenceState, Disclosure, Side
from faden.domain.conferences.models import CaseConference, ConferenceParticipant
from faden.domain.conferences.transitions import CONFERENCE
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import covering as releases_towards
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.rules import rule


def covering(consents: Iterable[Consent], organisation: Organisation, *days: date) -> Consent | None:
    """The release on which this organisation may hear everything on all these days, if there is one."""
    return next(iter(releases_towards(consents, organisation, *days)), None)


@rule
def may_convene(actor: Actor, case: Case, circle: Circle) -> str | None:
    """Inviting and handing out minutes: what lets others hear of a client is decided by one person."""
    if not circle.has(actor.id):
        return OUTSIDE
    if not circle.is_led_by(actor.id):
        return "Nur die fallführende Person darf zu Fallkonferenzen einladen und Niederschriften ausgeben."
    return None if case.is_open else CLOSED


@rule
def may_move(conference: CaseConference, act: ConferenceAct) -> str | None:
    """Whether it stands where this can follow."""
    state = ConferenceState(conference.state)
    if CONFERENCE.may(state, act):
        return None
    return f"Die Fallkonferenz ist „{state.label}“; „{act.label}“ passt dazu nicht."


@rule
def may_prepare(conference: CaseConference) -> str | None:
    """Time, place and guests change while it lies ahead."""
    if conference.state == ConferenceState.PLANNED:
        return None
    return f"Die Fallkonferenz ist „{conference.get_state_display()}“; daran ändert sich nichts mehr."


@rule
def may_record(conference: CaseConference, on: date, *, handed_out: bool) -> str | None:
    """Minutes are written from the day on, until somebody has got them: what others hold in hand stays as it is."""
    if conference.state == ConferenceState.CANCELLED:
        return "Die Fallkonferenz ist abgesagt."
    if on < conference.day:
        return f"Die Fallkonferenz ist erst am {conference.day:%d.%m.%Y}; festgehalten wird sie ab diesem Tag."
    if handed_out:
        return "Die Niederschrift ist schon ausgegeben und ändert sich nicht mehr. Ergänzungen gehören in den Verlauf."
    return None


@rule
def may_hear(
    organisation: Organisation, disclosure: Disclosure, consents: Iterable[Consent], on: date, day: date
) -> str | None:
    """Nothing about a person leaves without a release that covers it (domain.md 12.3).

    :param on: the day it is invited
    :param day: the day of the conference, when it hears the most
    """
    releases = list(consents)
    if disclosure == Disclosure.NONE or covering(releases, organisation, on, day):
        return None
    if covering(releases, organisation, on):
        return (
            f"Die Schweigepflichtentbindung gegenüber „{organisation}“ gilt am {day:%d.%m.%Y} nicht mehr. "
            "Lassen Sie sie verlängern, oder laden Sie ohne Angaben zur Person ein."
        )
    return (
        f"Es fehlt eine gültige Schweigepflichtentbindung gegenüber „{organisation}“. "
        "Lassen Sie sie unterschreiben, oder laden Sie ohne Angaben zur Person ein."
    )


@rule
def may_get_minutes(
    conference: CaseConference, participant: ConferenceParticipant, consents: Iterable[Consent], on: date
) -> str | None:
    """The minutes tell everything: an organisation needs a release that holds on the day it gets them."""
    if conference.state != ConferenceState.HELD:
        return "Eine Niederschrift gibt es erst, wenn die Fallkonferenz stattgefunden hat."
    if participant.side != Side.ORGANISATION or participant.organisation is None:
        return None
    organisation = participant.organisation
    if organisation.kind == OrganisationKind.RESIDENCE_AUTHORITY:
        return (
            f"„{organisation}“ bekommt keine Niederschrift: Ausländer- und Einbürgerungsbehörde erfahren nur, was eine "
            "Anfrage ihnen ausdrücklich mitteilt."
        )
    if participant.disclosure == Disclosure.NONE:
        return f"„{organisation}“ war ohne Angaben zur Person eingeladen und bekommt keine Niederschrift."
    if covering(consents, organisation, on) is None:
        return (
            f"Es fehlt eine gültige Schweigepflichtentbindung gegenüber „{organisation}“. "
            "Ohne sie darf die Niederschrift nicht herausgegeben werden."
        )
    return None
