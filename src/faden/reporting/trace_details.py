"""What an entry of the trace says beside its act: from–to, days, states, in German."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from faden.domain.organisations.models import Organisation
from faden.domain.subject_requests.field_words import word_of
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import account_names
from faden.lib import german
from faden.lib.languages import language_name

#: Fact → its word, where the field of the thing itself has none or another one.
WORDS = {
    "account": "Konto",
    "after": "danach",
    "aim": "Ziel",
    "before": "vorher",
    "black": "geschwärzt",
    "by_birth_date": "mit Geburtstag gesucht",
    "by_name": "mit Namen gesucht",
    "by_provider": "über die Anmeldung des Hauses",
    "cases": "Fälle",
    "change": "Änderung",
    "circle": "aus dem Kreis",
    "code": "mit Code",
    "contents": "Inhalte",
    "count": "Anzahl",
    "delete_on": "zu löschen am",
    "erased_on": "zuerst gelöscht am",
    "family": "aus der Familie",
    "fields": "geändert",
    "file_type": "Dateiart",
    "former": "bisher",
    "gaps": "Meldungen",
    "given_on": "unterschrieben am",
    "goal_score": "Zielerreichung",
    "goals": "Ziele",
    "household": "Haushalt",
    "is_anonymous": "ohne Namen",
    "is_named": "mit Namen",
    "is_new": "neu",
    "keys": "beendete Schlüssel",
    "known": "bekannte Treffer",
    "left": "verlassen",
    "life_domains": "Handlungsfelder",
    "mails": "Nachrichten",
    "masked": "verdeckte Treffer",
    "mended": "verbessert",
    "minutes": "Minuten",
    "offered": "angeboten",
    "on": "am",
    "on_law": "auf gesetzlicher Grundlage",
    "opened": "geöffnet",
    "organisation": "Organisation",
    "questions": "Angaben",
    "released": "mit Namen",
    "replaced": "ersetzt",
    "reworded": "neu formuliert",
    "responsible": "verantwortlich",
    "rows": "Zeilen",
    "scanned": "auf Schadprogramme geprüft",
    "seats": "Sitze",
    "secrets": "Geheimnisse von Apps",
    "sessions": "beendete Anmeldungen",
    "share": "Anteil",
    "shielded": "geschützte Treffer",
    "since": "von",
    "size": "Größe in Byte",
    "stated_impersonal": "als sachlich bestätigt",
    "steps": "Schritte",
    "successor": "nachfolgend",
    "table": "Abschnitt",
    "template": "Vorlage",
    "to": "an",
    "unopened": "nicht geöffnet",
    "until": "bis",
    "value": "Wert",
    "version": "Fassung",
    "views": "Sichten",
}
#: Fact → the field whose value it is, where the fact has a shorter name.
FIELDS: Final = {"aim": "indicator_aim", "code": "code_told"}
ACCOUNT: Final = "identity.account"
FILE: Final = "cases.case"
#: The name of a table, where a fact tells which one was meant.
TABLE: Final = re.compile(r"[a-z_]+\.[A-Z]\w+")
#: Facts that are for machines.
SILENT = {"digest", "gap", "theme", "other", "restored"}


def names_in(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Accounts and organisations that the facts of these entries name; two statements."""
    told = list(entries)
    keys = {UUID(key) for entry in told for value in entry.facts.values() for key in _keys(value)}
    keys |= {entry.subject_id for entry in told if _is_about_somebody_else(entry)}
    if not keys:
        return {}
    organisations = Organisation.objects.filter(id__in=keys).values_list("id", "name")
    return {str(key): name for key, name in (*account_names(keys).items(), *organisations)}


def details(entry: AuditEntry, names: Mapping[str, str]) -> list[str]:
    """Each fact as "Wort: Wert"; what leads nowhere or says nothing is left out.

    What was done to an account says to whose.
    """
    model = _model(entry.subject_kind)
    whose = names.get(str(entry.subject_id), "") if _is_about_somebody_else(entry) else ""
    told = (_told(model, name, value, names) for name, value in _joined(entry.facts, model) if name not in SILENT)
    return [*([f"Konto: {whose}"] if whose else []), *(words for words in told if words)]


def file_of(entry: AuditEntry) -> UUID | None:
    """The file it belongs to; of a look into the trace the file that was looked at."""
    return entry.subject_id if entry.subject_kind == FILE else entry.file_id


def _is_about_somebody_else(entry: AuditEntry) -> bool:
    return entry.subject_kind == ACCOUNT and entry.subject_id != entry.actor_id and "account" not in entry.facts


def _joined(facts: Mapping[str, Any], model: type[models.Model] | None) -> Iterator[tuple[str, Any]]:
    """The facts with "before" and "after" as one, named after the field of which they are states."""
    states = dict(getattr(_field(model, "state"), "flatchoices", ()))
    for name, value in facts.items():
        if name == "before" and "after" in facts:
            yield "state" if value in states else "change", [value, facts["after"]]
        elif name != "after" or "before" not in facts:
            yield name, value


def _readable(name: str, value: object) -> object:
    return language_name(value) if name == "language" and isinstance(value, str) else value


def _told(model: type[models.Model] | None, name: str, value: object, names: Mapping[str, str]) -> str:
    field = _field(model, name) or _namesake(name, value)
    if name == "fields" and isinstance(value, list):
        shown = german.join(_word(_field(model, one), one) for one in value)
    elif isinstance(value, list) and len(value) == 2 and name != "gaps":
        before, after = (_value(field, one, names) for one in value)
        shown = f"{before or '–'} → {after or '–'}" if before or after else ""
    elif isinstance(value, list | dict):
        shown = german.number(len(value)) if value else ""
    else:
        shown = _value(field, _readable(name, value), names)
    word = WORDS.get(name) or _word(field, name)
    return f"{word}: {shown}" if shown else ""


def _word(field: Any, name: str) -> str:
    return word_of(field) if field else name.replace("_", " ")


def _value(field: Any, value: object, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return german.number(value)
    text = str(value)
    choices = dict(getattr(field, "flatchoices", ()))
    if text in choices:
        return str(choices[text])
    if _is_key(text):
        return names.get(text, "")
    if TABLE.fullmatch(text) and (table := _model(text)):
        return str(table._meta.verbose_name_plural)
    return _day(text)


def _day(text: str) -> str:
    try:
        if len(text) == len("2026-11-20"):
            return german.day(date.fromisoformat(text))
        return german.moment(timezone.localtime(datetime.fromisoformat(text)))
    except ValueError:
        return text


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _keys(one)
    elif isinstance(value, str) and _is_key(value):
        yield value


def _is_key(text: str) -> bool:
    try:
        return len(text) == len("00000000-0000-0000-0000-000000000000") and bool(UUID(text))
    except ValueError:
        return False


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    wanted = {name, f"{name}_id", FIELDS.get(name, name)}
    fields = model._meta.concrete_fields if model else ()
    return next((field for field in fields if field.name in wanted or field.attname in wanted), None)


def _namesake(name: str, value: object) -> Any:
    """A field of that name on another table, where the thing itself has none; best one that knows the value."""
    fields = _fields_called(FIELDS.get(name, name))
    knowing = (field for field in fields if isinstance(value, str) and value in dict(field.flatchoices))
    return next(knowing, fields[0] if fields else None)


@cache
def _fields_called(name: str) -> tuple[Any, ...]:
    everywhere = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return tuple(field for field in everywhere if name in (field.name, field.attname))
