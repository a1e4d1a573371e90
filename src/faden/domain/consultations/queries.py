"""The sheets of running cases, in words; and the cases that were brought in for advice."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from faden.domain.cases.enums import Constellation, Phase
from faden.domain.cases.models import Case
from faden.domain.catalogues.models import Barrier, LifeDomain
from faden.domain.consent.enums import Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import releases_of
from faden.domain.consent.rules import covers
from faden.domain.consultations.enums import EndedBecause, Waiting
from faden.domain.consultations.models import AdviceContribution, CaseAdvice
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account, RoleAssignment
from faden.lib.german import month
from faden.lib.pseudonyms import name_of

PAGE = 25
Cursor = tuple[int, str]


@dataclass(frozen=True)
class FactFilter:
    """What is looked for; it looks at what is told, never at what lies behind it."""

    phase: Phase | None = None
    life_domain: UUID | None = None
    barrier: UUID | None = None
    waiting: Waiting | None = None


@dataclass(frozen=True)
class Some:
    """Names of a catalogue, and whether there are others that too few cases share."""

    names: tuple[str, ...]
    others: bool


@dataclass(frozen=True)
class Sheet:
    """One case as those see it who may not know whose it is.

    :param constellation: None where the group would be too small; ``phase`` and ``since`` alike
    :param since: month, quarter or year of the opening, in words
    :param waits: how long, None when that alone would tell who it is
    """

    handle: str
    name: str
    constellation: Constellation | None
    phase: Phase | None
    since: str | None
    needs: Some
    barriers: Some
    organisations: Some
    waits: Waiting | None


@dataclass(frozen=True)
class SheetPage:
    """A part of the list, the longest waiting first.

    :param few: there are fewer cases than the smallest group; then nothing is told
    """

    sheets: tuple[Sheet, ...]
    total: int
    few: bool
    after: Cursor | None


@dataclass(frozen=True)
class Advised:
    """A case brought in, as who advises sees it.

    :param by: who asks; None where the case is pseudonymised
    :param said: how many contributions there are
    """

    id: UUID
    question: str
    since: date
    until: date
    released: bool
    by: str | None
    said: int


@dataclass(frozen=True)
class ReleasedSheet:
    """What a release lets somebody who advises read.

    :param domains: life domains it is about; None: all
    :param needs: life domain and need (1 to 4), the highest first
    """

    file: UUID
    name: str
    municipality: str
    manager: str
    constellation: Constellation
    phase: Phase
    opened_on: date
    domains: tuple[str, ...] | None
    needs: tuple[tuple[str, int], ...]
    barriers: tuple[str, ...]
    organisations: tuple[str, ...]


def advised() -> list[Advised]:
    """The cases brought in that the actor may advise on now, the newest first."""
    return [
        Advised(
            UUID(one["id"]),
            one["question"],
            date.fromisoformat(one["since"]),
            date.fromisoformat(one["until"]),
            one["released"],
            one["by"],
            one["said"],
        )
        for one in _answer("SELECT faden_brought_in()", [])
    ]


def advised_or_404(advice_id: UUID) -> Advised:
    """One of them.

    :raises NotVisible: ended, withdrawn, elsewhere, or never brought in
    """
    for one in advised():
        if one.id == advice_id:
            return one
    raise NotVisible


def released_sheet(advice_id: UUID) -> ReleasedSheet | None:
    """The sheet of a case brought in with a release; None where there is none."""
    return _released(_answer("SELECT faden_released_sheet(%s)", [advice_id]))


def pseudonymised_sheet(advice_id: UUID) -> Sheet | None:
    """The sheet of a case brought in without a name; None where its company would be too small."""
    answer = _answer("SELECT faden_case_facts(%s)", [json.dumps({"advice": str(advice_id), "limit": 1})])
    sheets = () if not answer or answer["few"] else _in_words(answer["sheets"])
    return sheets[0] if sheets else None


@dataclass(frozen=True)
class Preview:
    """A sheet as it will be read, and by whom.

    :param sheet: None where the readers' part of the site has too few cases: then they read the question alone
    """

    readers: tuple[str, ...]
    sheet: Sheet | None


def sheet_previews(case: Case, on: date) -> list[Preview]:
    """The sheets of a case that the actor may bring in without a name: one for all who read it with the same reach."""
    found: dict[frozenset[tuple[str, UUID | None]], list[Account]] = {}
    for account, reach in _readers(case, on).items():
        found.setdefault(frozenset(reach), []).append(account)
    previews = []
    for readers in found.values():
        wanted = {"case": str(case.id), "reader": str(readers[0].id), "limit": 1}
        answer = _answer("SELECT faden_sheet_preview(%s)", [json.dumps(wanted)])
        sheets = () if not answer or answer["few"] else _in_words(answer["sheets"])
        previews.append(Preview(tuple(one.name for one in readers), sheets[0] if sheets else None))
    return previews


def released_preview(case: Case, release: Consent) -> ReleasedSheet | None:
    """The sheet of a case that the actor may bring in with this release."""
    wanted = json.dumps({"case": str(case.id), "release": str(release.id)})
    return _released(_answer("SELECT faden_released_preview(%s)", [wanted]))


def _readers(case: Case, on: date) -> dict[Account, set[tuple[str, UUID | None]]]:
    """Who advises on cases of this municipality, and on which others besides."""
    place = case.municipality
    held = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        since__lte=on,
        account__deactivated_on__isnull=True,
        role__in=(Role.COORDINATOR, Role.LEAD, Role.RESIDENCE_OFFICER),
    )
    found: dict[Account, set[tuple[str, UUID | None]]] = {}
    walled = set()
    for one in held.select_related("account").order_by("account__name", "account_id", "id"):
        if one.role == Role.RESIDENCE_OFFICER:
            walled.add(one.account)
        else:
            reach = ("", None) if one.role == Role.LEAD else (one.scope_kind, one.scope_id)
            found.setdefault(one.account, set()).add(reach)
    here = {("", None), ("region", place.region_id), ("municipality", place.id)}
    return {account: reach for account, reach in found.items() if reach & here and account not in walled}


def contributions_to(advice_ids: Iterable[UUID]) -> dict[UUID, list[AdviceContribution]]:
    """What was said to each, the oldest first."""
    found: dict[UUID, list[AdviceContribution]] = {}
    for one in AdviceContribution.objects.filter(advice_id__in=list(advice_ids)).select_related("author"):
        found.setdefault(one.advice_id, []).append(one)
    return found


def advices_of(case: Case) -> list[CaseAdvice]:
    """For what this case has been brought in, the newest first."""
    found = CaseAdvice.objects.filter(case_id=case.id)
    return list(found.select_related("author", "transfer__consent__organisation"))


def running_advices(case_ids: Iterable[UUID], on: date) -> dict[UUID, list[CaseAdvice]]:
    """For what each of these cases is brought in now; a case that is not is missing."""
    found: dict[UUID, list[CaseAdvice]] = {}
    for one in CaseAdvice.objects.filter(case_id__in=list(case_ids), ended_on__isnull=True, until__gte=on):
        found.setdefault(one.case_id, []).append(one)
    return found


def advices_on(consent: Consent, case: Case, on: date) -> list[CaseAdvice]:
    """For what this case has been brought in on a release, where it runs or was ended by the withdrawal."""
    found = CaseAdvice.objects.filter(case_id=case.id, transfer__consent=consent, until__gte=on)
    ended = Q(ended_on=None) | Q(ended_because=EndedBecause.WITHDRAWN)
    return list(found.filter(ended).select_related("author"))


def advice_or_404(case: Case, advice_id: UUID) -> CaseAdvice:
    """One of this case."""
    found = CaseAdvice.objects.filter(case_id=case.id, id=advice_id).select_related("case").first()
    if found is None:
        raise NotVisible
    return found


def said_lately(actor: Actor, since: date, limit: int) -> list[AdviceContribution]:
    """What was advised on cases that the actor has brought in, the newest first."""
    found = AdviceContribution.objects.filter(advice__author_id=actor.id, on__gte=since)
    return list(found.select_related("advice__case", "author").order_by("-on", "-id")[:limit])


def releases_for_advice(case: Case, on: date) -> list[Consent]:
    """The releases on which the case may be brought in with a name."""
    return [one for one in releases_of(case.person_id, on=on) if covers(one, about=None, purpose=Purpose.ADVICE)]


def _released(found: Any) -> ReleasedSheet | None:
    if found is None:
        return None
    return ReleasedSheet(
        UUID(found["file"]),
        found["name"],
        found["municipality"],
        found["manager"],
        Constellation(found["constellation"]),
        Phase(found["phase"]),
        date.fromisoformat(found["opened_on"]),
        tuple(found["domains"]) if found["domains"] else None,
        tuple((name, need) for name, need in found["needs"]),
        tuple(found["barriers"]),
        tuple(found["organisations"]),
    )


def _answer(question: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        (found,) = cursor.fetchone()
    return json.loads(found) if isinstance(found, str) else found


def case_facts(wanted: FactFilter, *, after: Cursor | None = None, limit: int = PAGE) -> SheetPage:
    """The sheets of the actor's reach that fit; nothing for anybody else."""
    asked: dict[str, Any] = {
        "phase": wanted.phase,
        "life_domain": wanted.life_domain,
        "barrier": wanted.barrier,
        "waiting": wanted.waiting,
        "rank": after[0] if after else None,
        "handle": after[1] if after else None,
        "limit": limit + 1,
    }
    answer: dict[str, Any] = _answer("SELECT faden_case_facts(%s)", [json.dumps(asked, default=str)]) or {"few": True}
    if answer["few"]:
        return SheetPage((), 0, few=True, after=None)
    rows = answer["sheets"]
    sheets = _in_words(rows[:limit])
    more = len(rows) > limit
    return SheetPage(sheets, answer["total"], few=False, after=_place(rows[limit - 1]) if more else None)


