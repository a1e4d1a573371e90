"""Who can be asked to help in a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from faden.domain.cases.calculation import Circle
from faden.domain.cases.models import Case
from faden.domain.cases.rules import HELPING_ROLES, release_for
from faden.domain.consent.models import Consent
from faden.domain.consent.queries import valid_consents
from faden.domain.organisations.models import Organisation
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account, RoleAssignment
from faden.kernel.identity.queries import colleagues_as_actors


@dataclass(frozen=True)
class Invitable:
    """Somebody who could help: of the own house, or of an organisation towards which the client has given a release."""

    account: Account
    release: Consent | None = None

    @property
    def id(self) -> UUID:
        """The account's identifier."""
        return self.account.id

    @property
    def words(self) -> str:
        """Name, and what tells people of the same name apart."""
        place = self.release.organisation.name if self.release and self.release.organisation else self.account.function
        return f"{self.account.name}, {place}" if place else self.account.name


def invitable(case: Case, circle: Circle, today: date) -> list[Invitable]:
    """Who is not in the circle and could be, by name; whoever lacks the client's release today is not among them."""
    valid = valid_consents(case.person, today)
    found = []
    for account, helper in colleagues_as_actors(*HELPING_ROLES, on=today):
        release = release_for(helper, valid, today)
        if not circle.has(account.id) and (helper.has(Role.CASE_MANAGER) or release is not None):
            found.append(Invitable(account, release))
    return found


def organisations_by_account(account_ids: Iterable[UUID], on: date) -> dict[UUID, str]:
    """By account the organisation it works for; those of the own house have none."""
    held = RoleAssignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on),
        account_id__in=list(account_ids), role=Role.PARTNER, scope_kind="organisation", since__lte=on,
    )  # fmt: skip
    scopes = list(held.values_list("account_id", "scope_id"))
    names = dict(Organisation.objects.filter(id__in=[scope for _, scope in scopes]).values_list("id", "name"))
    found: dict[UUID, list[str]] = {}
    for account, scope in scopes:
        if scope in names:
            found.setdefault(account, []).append(names[scope])
    return {account: ", ".join(sorted(of)) for account, of in found.items()}
