"""Which cases a list shows."""

from collections.abc import Iterable

from django import forms

from faden.domain.cases.enums import Constellation, Phase
from faden.domain.cases.queries.listing import SORTS, Wanted
from faden.web.layout.fields import OneOf

SORTED_BY = [key for name in SORTS for key in (name, f"-{name}")]


class CasesFilter(forms.Form):
    """The municipality is chosen from a select, everything else by a tap; all of it stands in the address."""

    kommune = OneOf(label="Kommune", required=False, empty="alle")

    def __init__(self, *args: object, municipalities: Iterable[object], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["kommune"].offer(municipalities)  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for; what cannot be understood is left out."""
        self.is_valid()
        municipality = self.cleaned_data.get("kommune")
        return Wanted(
            closed=self.data.get("stand") == "abgeschlossen",
            overdue=self.data.get("frist") == "ueberschritten",
            constellation=self._one_of("konstellation", Constellation.values),
            phase=self._one_of("phase", Phase.values),
            municipality_id=municipality.id if municipality else None,
            sort=self._one_of("sortierung", SORTED_BY) or "name",
        )

    def chosen(self) -> dict[str, str]:
        """The filters that are set and understood, by parameter: what a saved list keeps."""
        wanted = self.wanted()
        told = {
            "stand": "abgeschlossen" if wanted.closed else "",
            "frist": "ueberschritten" if wanted.overdue else "",
            "konstellation": wanted.constellation,
            "phase": wanted.phase,
            "kommune": str(wanted.municipality_id or ""),
            "sortierung": wanted.sort if wanted.sort != "name" else "",
        }
        return {name: value for name, value in told.items() if value}

    def _one_of(self, name: str, allowed: Iterable[str]) -> str:
        asked = str(self.data.get(name, ""))
        return asked if asked in allowed else ""
