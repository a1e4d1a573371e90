"""What tests start from: people who act, and the rows they act on, made as the people themselves would make them."""

from datetime import date
from itertools import count

from faden.domain.cases.enums import AccessPath, CircleFunction, Constellation, Phase
from faden.domain.cases.models import Case, CircleMember, ConstellationPeriod, PhasePeriod, Stay
from faden.domain.catalogues.models import LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.places.models import Municipality
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity import operations as identity
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import actor_of, system_actor

TODAY = date(2026, 11, 20)
PASSWORD = "ein langes Kennwort"
_running = count(1)


def actor(*roles: Role, name: str = "", organisation: Organisation | None = None, today: date = TODAY) -> Actor:
    """Somebody with these roles on the whole site (a partner: for an organisation)."""
    number = next(_running)
    scope = {"scope_kind": "organisation", "scope_id": organisation.id} if organisation else {}
    with act_as(system_actor(), today=today):
        account = identity.open_account(
            email=f"person{number}@faden.invalid", name=name or f"Person {number}", password=None
        )
        for role in roles:
            identity.assign_role(account=account, role=role, since=date(2024, 1, 1), **scope)  # type: ignore[arg-type]
        return actor_of(account, on=today)


def account_of(somebody: Actor) -> Account:
    """The account behind an actor."""
    with act_as(somebody, today=TODAY):
        return Account.objects.get(id=somebody.id)


def municipality(name: str = "Delbrück") -> Municipality:
    """A municipality of the site, made if the site file is not loaded."""
    found = Municipality.objects.filter(name=name).first()
    return found or Municipality.objects.create(
        key=f"m{next(_running)}",
        name=name,
        kind="town",
        ags=f"05774{next(_running):03}",
        inhabitants=30_000,
        inhabitants_on=date(2022, 12, 31),
        inhabitants_source="Test",
        source="Test",
    )


def life_domain(name: str = "Sprache") -> LifeDomain:
    """A life domain."""
    found = LifeDomain.objects.filter(name=name).first()
    return found or LifeDomain.objects.create(key=f"l{next(_running)}", name=name, source="Test")


def case(manager: Actor, *, family_name: str = "Đorđević", given_names: str = "Ana", on: date = TODAY) -> Case:
    """An open case of this case manager, with its first histories."""
    with act_as(manager, today=on):
        person = Person.objects.create(
            family_name=family_name, given_names=given_names, sort_name=family_name.upper(), municipality=municipality()
        )
        opened = Case.objects.create(
            number=f"26-{next(_running):06}",
            person=person,
            municipality=municipality(),
            manager_id=manager.id,
            access_path=AccessPath.OPEN_HOUR,
            constellation=Constellation.GUIDANCE,
            phase=Phase.ASSESSMENT,
            opened_on=on,
            sort_name=person.sort_name,
        )
        CircleMember.objects.create(
            case=opened,
            account_id=manager.id,
            person=person,
            function=CircleFunction.RESPONSIBLE,
            reason="eröffnet",
            since=on,
        )
        Stay.objects.create(case=opened, since=on)
        ConstellationPeriod.objects.create(case=opened, constellation=Constellation.GUIDANCE, since=on)
        PhasePeriod.objects.create(case=opened, phase=Phase.ASSESSMENT, since=on)
        return opened


def case_about(manager: Actor, person: Person) -> Case:
    """A bare case row about somebody; call it acting."""
    return Case.objects.create(
        number=f"26-{next(_running):06}",
        person=person,
        municipality=municipality(),
        manager_id=manager.id,
        access_path=AccessPath.OPEN_HOUR,
        constellation=Constellation.SHORT,
        phase=Phase.ACCESS,
        opened_on=TODAY,
        sort_name=person.sort_name,
    )
