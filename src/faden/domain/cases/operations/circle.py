"""The circle: the client has agreed to helpers, each for a reason and a time."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.queries.circle import OVER_ON, circle_of_case
from faden.domain.cases.rules import (
    is_released_to,
    may_be_invited,
    may_change_circle,
    may_end_help,
    release_for,
)
from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import valid_consents
from faden.domain.people.operations.shields import clear
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of
from faden.lib import german

LONGEST_HELP = timedelta(days=366)


@transaction.atomic
def invite_helper(
    *,
    case: Case,
    account: Account,
    reason: str,
    since: date,
    last_day: date,
    actor: Actor,
    today: date,
    scope: CircleScope = CircleScope.WHOLE,
    life_domains: Sequence[LifeDomain] = (),
) -> CircleMember:
    """Let somebody see the file or a part of it, for a reason and a time; it ends by itself.

    Somebody of another organisation needs the client's release towards it: the entry names it and ends with it.

    :param since: not before today: access is never given backwards
    :param last_day: the last day of access
    :param life_domains: of the scope ``DOMAINS``: everything of these, and nothing else
    :raises Refused: only the responsible case manager invites, and only those who counsel
    :raises Invalid: the period or scope is none, the release is missing, or the colleague is in the circle already
    """
    case = hold(case, may_change_circle, actor=actor, today=today)
    if not account.is_active:
        raise Invalid({"account": "Dieses Konto ist gesperrt."})
    begins = max(since, today)
    helper = actor_of(account, on=begins)
    may_be_invited.check(helper)
    if errors := {**_wrong_period(since, last_day, today, reason), **_wrong_scope(scope, life_domains)}:
        raise Invalid(errors)
    _check_alone(case, account, since, until := last_day + timedelta(days=1))
    member = CircleMember.objects.create(
        case=case,
        account=account,
        person_id=case.person_id,
        household_id=case.household_id,
        function=CircleFunction.HELPER,
        scope=scope,
        life_domain_ids=[one.id for one in life_domains] if scope == CircleScope.DOMAINS else [],
        reason=reason.strip(),
        since=since,
        until=until,
        release=_release_of(case, helper, begins, _about(scope, life_domains)),
    )
    _written_down(member, life_domains, begins, actor)
    # Chosen by name while a Sperrvermerk is in force; who was in the circle before waits for a word of its own.
    clear(person=case.person, account_id=account.id, reason=reason, actor=actor, today=today)
    told = {"scope": scope, "release": member.release_id, "since": since, "until": until}
    audit.record("circle.helper_invited", actor=actor, subject=member, account=account, **told)
    return member


@transaction.atomic
def end_helper(*, member: CircleMember, actor: Actor, today: date) -> CircleMember:
    """Take the access back from now on; what was, stays on the dated list, and what is over is left as it was.

    :raises Refused: neither responsible for the case nor the helper in question
    """
    member = lock(member)
    may_end_help.check(actor, member, circle_of_case(member.case_id, today))
    if member.until is None or member.until > today:
        end_access(member, today=today, actor=actor)
    return member


def end_access(member: CircleMember, *, today: date, actor: Actor) -> None:
    """End an access today; one that has not begun ends before it begins."""
    audit.record("circle.helper_ended", actor=actor, subject=member, account=member.account_id, until=today)
    member.until = max(member.since, today)
    member.save(update_fields=["until"])


def _written_down(member: CircleMember, life_domains: Sequence[LifeDomain], on: date, actor: Actor) -> None:
    """Somebody of another organisation sees the file from now on: that is passed on, resting on the release."""
    release = member.release
    if release is None or release.organisation is None:
        return
    scope = CircleScope(member.scope)
    topics = f": {german.join([one.name for one in life_domains])}" if scope == CircleScope.DOMAINS else ""
    pass_on(
        case=member.case,
        kind=TransferKind.HELPER,
        organisation=release.organisation,
        contained=f"Zugang für {member.account.name}, {scope.label}{topics}"[:500],
        about=_about(scope, life_domains),
        purpose=Purpose.SUPPORT,
        basis=release,
        on=on,
        origin_id=member.id,
        actor=actor,
        field="account",
    )


def _about(scope: CircleScope, life_domains: Sequence[LifeDomain]) -> list[UUID] | None:
    """What a release has to cover; the texts of single tasks are kept to it by who writes them."""
    return None if scope == CircleScope.TASKS else [one.id for one in life_domains if scope == CircleScope.DOMAINS]


def _release_of(case: Case, helper: Actor, on: date, about: list[UUID] | None) -> Consent | None:
    """The release an entry rests on; None for somebody of the own house.

    :raises Invalid: there is none
    """
    consents = valid_consents(case.person, on)
    if refusal := is_released_to(helper, consents, on, about):
        raise Invalid({"account": refusal})
    return None if helper.has(Role.CASE_MANAGER) else release_for(helper, consents, on, about)


def _check_alone(case: Case, account: Account, since: date, until: date) -> None:
    """What stands in the way of one: no emergency access, nothing that ended before it began, or with its release."""
    meanwhile = Q(since__lt=until) & (Q(over_on__isnull=True) | Q(over_on__gt=since) & Q(over_on__gt=F("since")))
    entries = CircleMember.objects.filter(case_id=case.id, account=account, ends_at__isnull=True)
    entries = entries.annotate(over_on=OVER_ON).filter(meanwhile)
    if entries.exists():
        raise Invalid({"account": "Diese Person gehört in dieser Zeit schon zum Kreis des Falls."})


def _wrong_period(since: date, last_day: date, today: date, reason: str) -> dict[str, str]:
    errors = {}
    if since < today:
        errors["since"] = "Der Zugang kann frühestens heute beginnen."
    if last_day < since:
        errors["last_day"] = "Der letzte Tag liegt vor dem ersten."
    elif last_day - since > LONGEST_HELP:
        errors["last_day"] = "Höchstens ein Jahr im Voraus. Danach wird neu entschieden."
    if not reason.strip():
        errors["reason"] = "Bitte sagen, warum diese Person mithilft. Die Klientin oder der Klient kann es nachlesen."
    return errors


def _wrong_scope(scope: CircleScope, life_domains: Sequence[LifeDomain]) -> dict[str, str]:
    if scope == CircleScope.DOMAINS and not life_domains:
        return {"life_domains": "Bitte mindestens ein Handlungsfeld wählen."}
    return {}
