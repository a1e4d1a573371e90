"""What is entered to announce, hold and carry out an erasure."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from faden.domain.retention.enums import Archive
from faden.domain.retention.queries import Proposed
from faden.web.layout.fields import DateField, VersionField


class AnnounceForm(forms.Form):
    """Which of the proposed cases."""

    cases = forms.TypedMultipleChoiceField(
        label="Fälle",
        coerce=UUID,
        error_messages={
            "required": "Bitte mindestens einen Fall auswählen.",
            "invalid_choice": "Einer der Fälle steht nicht mehr zur Auswahl. Bitte die Seite neu laden.",
        },
    )

    def __init__(self, *args: Any, proposed: Iterable[Proposed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = [(str(one.case), one.number) for one in proposed]  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """Nothing but what the page was made from."""

    version = VersionField()


class AnswerForm(VersionForm):
    """What the archive has answered."""

    archive = forms.ChoiceField(
        label="Antwort",
        choices=[
            (Archive.TAKEN, "Es übernimmt die Akte; sie ist übergeben"),
            (Archive.DECLINED, "Es übernimmt die Akte nicht"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte eintragen, was das Archiv geantwortet hat."},
    )


class StopForm(VersionForm):
    """Why nothing is erased."""

    because = forms.CharField(
        label="Grund",
        help_text="Bitte keine Namen; der Grund bleibt in der Liste stehen.",
        max_length=300,
        error_messages={"required": "Bitte den Grund eintragen."},
    )


class HoldForm(forms.Form):
    """Why a file is still needed, and until when."""

    reason = forms.CharField(
        label="Grund",
        help_text="Zum Beispiel: laufendes Klageverfahren der Klient:in.",
        max_length=300,
        error_messages={"required": "Bitte schreiben, wofür die Akte noch gebraucht wird."},
    )
    until = DateField(label="Gesperrt bis", help_text="Spätestens in zwei Jahren; danach kann neu gesperrt werden.")
