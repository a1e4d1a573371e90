"""A letter to many clients: what is the same in all of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.letters.placeholders import PLACEHOLDERS, value_field
from faden.lib.identifiers import new_id
from faden.web.casework.forms.letters import blank_field


class SerialLetterForm(forms.Form):
    """The blanks that no case fills by itself."""

    # The identifier of the round that will be: the same form sent twice writes one letter to each.
    round_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, blanks: Iterable[str], needed: Iterable[str], is_translatable: bool, **options: Any
    ) -> None:
        """:param needed: blanks without which the letter is not filed"""
        super().__init__(*args, **options)
        self.initial.setdefault("round_id", new_id())
        named = [name for name in blanks if not PLACEHOLDERS[name].is_known]
        self.needed = frozenset(needed)
        self.blanks = {value_field(number): name for number, name in enumerate(named, start=1)}
        if is_translatable:
            self.fields["translated"] = forms.BooleanField(
                label="Übersetzung beilegen, wo es eine in der Sprache der Person gibt", required=False, initial=True
            )
        for field, name in self.blanks.items():
            self.fields[field] = blank_field(name, "")

    def left_empty(self) -> list[str]:
        """What stands in none of the letters."""
        return [name for name in self._empty() if name not in self.needed]

    def still_needed(self) -> list[str]:
        """What has to be filled in before the letters are filed."""
        return [name for name in self._empty() if name in self.needed]

    def _empty(self) -> list[str]:
        values: dict[str, str] = getattr(self, "cleaned_data", {}).get("values", {})
        return [name for name, text in values.items() if not text]

    def clean(self) -> dict[str, Any]:
        """What the operation takes."""
        typed = dict(super().clean() or {})
        values = {name: typed.get(field, "").strip() for field, name in self.blanks.items()}
        return {"round_id": typed.get("round_id"), "values": values, "translated": bool(typed.get("translated"))}


class PrintLettersForm(forms.Form):
    """Which letters are printed at once."""

    letters = forms.CharField(max_length=4000)

    def clean_letters(self) -> list[UUID]:
        """Their identifiers."""
        try:
            return [UUID(one) for one in self.cleaned_data["letters"].split(",")]
        except ValueError:
            raise forms.ValidationError("Diese Auswahl ist unvollständig angekommen.") from None
