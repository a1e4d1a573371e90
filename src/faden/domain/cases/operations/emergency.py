"""Emergency access: somebody has to act and sees nothing. Three hours, told at once, looked at afterwards."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models import Case, CircleMember, EmergencyCheck
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.queries.emergencies import InNeed, case_in_need
from faden.domain.cases.rules import may_check_emergency, may_use_emergency
from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import laws_on
from faden.domain.consent.rules import may_carry
from faden.domain.people.queries.shields import shield_keepers
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import take_turns
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit

#: A reason of one word tells nobody anything afterwards.
FEWEST_WORDS = 3
#: Of one case by one person in 24 hours; the row policy says the same (``rows.emergencies``).
TIMES = 2


@transaction.atomic
def enter_in_emergency(
    *,
    number: str,
    reason: str,
    actor: Actor,
    today: date,
    scope: CircleScope = CircleScope.WHOLE,
    life_domains: Sequence[LifeDomain] = (),
) -> tuple[CircleMember, InNeed]:
    """See a file, or some life domains of it, for three hours by the clock of the database.

    Part of ``processes.emergency_access``, which tells the case manager and data protection.

    :raises Refused: not a case manager
    :raises Invalid: by field name; also when the file is seen anyway, or was entered twice within a day
    """
    may_use_emergency.check(actor)
    found = case_in_need(number)
    errors = _wrong(found, reason, scope, life_domains)
    if found is None or errors:
        raise Invalid(errors)
    take_turns("emergency", f"{found.case_id} {actor.id}")
    member = CircleMember(
        case_id=found.case_id,
        account_id=actor.id,
        person_id=found.person_id,
        household_id=found.household_id,
        function=CircleFunction.EMERGENCY,
        scope=scope,
        life_domain_ids=[one.id for one in life_domains] if scope == CircleScope.DOMAINS else [],
        reason=reason.strip(),
        since=today,
        until=max(today, timezone.localtime(found.ends_at).date()) + timedelta(days=1),
        ends_at=found.ends_at,
    )
    member.save(force_insert=True)
    told = {"scope": scope, "ends_at": found.ends_at, "responsible": found.responsible_id}
    audit.record("circle.emergency_begun", actor=actor, subject=member, account=actor.id, **told)
    _write_down(member, life_domains, actor, today)
    return member, found


def _write_down(member: CircleMember, life_domains: Sequence[LifeDomain], actor: Actor, today: date) -> None:
    """Among what has left the case, with the norm of the site.

    Where a site names none, nobody is kept from helping: the circle and the trace tell of the access all the same.
    """
    way = TransferKind.EMERGENCY
    law = next((one for one in laws_on(today, carrying=way) if may_carry(one, way, None, today) is None), None)
    if law is None:
        return
    seen = ", ".join(one.name for one in life_domains) if member.scope == CircleScope.DOMAINS else "die ganze Akte"
    pass_on(
        case=Case(id=member.case_id),
        kind=way,
        contained=f"Einsicht für drei Stunden: {seen}"[:500],
        actor=actor,
        on=today,
        receiver=actor.name,
        about=[one.id for one in life_domains] if member.scope == CircleScope.DOMAINS else (),
        basis=law,
        origin_id=member.id,
    )


@transaction.atomic
def check_emergency(*, member: CircleMember, remark: str, actor: Actor, today: date) -> EmergencyCheck:
    """Say as the data protection officer that an emergency access has been looked at, and what came of it.

    :raises Refused: somebody else's task, or done already
    :raises Invalid: without a remark
    """
    take_turns("emergency_check", member.id)
    may_check_emergency.check(actor, is_checked=EmergencyCheck.objects.filter(member_id=member.id).exists())
    if not remark.strip():
        raise Invalid({"remark": "Bitte in einem Satz sagen, was die Prüfung ergeben hat."})
    check = EmergencyCheck(
        case_id=member.case_id, member_id=member.id, checked_by_id=actor.id, checked_on=today, remark=remark.strip()
    )
    check.save(force_insert=True)
    audit.record("circle.emergency_checked", actor=actor, subject=check, account=member.account_id)
    return check


def _wrong(found: InNeed | None, reason: str, scope: CircleScope, life_domains: Sequence[LifeDomain]) -> dict[str, str]:
    errors = {}
    if found is None:
        errors["number"] = "Zu dieser Nummer gibt es keinen Fall. Bitte prüfen Sie die Ziffern."
    elif found.is_mine:
        errors["number"] = "Diese Akte sehen Sie schon."
    elif found.is_closed_off:
        errors["number"] = (
            "Diese Akte ist mit einem Sperrvermerk geschützt. Sie öffnet auch im Notfall nur, wer namentlich "
            f"zugelassen ist. Bitte wenden Sie sich an: {', '.join(shield_keepers()) or 'die KIM-Leitung'}."
        )
    elif found.times >= TIMES:
        errors["number"] = (
            "In den letzten 24 Stunden haben Sie diese Akte schon zweimal im Notfall geöffnet. "
            "Bitte lassen Sie sich den Fall von der Koordination übergeben."
        )
    if len(reason.split()) < FEWEST_WORDS:
        errors["reason"] = "Bitte in einem Satz sagen, was geschehen ist und warum es nicht warten kann."
    if scope == CircleScope.DOMAINS and not life_domains:
        errors["life_domains"] = "Bitte mindestens ein Handlungsfeld wählen."
    if scope == CircleScope.TASKS:
        errors["scope"] = "Im Notfall geht es um die Akte oder um einzelne Handlungsfelder."
    return errors
