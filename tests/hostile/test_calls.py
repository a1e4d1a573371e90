"""Good calls with one value spoiled: they get past the shape into the operations, and still nothing breaks."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.matrix.addresses import addresses
from tests.matrix.asking import Asking, bodies, path_to
from tests.matrix.world import World

pytestmark = pytest.mark.django_db(transaction=True)

#: In the place of any value: too long, not storable, the last day there is, somebody else's, nothing, another kind.
SPOILED: tuple[Any, ...] = ("x" * 10_000, "a\x00b", "9999-12-31", str(uuid4()), None, {}, 10**30)
METHODS = ("POST", "PUT", "PATCH")
NOT_ALLOWED, BROKEN, WRONG = 405, 500, 400


def spoiled(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The body with one value after another in a way that cannot be meant."""
    for name in body:
        yield from ({**body, name: value} for value in SPOILED)
    yield {**body, "unheard_of": 1}


def test_no_value_breaks_a_call() -> None:
    asking = Asking(World(timezone.localdate(), timezone.now()))
    sent, broken = bodies(asking.world), []
    for address in addresses():
        body, path = sent.get(address.shape), ""
        if body is not None:
            path = path_to(asking.world, address)
        for method in METHODS if path else ():
            if asking.ask("manag", method, path, body).status_code == NOT_ALLOWED:
                continue
            for wrong in spoiled(body or {}):
                answer = asking.ask("manag", method, path, wrong)
                says_why = answer.status_code < WRONG or "title" in answer.json()
                if answer.status_code >= BROKEN or not says_why:
                    broken.append(f"{method} {address.shape}: {json.dumps(wrong)[:200]} → {answer.status_code}")
    assert broken == []
