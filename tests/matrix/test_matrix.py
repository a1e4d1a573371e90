"""Every address × method × person is answered as the table of its workplace says.

A new address fails here until somebody has decided who gets what. ``FADEN_MATRIX=write pytest tests/matrix`` writes the
tables as the product answers now: read the difference like any change of a rule before you keep it.
"""

import os
from collections.abc import Iterable
from itertools import groupby

import pytest
from django.utils import timezone

from tests.matrix import table
from tests.matrix.addresses import Address, addresses
from tests.matrix.asking import VERSION, Asking, bodies, path_to
from tests.matrix.world import World

pytestmark = pytest.mark.django_db(transaction=True)

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOT_ALLOWED = 405
WRITES = os.environ.get("FADEN_MATRIX") == "write"
WORKPLACES = {
    name: list(some)
    for name, some in groupby(sorted(addresses(), key=lambda a: a.workplace), key=lambda a: a.workplace)
}


@pytest.fixture
def asking() -> Asking:
    return Asking(World(timezone.localdate(), timezone.now()))


def observed(asking: Asking, some: Iterable[Address]) -> table.Cells:
    """What everybody gets; forms are filled in as the pages that hold them offer it."""
    cells: table.Cells = {}
    sent = bodies(asking.world)
    for method in METHODS:
        for address in some:
            path = path_to(asking.world, address)
            data = sent.get(address.shape) or asking.forms.get(path, VERSION)
            # That a method is none is said before it is asked who asks: three of them are enough to see it.
            if any(asking.ask(name, method, path, data).status_code != NOT_ALLOWED for name in table.SAMPLE):
                statuses = {name: asking.ask(name, method, path, data).status_code for name in table.COLUMNS}
                cells[address.shape, method] = statuses
    return dict(sorted(cells.items(), key=lambda cell: [a.shape for a in some].index(cell[0][0])))


@pytest.mark.parametrize("workplace", WORKPLACES)
def test_everybody_gets_what_the_table_says(workplace: str, asking: Asking) -> None:
    expected, found = table.read(workplace), observed(asking, WORKPLACES[workplace])
    if WRITES:
        table.write(workplace, found)
    deviating = [
        f"{method} {shape} as {name}: {status}, the table says {expected.get((shape, method), {}).get(name)}"
        for (shape, method), answers in found.items()
        for name, status in answers.items()
        if expected.get((shape, method), {}).get(name) != status
    ]
    assert deviating == []
    assert [line for line in expected if line not in found] == [], "the table speaks of what is no longer there"
