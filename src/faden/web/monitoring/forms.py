"""What a report is asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from faden.lib.periods import Period, add_months, calendar_year
from faden.web.monitoring import periods

WHOLE_SITE = "alle"


class ReportForm(forms.Form):
    """Period and region; the months appear when the period is chosen freely."""

    zeitraum = forms.ChoiceField(label="Zeitraum")
    region = forms.ChoiceField(label="Region")

    def __init__(self, data: Any, *, regions: Iterable[Any], home: str, today: date) -> None:
        """:param home: key of the region to begin with, ``alle`` for the whole site"""
        begin = {"zeitraum": periods.key("jahr", calendar_year(today)), "region": home}
        super().__init__({**begin, **{name: value for name, value in data.items() if value}})
        self.today = today
        chosen = self.data["zeitraum"]
        known = periods.offered(today)
        period = periods.named(chosen)
        if period and chosen not in dict(known):
            known.insert(-1, (chosen, str(period)))
        self.fields["zeitraum"].choices = known  # type: ignore[attr-defined]
        if chosen == periods.FREE:
            self._offer_months()
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            (WHOLE_SITE, "ganzer Standort"),
            *((region.key, region.name) for region in regions),
        ]
        self.order_fields(["zeitraum", "von", "bis", "region"])

    def _offer_months(self) -> None:
        months = periods.months(self.today)
        self.data = {"von": months[min(2, len(months) - 1)][0], "bis": months[0][0], **self.data}
        self.fields["von"] = forms.ChoiceField(label="von", choices=months)
        self.fields["bis"] = forms.ChoiceField(label="bis", choices=months)

    def clean(self) -> dict[str, Any]:
        """Turn the choice into a period of whole months."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        first, last = (_month(cleaned.get(name)) for name in ("von", "bis"))
        if first and last and last < first:
            self.add_error("bis", "„bis“ liegt vor „von“.")
            return cleaned
        period = Period(first, add_months(last, 1)) if first and last else periods.named(cleaned["zeitraum"])
        region = "" if cleaned["region"] == WHOLE_SITE else cleaned["region"]
        return {"period": period, "region": region}


def _month(text: str | None) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None
