"""Who may see the file today, as a sheet for the client: German and the client's language side by side."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.queries.file import File, Member
from faden.domain.catalogues.queries import life_domains
from faden.domain.client_texts.queries import Texts, texts_in
from faden.domain.client_texts.shipped import END, ISOLATE, SOURCE
from faden.domain.places.queries import site
from faden.lib import german
from faden.reporting.documents import render as typeset

GROUP = "circle"


def sheet(
    file: File, *, language: str, organisations: Mapping[UUID, str], cleared: Collection[UUID], on: date
) -> bytes:
    """Everybody in the circle today, with task, organisation, part and time.

    :param organisations: by account, of those who work elsewhere
    :param cleared: who reads the file of a restricted person beside the responsible case manager (ADR 27)
    :raises KeyError: there are no texts in this language
    """
    source, texts, here = texts_in(SOURCE), texts_in(language), site()
    names = {one.id: (one.key, one.name) for one in life_domains()}
    person = file.case.person
    office = f"Kommunales Integrationsmanagement{f' {here.name}' if here else ''}"
    data = {
        "site": here.name if here else "",
        "rtl": texts.language.right_to_left,
        "german": words(source, GROUP),
        "other": None if language == SOURCE else words(texts, GROUP),
        "unreviewed": texts.unreviewed((GROUP, "form", "domain")),
        "client": person.full_name,
        "on": on,
        "members": [
            _member(one, organisations.get(one.account_id, office), names, texts)
            for one in file.members
            if not person.is_shielded or one.function == CircleFunction.RESPONSIBLE or one.account_id in cleared
        ],
    }
    return typeset("circle", data, language=language)


def words(texts: Texts, group: str) -> dict[str, str]:
    """The fixed sentences of a sheet, with the label of the name."""
    return {"client": texts["form.client"], **{one.key.split(".", 1)[1]: one.text for one in texts.group(group)}}


def in_place(value: str, texts: Texts) -> str:
    """A German value that keeps its order beside a label that runs from right to left."""
    return f"{ISOLATE}{value}{END}" if value and texts.language.right_to_left else value


def _member(member: Member, place: str, names: Mapping[UUID, tuple[str, str]], texts: Texts) -> dict[str, Any]:
    return {
        "name": member.name,
        "place": place,
        "function": str(member.function),
        "scope": str(member.scope),
        "topics": [_topic(*names[one], texts) for one in member.life_domain_ids if one in names],
        "reason": in_place(member.reason, texts),
        "since": german.day(member.since),
        "until": in_place(_until(member), texts),
    }


def _until(member: Member) -> str:
    if member.ends_at is not None:
        ends = localtime(member.ends_at)
        return f"{german.day(ends.date())}, {ends:%H:%M} Uhr"
    return german.day(member.until - timedelta(days=1)) if member.until else ""


def _topic(key: str, name: str, texts: Texts) -> list[str]:
    named = f"domain.{key}"
    return [name, texts[named] if texts.language.tag != SOURCE and named in texts else ""]
