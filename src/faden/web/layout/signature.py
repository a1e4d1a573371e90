"""A signature given on the screen, as the form sends it."""

import json
from typing import Any

from django import forms

#: Characters; more than any hand draws.
MOST_DRAWN = 400_000


class DrawnForm(forms.Form):
    """A signature as lines, drawn by the script."""

    strokes = forms.CharField(required=False, max_length=MOST_DRAWN, widget=forms.HiddenInput)

    def clean_strokes(self) -> Any:
        """The lines; what cannot be read is nothing drawn."""
        try:
            return json.loads(self.cleaned_data["strokes"] or "[]")
        except ValueError:
            return []


class StrokesForm(DrawnForm):
    """The same below a sheet that was made before; ``digest`` names the one that was shown."""

    digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
