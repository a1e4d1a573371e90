"""How a list is called, and who else opens it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from faden.web.layout.fields import VersionField

NOBODY = "nur für mich"


class KeepListForm(forms.Form):
    """A name, and perhaps a team."""

    name = forms.CharField(label="Name", max_length=60, help_text="Zum Beispiel „Case Management in Delbrück“.")
    team = forms.TypedChoiceField(
        label="Wer sieht die Liste?",
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text="Geteilt werden nur die Filter: Jede und jeder sieht darin die eigenen Fälle.",
    )

    def __init__(self, *args: Any, teams: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        shared = [(str(key), f"geteilt mit: {name}") for key, name in teams]
        self.fields["team"].choices = [("", NOBODY), *shared]  # type: ignore[attr-defined]


class ChangeListForm(KeepListForm):
    """The same for a list that is there."""

    version = VersionField()
