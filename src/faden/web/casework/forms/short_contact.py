"""One form for an open-hour consultation."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.cases.enums import AccessPath, ContactKind
from faden.domain.cases.queries.people_search import Search
from faden.domain.catalogues.queries import life_domains
from faden.domain.places.queries import municipalities
from faden.lib.identifiers import new_id
from faden.lib.languages import frequent_first
from faden.processes.short_contact import Talk
from faden.web.casework.forms.new_person import NAMES, search_for
from faden.web.layout.fields import DateField, NumberField, OneOf, SomeOf

#: Somebody has been here; an attempt that nobody answered belongs into a case.
KINDS = [(kind.value, kind.label) for kind in ContactKind if kind != ContactKind.ATTEMPT]


class ShortContactForm(forms.Form):
    """Without name and pseudonym the contact is anonymous."""

    # The identifier of the contact that will be: the same form sent twice stores it once.
    note_id = forms.UUIDField(widget=forms.HiddenInput)
    # The name for which similar people have been looked at.
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    language = forms.ChoiceField(label="Sprache", required=False)
    interpreter = forms.BooleanField(label="mit Dolmetschen", required=False)
    domains = SomeOf(label="Handlungsfelder")
    text = forms.CharField(label="Was wurde getan?", required=False, widget=forms.Textarea, max_length=4000)

    minutes = NumberField(label="Minuten", least=1, most=600)

    given_names = forms.CharField(label="Vornamen", required=False, max_length=120)
    family_name = forms.CharField(label="Familienname", required=False, max_length=120)
    birth_date = DateField(label="Geburtsdatum", required=False)
    pseudonym = forms.CharField(label="oder Pseudonym", required=False, max_length=80)

    on = DateField(label="Tag")
    kind = forms.TypedChoiceField(label="Art", choices=KINDS, coerce=ContactKind)
    access_path = forms.TypedChoiceField(label="Zugang", choices=AccessPath.choices, coerce=AccessPath)
    municipality = OneOf(label="Kommune")

    def __init__(self, *args: Any, languages: Iterable[str] = (), **kwargs: Any) -> None:
        """:param languages: tags of the frequent ones, which stand first"""
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "nicht bekannt"), *frequent_first(languages)]  # type: ignore[attr-defined]
        self.fields["domains"].offer(life_domains())  # type: ignore[attr-defined]
        self.fields["municipality"].offer(municipalities())  # type: ignore[attr-defined]
        self.initial.setdefault("note_id", new_id())

    def clean(self) -> dict[str, Any]:
        """What the process takes: the person, if somebody gave a name, and the talk."""
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        person = {name: told[name] for name in NAMES}
        return {"person": person if any(person.values()) else None, "talk": _talk(told)}

    @property
    def topics(self) -> dict[UUID, str]:
        """What each life domain is called."""
        offered: Any = self.fields["domains"]
        return {thing.id: thing.name for thing in offered.things.values()}

    @property
    def search(self) -> Search | None:
        """For whom to look before somebody new is stored; None for an anonymous contact."""
        told = self.cleaned_data["person"]
        return None if told is None else search_for(told)


def _talk(told: dict[str, Any]) -> Talk:
    same = ("note_id", "on", "minutes", "kind", "access_path", "municipality", "language", "interpreter", "text")
    return Talk(**{name: told[name] for name in same}, life_domains=tuple(told["domains"]))
