"""Fields that choose from what a query has read."""

from dataclasses import dataclass
from typing import Any

import pytest
from django import forms

from faden.web.layout.controls import control
from faden.web.layout.fields import OneOf, SomeOf


@dataclass(frozen=True)
class Thing:
    id: int
    name: str
    kind: str = ""


APPLE, PEAR, LEEK = Thing(1, "Apfel", "Obst"), Thing(2, "Birne", "Obst"), Thing(3, "Lauch", "Gemüse")


class BasketForm(forms.Form):
    one = OneOf(label="Eins")
    maybe = OneOf(label="Vielleicht", required=False, empty="keines")
    some = SomeOf(label="Mehrere")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["one"].offer([APPLE, PEAR, LEEK], label=lambda t: t.name, group=lambda t: t.kind)  # type: ignore[attr-defined]
        self.fields["maybe"].offer([APPLE], label=lambda t: t.name)  # type: ignore[attr-defined]
        self.fields["some"].offer([APPLE, PEAR, LEEK], label=lambda t: t.name)  # type: ignore[attr-defined]


def test_the_operation_gets_the_things() -> None:
    form = BasketForm({"one": "3", "maybe": "", "some": ["3", "1"]})
    assert form.is_valid()
    assert form.cleaned_data == {"one": LEEK, "maybe": None, "some": [APPLE, LEEK]}


@pytest.mark.parametrize("one", ["", "4", "Apfel"])
def test_what_is_not_offered_is_refused(one: str) -> None:
    form = BasketForm({"one": one, "some": ["9"]})
    assert set(form.errors) == {"one", "some"}


def test_what_is_chosen_is_shown_under_its_heading() -> None:
    form = BasketForm(initial={"one": PEAR, "maybe": 1, "some": [LEEK, 1]})
    one = control(form["one"])
    assert [group for group, _ in one.groups] == ["", "Obst", "Gemüse"]
    assert [choice.label for choice in one.choices if choice.chosen] == ["Birne"]
    assert [choice.label for choice in control(form["maybe"]).choices if choice.chosen] == ["Apfel"]
    assert [choice.label for choice in control(form["some"]).choices if choice.chosen] == ["Apfel", "Lauch"]
