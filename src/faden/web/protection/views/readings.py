"""Who has read a file, told to its client by letter (Art. 15 GDPR)."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.cases.operations.answering import file_readings_letter
from faden.domain.cases.queries.inviting import organisations_by_account
from faden.domain.cases.queries.numbers import case_numbers, circle_history
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit.queries import Reading, readings_of
from faden.kernel.audit.rules import may_read_trace
from faden.kernel.files.enums import FileKind
from faden.kernel.files.operations import open_file
from faden.kernel.files.queries import file_in, filed_in
from faden.kernel.identity.queries import account_names
from faden.reporting.readings_paper import READS, readers, sheet
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection.forms import ReadingsLetterForm

A_YEAR = timedelta(days=365)


@page("GET", "POST")
def letter(request: Request, key: UUID) -> HttpResponse:
    """/datenschutz/akte/<key>/brief/: make the letter for a period, and those made before."""
    number = _number(request, key)
    initial = {"since": request.today - A_YEAR, "until": request.today}
    form = ReadingsLetterForm(request.POST or None, initial=initial, today=request.today)

    def made(*, since: date, until: date, language: str, names: str) -> Any:
        told: dict[str, Any] = {"since": since, "until": until, "language": language}
        pdf = _typeset(key, number, named=bool(names), on=request.today, **told)
        return file_readings_letter(
            file_id=key, pdf=pdf, names=names, actor=request.actor, today=request.today, **told
        )  # fmt: skip

    if submit(form, made):
        tell(request, "Der Brief liegt in der Akte. Ausgehändigt wird er von der Fachkraft, die sie führt.")
        return redirect("protection:readings_letter", key)
    letters = filed_in(key, request.today).of_kind(FileKind.ANSWER)
    return render(request, "protection/readings_letter.html", key=key, number=number, form=form, letters=letters)


@page("GET", reads_file=True)
def pdf(request: Request, key: UUID, answer_id: UUID) -> HttpResponse:
    """…/brief/<Brief>.pdf: a letter that the officer has made."""
    _number(request, key)
    stored = file_in(key, answer_id)
    return download(open_file(stored=stored, actor=request.actor), name=stored.name, media_type=stored.media_type)


def _number(request: Request, key: UUID) -> str:
    """The number of the file, for the data protection officer."""
    may_read_trace.check(request.actor)
    number = case_numbers([key]).get(key)
    if number is None:
        raise NotVisible
    return number


def _typeset(key: UUID, number: str, *, since: date, until: date, language: str, named: bool, on: date) -> bytes:
    found = readings_of(key, READS, since=_midnight(since), until=_midnight(until + timedelta(days=1)))
    names = account_names({one.actor_id for one in found}) if named else {}
    read_by = readers(found, circle_history(key), organisations=_organisations(found), names=names)
    return sheet(number, read_by, language=language, since=since, until=until, on=on)


def _organisations(found: Iterable[Reading]) -> dict[UUID, str]:
    """Where the readers worked on the last day on which each of them has read."""
    last: dict[UUID, date] = {}
    for one in found:
        last[one.actor_id] = max(one.day, last.get(one.actor_id, one.day))
    places: dict[UUID, str] = {}
    for day in set(last.values()):
        places |= organisations_by_account({account for account, on in last.items() if on == day}, day)
    return places


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
