"""What a search asks."""

import re
from typing import Any

from django import forms

from faden.domain.cases.queries.people_search import Search
from faden.web.layout.fields import DateField

LONGEST = 200
TYPED_DATE = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")


class SearchForm(forms.Form):
    """Any part of a name, a pseudonym, a case number; a birth date beside it or within the text."""

    text = forms.CharField(
        label="Name, Pseudonym oder Fallnummer",
        help_text="In jeder Schreibweise und Reihenfolge.",
        required=False,
        max_length=LONGEST,
    )
    born_on = DateField(label="Geburtsdatum", required=False, help_text="Eine falsche Ziffer wird verziehen.")

    def clean(self) -> dict[str, Any]:
        """Take a date out of the text, and want something to look for."""
        cleaned: dict[str, Any] = super().clean() or {}
        text, born_on = cleaned.get("text", ""), cleaned.get("born_on")
        if not born_on and (found := TYPED_DATE.search(text)):
            born_on = self._read(found[0])
            text = TYPED_DATE.sub(" ", text)
        cleaned |= {"text": " ".join(text.split()), "born_on": born_on}
        if not self.errors and Search(cleaned["text"], born_on).is_empty:
            self.add_error("text", "Bitte einen Namen, ein Pseudonym, eine Fallnummer oder ein Geburtsdatum eingeben.")
        return cleaned

    def _read(self, typed: str) -> Any:
        field: Any = self.fields["born_on"]
        try:
            return field.clean(typed)
        except forms.ValidationError as error:
            self.add_error("born_on", error)
            return None

    @property
    def search(self) -> Search:
        """What was understood."""
        return Search(self.cleaned_data["text"], self.cleaned_data["born_on"])

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, as the forms for a new contact or case take it over (by POST, never in an address)."""
        family_name, given_names = _parts(self.cleaned_data["text"])
        born_on = self["born_on"].data or self.cleaned_data["born_on"]
        return {
            "family_name": family_name,
            "given_names": given_names,
            "birth_date": str(self.fields["born_on"].prepare_value(born_on) or ""),
        }


def _parts(text: str) -> tuple[str, str]:
    """Family name and given names of what was typed: ``"Đorđević, Ana"`` or ``"Ana Đorđević"``."""
    if "," in text:
        family_name, _, given_names = text.partition(",")
    else:
        given_names, _, family_name = text.rpartition(" ")
    return family_name.strip(), given_names.strip()
