"""The description of the interface is checked in, and every call acts as somebody."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ninja import Schema

from faden.api.interface import interface

CHECKED_IN = Path("docs/reference/openapi.json")


def test_the_description_is_what_the_code_says() -> None:
    """After a wanted change: ``make openapi``."""
    now = json.loads(json.dumps(interface.get_openapi_schema(path_prefix="/api/v1/")))
    assert json.loads(CHECKED_IN.read_text(encoding="utf-8")) == now


def test_every_call_is_an_endpoint_with_a_token() -> None:
    views = [
        operation.view_func
        for _, router in interface._routers
        for path in router.path_operations.values()
        for operation in path.operations
    ]
    assert views
    assert all(getattr(view, "is_endpoint", False) for view in views)


def test_every_shape_has_a_name_of_its_own() -> None:
    """The description knows shapes and lists of choices by their name alone: of two, one would be told as the other."""
    shapes = [one for one in _below(Schema) if one.__module__.startswith("faden.api.")]
    assert len(shapes) > 100
    named: dict[str, set[str]] = defaultdict(set)
    for shape in shapes:
        parts = shape.model_json_schema().pop("$defs", {})
        for name, part in {**parts, shape.__name__: shape.model_json_schema()}.items():
            named[name].add(json.dumps(part.get("enum") or sorted(part.get("properties", {}))))
    assert [name for name, meanings in named.items() if len(meanings) > 1] == []


def _below(shape: type[Schema]) -> Iterator[type[Schema]]:
    for one in shape.__subclasses__():
        yield one
        yield from _below(one)