def _place(row: Mapping[str, Any]) -> Cursor:
    return row["waiting"], row["handle"]


def _in_words(rows: list[dict[str, Any]]) -> tuple[Sheet, ...]:
    if not rows:
        return ()
    names = {
        "needs": _names(LifeDomain, rows, "needs"),
        "barriers": _names(Barrier, rows, "barriers"),
        "organisations": _names(Organisation, rows, "organisations"),
    }
    return tuple(
        Sheet(
            handle=row["handle"],
            name=name_of(row["handle"]),
            constellation=Constellation(row["constellation"]) if row["constellation"] else None,
            phase=Phase(row["phase"]) if row["phase"] else None,
            since=_since(row["since"]),
            waits=None if row["waits_somehow"] else Waiting(row["waiting"]),
            **{kind: _some(row[kind], known, others=row[f"other_{kind}"]) for kind, known in names.items()},
        )
        for row in rows
    )


def _names(model: Any, rows: Iterable[dict[str, Any]], kind: str) -> dict[str, str]:
    wanted = {key for row in rows for key in row[kind]}
    return {str(one.id): str(one.name) for one in model.objects.filter(id__in=wanted)}


def _since(told: str | None) -> str | None:
    """``2026-03``, ``2026-Q1`` or ``2026`` in words."""
    if told is None:
        return None
    year, _, part = told.partition("-")
    if part.startswith("Q"):
        return f"{part[1:]}. Quartal {year}"
    return month(date(int(year), int(part), 1)) if part else year


def _some(keys: list[str], known: dict[str, str], *, others: bool) -> Some:
    return Some(tuple(sorted(known[key] for key in keys if key in known)), others)
