"""Assessments: a life domain at a time, two views beside each other, and what speaks for and against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import Need
from faden.domain.cases.queries.own_views import GivenView
from faden.web.layout.fields import DateField, OneOf, SomeOf

STEPS = [(str(step.value), f"{step.value} · {step.label}") for step in Need]
NOT_RATED = [("", "–")]
LONGEST = 2000
#: What can be written about a life domain besides the steps.
WORDS = {
    "resources": ("Ressourcen", "Was ist da, was hilft: Menschen, Können, Erfahrung, Mittel."),
    "wishes": ("Wünsche", "Was die Klientin oder der Klient sich wünscht, möglichst in eigenen Worten."),
    "barrier_words": ("Weitere Hürden", "Was im Katalog nicht steht."),
    "remark": ("Bemerkung", ""),
}


@dataclass(frozen=True)
class Row:
    """A life domain with its fields and what was said the last time; ``answered`` by the client on the device."""

    name: str
    steps: Sequence[str]
    need: BoundField
    own_view: BoundField
    answered: int | None
    barriers: BoundField | None
    texts: tuple[tuple[BoundField, str], ...]
    previous: DomainView | None

    @property
    def is_open(self) -> bool:
        """Whether the part with the words is unfolded: something stands in it."""
        chosen = self.barriers is not None and bool(self.barriers.value())
        return chosen or any(text.value() or text.errors for text, _ in self.texts)


class AssessmentForm(forms.Form):
    """Both views of every life domain; what was not talked about stays empty."""

    on = DateField(label="Tag der Einschätzung")
    own_view = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: object,
        life_domains: Sequence[Any],
        barriers: Sequence[Any],
        known_barriers: set[UUID],
        previous: Mapping[UUID, DomainView],
        given: GivenView | None = None,
        **options: object,
    ) -> None:
        """:param given: what the client has answered on the device; it is taken over as it stands."""
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.life_domains, self.previous, self.given = life_domains, previous, given
        for domain in life_domains:
            name, key = str(domain), domain.id
            self.fields[f"need_{key}"] = _scale(f"{name}: fachliche Sicht")
            self.fields[f"own_view_{key}"] = _scale(f"{name}: eigene Sicht")
            self._offer_barriers(domain, [one for one in barriers if one.life_domain_id == key], known_barriers)
            for field, (label, _) in WORDS.items():
                self.fields[f"{field}_{key}"] = forms.CharField(
                    label=f"{name}: {label}", required=False, max_length=LONGEST, widget=forms.Textarea
                )

    def _offer_barriers(self, domain: Any, barriers: Sequence[Any], known: set[UUID]) -> None:
        if not barriers:
            return
        chosen = [barrier for barrier in barriers if barrier.id in known]
        field = SomeOf(label=f"{domain}: Hürden", required=False, initial=chosen)
        field.offer(barriers)
        self.fields[f"barriers_{domain.id}"] = field

    @property
    def rows(self) -> list[Row]:
        """The fields by life domain."""
        return [self._row(domain) for domain in self.life_domains]

    def _row(self, domain: Any) -> Row:
        key, barriers = domain.id, f"barriers_{domain.id}"
        return Row(
            name=str(domain),
            steps=domain.need_steps,
            need=self[f"need_{key}"],
            own_view=self[f"own_view_{key}"],
            answered=self.given.answers.get(key) if self.given else None,
            barriers=self[barriers] if barriers in self.fields else None,
            texts=tuple((self[f"{field}_{key}"], label) for field, (label, _) in WORDS.items()),
            previous=self.previous.get(key),
        )

    def clean(self) -> dict[str, Any]:
        """The views, as the operation takes them."""
        typed = super().clean() or {}
        return {"on": typed.get("on"), "views": list(self._views(typed)), "own_view": self._taken_over(typed)}

    def _taken_over(self, typed: Mapping[str, Any]) -> Any:
        """The own view that the page has shown; another one has come meanwhile: look again."""
        shown, waiting = typed.get("own_view"), self.given.own_view if self.given else None
        if shown != (waiting.id if waiting else None):
            self.data = {**self.data, "own_view": str(waiting.id) if waiting else ""}
            self.add_error(
                None, "Die eigene Sicht ist inzwischen eine andere. Bitte prüfen Sie die Angaben noch einmal."
            )
        return waiting

    def _views(self, typed: Mapping[str, Any]) -> Iterable[DomainView]:
        for domain in self.life_domains:
            key = domain.id
            need, own_view = typed.get(f"need_{key}"), typed.get(f"own_view_{key}")
            words = {field: typed.get(f"{field}_{key}", "") for field in WORDS}
            if need in (None, ""):
                if own_view or any(words.values()):
                    self.add_error(f"need_{key}", "Bitte auch die fachliche Sicht angeben.")
                continue
            barriers = tuple(barrier.id for barrier in typed.get(f"barriers_{key}") or ())
            yield DomainView(key, int(need), int(own_view) if own_view else None, barrier_ids=barriers, **words)


class CompareForm(forms.Form):
    """Two assessments to hold beside each other."""

    von = OneOf(label="Früher", empty="")
    bis = OneOf(label="Später", empty="")

    def __init__(self, *args: object, views: Sequence[Any], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name in ("von", "bis"):
            self.fields[name].offer(views, label=lambda view: f"{view.on:%d.%m.%Y}")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two different ones."""
        chosen = super().clean() or {}
        if chosen.get("von") and chosen.get("von") == chosen.get("bis"):
            self.add_error("bis", "Bitte zwei verschiedene Einschätzungen wählen.")
        return chosen


def _scale(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NOT_RATED + STEPS, required=False, widget=forms.RadioSelect)
