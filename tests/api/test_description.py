"""The description of the interface is checked in, and every call acts as somebody."""

import json
from pathlib import Path

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
