"""Who helps in a file and how far, who is away, who opened one in an emergency, what somebody has taken back."""

from datetime import date, timedelta
from typing import Any

from faden.demo.stage import Stage
from faden.demo.texts import SUBJECTS
from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import Case, CircleMember, Goal
from faden.domain.cases.operations.absence import announce_absence
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.passing_on import record_talk
from faden.domain.cases.operations.reading import open_file
from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.operations import withdraw_consent
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.processes.emergency_access import open_in_emergency

#: A helper for so long is not new in a circle any more; who then reads without doing anything is looked at.
LONG_AGO = 60
#: In so many files one colleague helps.
MANY = 6


def invent_circles(stage: Stage) -> None:
    """My oldest case is helped in, I help in those of others, and somebody helps nearly everywhere."""
    mine, (_, one, two, three, *_rest) = stage.case(0), stage.managers
    _let_in(stage, stage.me, mine, one, "Kennt die Schule der Kinder aus einem anderen Fall", since=20)
    _let_in(stage, stage.me, mine, two, "Schuldenfragen", scope=CircleScope.DOMAINS, domains=_domains_of(stage, mine))
    _let_in(stage, stage.me, mine, three, "Begleitet zu Terminen", scope=CircleScope.TASKS)
    with act_as(stage.me, today=stage.today):
        plan_task(
            case=mine,
            text="Zum Termin beim Gesundheitsamt begleiten",
            due_on=stage.today + timedelta(days=3),
            responsible=stage.account(three),
            actor=stage.me,
            today=stage.today,
        )
    _partner_helps(stage, mine)
    _help_others(stage)
    _helps_everywhere(stage)
    _cover(stage)


def _let_in(
    stage: Stage,
    lead: Actor,
    case: Case,
    helper: Actor,
    reason: str,
    *,
    since: int = 5,
    last: int = 60,
    scope: CircleScope = CircleScope.WHOLE,
    domains: tuple[LifeDomain, ...] = (),
) -> None:
    on = stage.day(since, case)
    with act_as(lead, today=on):
        invite_helper(
            case=case,
            account=stage.account(helper),
            reason=reason,
            since=on,
            last_day=stage.today + timedelta(days=last),
            actor=lead,
            today=on,
            scope=scope,
            life_domains=domains,
        )


def _domains_of(stage: Stage, case: Case) -> tuple[LifeDomain, ...]:
    """Up to two that goals of the case are about, so that there is something to see."""
    with act_as(case.manager_id, today=stage.today):
        keys = {goal.life_domain_id for goal in Goal.objects.filter(case=case)}
        every = LifeDomain.objects.filter(ended_on=None).order_by("position")
        return tuple([one for one in every if one.id in keys][:2] or every[:1])


def _partner_helps(stage: Stage, case: Case) -> None:
    """Somebody of another organisation, on a release that ends soon."""
    partner = stage.staff.first(Role.PARTNER)
    [organisation, *_] = partner.scope_ids(Role.PARTNER, "organisation")
    until = stage.today + timedelta(days=18)
    stage.release(case, Organisation.objects.get(id=organisation), stage.day(40, case), valid_until=until)
    reason = "Gemeinsame Hilfeplanung mit dem Jobcenter"
    _let_in(stage, stage.me, case, partner, reason, scope=CircleScope.DOMAINS, domains=_domains_of(stage, case))


def _help_others(stage: Stage) -> None:
    """The ways in which I see something of a colleague's file."""
    found = [(lead, case) for nth, lead in enumerate(stage.managers) if nth and (case := _not_mine(stage, nth))]
    for nth, ((lead, case), scope) in enumerate(zip(found, (CircleScope.DOMAINS, CircleScope.TASKS), strict=False)):
        domains = _domains_of(stage, case) if scope == CircleScope.DOMAINS else ()
        _let_in(stage, lead, case, stage.me, "Vorerfahrung mit dem Jobcenter", scope=scope, domains=domains)
        with act_as(lead, today=stage.today):
            plan_task(
                case=case,
                text="Unterlagen für das Jobcenter durchsehen",
                due_on=stage.today + timedelta(days=nth + 1),
                responsible=stage.account(stage.me),
                actor=lead,
                today=stage.today,
            )


def _not_mine(stage: Stage, nth: int) -> Case | None:
    """The oldest of a colleague's cases in which I do not step in anyway."""
    with act_as(stage.managers[nth], today=stage.today):
        seen = set(CircleMember.objects.filter(account_id=stage.me.id).values_list("case_id", flat=True))
    return next((case for case in stage.guided[nth] if case.id not in seen), None)


def _helps_everywhere(stage: Stage) -> None:
    """The last colleague has been helping in many files for long; ``readings`` lets them be read."""
    helper = stage.managers[-1]
    others = [
        (lead, case)
        for lead, cases in zip(stage.managers[:-1], stage.guided[:-1], strict=True)
        for case in cases
        if case.opened_on <= stage.today - timedelta(days=LONG_AGO) and case.id != stage.case(0).id
    ]
    for lead, case in others[:MANY]:
        _let_in(stage, lead, case, helper, "Beratung zur Anerkennung von Abschlüssen", since=LONG_AGO - 5)


def _cover(stage: Stage) -> None:
    """A colleague is away this week; I step in."""
    away = stage.managers[3]
    with act_as(away, today=stage.today):
        announce_absence(
            since=stage.today,
            last_day=stage.today + timedelta(days=6),
            cover=stage.account(stage.me),
            cases=stage.guided[3][:2],
            actor=away,
            today=stage.today,
        )


def invent_emergency(stage: Stage) -> None:
    """A colleague has just opened one of my files; it stays open for three hours from the start of the demo."""
    colleague, case = stage.managers[1], stage.case(2)
    with act_as(colleague, today=stage.today):
        reason = "Die Klientin steht ohne Unterkunft vor der Tür, die Fallführung ist nicht erreichbar."
        open_in_emergency(number=case.number, reason=reason, actor=colleague, today=stage.today)
        open_file(number=case.number, actor=colleague, today=stage.today, reads=True)


def invent_withdrawal(stage: Stage) -> None:
    """Something was told and a referral is under way; then the client takes the release back. Another one ends soon."""
    case, me = stage.case(1), stage.me
    told, soon, *_ = stage.receivers
    on = stage.day(8, case)
    stage.release(case, soon, on, valid_until=stage.today + timedelta(days=9))
    release = stage.release(case, told, on)
    with act_as(me, today=on):
        today: dict[str, Any] = {"actor": me, "today": on}
        domain = LifeDomain.objects.get(key=next(key for key in SUBJECTS if LifeDomain.objects.filter(key=key)))
        concern = SUBJECTS[domain.key].concerns[0]
        name = case.person.full_name
        referral = draft_referral(
            case=case, organisation=told, life_domain=domain, concern=concern, disclosed_name=name, **today
        )
        send_referral(referral=referral, version=referral.version, **today)
        record_talk(case=case, organisation=told, contained="Ob ein Platz frei ist", on=on, **today)
    _take_back(stage, release.id, case, stage.day(1, case))


def _take_back(stage: Stage, key: Any, case: Case, on: date) -> None:
    with act_as(stage.me, today=on):
        consent = case.person.consents.get(id=key)
        withdraw_consent(consent=consent, on=on, actor=stage.me, today=on)
