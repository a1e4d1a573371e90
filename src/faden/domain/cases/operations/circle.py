"""The circle: the client has agreed to helpers, each for a reason and a time."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_be_invited, may_change_circle, may_end_help
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of


@transaction.atomic
def invite_helper(
    *, case: Case, account: Account, reason: str, since: date, last_day: date, actor: Actor, today: date
) -> CircleMember:
    """Let a colleague see the file and work on it, for a reason and a time.

    :param since: not before today: access is never given backwards
    :param last_day: the last day of access
    :raises Refused: only the responsible case manager invites, and only those who counsel
    :raises Invalid: the period is none, or the colleague is in the circle already
    """
    case = hold(case, may_change_circle, actor=actor, today=today)
    if not account.is_active:
        raise Invalid({"account": "Dieses Konto ist gesperrt."})
    may_be_invited.check(actor_of(account, on=max(since, today)))
    _check_period(since, last_day, today, reason)
    until = last_day + timedelta(days=1)
    meanwhile = Q(since__lt=until) & (Q(until__isnull=True) | Q(until__gt=since))
    if CircleMember.objects.filter(meanwhile, case_id=case.id, account=account).exists():
        raise Invalid({"account": "Diese Person gehört in dieser Zeit schon zum Kreis des Falls."})
    member = CircleMember.objects.create(
        case=case,
        account=account,
        person_id=case.person_id,
        household_id=case.household_id,
        function=CircleFunction.HELPER,
        reason=reason.strip(),
        since=since,
        until=until,
    )
    audit.record("circle.helper_invited", actor=actor, subject=member, account=account, since=since, until=until)
    return member


@transaction.atomic
def end_helper(*, member: CircleMember, actor: Actor, today: date) -> CircleMember:
    """Take the access back from now on; what was, stays on the dated list.

    :raises Refused: neither responsible for the case nor the helper in question
    """
    member = lock(member)
    may_end_help.check(actor, member, circle_of(member.case, today))
    end_access(member, today=today, actor=actor)
    return member


def end_access(member: CircleMember, *, today: date, actor: Actor) -> None:
    """End an access today; one that has not begun ends before it begins."""
    audit.record("circle.helper_ended", actor=actor, subject=member, account=member.account_id, until=today)
    member.until = max(member.since, today)
    member.save(update_fields=["until"])


def _check_period(since: date, last_day: date, today: date, reason: str) -> None:
    errors = {}
    if since < today:
        errors["since"] = "Der Zugang kann frühestens heute beginnen."
    if last_day < since:
        errors["last_day"] = "Der letzte Tag liegt vor dem ersten."
    if not reason.strip():
        errors["reason"] = "Bitte sagen, warum diese Person mithilft. Die Klientin oder der Klient kann es nachlesen."
    if errors:
        raise Invalid(errors)
