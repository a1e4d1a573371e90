"""What tests start from: people who act, and the rows they act on, made as the people themselves would make them."""

import json
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from faden.domain.cases.enums import AccessPath, CircleFunction, Constellation, Phase
from faden.domain.cases.models import Case, CircleMember, ConstellationPeriod, MeasureTemplate, PhasePeriod, Stay
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.consent.enums import ConsentKind, Direction, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.consent.rules import purpose_towards
from faden.domain.findings.enums import Level
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.operations.gaps import join_gaps
from faden.domain.findings.operations.themes import raise_theme
from faden.domain.offers.models import Offer
from faden.domain.offers.operations import add_offer
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Household, Person
from faden.domain.places.models import Municipality, Region
from faden.domain.steering.enums import BodyKind, Presence
from faden.domain.steering.models import Body, Meeting, Seat
from faden.domain.steering.operations.preparing import plan_meeting
from faden.domain.steering.operations.recording import record_attendance
from faden.domain.tracks.definition import (
    Definition,
    Due,
    PrintForm,
    Proposal,
    Question,
    Step,
    as_data,
    digest_of,
)
from faden.domain.tracks.enums import Category, FieldKind, StepKind, Unit
from faden.domain.tracks.models import Track
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit import operations as audit
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


def far_coordinator() -> Actor:
    """A coordinator of a region in which no case of the tests lies."""
    near, far = (Region.objects.create(key=f"r{next(_running)}", name=name, source="Test") for name in ("Nord", "Süd"))
    Municipality.objects.filter(id=municipality().id).update(region=near)
    somebody = actor()
    with act_as(system_actor(), today=TODAY):
        account = Account.objects.get(id=somebody.id)
        far_only: dict[str, Any] = {"scope_kind": "region", "scope_id": far.id}
        identity.assign_role(account=account, role=Role.COORDINATOR, since=date(2024, 1, 1), **far_only)
        return actor_of(account, on=TODAY)


def account_of(somebody: Actor) -> Account:
    """The account behind an actor."""
    with act_as(somebody, today=TODAY):
        return Account.objects.get(id=somebody.id)


def set_password(somebody: Actor) -> None:
    """Let somebody sign in with ``PASSWORD``."""
    with act_as(somebody, today=TODAY):
        account = Account.objects.get(id=somebody.id)
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])


def municipality(name: str = "Delbrück") -> Municipality:
    """A municipality of the site, made if the site file is not loaded."""
    found = Municipality.objects.filter(name=name).first()
    return found or Municipality.objects.create(
        key=f"m{next(_running)}",
        name=name,
        kind="town",
        ags=f"05{next(_running):06}",
        inhabitants=30_000,
        inhabitants_on=date(2022, 12, 31),
        inhabitants_source="Test",
        source="Test",
    )


def life_domain(name: str = "Sprache") -> LifeDomain:
    """A life domain."""
    found = LifeDomain.objects.filter(name=name).first()
    return found or LifeDomain.objects.create(key=f"l{next(_running)}", name=name, source="Test")


def measure_template() -> MeasureTemplate:
    """Two steps that often follow each other."""
    steps = {
        "1": {"title": "Unterlagen sichten", "responsible": "case_manager", "days": 0},
        "2": {"title": "Test vereinbaren", "responsible": "client", "days": 14},
    }
    return MeasureTemplate.objects.create(key=f"v{next(_running)}", name="Erstorientierung", steps=steps, source="Test")


def offer(title: str = "Elterncafé") -> Offer:
    """An offer that the coordination keeps."""
    coordinator = actor(Role.COORDINATOR)
    with act_as(coordinator, today=TODAY):
        return add_offer(
            title=title,
            organisation=organisation("Familienzentrum Musterdorf"),
            life_domain=life_domain(),
            municipalities=[],
            actor=coordinator,
            today=TODAY,
        )


def case(
    manager: Actor,
    *,
    family_name: str = "Đorđević",
    given_names: str = "Ana",
    on: date = TODAY,
    consented: bool = False,
) -> Case:
    """An open case of this case manager, with its first histories; with the consent to data processing when asked."""
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
        if consented:
            Consent.objects.create(
                person=person,
                kind=ConsentKind.DATA_PROCESSING,
                form_version="2026-1",
                given_on=on,
                valid_from=on,
                recorded_by_id=manager.id,
            )
        return opened


def case_about(manager: Actor, person: Person, household: Household | None = None) -> Case:
    """A bare case row about somebody; call it acting."""
    return Case.objects.create(
        number=f"26-{next(_running):06}",
        person=person,
        household=household,
        municipality=municipality(),
        manager_id=manager.id,
        access_path=AccessPath.OPEN_HOUR,
        constellation=Constellation.SHORT,
        phase=Phase.ACCESS,
        opened_on=TODAY,
        sort_name=person.sort_name,
    )


def target_group(name: str = "Alleinerziehende") -> TargetGroup:
    """A target group of the site's tree."""
    found = TargetGroup.objects.filter(name=name).first()
    return found or TargetGroup.objects.create(key=f"t{next(_running)}", name=name, source="Test")


def barrier(name: str = "Kein freier Kursplatz") -> Barrier:
    """A barrier of the catalogue."""
    found = Barrier.objects.filter(name=name).first()
    return found or Barrier.objects.create(
        key=f"b{next(_running)}", name=name, source="Test", life_domain=life_domain()
    )


def organisation(name: str = "Jobcenter", *, receives_referrals: bool = True) -> Organisation:
    """An organisation of the network."""
    found = Organisation.objects.filter(name=name).first()
    return found or Organisation.objects.create(
        key=f"o{next(_running)}",
        name=name,
        kind=OrganisationKind.JOB_CENTRE,
        receives_referrals=receives_referrals,
        source="Test",
    )


