"""By what the sheets of cases are filtered."""

from typing import Any

from django import forms

from faden.domain.cases.enums import Phase
from faden.domain.catalogues.queries import barriers, life_domains
from faden.domain.consultations.enums import Waiting
from faden.web.layout.fields import OneOf


class FactFilterForm(forms.Form):
    """Always valid, so that an old address still shows a list."""

    feld = OneOf(label="Hoher Bedarf in", required=False, empty="alle")
    huerde = OneOf(label="Hürde", required=False, empty="alle")
    phase = forms.TypedChoiceField(
        label="Phase", required=False, choices=[("", "alle"), *Phase.choices], coerce=Phase, empty_value=None
    )
    wartet = forms.TypedChoiceField(
        label="Wartet",
        required=False,
        choices=[("", "alle"), *Waiting.choices],
        coerce=lambda value: Waiting(int(value)),
        empty_value=None,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["feld"].offer(life_domains())  # type: ignore[attr-defined]
        self.fields["huerde"].offer(barriers())  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Any:
        """What was chosen, None if nothing that is offered."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def key_of(self, name: str) -> Any:
        """The key of the chosen row."""
        return getattr(self.chosen(name), "id", None)
