"""Why a file has to be opened now."""

from typing import Any

from django import forms

from faden.domain.cases.enums import CircleScope
from faden.domain.catalogues.queries import life_domains
from faden.web.layout.fields import SomeOf


class EmergencyForm(forms.Form):
    """Which file, why, how much of it."""

    number = forms.CharField(label="Fallnummer", max_length=20, help_text="Zum Beispiel: 26-041738")
    reason = forms.CharField(
        label="Was ist geschehen, und warum kann es nicht warten?",
        max_length=300,
        widget=forms.Textarea,
        help_text="Die Fallführung, der Datenschutz und die Klientin oder der Klient können es nachlesen.",
    )
    scope = forms.TypedChoiceField(
        label="Was müssen Sie sehen?",
        choices=[
            (CircleScope.DOMAINS, "einzelne Handlungsfelder"),
            (CircleScope.WHOLE, "die ganze Akte"),
        ],
        coerce=CircleScope,
        widget=forms.RadioSelect,
    )
    life_domains = SomeOf(
        label="Welche Handlungsfelder?",
        required=False,
        help_text="Nur, wenn Sie „einzelne Handlungsfelder“ gewählt haben.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["life_domains"].offer(life_domains())  # type: ignore[attr-defined]
