"""The people and cases on which protection is shown."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from faden.demo.staff import Staff
from faden.domain.cases.models import Case
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account

FORM = "2025-1"


@dataclass(frozen=True)
class Stage:
    """Case managers with their running cases, the oldest first; the first of them is the one the demo speaks of."""

    staff: Staff
    managers: list[Actor]
    guided: list[list[Case]]
    today: date

    @property
    def is_set(self) -> bool:
        """Whether there are enough people and cases."""
        return len(self.managers) > 4 and len(self.guided[0]) > 2 and all(self.guided[1:4])

    @property
    def me(self) -> Actor:
        """Whom the demo speaks of."""
        return self.managers[0]

    def case(self, number: int) -> Case:
        """One of their cases, 0 being the oldest; the last one where there are fewer."""
        mine = self.guided[0]
        return mine[min(number, len(mine) - 1)]

    def day(self, back: int, case: Case) -> date:
        """So many days ago, but not before the case."""
        return max(self.today - timedelta(days=back), case.opened_on)

    def account(self, actor: Actor) -> Account:
        """The account of somebody."""
        return Account.objects.get(id=actor.id)

    @property
    def receivers(self) -> list[Organisation]:
        """Who takes referrals and has no account, so that it answers by a link."""
        found = Organisation.objects.filter(receives_referrals=True, is_collective=False, ended_on=None)
        partners = self.staff.by_role.get(Role.PARTNER, [])
        known = {key for one in partners for key in one.actor.scope_ids(Role.PARTNER, "organisation")}
        return [one for one in found.order_by("position", "key") if one.id not in known]

    def release(self, case: Case, organisation: Organisation, on: date, **scope: Any) -> Consent:
        """The client of one of my cases releases from confidentiality towards somebody."""
        with act_as(self.me, today=on):
            return record_consent(
                person=case.person,
                kind=ConsentKind.RELEASE,
                form_version=FORM,
                given_on=on,
                organisation=organisation,
                actor=self.me,
                today=on,
                **scope,
            )
