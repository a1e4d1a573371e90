"""Whoever asks what is stored about them reads German, and nothing that was made for machines."""

import pytest
from django.apps import apps

from faden.domain.subject_requests.field_words import WORDS, word_of
from faden.kernel.database.register import catalogue


@pytest.mark.parametrize("label", catalogue())
def test_every_field_has_a_german_word(label: str) -> None:
    about = catalogue()[label]
    fields = (field for field in apps.get_model(label)._meta.get_fields() if field.name in about.fields)
    told = {field.name: word_of(field) for field in fields}
    unnamed = [name for name, word in told.items() if word == name.replace("_", " ") and name not in WORDS]
    assert unnamed == []


def test_a_field_that_says_it_itself_keeps_its_word() -> None:
    field = apps.get_model("people.Person")._meta.get_field("family_name")
    assert word_of(field) == "Familienname"
    assert word_of(apps.get_model("people.Person")._meta.get_field("sort_name")) == WORDS["sort_name"]
