"""What is asked when an organisation was told something."""

from typing import Any

from django import forms

from faden.domain.catalogues.queries import life_domains
from faden.domain.organisations.queries import organisations
from faden.web.layout.fields import DateField, OneOf, SomeOf


class TalkForm(forms.Form):
    """With whom, about what, and on which basis."""

    organisation = OneOf(label="Mit welcher Stelle?")
    contained = forms.CharField(
        label="Was wurde gesagt?",
        max_length=300,
        help_text="In Stichworten und ohne den Inhalt, zum Beispiel „Name, Wohnsituation, gewünschter Termin“.",
    )
    life_domains = SomeOf(
        label="Worum ging es?", required=False, help_text="Nichts angekreuzt: um den Fall als Ganzes."
    )
    law = OneOf(
        label="Stützt sich auf",
        required=False,
        empty="die Schweigepflichtentbindung gegenüber dieser Stelle",
        help_text="Eine Rechtsgrundlage nur, wenn keine Schweigepflichtentbindung nötig oder möglich ist.",
    )
    on = DateField(label="Am")

    def __init__(self, *args: Any, laws: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].offer(organisations())  # type: ignore[attr-defined]
        self.fields["life_domains"].offer(life_domains())  # type: ignore[attr-defined]
        self.fields["law"].offer(laws)  # type: ignore[attr-defined]
