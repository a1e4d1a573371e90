"""The firewall: whoever works for a residence authority reaches nothing of casework, by no address and no table."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from faden.domain.cases.models import CircleMember
from faden.domain.cases.queries.people_search import Search, asked_of_the_guard
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.database import rows
from tests import given
from tests.matrix.addresses import addresses
from tests.matrix.asking import VERSION, Asking, bodies, path_to
from tests.matrix.world import MARKS, World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

#: What an officer sees rows of although the table is guarded, and why that tells nothing of a client.
OPEN_TO_THEM = {
    "identity_account": "colleagues, who answer for what they sent",
    "identity_roleassignment": "what colleagues are here",
    "audit_auditentry": "own acts",
    "outbox_outgoingmail": "own mail",
    "offers_offer": "the network's offers",
    "offers_offermunicipality": "the network's offers",
    "client_texts_textreview": "translations of forms",
    "letters_lettertemplateversion": "wordings without anybody's data",
    "staffing_occupation": "who holds a post",
    "findings_theme": "what became of anonymous reports",
    "steering_body": "bodies",
}
#: Of an officer's own making, with nobody's case behind it.
OWN = ("saved_lists_", "seen_", "drafts_", "identity_", "diary_calendarfeed", "steering_", "findings_", "residence_")


@pytest.fixture
def asking() -> Asking:
    return Asking(World(timezone.localdate(), timezone.now()))


def test_no_address_shows_them_anything_of_a_case(asking: Asking) -> None:
    world, sent, shown = asking.world, bodies(asking.world), []
    numbers = (str(world.mine["case"]), str(world.theirs["case"]))
    for address in addresses():
        # Whoever holds the secret of somebody's calendar or link is this somebody to it, signed in or not.
        if {"secret", "link_secret", "entry_secret"} & set(address.parameters):
            continue
        for where in (world.mine, world.theirs):
            known = {name: value for name, value in where.items() if name in address.parameters}
            path = path_to(
                world, address, **{**known, **({"number": where["case"]} if _of_case(address.shape) else {})}
            )
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
                answer = asking.ask("resid", method, path, sent.get(address.shape, VERSION))
                if getattr(answer, "streaming", False):
                    shown.append(f"{method} {path}: a file")
                    continue
                text = answer.content.decode("utf-8", "replace").replace(path, "")
                shown += [f"{method} {address.shape}: {mark}" for mark in (*MARKS, *numbers) if mark in text]
    assert shown == []


def _of_case(shape: str) -> bool:
    return "<number>" in shape and ("/faelle/" in shape or "/cases/" in shape)


def _seen(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        (count,) = cursor.fetchone()
    return int(count)


def test_no_table_shows_them_a_row_of_casework(asking: Asking) -> None:
    officer, seen = asking.world.actors["resid"], {}
    with act_as(officer, today=asking.world.today):
        for table in rows.declared():
            if isinstance(table, rows.Table) and "SELECT" in table.commands:
                seen[table.name] = _seen(table.name)
    reached = {name for name, count in seen.items() if count}
    assert len(seen) > 60, "the tables are asked, not left out"
    assert {name for name in reached if not name.startswith(OWN)} <= OPEN_TO_THEM.keys()
    manager = asking.world.actors["manag"]
    with act_as(manager, today=asking.world.today):
        assert _seen("cases_case") > 0, "there is something to be hidden"


def test_an_entry_in_a_circle_opens_nothing_to_them(asking: Asking) -> None:
    """However it came about: by raw SQL, or before somebody changed over to the authority."""
    world = asking.world
    officer = world.actors["resid"]
    with act_as(world.actors["manag"], today=world.today):
        own = CircleMember.objects.get(case__number=world.mine["case"], function="responsible")
    CircleMember.objects.using("owner").create(
        case_id=own.case_id,
        account_id=officer.id,
        person_id=own.person_id,
        household_id=own.household_id,
        function="helper",
        reason="x",
        since=world.today,
    )
    with act_as(officer, today=world.today):
        for table in ("cases_case", "people_person", "cases_contactnote", "consent_consent", "referrals_referral"):
            assert _seen(table) == 0, table
    assert asking.ask("resid", "GET", f"/faelle/{world.mine['case']}/").status_code == 404


def test_a_role_of_casework_beside_it_opens_nothing(asking: Asking) -> None:
    """Were both roles in one hand by raw SQL, the circle still stays closed."""
    world = asking.world
    both = given.actor(Role.CASE_MANAGER)
    case = given.case(both, on=world.today)
    someone = world.mine["case"]
    with act_as(both, today=world.today):
        assert _seen("cases_case") == 1
        assert _found(someone) is not None
    given.account_of(both).role_assignments.model.objects.using("owner").create(
        account_id=both.id, role=Role.RESIDENCE_OFFICER, since=world.today
    )
    with act_as(both, today=world.today):
        assert _seen("cases_case") == 0, case.number
        assert _found(someone) is None, "nor does the search say that there is somebody"


def _found(number: str) -> object:
    """What the search by case number answers at the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT faden_find_people(%s::jsonb)", [json.dumps(asked_of_the_guard(Search(number)))])
        return cursor.fetchone()[0]
