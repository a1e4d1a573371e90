"""Who reads a file and does so no longer: helpers, covers, an emergency, a Sperrvermerk."""

import json
from datetime import timedelta
from random import Random
from typing import Any

from django.db.models import F
from django.test import Client
from django.utils import timezone

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.models import Case, CircleMember
from faden.domain.cases.operations.absence import announce_absence, end_absence
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.consent.operations import withdraw_consent
from faden.domain.diary.enums import AppointmentKind
from faden.domain.diary.operations.appointments import make_appointment
from faden.domain.diary.operations.feed import open_feed
from faden.domain.diary.operations.tasks import plan_task
from faden.domain.people.enums import ShieldGround
from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.processes.emergency_access import open_in_emergency
from faden.processes.shield_person import close_to_member, confirm_member, restrict_case
from tests import given
from tests.revocation.held import Asks, Held, counsellor, ends_role, page, program, secret_of, shows
from tests.signed_in import signed_in
from tests.web.signed_in import today

_NAMES = Random(4711)
MONTH = timedelta(days=30)


def word() -> str:
    """A name that resembles no other one, however many there are."""
    return "".join(_NAMES.choice("bdfgklmnprstvz") + _NAMES.choice("aeiou") for _ in range(6)).capitalize()


def new_case() -> tuple[Actor, Case, str]:
    """A case, who leads it, and the client's name, which nobody else has."""
    manager, name = given.actor(Role.CASE_MANAGER, name=word(), today=today()), word()
    case = given.case(manager, family_name="Vorher", on=today(), consented=True)
    with act_as(manager, today=today()):
        correct_person(person=case.person, version=1, family_name=name, actor=manager, today=today())
        return manager, Case.objects.select_related("person").get(id=case.id), name


def reads(actor: Actor, case: Case, name: str) -> list[Asks]:
    """The ways to a whole file: its page, the lists and the search, and the same for a program."""
    client = signed_in(actor)
    return [
        page(client, f"/faelle/{case.number}/"),
        page(client, f"/faelle/{case.number}/plan/"),
        shows(client, "/faelle/", name),
        program(actor, f"/cases/{case.number}"),
        program(actor, f"/cases/{case.number}/contacts"),
        program(actor, "/cases", case.number),
        *searches(actor, name, found=case.number),
    ]


def searches(actor: Actor, name: str, *, found: str) -> list[Asks]:
    """The search for somebody, by its page and by a program: whether it tells this."""
    client, headers = signed_in(actor), {"Authorization": f"Bearer {secret_of(actor)}"}

    def by_program() -> bool:
        sent: dict[str, Any] = {"data": json.dumps({"text": name}), "content_type": "application/json"}
        answer = Client().post("/api/v1/people/search", headers=headers, **sent)
        return answer.status_code == 200 and found in answer.text

    return [lambda: found in client.post("/suche/", {"text": name}).text, by_program]


def _diary(case: Case, manager: Actor, helper: Actor, name: str) -> list[Asks]:
    """An appointment and a task of the helper in the case: three pages and a calendar show whom they are about."""
    account, now = given.account_of(helper), timezone.now()
    everyday: dict[str, Any] = {"case": case, "actor": manager, "today": today()}
    when: dict[str, Any] = {"starts_at": now + timedelta(hours=1), "ends_at": now + timedelta(hours=2)}
    with act_as(manager, today=today()):
        make_appointment(kind=AppointmentKind.HOME, participants=[account], now=now, **when, **everyday)
        plan_task(text="Anrufen", due_on=today(), responsible=account, **everyday)
    with act_as(helper, today=today()):
        secret = open_feed(shows_names=True, actor=helper, now=now)
    client = signed_in(helper)
    addresses = ("/termine/", "/aufgaben/", "/heute/", f"/kalender/{secret}/faden.ics")
    return [shows(client, address, name) for address in addresses]


def _ends(manager: Actor, case: Case, actor: Actor, by: Actor | None = None) -> Any:
    def take() -> None:
        with act_as(by or manager, today=today()):
            member = CircleMember.objects.get(case=case, account_id=actor.id)
            end_helper(member=member, actor=by or manager, today=today())

    return take


def helper(_: Actor) -> Held:
    """A colleague in the circle, with an appointment and a task; the entry ends."""
    manager, case, name = new_case()
    actor = given.helper(case, manager, today=today())
    return Held([*reads(actor, case, name), *_diary(case, manager, actor, name)], _ends(manager, case, actor))


def helper_without_role(admin: Actor) -> Held:
    """A colleague in the circle counsels no longer: the entry is there, and opens nothing."""
    manager, case, name = new_case()
    actor = given.helper(case, manager, today=today())
    return Held([*reads(actor, case, name), *_diary(case, manager, actor, name)], ends_role(admin, actor))


def leaving(_: Actor) -> Held:
    """A helper leaves of their own accord."""
    manager, case, name = new_case()
    actor = given.helper(case, manager, today=today())
    return Held(reads(actor, case, name), _ends(manager, case, actor, by=actor))


