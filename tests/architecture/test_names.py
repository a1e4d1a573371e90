"""Names say what a thing is: no drawers for everything, dates and moments told apart, one clock."""

import ast

import pytest
from django.apps import apps
from django.db.models import DateField, DateTimeField, ForeignKey

from tests.architecture.sources import PACKAGE, Source, product

DRAWERS = {"utils", "helpers", "common", "misc", "core", "base", "manager", "managers", "service", "services"}
#: Periods are half-open: since (included) and until (excluded), or valid_from and valid_until.
PERIODS = ("since", "until", "_from", "_since", "_until")
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("timezone", "now"),
    ("timezone", "localdate"),
}
#: What everybody calls so.
TERMS = {"birth_date", "last_login", "expire_date"}
#: Who may look at the clock; everybody else is told the day.
CLOCK_ROOMS = {"web", "api", "cli", "demo"}


def test_no_drawer_for_everything() -> None:
    drawers = [path for path in PACKAGE.rglob("*") if path.stem in DRAWERS and "static" not in path.parts]
    assert not drawers


def test_dates_end_in_on_and_moments_in_at() -> None:
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("faden."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, DateTimeField):
                right = field.name == "at" or field.name.endswith(("_at", *PERIODS))
            elif isinstance(field, DateField):
                right = field.name == "on" or field.name.endswith(("_on", *PERIODS))
            elif isinstance(field, ForeignKey):
                right = not field.name.endswith(("_id", "_fk"))
            else:
                right = True
            wrong += [] if right or field.name in TERMS else [f"{model._meta.label}.{field.name}"]
    assert not wrong


def _reads_the_clock(source: Source) -> list[str]:
    return [
        f"{source.name}:{node.lineno}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        if (node.func.value.id, node.func.attr) in CLOCKS
    ]


def test_the_clock_is_read_at_the_edge_only() -> None:
    inside = [s for s in product() if s.room not in CLOCK_ROOMS and s.path.name != "tasks.py"]
    assert not [place for source in inside for place in _reads_the_clock(source)]


def _operations() -> list[Source]:
    """The acts: ``operations.py`` of each app, and the modules of ``processes`` (packages hold what these need)."""
    return [
        s for s in product()
        if (s.path.name == "operations.py" and s.room == "domain") or s.path.parent.name == "processes"
    ]  # fmt: skip


@pytest.mark.parametrize("source", _operations(), ids=lambda source: source.name)
def test_operations_take_names_only(source: Source) -> None:
    positional = [
        f"{node.name}({', '.join(argument.arg for argument in node.args.posonlyargs + node.args.args)})"
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if node.args.posonlyargs + node.args.args
    ]
    assert not positional
