"""Somebody is away: colleagues step in, from the first day to the last."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from faden.domain.cases.calculation import uncovered
from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models import Absence, Case, CircleMember
from faden.domain.cases.operations.circle import end_access
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import not_ended
from faden.domain.cases.rules import may_change_circle, may_open_case
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, NotVisible
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of

LONGEST = timedelta(days=366)


@transaction.atomic
def announce_absence(
    *,
    since: date,
    last_day: date,
    cover: Account,
    cases: Sequence[Case],
    actor: Actor,
    today: date,
    others: Mapping[UUID, Account] | None = None,
) -> Absence:
    """Be away, with somebody who sees these cases meanwhile.

    The entries of the circles begin and end by themselves. Days on which the cover is in the circle anyway stay as
    they are. The same sent twice is announced once.

    :param cases: running cases of which the actor is responsible
    :param others: by case who steps in there instead of ``cover``; an error stands at ``cover_<id of the case>``
    :raises Refused: only those who lead these cases; a helper lets nobody in
    :raises Invalid: by field name
    """
    may_open_case.check(actor)
    until = last_day + timedelta(days=1)
    covers = {case.id: (others or {}).get(case.id, cover) for case in cases}
    if errors := {**_wrong_days(since, last_day, today), **_wrong_covers(cover, covers, actor, max(since, today))}:
        raise Invalid(errors)
    if not cases:
        raise Invalid({"cases": "Bitte wählen Sie mindestens einen Fall."})
    held = [hold(case, may_change_circle, actor=actor, today=today) for case in cases]
    if same := _announced((since, until), covers, actor, today):
        return same
    absence = Absence.objects.create(account_id=actor.id, since=since, until=until, announced_on=today)
    for case in held:
        _step_in(absence, case, covers[case.id], actor)
    audit.record("absence.announced", actor=actor, subject=absence, since=since, until=until, cases=len(cases))
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, actor: Actor, today: date) -> Absence:
    """Be back: the cover's access ends now, or never begins.

    :raises NotVisible: it is somebody else's
    """
    absence = lock(absence)
    if absence.account_id != actor.id:
        raise NotVisible
    for member in _covers(absence, today):
        end_access(member, today=today, actor=actor)
    absence.until = max(absence.since, min(absence.until, today))
    absence.save(update_fields=["until"])
    audit.record("absence.ended", actor=actor, subject=absence, until=absence.until)
    return absence


def _announced(days: tuple[date, date], covers: Mapping[UUID, Account], actor: Actor, today: date) -> Absence | None:
    """The absence, if it is there already with the same colleagues in the same cases."""
    wanted = {(case_id, cover.id) for case_id, cover in covers.items()}
    for one in Absence.objects.filter(account_id=actor.id, since=days[0], until=days[1]):
        if {(member.case_id, member.account_id) for member in _covers(one, today)} == wanted:
            return one
    return None


def _covers(absence: Absence, today: date) -> Iterable[CircleMember]:
    return list(CircleMember.objects.filter(not_ended(today), absence_id=absence.id).select_related("case"))


def _wrong_days(since: date, last_day: date, today: date) -> dict[str, str]:
    errors = {}
    if since < today:
        errors["since"] = "Eine Vertretung kann frühestens heute beginnen."
    if last_day < since:
        errors["last_day"] = "Der letzte Tag liegt vor dem ersten."
    elif last_day - since > LONGEST:
        errors["last_day"] = "Länger als ein Jahr vertritt niemand: Bitte den Fall übergeben."
    return errors


def _wrong_covers(cover: Account, covers: Mapping[UUID, Account], actor: Actor, on: date) -> dict[str, str]:
    """Why somebody cannot step in: once for the usual cover, and at each case that has another one."""
    asked = {"cover": cover} | {f"cover_{case_id}": one for case_id, one in covers.items() if one.id != cover.id}
    return {field: reason for field, one in asked.items() if (reason := _not_as_cover(one, actor, on))}


def _not_as_cover(cover: Account, actor: Actor, on: date) -> str | None:
    if cover.id == actor.id:
        return "Sich selbst kann niemand vertreten."
    if not cover.is_active or not actor_of(cover, on=on).has(Role.CASE_MANAGER):
        return "Vertreten kann nur das Case Management."
    return None


def _step_in(absence: Absence, case: Case, cover: Account, actor: Actor) -> None:
    # Who sees only a part, or came for three hours, does not stand in for anybody by that.
    whole = CircleMember.objects.filter(case_id=case.id, account=cover, scope=CircleScope.WHOLE, ends_at__isnull=True)
    entries = whole.filter(release__isnull=True).values_list("since", "until")
    for since, until in uncovered((absence.since, absence.until), entries):
        member = CircleMember.objects.create(
            case=case,
            account=cover,
            person_id=case.person_id,
            household_id=case.household_id,
            function=CircleFunction.COVER,
            reason=f"Vertretung für {actor.name}",
            since=since,
            until=until,
            absence=absence,
        )
        audit.record("circle.cover_begun", actor=actor, subject=member, account=cover, since=since, until=until)
