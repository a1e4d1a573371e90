"""Who comes into a circle, how much of the file they see, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms

from faden.domain.cases.enums import CircleScope
from faden.domain.catalogues.queries import life_domains
from faden.web.layout.fields import DateField, OneOf, SomeOf


class HelperForm(forms.Form):
    """Who shall help, why, what they see of it, until when."""

    account = OneOf(label="Wer soll mithelfen?")
    reason = forms.CharField(
        label="Wobei?",
        max_length=300,
        help_text="Zum Beispiel: Wohnungssuche. Die Klientin oder der Klient kann es nachlesen.",
    )
    scope = forms.TypedChoiceField(
        label="Was sieht diese Person?",
        choices=[
            (CircleScope.TASKS, "nur eigene Aufgaben und Termine, dazu Name, Sprache und Telefon"),
            (CircleScope.DOMAINS, "einzelne Handlungsfelder, lesend, und eigene Aufgaben und Termine"),
            (CircleScope.WHOLE, "die ganze Akte, und schreibt darin mit"),
        ],
        coerce=CircleScope,
        widget=forms.RadioSelect,
    )
    life_domains = SomeOf(
        label="Welche Handlungsfelder?",
        required=False,
        help_text="Nur, wenn Sie „einzelne Handlungsfelder“ gewählt haben.",
    )
    since = DateField(label="Zugang ab")
    last_day = DateField(
        label="Letzter Tag",
        help_text="Danach endet der Zugang von selbst, mit einer Entbindung spätestens an deren letztem Tag.",
    )

    def __init__(self, *args: Any, helpers: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"].offer(helpers, label=lambda one: one.words)  # type: ignore[attr-defined]
        self.fields["life_domains"].offer(life_domains())  # type: ignore[attr-defined]

    def clean_account(self) -> Any:
        """The account itself."""
        return self.cleaned_data["account"].account
