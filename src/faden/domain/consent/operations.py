"""Record what a client has signed, and what a client takes back."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.enums import ConsentKind, Direction, GivenHow, Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import may_record_consent, purpose_towards
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.audit import operations as audit
from faden.lib import german


@transaction.atomic
def record_consent(
    *,
    person: Person,
    kind: ConsentKind,
    form_version: str,
    given_on: date,
    actor: Actor,
    today: date,
    language: str = "de",
    given_how: GivenHow = GivenHow.PAPER,
    organisation: Organisation | None = None,
    direction: Direction = Direction.BOTH,
    life_domains: Collection[LifeDomain] = (),
    purpose: Purpose | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Consent:
    """Keep a declaration with its date, form and scope.

    :param organisation: towards whom; only for a release, like direction, life domains and purpose
    :param life_domains: what it is about; none: everything the purpose needs
    :param purpose: by default what this organisation is told things for
    :param valid_from: first day; the day of the signature unless told
    :param valid_until: last day; None until withdrawn
    """
    may_record_consent.check(actor)
    declared: dict[str, Any] = {
        "kind": kind,
        "organisation": organisation,
        "form_version": form_version.strip(),
        "language": language,
        "given_how": given_how,
        "given_on": given_on,
        "valid_from": valid_from or given_on,
        "valid_until": valid_until,
    }
    _check(declared, today)
    if organisation is not None:
        declared |= {"direction": direction, "purpose": purpose or purpose_towards(organisation)}
        declared["life_domain_ids"] = sorted(one.id for one in life_domains) or None
    declared |= {"person": lock(person), "recorded_by_id": actor.id}
    # The same sheet entered by two clicks is one declaration.
    if same := Consent.objects.filter(**declared, withdrawn_on=None).first():
        return same
    consent = Consent.objects.create(**declared)
    told = {name: getattr(consent, name) for name in ("valid_from", "valid_until", "purpose", "direction")}
    audit.record(
        "consent.recorded", actor=actor, subject=consent, kind=kind, given_on=given_on, to=organisation, **told
    )
    return consent


def _check(declared: Mapping[str, Any], today: date) -> None:
    errors = {}
    if not declared["form_version"]:
        errors["form_version"] = "Bitte die Fassung des Formulars eintragen; sie steht unten auf dem Blatt."
    if declared["given_on"] > today:
        errors["given_on"] = "Das Datum der Unterschrift liegt in der Zukunft."
    if declared["valid_from"] < declared["given_on"]:
        errors["valid_from"] = "Eine Erklärung gilt frühestens ab der Unterschrift."
    if declared["valid_until"] is not None and declared["valid_until"] < declared["valid_from"]:
        errors["valid_until"] = "Das Ende der Gültigkeit liegt vor dem Beginn."
    if (declared["kind"] == ConsentKind.RELEASE) != (declared["organisation"] is not None):
        errors["organisation"] = "Eine Schweigepflichtentbindung nennt die Organisation, eine Einwilligung keine."
    if errors:
        raise Invalid(errors)


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: date, actor: Actor, today: date) -> Consent:
    """Note that the client has taken a declaration back; it stays in the history.

    :param on: first day on which nobody may rely on it any more
    :raises Refused: it has been withdrawn before
    """
    may_record_consent.check(actor)
    current = Consent.objects.select_for_update().filter(id=consent.id).first()
    if current is None:
        raise NotVisible
    if current.withdrawn_on is not None:
        raise Refused(f"Diese Erklärung ist schon seit dem {german.day(current.withdrawn_on)} widerrufen.")
    if not current.given_on <= on <= today:
        raise Invalid({"on": "Der Widerruf liegt zwischen dem Tag der Unterschrift und heute."})
    current.withdrawn_on = on
    current.save(update_fields=["withdrawn_on"])
    audit.record("consent.withdrawn", actor=actor, subject=current, on=on)
    return current


@transaction.atomic
def note_form_printed(
    *,
    person: Person,
    kind: ConsentKind,
    language: str,
    actor: Actor,
    today: date,
    organisation: Organisation | None = None,
    until: date | None = None,
) -> None:
    """Leave a trace that a form with a person's data has left the product.

    :param until: last day, if it is printed on the form
    :raises Invalid: it would have ended already
    """
    may_record_consent.check(actor)
    if until is not None and until < today:
        raise Invalid({"until": "Dieser Tag ist schon vorbei."})
    audit.record("consent.form_printed", actor=actor, subject=person, kind=kind, language=language, to=organisation)
