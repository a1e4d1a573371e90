"""The relation "restricted": whoever was in the circle before gets what a stranger gets, at every address of a case."""

import pytest
from django.utils import timezone

from faden.domain.people.enums import ShieldGround
from faden.domain.people.operations.shields import set_restriction
from faden.kernel.access.acting import act_as
from tests.matrix import table
from tests.matrix.addresses import addresses
from tests.matrix.asking import VERSION, Asking, bodies, path_to
from tests.matrix.world import MARKS, World

pytestmark = pytest.mark.django_db(transaction=True)
OF_A_CASE = ("/faelle/<number>", "/cases/<number>")
ABOUT_A_CASE = [one for one in addresses() if any(part in one.shape for part in OF_A_CASE)]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def asking() -> Asking:
    """The world of the matrix, with a Sperrvermerk on the client of the case that everything is asked of."""
    world = World(timezone.localdate(), timezone.now())
    keeper = world.actors["warden"]
    with act_as(world.actors["manag"], today=world.today):
        person_id = world.case_of("manag").person_id
    with act_as(keeper, today=world.today):
        set_restriction(person_id=person_id, ground=ShieldGround.VIOLENCE, reason="x", actor=keeper, today=world.today)
    return Asking(world)


def test_the_file_of_a_restricted_person_is_closed_to_the_former_circle(asking: Asking) -> None:
    sent, open_doors, told = bodies(asking.world), [], []
    for method in METHODS:
        for address in ABOUT_A_CASE:
            path = path_to(asking.world, address)
            data = sent.get(address.shape) or asking.forms.get(path, VERSION)
            asked = {name: asking.ask(name, method, path, data) for name in ("manag", "helpr", "other", "warden")}
            if asked["helpr"].status_code != asked["other"].status_code:
                open_doors.append(f"{method} {address.shape}: {asked['helpr'].status_code}")
            told += [
                f"{method} {address.shape} as {name}"
                for name in ("helpr", "other", "warden")
                if MARKS[0] in asked[name].text and not asked[name].streaming
            ]
    assert open_doors == []
    assert told == []


def test_lists_of_the_responsible_do_not_name_a_restricted_person(asking: Asking) -> None:
    pages = ("/heute/", "/faelle/", "/faelle/?ansicht=tafel", "/aufgaben/", "/termine/", "/dubletten/", "/api/v1/cases")
    mark = f"{MARKS[0]}-manag"
    texts = {page: asking.ask("manag", "GET", page).text for page in pages}
    named = {page: text[text.index(mark) - 150 :][:300] for page, text in texts.items() if mark in text}
    assert named == {}


def test_the_column_of_the_right_is_a_column_of_the_table() -> None:
    assert "warden" in table.COLUMNS
