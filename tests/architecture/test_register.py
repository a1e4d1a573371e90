"""The field catalogue is whole: every field of every table, nothing that is not there, nothing that cannot be done."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from faden.domain.retention.enums import BEGINS, RetentionClass
from faden.kernel.database.register import ALWAYS_TECHNICAL, AtEnd, Category, Data, Whose, activities, catalogue, data
from faden.kernel.database.rows import Table, declared
from faden.processes.site_file.described import describe
from tests.architecture.sources import ROOT

SITES = sorted((ROOT / "sites").glob("[pw]*.yaml"))


def _models() -> dict[str, type[models.Model]]:
    return {one._meta.label: one for one in apps.get_models(include_auto_created=True)}


def _fields(model: type[models.Model]) -> set[str]:
    return {one.name for one in (*model._meta.concrete_fields, *model._meta.local_many_to_many)}


def test_every_table_is_declared() -> None:
    assert set(catalogue()) == set(_models())


def test_every_field_is_declared_and_none_is_stale() -> None:
    wrong = {}
    for label, model in _models().items():
        declared_fields = set(catalogue()[label].fields) - (set(ALWAYS_TECHNICAL) - _fields(model))
        if different := declared_fields ^ _fields(model):
            wrong[label] = sorted(different)
    assert not wrong


def test_a_field_in_two_categories_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        data("x.Y", activity="", purpose="", retention="", course="on", counselling="on")


def test_every_class_is_one_of_the_sites_and_every_class_is_used() -> None:
    used = {one.retention for one in catalogue().values()}
    assert used <= set(RetentionClass)
    assert set(BEGINS) == set(RetentionClass) - {RetentionClass.NOT_PERSONAL}


@pytest.mark.parametrize("path", SITES, ids=lambda path: path.stem)
def test_every_class_has_a_period_at_each_site(path: Path) -> None:
    described, findings = describe(path)
    assert described is not None, findings
    assert {rule.retention_class for rule in described.file.retention_rules} == set(BEGINS)


def test_every_activity_is_described() -> None:
    assert {one.activity for one in catalogue().values()} == set(activities())


def test_only_tables_without_people_are_kept_without_a_period() -> None:
    personal = [
        f"{label}.{name}"
        for label, one in catalogue().items()
        if one.retention == RetentionClass.NOT_PERSONAL
        for name in one.fields
        if one.whose(name) is not Whose.NOBODY
    ]
    assert not personal


def test_what_is_about_a_client_is_guarded_by_rows() -> None:
    guarded = {table.name for table in declared() if isinstance(table, Table)}
    open_ones = [
        label
        for label, one in catalogue().items()
        if any(one.whose(name) is Whose.CLIENT for name in one.fields)
        if _models()[label]._meta.db_table not in guarded
    ]
    assert not open_ones


def test_what_is_about_a_client_ends() -> None:
    """Deleted or emptied; nothing about a client is left untouched by an erasure."""
    left = [
        label
        for label, one in catalogue().items()
        if one.at_end is AtEnd.UNTOUCHED and any(one.whose(name) is Whose.CLIENT for name in one.fields)
    ]
    assert not left


def test_what_stays_after_an_erasure_says_nothing_in_words() -> None:
    """Only days, states, places, numbers and links are counted; names, texts and addresses never stay."""
    harmless = {Category.COURSE, Category.LINK, Category.CONDUCT, Category.TECHNICAL, Category.NEEDS}
    wordy = []
    for label, one in catalogue().items():
        for name in one.kept:
            field = _models()[label]._meta.get_field(name)
            free_text = isinstance(field, models.TextField) or (
                isinstance(field, models.CharField) and not field.choices and not isinstance(field, models.SlugField)
            )
            if one.fields[name] not in harmless or free_text:
                wordy.append(f"{label}.{name}")
    # Written by the product, not by people.
    ours = {"cases.GoalStep.from_state", "cases.GoalStep.to_state", "retention.Erasure.number"}
    ours |= {"retention.Erasure.reason"}
    assert set(wordy) <= ours


def test_kept_and_replaced_name_fields_of_tables_that_are_emptied() -> None:
    def stale(one: Data) -> bool:
        named = one.kept | set(one.replaced)
        return bool(named - set(one.fields)) or bool(named and one.at_end is not AtEnd.ANONYMIZED)

    assert not [label for label, one in catalogue().items() if stale(one)]


def test_a_field_to_be_emptied_can_be() -> None:
    stuck = [
        f"{label}.{name}"
        for label, one in catalogue().items()
        if one.at_end is AtEnd.ANONYMIZED
        for name in one.emptied
        if name not in one.replaced and not _can_be_empty(_models()[label]._meta.get_field(name))
    ]
    assert not stuck


def _can_be_empty(field: object) -> bool:
    can_be_empty = {"CharField", "TextField", "BooleanField", "JSONField", "ArrayField"}
    return isinstance(field, models.Field) and (field.null or field.get_internal_type() in can_be_empty)