def part(_admin: Actor) -> Held:
    """Somebody sees one life domain of a file; the entry ends."""
    manager, case, _ = new_case()
    actor = counsellor()
    _invite(case, manager, actor, scope=CircleScope.DOMAINS, life_domains=[given.life_domain()])
    client = signed_in(actor)
    ways = [page(client, f"/faelle/{case.number}/teil/"), shows(client, "/faelle/geteilt/", case.number)]
    return Held(ways, _ends(manager, case, actor))


def partner_helper(_admin: Actor) -> Held:
    """Somebody of a partner organisation is in the circle on a release, which the client takes back."""
    manager, case, _ = new_case()
    organisation = given.organisation("Verein Brücke")
    release = given.release(case, organisation, manager, given_on=today())
    actor = given.actor(Role.PARTNER, organisation=organisation, today=today())
    _invite(case, manager, actor)

    def take() -> None:
        with act_as(manager, today=today()):
            withdraw_consent(consent=release, on=today(), actor=manager, today=today())

    file = f"/faelle/{case.number}/"
    return Held([page(signed_in(actor), file), program(actor, f"/cases/{case.number}")], take)


def _invite(case: Case, manager: Actor, actor: Actor, **scope: Any) -> None:
    with act_as(manager, today=today()):
        invite_helper(
            case=case,
            account=given.account_of(actor),
            reason="Hilft mit",
            since=today(),
            last_day=today() + MONTH,
            actor=manager,
            today=today(),
            **scope,
        )


def cover(_: Actor) -> Held:
    """A colleague steps in for somebody, who comes back early."""
    manager, case, name = new_case()
    actor = counsellor()
    with act_as(manager, today=today()):
        days: dict[str, Any] = {"since": today(), "last_day": today() + MONTH, "today": today()}
        absence = announce_absence(cover=given.account_of(actor), cases=[case], actor=manager, **days)

    def take() -> None:
        with act_as(manager, today=today()):
            end_absence(absence=absence, actor=manager, today=today())

    return Held(reads(actor, case, name), take)


def _in_emergency() -> tuple[Actor, Actor, Case, list[Asks]]:
    manager, case, name = new_case()
    actor = counsellor()
    with act_as(actor, today=today()):
        open_in_emergency(number=case.number, reason="Das Kind ist im Krankenhaus.", actor=actor, today=today())
    return manager, actor, case, reads(actor, case, name)


def emergency(_: Actor) -> Held:
    """An emergency access is ended by whoever leads the case."""
    manager, actor, case, ways = _in_emergency()
    return Held(ways, _ends(manager, case, actor))


def emergency_over(_: Actor) -> Held:
    """The three hours of an emergency access are over."""
    manager, actor, case, ways = _in_emergency()

    def take() -> None:
        with act_as(manager, today=today()):
            # The database's clock stands still while the test runs: the end comes nearer instead.
            members = CircleMember.objects.filter(case=case, account_id=actor.id)
            assert members.update(ends_at=F("ends_at") - timedelta(hours=3, seconds=1)) == 1

    return Held(ways, take)


def restrict(case: Case) -> None:
    """Set a Sperrvermerk for whom a case is about."""
    keeper = given.actor(Role.SHIELD_KEEPER, today=today())
    with act_as(keeper, today=today()):
        told: dict[str, Any] = {"ground": ShieldGround.VIOLENCE, "reason": "Drohungen", "review_on": None}
        restrict_case(number=case.number, actor=keeper, today=today(), **told)


def sperrvermerk(_: Actor) -> Held:
    """A Sperrvermerk closes the file to a helper, and colleagues find nobody of that name any more."""
    manager, case, name = new_case()
    actor = given.helper(case, manager, today=today())
    found = [*reads(actor, case, name), *_diary(case, manager, actor, name)]
    return Held([*found, *searches(counsellor(), name, found=manager.name)], lambda: restrict(case))


def clearance(_admin: Actor) -> Held:
    """Somebody was let in by name, and the file is closed to them again."""
    manager, case, _ = new_case()
    actor = given.helper(case, manager, today=today())
    restrict(case)
    with act_as(manager, today=today()):
        confirm_member(member=CircleMember.objects.get(case=case, account_id=actor.id), actor=manager, today=today())

    def take() -> None:
        with act_as(manager, today=today()):
            close_to_member(case=case, account_id=actor.id, actor=manager, today=today())

    client = signed_in(actor)
    ways = [page(client, f"/faelle/{case.number}/"), shows(client, "/faelle/", case.number)]
    return Held([*ways, program(actor, f"/cases/{case.number}"), program(actor, "/cases", case.number)], take)


KINDS = {
    "circle: helper": helper,
    "circle: role": helper_without_role,
    "circle: left": leaving,
    "circle: part": part,
    "circle: partner's release": partner_helper,
    "cover": cover,
    "emergency ended": emergency,
    "emergency over": emergency_over,
    "Sperrvermerk": sperrvermerk,
    "clearance": clearance,
}
