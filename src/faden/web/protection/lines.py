"""Entries of the trace as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from faden.domain.cases.queries.numbers import Membership, case_numbers, function_on
from faden.kernel.audit.queries import Kind, TraceFilter, TracePage, trace
from faden.reporting.trace_details import details, file_of, names_in
from faden.reporting.trace_words import in_words
from faden.web.layout.pages import Request
from faden.web.protection.forms import PeriodForm


@dataclass(frozen=True)
class Line:
    """One act or reading.

    :ivar function: as what somebody could open the file on that day
    """

    at: datetime
    who: str
    who_key: UUID
    act: str
    details: tuple[str, ...]
    file_id: UUID | None
    number: str
    function: str


@dataclass(frozen=True)
class Shown:
    """A page of them with the filters that led to it."""

    form: PeriodForm
    lines: tuple[Line, ...]
    next: str | None


def shown(
    request: Request,
    *,
    actor_id: UUID | None = None,
    file_id: UUID | None = None,
    circle: Iterable[Membership] = (),
) -> Shown:
    """What the filters in the address ask for; filters that cannot be read count as none and say so."""
    form = PeriodForm(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    wanted = TraceFilter(
        actor_id=actor_id,
        file_id=file_id,
        kind=Kind(chosen["art"]) if chosen.get("art") else None,
        since=_midnight(chosen.get("von")),
        until=_midnight(chosen.get("bis"), days=1),
    )
    found = trace(wanted, after=_place(request.GET.get("ab", "")))
    following = f"{found.after[0].astimezone(UTC):%Y%m%dT%H%M%S.%f}_{found.after[1]}" if found.after else None
    return Shown(form, _lines(found, tuple(circle)), following)


def _lines(found: TracePage, circle: tuple[Membership, ...]) -> tuple[Line, ...]:
    files = {entry.id: file_of(entry) for entry in found.entries}
    numbers = case_numbers({key for key in files.values() if key})
    names = names_in(found.entries)
    return tuple(
        Line(
            entry.at,
            entry.actor.name,
            entry.actor_id,
            in_words(entry.act),
            tuple(details(entry, names)),
            files[entry.id],
            numbers.get(files[entry.id], ""),
            function_on(circle, entry.actor_id, timezone.localdate(entry.at)),
        )
        for entry in found.entries
    )


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    try:
        return timezone.make_aware(datetime.combine(day + timedelta(days), time.min)) if day else None
    except OverflowError:
        return None


def _place(text: str) -> tuple[datetime, UUID] | None:
    """Where the page begins; an unreadable place is the beginning."""
    moment, _, key = text.partition("_")
    try:
        return datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), UUID(key)
    except ValueError:
        return None
