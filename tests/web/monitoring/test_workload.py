"""/berichte/auslastung/: weighted cases per full-time equivalent; small numbers and what would tell them are hidden."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from faden.domain.cases.models import WorkloadWeight
from faden.domain.places.models import Region
from faden.domain.staffing.models import Occupation, Post
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.reporting.workload import RegionLoad, workload
from tests import given
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db


def _colleague(name: str, cases: int, share: str = "1.00", region: str = "Nord") -> Actor:
    """A case manager with a post in a region and so many running cases."""
    somebody = given.actor(Role.CASE_MANAGER, name=name)
    with act_as(system_actor(), today=today()):
        where, _ = Region.objects.get_or_create(key=f"r-{region}", defaults={"name": region, "source": "Test"})
        post = Post.objects.create(
            key=f"post-{name}",
            title=f"Stelle {name}",
            baustein=2,
            function="case_management",
            fte=1,
            region=where,
            source="Test",
        )
        Occupation.objects.create(post=post, account_id=somebody.id, share=Decimal(share), since=date(2024, 1, 1))
    for _ in range(cases):
        given.case(somebody, on=today())
    return somebody


def _regions() -> list[RegionLoad]:
    lead = given.actor(Role.LEAD)
    with act_as(lead, today=today()):
        return workload(actor=lead, on=today())


def _weigh(constellation: str, weight: str) -> None:
    with act_as(system_actor(), today=today()):
        WorkloadWeight.objects.create(
            constellation=constellation, weight=Decimal(weight), valid_from=date(2024, 1, 1), source="Test"
        )


def test_cases_are_weighed_and_shared_by_the_filled_part_of_a_post() -> None:
    _weigh("guidance", "1.5")
    _colleague("Amal", 6, "0.50")
    _colleague("Birte", 8)
    (region,) = _regions()
    assert [(load.name, str(load.cases), load.per_fte) for load in region.loads] == [
        ("Amal", "6", Decimal(18)),
        ("Birte", "8", Decimal(12)),
    ]
    assert (region.region, str(region.cases), region.per_fte) == ("Nord", "14", Decimal(14))


def test_small_numbers_and_what_would_tell_them_are_hidden() -> None:
    _colleague("Amal", 2)
    _colleague("Birte", 8)
    _colleague("Cem", 9)
    (region,) = _regions()
    shown = {load.name: (str(load.cases).replace("\xa0", " "), load.per_fte) for load in region.loads}
    assert shown["Amal"] == ("< 5", None)
    assert sorted(text for text, _ in shown.values()).count("·") == 1
    assert region.per_fte is None
    assert [load.per_fte for load in region.loads if load.cases.value is None] == [None, None]


def test_who_has_no_post_or_no_case_is_there_too() -> None:
    _colleague("Amal", 0)
    without = given.actor(Role.CASE_MANAGER, name="Zoe")
    for _ in range(5):
        given.case(without, on=today())
    nord, elsewhere = _regions()
    assert [(load.name, str(load.cases), load.per_fte) for load in nord.loads] == [("Amal", "0", Decimal(0))]
    assert [(load.name, load.share, load.per_fte) for load in elsewhere.loads] == [("Zoe", None, None)]
    assert elsewhere.region == "ohne Region"


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.ASSISTANT, Role.MEMBER, Role.DATA_PROTECTION, Role.ADMIN])
def test_only_those_who_share_out_the_work_see_it(role: Role) -> None:
    _colleague("Amal", 6)
    reader, client = somebody(role)
    assert client.get("/berichte/auslastung/").status_code == 403
    with act_as(reader, today=today()):
        with pytest.raises(Refused):
            workload(actor=reader, on=today())
        with connection.cursor() as cursor:
            cursor.execute("SELECT faden_workload()")
            # The database itself answers nobody else.
            assert cursor.fetchone()[0] in ([], "[]")


def test_the_page_names_no_client_and_no_case() -> None:
    manager = _colleague("Amal", 6)
    _, client = somebody(Role.COORDINATOR)
    text = words_of(client.get("/berichte/auslastung/"))
    assert "Amal Stelle Amal" in text
    assert "Đorđević" not in text
    case = given.case(manager, on=today())
    assert case.number not in text


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(people: int) -> None:
    for number in range(people):
        _colleague(f"Kollegin {number}", 6)
    _, client = somebody(Role.LEAD)
    with statements() as sent:
        assert client.get("/berichte/auslastung/").status_code == 200
    assert len(sent) == 8
