"""Record what a client has signed, and what a client takes back."""

from datetime import date
from typing import Any

from django.db import transaction

from faden.domain.consent.enums import ConsentKind, GivenHow
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import may_record_consent
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.audit import operations as audit


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
    valid_until: date | None = None,
) -> Consent:
    """Keep a declaration with its date, form and scope.

    :param organisation: towards whom; only for a release from confidentiality
    :param valid_until: last day; None until withdrawn
    """
    may_record_consent.check(actor)
    errors = {}
    if not form_version.strip():
        errors["form_version"] = "Bitte die Fassung des Formulars eintragen; sie steht unten auf dem Blatt."
    if given_on > today:
        errors["given_on"] = "Das Datum der Unterschrift liegt in der Zukunft."
    if valid_until is not None and valid_until < given_on:
        errors["valid_until"] = "Das Ende der Gültigkeit liegt vor der Unterschrift."
    if (kind == ConsentKind.RELEASE) != (organisation is not None):
        errors["organisation"] = "Eine Schweigepflichtentbindung nennt die Organisation, eine Einwilligung keine."
    if errors:
        raise Invalid(errors)
    declared: dict[str, Any] = {
        "person": lock(person),
        "kind": kind,
        "organisation": organisation,
        "form_version": form_version.strip(),
        "language": language,
        "given_how": given_how,
        "given_on": given_on,
        "valid_until": valid_until,
        "recorded_by_id": actor.id,
    }
    # The same sheet entered by two clicks is one declaration.
    if same := Consent.objects.filter(**declared, withdrawn_on=None).first():
        return same
    consent = Consent.objects.create(**declared)
    audit.record("consent.recorded", actor=actor, subject=consent, kind=kind, given_on=given_on, to=organisation)
    return consent


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
        raise Refused("Diese Erklärung ist bereits widerrufen.")
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
