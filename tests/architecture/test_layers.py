"""Who may know whom: the contracts of ``.importlinter``, and what an import linter cannot see."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.sources import PACKAGE, ROOT, layers, product

ORDER = ["kernel", "domain"]


def _heights() -> dict[str, int]:
    """App label → height; the kernel lies below the domain."""
    bottom_up = [*reversed(layers("kernel")), *reversed(layers("domain"))]
    return {name: height for height, name in enumerate(bottom_up)}


def test_the_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_foreign_keys_point_downwards() -> None:
    heights = _heights()
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField) and not isinstance(field.related_model, str)
        if heights.get(field.related_model._meta.app_label, -1) > heights.get(model._meta.app_label, -1)
    ]
    assert not upwards


@pytest.mark.parametrize("room", ["kernel", "domain"])
def test_every_app_is_installed_and_has_a_height(room: str) -> None:
    there = {folder.parent.name for folder in (PACKAGE / room).glob("*/apps.py")}
    installed = {c.label for c in apps.get_app_configs() if c.name.startswith(f"faden.{room}.")}
    assert there == installed
    assert there <= _heights().keys()


FORBIDDEN_MODULES = ("django.dispatch", "django.db.models.signals", "django.contrib.contenttypes.fields")


def test_no_signals_and_no_generic_foreign_keys() -> None:
    found = [
        (source.name, name) for source in product() for name in FORBIDDEN_MODULES if f"from {name} " in source.text
    ]
    assert not found
