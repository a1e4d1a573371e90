"""Name the figure by which the effect of a theme will be seen, and note its values."""

from django.http import HttpResponse

from faden.domain.findings.operations.themes import measure_indicator, name_indicator
from faden.domain.findings.queries.themes import effect_of, theme_by_number
from faden.domain.findings.rules import may_describe
from faden.web.findings.forms.theme import IndicatorForm, MeasureForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST")
def name(request: Request, number: str) -> HttpResponse:
    """Which figure should move?"""
    theme = theme_by_number(number)
    may_describe.check(request.actor, theme)
    initial = {
        "indicator": theme.indicator,
        "indicator_unit": theme.indicator_unit,
        "indicator_aim": theme.indicator_aim,
        "version": theme.version,
    }
    form = IndicatorForm(request.POST or None, initial=initial)
    if submit(form, name_indicator, theme=theme, actor=request.actor):
        tell(request, "Woran die Wirkung zu sehen sein wird, steht fest. Halten Sie jetzt den Ausgangswert fest.")
        return redirect("findings:measure", number)
    return render(request, "findings/indicator.html", theme=theme, form=form)


@page("GET", "POST")
def measure(request: Request, number: str) -> HttpResponse:
    """A value of the indicator on a day."""
    theme = theme_by_number(number)
    may_describe.check(request.actor, theme)
    if not theme.indicator:
        return redirect("findings:indicator", number)
    form = MeasureForm(request.POST or None, initial={"measured_on": request.today})
    if submit(form, measure_indicator, theme=theme, on=request.today, actor=request.actor):
        tell(request, "Der Wert ist gespeichert.")
        return redirect("findings:theme", number)
    return render(request, "findings/measure.html", theme=theme, form=form, effect=effect_of(theme))
