"""Who may see the file today, as a sheet for the client: German and the client's language side by side."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.queries.file import File, Member
from faden.domain.catalogues.queries import life_domains
from faden.domain.client_texts.queries import Texts
from faden.lib import german
from faden.reporting.documents import render as typeset
from faden.reporting.two_languages import in_place, side_by_side, topic_in_both

GROUP = "circle"


def sheet(
    file: File, *, language: str, organisations: Mapping[UUID, str], cleared: Collection[UUID], on: date
) -> bytes:
    """Everybody in the circle today, with task, organisation, part and time.

    :param organisations: by account, of those who work elsewhere
    :param cleared: who reads the file of a restricted person beside the responsible case manager (ADR 27)
    :raises KeyError: there are no texts in this language
    """
    texts, data = side_by_side(GROUP, "domain", language=language)
    names = {one.id: (one.key, one.name) for one in life_domains()}
    person = file.case.person
    office = f"Kommunales Integrationsmanagement {data['site']}".strip()
    data |= {
        "client": person.full_name,
        "on": on,
        "members": [
            _member(one, organisations.get(one.account_id, office), names, texts)
            for one in file.members
            if not person.is_shielded or one.function == CircleFunction.RESPONSIBLE or one.account_id in cleared
        ],
    }
    return typeset("circle", data, language=language)


def _member(member: Member, place: str, names: Mapping[UUID, tuple[str, str]], texts: Texts) -> dict[str, Any]:
    return {
        "name": member.name,
        "place": place,
        "function": str(member.function),
        "scope": str(member.scope),
        "topics": [topic_in_both(*names[one], texts) for one in member.life_domain_ids if one in names],
        "reason": in_place(member.reason, texts),
        "since": german.day(member.since),
        "until": in_place(_until(member), texts),
    }


def _until(member: Member) -> str:
    if member.ends_at is not None:
        ends = localtime(member.ends_at)
        return f"{german.day(ends.date())}, {ends:%H:%M} Uhr"
    return german.day(member.until - timedelta(days=1)) if member.until else ""
