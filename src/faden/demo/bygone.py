"""An emergency access that is over: the database begins one only now, so the owner of the tables writes this one.

What was read meanwhile stands in the trace, and the data protection officer has looked at it.
"""

from datetime import date, datetime, time, timedelta

from django.db import connections
from django.utils import timezone

from faden.domain.cases.enums import CircleFunction, CircleScope
from faden.domain.cases.models import CircleMember
from faden.domain.cases.operations.emergency import check_emergency
from faden.domain.cases.queries.emergencies import LASTS, emergencies
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of

AGO = timedelta(days=9)
BEGAN = time(16, 40)
REASON = "Anruf der Klinik: Wer ist zu verständigen? Die Fallführung ist im Urlaub."
REMARK = "Mit der Fallführung besprochen: nachvollziehbar, gelesen wurde nur der Verlauf."
#: Of a case manager with a file of the one whose file is open in an emergency now, a file they do not see otherwise.
FIND = """
SELECT helper.id, file.id, file.person_id, file.household_id
FROM cases_circlemember AS now_open
JOIN cases_case AS led ON led.id = now_open.case_id
JOIN cases_case AS file ON file.manager_id = led.manager_id AND file.id <> led.id
    AND file.closed_on IS NULL AND file.opened_on < %(day)s
JOIN identity_account AS helper ON helper.id NOT IN (led.manager_id, now_open.account_id)
JOIN identity_roleassignment AS role ON role.account_id = helper.id AND role.role = 'case_manager'
JOIN people_person AS person ON person.id = file.person_id AND NOT person.is_shielded
WHERE now_open.function = 'emergency' AND NOT EXISTS (
    SELECT FROM cases_circlemember AS seen WHERE seen.case_id = file.id AND seen.account_id = helper.id)
ORDER BY file.opened_on, file.id, helper.email LIMIT 1
"""


def invent_bygone_emergency(today: date) -> None:
    """Write it, read in it, check it; nothing where the demo has no emergency at all."""
    began = timezone.make_aware(datetime.combine(today - AGO, BEGAN))
    with connections["owner"].cursor() as cursor:
        cursor.execute(FIND, {"day": began.date()})
        found = cursor.fetchone()
    if found is None:
        return
    account, case, person, household = found
    ends_at = began + LASTS
    member = CircleMember(
        account_id=account,
        case_id=case,
        person_id=person,
        household_id=household,
        function=CircleFunction.EMERGENCY,
        scope=CircleScope.WHOLE,
        reason=REASON,
        since=began.date(),
        until=began.date() + timedelta(days=1),
        ends_at=ends_at,
    )
    member.save(using="owner", force_insert=True)
    entry = {"actor_id": account, "file_id": case}
    file = {"subject_kind": "cases.case", "subject_id": case}
    begun = {"subject_kind": "cases.circlemember", "subject_id": member.id}
    told = {"scope": CircleScope.WHOLE, "ends_at": ends_at.isoformat(), "account": str(account)}
    AuditEntry.objects.using("owner").bulk_create(
        [
            AuditEntry(at=began, act="circle.emergency_begun", facts=told, **begun, **entry),
            AuditEntry(at=began + timedelta(minutes=1), act="file.read", **file, **entry),
            AuditEntry(at=began + timedelta(minutes=6), act="file.read", **file, **entry),
        ]
    )
    _check(began.date() + timedelta(days=1))


def _check(on: date) -> None:
    """The next day, by the data protection officer."""
    officers = Account.objects.using("owner").filter(role_assignments__role=Role.DATA_PROTECTION)
    officer = officers.order_by("email").first()
    if officer is None:
        return
    with act_as(officer.id, today=on):
        actor = actor_of(officer, on=on)
        [member] = [one.member for one in emergencies(9) if one.member.since < on]
        check_emergency(member=member, remark=REMARK, actor=actor, today=on)
