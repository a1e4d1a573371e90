"""Assessments: life domains as rows, two views as columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Need
from faden.web.layout.fields import DateField

STEPS = [(str(step.value), f"{step.value} · {step.label}") for step in Need]
NOT_RATED = [("", "–")]


@dataclass(frozen=True)
class Row:
    """A life domain with its fields and what was said the last time."""

    name: str
    need: BoundField
    own_view: BoundField
    remark: BoundField
    previous: DomainView | None


class AssessmentForm(forms.Form):
    """Both views of every life domain; what was not talked about stays empty."""

    on = DateField(label="Tag der Einschätzung")

    def __init__(
        self, *args: object, life_domains: Sequence[Any], previous: Mapping[UUID, DomainView], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.life_domains, self.previous = life_domains, previous
        for domain in life_domains:
            name = str(domain)
            self.fields[f"need_{domain.id}"] = _scale(f"{name}: fachliche Sicht")
            self.fields[f"own_view_{domain.id}"] = _scale(f"{name}: eigene Sicht")
            self.fields[f"remark_{domain.id}"] = forms.CharField(
                label=f"{name}: Bemerkung", required=False, max_length=2000
            )

    @property
    def rows(self) -> list[Row]:
        """The fields by life domain."""
        return [
            Row(
                str(domain),
                self[f"need_{domain.id}"],
                self[f"own_view_{domain.id}"],
                self[f"remark_{domain.id}"],
                self.previous.get(domain.id),
            )
            for domain in self.life_domains
        ]

    def clean(self) -> dict[str, Any]:
        """The views, as the operation takes them."""
        typed = super().clean() or {}
        return {"on": typed.get("on"), "views": list(self._views(typed))}

    def _views(self, typed: Mapping[str, Any]) -> Iterable[DomainView]:
        for domain in self.life_domains:
            need, own_view = typed.get(f"need_{domain.id}"), typed.get(f"own_view_{domain.id}")
            remark = typed.get(f"remark_{domain.id}", "")
            if need in (None, ""):
                if own_view or remark:
                    self.add_error(f"need_{domain.id}", "Bitte auch die fachliche Sicht angeben.")
                continue
            yield DomainView(domain.id, int(need), int(own_view) if own_view else None, remark)


def _scale(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NOT_RATED + STEPS, required=False, widget=forms.RadioSelect)
