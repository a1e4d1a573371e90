"""What a case manager's day finds in the morning; made as the people themselves would make it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from faden.domain.cases.enums import AccessPath, Constellation
from faden.domain.cases.models import Case
from faden.domain.cases.operations.handover import propose_handover
from faden.domain.cases.operations.opening import begin_case
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.organisations.models import Organisation
from faden.domain.people.enums import Relation
from faden.domain.people.operations import register_person
from faden.domain.referrals.enums import ReferralAct
from faden.domain.referrals.operations import answer_referral, draft_referral, send_referral
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of, system_actor
from faden.processes.client_data import add_relative
from tests import given
from tests.journeys.thread import Office

TASK = "Unterlagen für das Gespräch bereitlegen"
ANSWER = "Ein Platz ist frei, der Kurs beginnt am Montag."


@dataclass(frozen=True)
class Morning:
    """The cases of the day."""

    manager: Actor
    family: Case
    known: Case
    quiet: Case
    offered: Case
    organisation: Organisation


def actor_in(office: Office, role: str, today: date) -> Actor:
    """The one of this role who is shown to visitors."""
    with act_as(system_actor(), today=today):
        return actor_of(Account.objects.get(email=office.login(role).email), on=today)


def lay_out(office: Office, today: date) -> Morning:
    """A family with an answered referral, somebody known, a case gone quiet, one offered by a colleague, a task."""
    manager = actor_in(office, "case_manager", today)
    colleague = given.actor(Role.CASE_MANAGER, name="Mara Ohlenbusch", today=today)
    since = today - timedelta(days=60)
    family = given.case(manager, family_name="Quittenbaum", given_names="Testa", on=since, consented=True)
    known = _counselled_before(manager, since)
    quiet = given.case(manager, family_name="Ahornblatt", on=today - timedelta(days=400))
    offered = given.case(colleague, family_name="Lindenzweig", on=since, consented=True)
    organisation = Organisation.objects.get(name="Jobcenter")
    _live_together(family, manager, today)
    _refer(family, organisation, manager, today)
    with act_as(colleague, today=today):
        taker = Account.objects.get(id=manager.id)
        propose_handover(
            case=offered,
            successor=taker,
            reason="Wechsel in die halbe Stelle",
            note="Am Dienstag ist ein Gespräch in der Schule verabredet.",
            actor=colleague,
            today=today,
        )
    with act_as(manager, today=today):
        plan_task(case=family, text=TASK, due_on=today - timedelta(days=30), actor=manager, today=today)
    return Morning(manager, family, known, quiet, offered, organisation)


def _counselled_before(manager: Actor, on: date) -> Case:
    """Somebody whom the search finds."""
    names = {"given_names": "Svitlana", "family_name": "Kravchuk", "birth_date": date(1990, 5, 17)}
    with act_as(manager, today=on):
        return begin_case(
            person=register_person(actor=manager, today=on, **names),
            municipality=given.municipality(),
            access_path=AccessPath.OPEN_HOUR,
            constellation=Constellation.SHORT,
            on=on,
            actor=manager,
        )


def _live_together(family: Case, manager: Actor, today: date) -> None:
    with act_as(manager, today=today):
        add_relative(
            case=family,
            relation=Relation.CHILD,
            since=family.opened_on,
            household_name="Familie Quittenbaum",
            given_names="Mila",
            family_name="Quittenbaum",
            birth_date=date(today.year - 9, 4, 2),
            actor=manager,
            today=today,
        )


def _refer(family: Case, organisation: Organisation, manager: Actor, today: date) -> None:
    """Sent twelve days ago, accepted yesterday."""
    partner = given.actor(Role.PARTNER, organisation=organisation, today=today)
    sent, answered = today - timedelta(days=12), today - timedelta(days=1)
    given.release(family, organisation, manager, given_on=sent)
    everyday: dict[str, Any] = {"actor": manager, "today": sent}
    with act_as(manager, today=sent):
        draft = draft_referral(
            case=family,
            organisation=organisation,
            life_domain=given.life_domain(),
            concern="Bitte um einen Platz in einem Kurs am Vormittag.",
            disclosed_name="Testa Quittenbaum",
            **everyday,
        )
        referral = send_referral(referral=draft, version=draft.version, **everyday)
    with act_as(partner, today=answered):
        answer_referral(
            referral=referral,
            version=referral.version,
            act=ReferralAct.ACCEPT,
            remark=ANSWER,
            actor=partner,
            today=answered,
        )
