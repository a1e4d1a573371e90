"""From the rows of a person to what a human being can review and read: names for keys, words for codes, masks.

The shape is documented in docs/reference/auskunft.md (``FORMAT``); the review adds its decisions to the same shape.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.catalogues.models import Barrier, LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.retention.queries import Period
from faden.domain.subject_requests.calculation import BLACK, hint, masked, names_to_mask, passages
from faden.domain.subject_requests.field_words import word_of
from faden.kernel.database.register import ALWAYS_TECHNICAL, Category, Data, activities, catalogue
from faden.kernel.database.rows import Open, declared
from faden.kernel.identity.models import Account
from faden.lib import german
from faden.lib.countries import COUNTRIES, country_name
from faden.lib.languages import LANGUAGES, language_name

FORMAT: Final = "faden-auskunft/1"
COLLEAGUE: Final = "eine Fachkraft"
SOMEBODY: Final = "eine andere Person"
OUTSIDER: Final = f"{BLACK} (Name oder Erreichbarkeit einer anderen Person)"
#: Lists of keys that are no foreign keys.
LISTS: Mapping[str, type[models.Model]] = {"life_domain_ids": LifeDomain, "barrier_ids": Barrier}
#: About the person themselves and told by them: nobody else can stand in it.
OWN = {"people.Person", "people.ShieldedIdentity", "people.NameToken", "people.Address", "people.ContactChannel"}
#: Marks computed from a content; nobody can read anything in them.
UNREADABLE = {"digest", "strokes", "set_aside", "moved"}
TECHNICAL = {Category.TECHNICAL}
#: What separates the parts of a form made for sorting can neither be read nor printed.
WITHOUT_SEPARATORS = {code: " " for code in range(32) if chr(code) not in "\n\t"}


class Words:
    """What keys stand for, read once for each table."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self.people = set(found["people"])
        self.names = names_to_mask([*found["others"], *found["staff"]], found["own"])
        self.numbers = {row["id"]: row["number"] for row in found["sections"].get(Case._meta.label, ())}
        self._open = {table.name for table in declared() if isinstance(table, Open)} | {Organisation._meta.db_table}
        self._read: dict[type[models.Model], dict[str, str]] = {}

    def of(self, model: type[models.Model], key: str) -> str:
        """What somebody reads instead of a key; empty where it says nothing."""
        if model is Person:
            return "Sie selbst" if key in self.people else SOMEBODY
        if model is Account:
            return COLLEAGUE
        if model is Case:
            return str(self.numbers.get(key, ""))
        if model._meta.db_table not in self._open:
            return ""
        if model not in self._read:
            self._read[model] = {str(one.pk): str(one) for one in model._base_manager.all()}
        return self._read[model].get(key, "")


def built(found: Mapping[str, Any], *, number: str, on: date, periods: Mapping[str, Period]) -> dict[str, Any]:
    """The package of what was collected (``faden_collect``), not reviewed yet."""
    words = Words(found)
    sections = [_section(label, rows, words, periods) for label, rows in found["sections"].items()]
    order = {label: place for place, label in enumerate(catalogue())}
    return {
        "format": FORMAT,
        "number": number,
        "name": found["own"][0] if found["own"] else "",
        "collected_on": on.isoformat(),
        "sections": sorted((one for one in sections if one["rows"]), key=lambda one: order[one["table"]]),
    }


