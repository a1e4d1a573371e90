"""What may stand in a line of a person's history: by field a German sentence for what is wrong."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from faden.domain.people.enums import ChannelKind, EntryKind, KnownBy, Recognition
from faden.lib.countries import COUNTRIES
from faden.lib.languages import LANGUAGES

Values = Mapping[str, Any]
Errors = dict[str, str]

EARLIEST_YEAR = 1920
PHONE = re.compile(r"[+(]?[0-9][0-9 ()/.-]{3,38}")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
POSTCODE = re.compile(r"[0-9]{5}")
IN_FUTURE = "Der Tag liegt in der Zukunft."
UNDECIDED = (Recognition.NOT_NEEDED, Recognition.NOT_APPLIED, Recognition.APPLIED)


def wrong_in(kind: EntryKind, values: Values, today: date) -> Errors:
    """Everything that is wrong in a line of this history, by field."""
    return {**_wrong_period(values), **_wrong_source(values), **CHECKS[kind](values, today)}


def _wrong_period(values: Values) -> Errors:
    since, until = values.get("since"), values.get("until")
    return {"until": "Das Ende liegt nicht nach dem Beginn."} if since and until and until <= since else {}


def _wrong_source(values: Values) -> Errors:
    if values.get("known_by") == KnownBy.ORGANISATION and not values.get("organisation"):
        return {"organisation": "Bitte die Organisation auswählen, von der Sie es wissen."}
    return {}


def _residence(values: Values, today: date) -> Errors:
    errors = {}
    issued, since, expires = values.get("issued_on"), values.get("since"), values.get("expires_on")
    if issued and issued > today:
        errors["issued_on"] = IN_FUTURE
    first = since or issued
    if first and expires and expires < first:
        errors["expires_on"] = "Der letzte Tag liegt vor dem ersten."
    return errors


def _nationality(values: Values, today: date) -> Errors:
    errors = _begun(values, today)
    if values.get("country") not in COUNTRIES:
        errors["country"] = "Bitte den Staat aus der Liste auswählen."
    return errors


def _language(values: Values, today: date) -> Errors:
    errors = _begun(values, today)
    if values.get("language") not in LANGUAGES:
        errors["language"] = "Bitte die Sprache aus der Liste auswählen."
    return errors


def _qualification(values: Values, today: date) -> Errors:
    errors = {}
    if not (values.get("name") or "").strip():
        errors["name"] = "Bitte den Abschluss oder die Tätigkeit nennen."
    if (country := values.get("country")) and country not in COUNTRIES:
        errors["country"] = "Bitte den Staat aus der Liste auswählen."
    year, applied, decided = values.get("finished_in"), values.get("applied_on"), values.get("decided_on")
    if year is not None and not EARLIEST_YEAR <= year <= today.year:
        errors["finished_in"] = f"Bitte ein Jahr von {EARLIEST_YEAR} bis {today.year} eingeben."
    for field, day in (("applied_on", applied), ("decided_on", decided)):
        if day and day > today:
            errors[field] = IN_FUTURE
    if applied and decided and decided < applied:
        errors["decided_on"] = "Die Entscheidung liegt vor dem Antrag."
    if decided and values.get("recognition") in UNDECIDED:
        errors["recognition"] = "Zu einer Entscheidung gehört ihr Ergebnis."
    return errors


def _channel(values: Values, today: date) -> Errors:
    del today
    kind, value = values.get("kind"), (values.get("value") or "").strip()
    if not value:
        return {"value": "Bitte eintragen, wie die Person zu erreichen ist."}
    if kind == ChannelKind.PHONE and not PHONE.fullmatch(value):
        return {"value": "Bitte eine Telefonnummer aus Ziffern eingeben, zum Beispiel 0171 2345678."}
    if kind == ChannelKind.EMAIL and not MAIL.fullmatch(value):
        return {"value": "Bitte eine E-Mail-Adresse eingeben, zum Beispiel name@beispiel.de."}
    return {}


def _address(values: Values, today: date) -> Errors:
    del today
    errors = {}
    municipality, neighbourhood = values.get("municipality"), values.get("neighbourhood")
    if values.get("postcode") and not POSTCODE.fullmatch(values["postcode"]):
        errors["postcode"] = "Eine Postleitzahl hat fünf Ziffern."
    if neighbourhood and (not municipality or neighbourhood.municipality_id != municipality.id):
        errors["neighbourhood"] = "Dieser Sozialraum gehört zu einer anderen Kommune."
    if not any(values.get(field) for field in ("street", "town", "municipality")):
        errors["street"] = "Bitte mindestens die Straße, den Ort oder die Kommune eingeben."
    return errors


def _begun(values: Values, today: date) -> Errors:
    since = values.get("since")
    return {"since": IN_FUTURE} if since and since > today else {}


CHECKS: Mapping[EntryKind, Callable[[Values, date], Errors]] = MappingProxyType(
    {
        EntryKind.RESIDENCE: _residence,
        EntryKind.LEGAL_AREA: _begun,
        EntryKind.NATIONALITY: _nationality,
        EntryKind.LANGUAGE: _language,
        EntryKind.QUALIFICATION: _qualification,
        EntryKind.CHANNEL: _channel,
        EntryKind.ADDRESS: _address,
    }
)
