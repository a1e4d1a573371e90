"""Open a case: person, household, the four criteria, the decided constellation, the consent."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.domain.cases.calculation import Criteria
from faden.domain.cases.enums import AccessPath, Constellation
from faden.domain.cases.models import Case
from faden.domain.cases.operations.opening import begin_case, record_criteria
from faden.domain.cases.queries.file import case_by_id
from faden.domain.cases.rules import constellation_is_open
from faden.domain.consent.enums import ConsentKind, GivenHow
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent
from faden.domain.consent.queries import valid_consents
from faden.domain.consent.rules import REASON, data_processing_allowed, fields_needing_consent
from faden.domain.people.enums import ChannelKind, EntryKind, Relation
from faden.domain.people.models import Person
from faden.domain.people.operations import (
    add_entry,
    begin_household,
    correct_person,
    join_household,
    register_person,
)
from faden.domain.people.queries.households import home_of
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid


@dataclass(frozen=True)
class GivenConsent:
    """The consent to data processing as it was signed."""

    given_on: date
    form_version: str
    language: str = "de"
    given_how: GivenHow = GivenHow.PAPER


@transaction.atomic
def open_case(
    *,
    person: Person | None,
    person_data: dict[str, Any],
    municipality: Municipality,
    access_path: AccessPath,
    criteria: Criteria,
    decided: Constellation,
    reason: str,
    on: date,
    actor: Actor,
    today: date,
    consent: GivenConsent | None = None,
    household_name: str = "",
    case_id: UUID | None = None,
) -> Case:
    """Open a case with everything that is signed and decided at its beginning.

    :param person: somebody the actor sees already; None registers a new person from ``person_data``
    :param person_data: for a new person all that is known; for a known one only what is to be corrected; ``phone``
        becomes a way to reach them
    :param household_name: of a household that begins now; somebody known keeps the one they live in
    :param case_id: made by the form; the same form sent twice opens one case
    :raises Invalid: by field name; nothing is stored then
    """
    if case_id and (opened := case_by_id(case_id)):
        return opened
    _check_days(on, consent, today)
    given = [_unsaved(consent)] if consent else (valid_consents(person, today) if person else [])
    if errors := _too_much(person_data, household_name, decided, given, today):
        raise Invalid(errors)
    subject = _subject(person, person_data, municipality, actor, today)
    lives_in = home_of(subject, today)
    household = begin_household(name=household_name, actor=actor) if household_name.strip() else lives_in
    case = begin_case(
        person=subject,
        household=household,
        municipality=municipality,
        access_path=access_path,
        constellation=decided,
        on=on,
        actor=actor,
        case_id=case_id,
    )
    if household is not None and household != lives_in:
        join_household(household=household, person=subject, relation=Relation.SELF, since=on, actor=actor)
    _keep(consent, subject, actor, today)
    _reached_by(person_data.get("phone", "").strip(), subject, actor, today)
    record_criteria(case=case, criteria=criteria, decided=decided, reason=reason, on=on, actor=actor)
    return case


def _check_days(on: date, consent: GivenConsent | None, today: date) -> None:
    errors = {}
    if on > today:
        errors["on"] = "Der Tag der Eröffnung liegt in der Zukunft."
    if consent is not None and consent.given_on > today:
        errors["consent_on"] = "Das Datum der Unterschrift liegt in der Zukunft."
    if errors:
        raise Invalid(errors)


def _subject(
    person: Person | None, data: dict[str, Any], municipality: Municipality, actor: Actor, today: date
) -> Person:
    data = {name: value for name, value in data.items() if name != "phone"}
    if person is None:
        return register_person(**data, municipality=municipality, actor=actor, today=today)
    if not data:
        return person
    version = data.pop("version", person.version)
    return correct_person(person=person, version=version, actor=actor, today=today, **data)


def _too_much(
    data: dict[str, Any], household_name: str, decided: Constellation, given: list[Consent], on: date
) -> dict[str, str]:
    """Before the consent only what a Kurzintervention needs (PB 6.3): each thing too many, at its field."""
    if data_processing_allowed(given, on):
        return {}
    errors = dict.fromkeys(fields_needing_consent(name for name, value in data.items() if value), REASON)
    if data.get("phone"):
        errors["phone"] = REASON
    if household_name.strip():
        errors["household_name"] = REASON
    if refusal := constellation_is_open(decided, given, on):
        errors["decided"] = refusal
    return errors


def _reached_by(phone: str, person: Person, actor: Actor, today: date) -> None:
    if not phone:
        return
    try:
        add_entry(
            person=person, history=EntryKind.CHANNEL, actor=actor, today=today, kind=ChannelKind.PHONE, value=phone
        )
    except Invalid as invalid:
        raise Invalid({"phone": " ".join(invalid.errors.values())}) from None


def _unsaved(consent: GivenConsent) -> Consent:
    return Consent(kind=ConsentKind.DATA_PROCESSING, given_on=consent.given_on, valid_from=consent.given_on)


def _keep(consent: GivenConsent | None, person: Person, actor: Actor, today: date) -> None:
    if consent is None:
        return
    try:
        record_consent(
            person=person,
            kind=ConsentKind.DATA_PROCESSING,
            form_version=consent.form_version,
            language=consent.language,
            given_how=consent.given_how,
            given_on=consent.given_on,
            actor=actor,
            today=today,
        )
    except Invalid as invalid:
        names = {"given_on": "consent_on", "form_version": "consent_version"}
        raise Invalid({names[field]: reason for field, reason in invalid.errors.items()}) from None
