"""On which release or norm something leaves."""

from collections.abc import Sequence
from typing import Any

from django import forms

from faden.domain.cases.operations.passing_on import FIELD
from faden.domain.cases.queries.transfers import Basis


def offer_bases(form: forms.Form, bases: Sequence[Basis], *, label: str = "Stützt sich auf") -> None:
    """Let the form ask what it rests on, where several releases or norms carry it; the first one is proposed."""
    if not bases:
        return
    rows = {one.key: one.row for one in bases}

    def chosen(key: str) -> Any:
        return rows[key]

    form.fields[FIELD] = forms.TypedChoiceField(
        label=label,
        choices=[(one.key, str(one)) for one in bases],
        coerce=chosen,
        empty_value=None,
        required=False,
        initial=bases[0].key,
        widget=forms.RadioSelect if len(bases) > 1 else forms.HiddenInput,
        error_messages={"invalid_choice": "Diese Grundlage gilt nicht mehr. Bitte wählen Sie noch einmal."},
    )