def release(
    case: Case, organisation: Organisation, manager: Actor, *, given_on: date = TODAY, **scope: object
) -> Consent:
    """A release from confidentiality that the client has signed; unless told otherwise, for both directions."""
    told: dict[str, object] = {
        "direction": Direction.BOTH,
        "purpose": purpose_towards(organisation),
        "valid_from": given_on,
        **scope,
    }
    with act_as(manager, today=given_on):
        return Consent.objects.create(
            person_id=case.person_id,
            kind=ConsentKind.RELEASE,
            organisation=organisation,
            form_version="2026-1",
            given_on=given_on,
            recorded_by_id=manager.id,
            **told,
        )


def legal_basis(*carries: TransferKind, receivers: tuple[OrganisationKind, ...] = (), **changes: object) -> LegalBasis:
    """A norm of the site file, in force for years unless told otherwise."""
    told: dict[str, object] = {"valid_from": date(2018, 5, 25), "valid_until": None, **changes}
    return LegalBasis.objects.create(
        key=f"r{next(_running)}",
        title="Gegenwärtige Gefahr",
        norm="§ 34 StGB",
        purpose="Eine Gefahr abwenden",
        carries=list(carries),
        receivers=list(receivers),
        source="Test",
        **told,
    )


def helper(case: Case, manager: Actor, *, today: date = TODAY) -> Actor:
    """A colleague in the circle of the case."""
    somebody = actor(Role.CASE_MANAGER)
    with act_as(manager, today=today):
        CircleMember.objects.create(
            case=case,
            account_id=somebody.id,
            person_id=case.person_id,
            household_id=case.household_id,
            function=CircleFunction.HELPER,
            reason="hilft",
            since=today,
            until=today.replace(year=today.year + 1),
        )
    return somebody


def theme(coordinator: Actor, *, title: str = "Kurse mit Kinderbetreuung", on: date = TODAY) -> Theme:
    """A proposed theme."""
    with act_as(coordinator, today=on):
        return raise_theme(
            title=title,
            description="Es gibt zu wenige davon.",
            life_domain=life_domain(),
            level=Level.KREIS,
            municipalities=[municipality()],
            on=on,
            actor=coordinator,
        )


def body(kind: BodyKind = BodyKind.STEERING_GROUP, *, seats: int = 0, name: str = "Lenkungsgruppe KIM") -> Body:
    """A body with so many occupied seats; call it acting as somebody who keeps the bodies."""
    made = Body.objects.create(key=f"g{next(_running)}", kind=kind, name=name, source="Test")
    for number in range(1, seats + 1):
        Seat.objects.create(
            key=f"{made.key}-{number}",
            body=made,
            institution=f"Amt {number}",
            function="Leitung",
            holder_name=f"Mitglied {number}",
            holder_email=f"mitglied{number}@faden.invalid",
            source="Test",
            position=number,
        )
    return made


def meeting(of: Body, by: Actor, *, on: date = TODAY, hour: int = 14) -> Meeting:
    """A meeting of two hours; call it acting."""
    starts_at = datetime.combine(on, time(hour), ZoneInfo("Europe/Berlin"))
    return plan_meeting(
        body=of, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), place="Kreishaus", actor=by
    )


def attended(of: Meeting, by: Actor, presence: Presence = Presence.PRESENT) -> None:
    """All seats are taken (or empty); call it acting."""
    seats = of.body.seats.values_list("id", flat=True)
    record_attendance(meeting=of, presences=dict.fromkeys(seats, presence), actor=by)


def join(to: Theme, gap: GapReport, by: Actor) -> None:
    """A report becomes part of a theme; call it acting."""
    join_gaps(gaps=[gap], theme=to, on=TODAY, actor=by)


def read(case: Case, somebody: Actor, *, today: date = TODAY) -> None:
    """Somebody has opened the file."""
    with act_as(somebody, today=today):
        audit.record_reading(actor=somebody, subject=case)


def track(*, key: str = "erste-arbeit", valid_from: date = date(2024, 1, 1)) -> Track:
    """A track with a talk, a step after it and one that waits for a day; it is proposed to arrivals."""
    definition = Definition(
        steps=(
            Step("talk", "Übergabegespräch", StepKind.TALK, Due(14, Unit.DAY, "beginn")),
            Step("check", "Zuständigkeit klären", StepKind.CHECK, Due(1, Unit.MONTH, "talk")),
            Step("work", "Erster Arbeitstag", StepKind.ACCOMPANIMENT, Due(0, Unit.DAY, "job")),
        ),
        questions=(
            Question("job", "Beginn der Arbeit", FieldKind.DATE, Category.SOCIAL, "Für die Termine."),
            Question(
                "who",
                "Zuständig",
                FieldKind.CHOICE,
                Category.PLAIN,
                "Sagt, wer hilft.",
                choices=("wir", "andere"),
                required=True,
                step="check",
            ),
            Question("health", "In Behandlung", FieldKind.YES_NO, Category.SPECIAL, "Nur ob, nicht welche."),
        ),
        forms=(PrintForm("plan", "Fahrplan", "Das haben wir vor.", ("job",), shows_steps=True),),
        proposal=Proposal(access_paths=("first_contact_point",), age_to=27),
    )
    values = {"key": key, "name": "Erste Arbeit", "audience": "Junge Erwachsene.", "source": "Test"}
    data = json.loads(json.dumps(as_data(definition)))
    digest = digest_of({**values, "valid_from": valid_from, "definition": data})
    found = Track.objects.filter(key=key, digest=digest).first()
    return found or Track.objects.create(**values, valid_from=valid_from, definition=data, digest=digest)


def committed() -> None:
    """What is done when a transaction commits (the heads of the trace), which that of a test never does."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
