"""Keep the histories of a person: add a line, correct it, end it, strike it out. Nothing is overwritten."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from faden.domain.people.calculation.entries import wrong_in
from faden.domain.people.enums import AddressKind, EntryKind
from faden.domain.people.models import Address, ContactChannel, Entry, Person, ShieldedIdentity
from faden.domain.people.queries.entries import TABLES, living
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Conflict, Invalid
from faden.kernel.audit import operations as audit

#: A new line ends the one before it: somebody lives in one dwelling, and a language is judged anew.
SUCCEEDING = (EntryKind.LANGUAGE, EntryKind.ADDRESS)
#: What belongs to the line itself, not to what is known.
BOOKKEEPING = ("id", "recorded_on", "recorded_by", "standing", "replaced_on", "replaced_by", "version")


@transaction.atomic
def add_entry(
    *, person: Person, history: EntryKind, actor: Actor, today: date, replaces: Entry | None = None, **values: Any
) -> Entry:
    """Add a line to a history of a person the actor sees.

    :param replaces: a line that ends where this one begins
    :param values: fields of the history's table
    :raises Invalid: by field; also when a line that says the same covers some of the same time
    """
    may_keep_people.check(actor)
    lock(person)
    values = _cleaned(history, values, today)
    if history == EntryKind.ADDRESS:
        _keep_known_place(person, values, actor, today)
    entry = TABLES[history](person=person, recorded_on=today, recorded_by_id=actor.id, **values)
    for former in _succeeded(entry, history, replaces):
        _end(former, entry.since or today, actor)
    _check_free(entry)
    _prefer_only(entry)
    entry.save(force_insert=True)
    _follow(entry, today)
    audit.record("person.entry_added", actor=actor, subject=entry, since=entry.since, until=entry.until)
    return entry


@transaction.atomic
def correct_entry(*, entry: Entry, version: int, actor: Actor, today: date, **values: Any) -> Entry:
    """Correct a line; what it said before is kept.

    :raises Conflict: somebody has changed the line since
    """
    may_keep_people.check(actor)
    lock(entry.person)
    current = _lock(entry, version, values)
    former = _copy(current, actor, today)
    cleaned = _cleaned(_history(current), {**_known(current), **values}, today)
    changed = sorted(name for name in values if getattr(current, name) != cleaned[name])
    if not changed:
        return current
    for name in changed:
        setattr(current, name, cleaned[name])
    _check_free(current)
    _prefer_only(current)
    former.save(force_insert=True)
    save_edit(current, **{name: cleaned[name] for name in changed})
    _follow(current, today)
    audit.record("person.entry_corrected", actor=actor, subject=current, fields=changed)
    return current


@transaction.atomic
def end_entry(*, entry: Entry, version: int, last_day: date, actor: Actor, today: date) -> Entry:
    """Say until when a line was true.

    :param last_day: the last day on which it was
    :raises Conflict: somebody has changed the line since
    """
    may_keep_people.check(actor)
    lock(entry.person)
    current = _lock(entry, version, ("until",))
    if last_day > today:
        raise Invalid({"last_day": "Der Tag liegt in der Zukunft."})
    if current.since and last_day < current.since:
        raise Invalid({"last_day": f"Die Angabe gilt erst seit dem {current.since:%d.%m.%Y}."})
    _end(current, last_day + timedelta(days=1), actor)
    _follow(current, today)
    return current


@transaction.atomic
def strike_entry(*, entry: Entry, version: int, actor: Actor, today: date) -> Entry:
    """Strike out a line that was wrong altogether; it stays to be read as struck out.

    :raises Conflict: somebody has changed the line since
    """
    may_keep_people.check(actor)
    lock(entry.person)
    current = _lock(entry, version, ())
    save_edit(current, replaced_on=today, replaced_by_id=actor.id)
    _follow(current, today)
    audit.record("person.entry_struck", actor=actor, subject=current)
    return current


def _lock(entry: Entry, version: int, fields: Any) -> Entry:
    current = lock(entry, version=version, fields=fields)
    if current.replaced_on is not None:
        raise Conflict(current, {})
    return current


def _history(entry: Entry) -> EntryKind:
    return next(history for history, table in TABLES.items() if isinstance(entry, table))


def _cleaned(history: EntryKind, values: dict[str, Any], today: date) -> dict[str, Any]:
    cleaned = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in values.items()}
    if errors := wrong_in(history, cleaned, today):
        raise Invalid(errors)
    return cleaned


def _known(entry: Entry) -> dict[str, Any]:
    """What a line says, by field."""
    names = (field.name for field in entry._meta.fields if field.name not in BOOKKEEPING)
    return {name: getattr(entry, name) for name in names if name != "person"}


def _copy(entry: Entry, actor: Actor, today: date) -> Entry:
    """The line as it has stood so far."""
    kept = {"recorded_on": entry.recorded_on, "recorded_by_id": entry.recorded_by_id}
    replaced = {"standing": entry, "replaced_on": today, "replaced_by_id": actor.id, "version": entry.version}
    return type(entry)(person_id=entry.person_id, **_known(entry), **kept, **replaced)


def _succeeded(entry: Entry, history: EntryKind, replaces: Entry | None) -> list[Entry]:
    """The lines that end where this one begins."""
    if replaces is not None:
        return [lock(replaces)]
    if history not in SUCCEEDING or entry.since is None:
        return []
    running = _saying_the_same(entry).filter(until__isnull=True)
    return list(running.filter(Q(since__isnull=True) | Q(since__lt=entry.since)))


def _end(entry: Entry, until: date, actor: Actor) -> None:
    if entry.since is not None and until <= entry.since:
        raise Invalid({"since": f"Die bisherige Angabe gilt erst seit dem {entry.since:%d.%m.%Y}."})
    before = entry.until
    save_edit(entry, until=until)
    audit.record("person.entry_ended", actor=actor, subject=entry, until=[before, until])


def _saying_the_same(entry: Entry) -> Any:
    same = {name: getattr(entry, name) for name in entry.SAME}
    return living(type(entry)).filter(person_id=entry.person_id, **same).exclude(id=entry.id)


def _check_free(entry: Entry) -> None:
    """The database refuses lines that overlap; here it is said in words."""
    if not entry.SAME:
        return
    others = _saying_the_same(entry)
    if entry.since:
        others = others.filter(Q(until__isnull=True) | Q(until__gt=entry.since))
    if entry.until:
        others = others.filter(Q(since__isnull=True) | Q(since__lt=entry.until))
    if (other := others.order_by("since").first()) is not None:
        begun = f"seit dem {other.since:%d.%m.%Y}" if other.since else "ohne Beginn"
        raise Invalid(
            {"since": f"Das steht hier schon {begun}. Bitte den Zeitraum prüfen oder die Angabe berichtigen."}
        )


def _prefer_only(entry: Entry) -> None:
    if isinstance(entry, ContactChannel) and entry.preferred:
        others = living(ContactChannel).filter(person_id=entry.person_id, preferred=True).exclude(id=entry.id)
        others.update(preferred=False, version=F("version") + 1)


def _keep_known_place(person: Person, values: dict[str, Any], actor: Actor, today: date) -> None:
    """The municipality known before the first address becomes the first line of the history."""
    since, is_new = values.get("since"), not Address.objects.filter(person=person).exists()
    if not (is_new and since and person.municipality_id) or values["kind"] == AddressKind.POSTAL:
        return
    if person.municipality_id == getattr(values.get("municipality"), "id", None) and not values.get("street"):
        return
    Address(
        person=person,
        kind=values["kind"],
        municipality_id=person.municipality_id,
        neighbourhood_id=person.neighbourhood_id,
        until=since,
        recorded_on=today,
        recorded_by_id=actor.id,
    ).save(force_insert=True)


def _follow(entry: Entry, today: date) -> None:
    """Let the person repeat the municipality of where they live now."""
    if not isinstance(entry, Address):
        return
    lived = living(Address).filter(person_id=entry.person_id, municipality__isnull=False)
    now = lived.exclude(kind=AddressKind.POSTAL).filter(
        Q(since__isnull=True) | Q(since__lte=today), Q(until__isnull=True) | Q(until__gt=today)
    )
    here = now.order_by(F("since").desc(nulls_last=True), "-id").first()
    if here is not None:
        place = {"municipality_id": here.municipality_id, "neighbourhood_id": here.neighbourhood_id}
        if not ShieldedIdentity.objects.filter(person=entry.person_id).update(**place):
            Person.objects.filter(id=entry.person_id).update(**place)
