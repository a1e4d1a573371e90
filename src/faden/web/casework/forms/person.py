"""What is known of a client, and of the family."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.cases.queries.people_search import Search
from faden.domain.people.enums import Relation
from faden.domain.places.queries import municipalities
from faden.lib.languages import in_german_order
from faden.web.casework.forms.new_person import search_for
from faden.web.layout.fields import DateField, OneOf, SomeOf, VersionField

FIELDS = (
    "family_name",
    "given_names",
    "pseudonym",
    "birth_date",
    "language",
    "interpreter_needed",
    "municipality",
    "arrived_on",
)


class NamesForm(forms.Form):
    """Who somebody is and how to talk with them."""

    given_names = forms.CharField(label="Vornamen", required=False, max_length=120)
    family_name = forms.CharField(label="Familienname", required=False, max_length=120)
    pseudonym = forms.CharField(label="Pseudonym", required=False, max_length=80)
    birth_date = DateField(label="Geburtsdatum", required=False)
    language = forms.ChoiceField(label="Sprache", required=False)
    interpreter_needed = forms.BooleanField(label="braucht Dolmetschen", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "nicht bekannt"), *in_german_order()]  # type: ignore[attr-defined]


class PersonForm(NamesForm):
    """Names, birth date, and how to talk with somebody; the rest are histories."""

    municipality = OneOf(label="Kommune", required=False, empty="nicht bekannt")
    arrived_on = DateField(label="In Deutschland seit", required=False)
    version = VersionField()

    def __init__(self, *args: Any, has_address: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].offer(municipalities())  # type: ignore[attr-defined]
        if has_address:
            # The municipality follows the address.
            del self.fields["municipality"]


class RelativeForm(NamesForm):
    """Somebody who lives with the client."""

    # The name for which similar people have been looked at.
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    relation = forms.TypedChoiceField(
        label="Beziehung zur Bezugsperson",
        choices=[choice for choice in Relation.choices if choice[0] != Relation.SELF],
        coerce=Relation,
    )
    since = DateField(label="Im Haushalt seit")
    household_name = forms.CharField(
        label="Bezeichnung des Haushalts", required=False, max_length=200, help_text="Zum Beispiel „Familie Yılmaz“."
    )

    def clean(self) -> dict[str, Any]:
        """What the process takes."""
        told: dict[str, Any] = super().clean() or {}
        return {name: value for name, value in told.items() if name != "looked_at"}

    @property
    def search(self) -> Search:
        """For whom to look before somebody new is stored."""
        return search_for(self.cleaned_data)


class MoveOutForm(forms.Form):
    """Somebody of the family moves out, or lives in a second household too."""

    on = DateField(label="Umgezogen am", help_text="Der erste Tag, an dem die Person nicht mehr hier wohnt.")
    into = OneOf(label="In einen anderen Haushalt aus Ihren Fällen", required=False, empty="in keinen davon")
    stays = forms.BooleanField(label="wohnt auch weiter hier, zum Beispiel ein Kind getrennter Eltern", required=False)

    def __init__(self, *args: Any, households: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].offer(households)  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """The client goes on living with others; the case goes with them."""

    on = DateField(label="Umgezogen am", help_text="Der erste Tag in der neuen Wohnung.")
    members = SomeOf(label="Wer zieht mit um?", required=False)
    into = OneOf(label="In welchen Haushalt?", required=False, empty="in einen neuen Haushalt")
    household_name = forms.CharField(
        label="Bezeichnung des neuen Haushalts",
        required=False,
        max_length=200,
        help_text="Nur für einen neuen Haushalt.",
    )

    def __init__(self, *args: Any, members: Iterable[Any], households: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose: Any = self.fields
        choose["members"].offer(members, label=lambda member: member.person.full_name)
        choose["into"].offer(households)


class AcceptClashForm(forms.Form):
    """Why a family can live with a clash."""

    reason = forms.CharField(
        label="Warum kann die Familie damit leben?",
        max_length=300,
        help_text="Zum Beispiel „Die Großmutter ist montags da.“ Steht mit Ihrem Namen und dem Tag im Fall.",
    )