def to_review(section: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The passages of a section that somebody has to look at, in order."""
    return [passage for row in section["rows"] for field in row for passage in field.get("passages", ())]


def waiting_sections(package: Mapping[str, Any]) -> list[str]:
    """The tables whose section nobody has reviewed yet, in order."""
    return [section["table"] for section in package["sections"] if not section["reviewed"]]


def disclosed(package: Mapping[str, Any]) -> dict[str, Any]:
    """The package as it is handed over: what is black is gone, hints of the review too."""
    kept = ("table", "name", "purpose", "activity", "kept")
    sections = [
        {**{key: one[key] for key in kept}, "rows": [[_told(field) for field in row] for row in one["rows"]]}
        for one in package["sections"]
    ]
    return {**{key: package[key] for key in ("format", "number", "name", "collected_on")}, "sections": sections}


def _told(field: Mapping[str, Any]) -> dict[str, str]:
    value = field.get("value")
    if value is None:
        value = " ".join(BLACK if one["black"] else one["text"] for one in field["passages"])
    return {"name": field["name"], "label": field["label"], "value": value}


def _section(label: str, rows: Any, words: Words, periods: Mapping[str, Period]) -> dict[str, Any]:
    about, meta = catalogue()[label], apps.get_model(label)._meta
    told = [list(_fields(about, row, words)) for row in rows]
    period = periods[about.retention]
    section = {
        "table": label,
        "name": str(meta.verbose_name_plural),
        "purpose": about.purpose,
        "activity": activities()[about.activity].name,
        "kept": f"{period.rule.period} {period.begins}" if period.rule else "",
        "rows": [row for row in told if row],
    }
    return {**section, "reviewed": not to_review(section)}


def _fields(about: Data, row: Mapping[str, Any], words: Words) -> Iterator[dict[str, Any]]:
    for field in apps.get_model(about.model)._meta.concrete_fields:
        category, value = about.fields.get(field.name), row.get(str(field.column))
        if field.name in ALWAYS_TECHNICAL or field.name in UNREADABLE or category in TECHNICAL:
            continue
        if value in (None, "", [], {}) or category is None:
            continue
        label = word_of(field)
        told = {"name": field.name, "label": label[:1].upper() + label[1:]}
        if category is Category.OUTSIDER:
            yield {**told, "value": OUTSIDER}
        elif _is_free_text(field):
            yield from _text(told, value, words, is_own=_is_own(about, field, row, words))
        elif text := _in_words(field, value, words):
            yield {**told, "value": text}


def _is_own(about: Data, field: Any, row: Mapping[str, Any], words: Words) -> bool:
    """Nobody else can stand in it: told by themselves, or made from their own name for sorting."""
    return about.model in OWN or (field.name == "sort_name" and str(row.get("person_id")) in words.people)


def _text(told: dict[str, Any], value: Any, words: Words, *, is_own: bool) -> Iterator[dict[str, Any]]:
    if is_own:
        yield {**told, "value": str(value).translate(WITHOUT_SEPARATORS)}
        return
    plain = masked(value if isinstance(value, str) else "\n".join(_flat(value)), words.names)
    parts = [{"text": one, "hint": hint(one), "black": False} for one in passages(plain)]
    if parts:
        yield {**told, "passages": parts}


def _is_free_text(field: Any) -> bool:
    if isinstance(field, models.JSONField):
        return True
    is_code = field.choices or field.name in ("language", "country", "number", "form_version", "media_type")
    return isinstance(field, (models.CharField, models.TextField)) and not is_code


def _in_words(field: Any, value: Any, words: Words) -> str:
    if isinstance(field, models.ForeignKey):
        return words.of(field.related_model, str(value))
    if isinstance(field, ArrayField):
        model = LISTS.get(field.name)
        return ", ".join(filter(None, (words.of(model, str(one)) for one in value))) if model else ""
    if isinstance(field, models.UUIDField):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(field, models.DateTimeField):
        return german.moment(timezone.localtime(datetime.fromisoformat(value)))
    if isinstance(field, models.DateField):
        return german.day(date.fromisoformat(value))
    if field.name == "language" and value in LANGUAGES:
        return language_name(value)
    if field.name == "country" and value in COUNTRIES:
        return country_name(value)
    return str(value)


def _flat(value: Any) -> Iterator[str]:
    """The texts in a value of any shape; keys of rows say nothing."""
    match value:
        case str():
            if value and not _is_key(value):
                yield value
        case dict():
            for one in value.values():
                yield from _flat(one)
        case list():
            for one in value:
                yield from _flat(one)
        case bool() | None:
            return
        case _:
            yield str(value)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
