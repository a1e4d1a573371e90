"""Describe a theme, move it on, tell those who reported."""

from django.http import HttpResponse

from faden.domain.findings.enums import ThemeAct
from faden.domain.findings.operations.themes import describe_theme, move_theme, tell_reporters
from faden.domain.findings.queries.themes import theme_by_number
from faden.domain.findings.rules import may_describe, may_move, may_tell_reporters
from faden.domain.findings.transitions import NEEDS_REASON, THEME
from faden.kernel.access.errors import NotVisible
from faden.processes.bring_before_body import bring_before_body
from faden.web.findings.forms.theme import BringForm, DescribeForm, FeedbackForm, MoveForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST")
def describe(request: Request, number: str) -> HttpResponse:
    """Say better what the theme is about."""
    theme = theme_by_number(number)
    may_describe.check(request.actor, theme)
    initial = {
        "title": theme.title,
        "description": theme.description,
        "life_domain": theme.life_domain_id,
        "level": theme.level,
        "municipalities": list(theme.municipalities.all()),
        "responsible": theme.responsible_id,
        "version": theme.version,
    }
    form = DescribeForm(request.POST or None, initial=initial, today=request.today)
    if submit(form, describe_theme, theme=theme, actor=request.actor):
        tell(request, "Das Thema ist gespeichert.")
        return redirect("findings:theme", number)
    return render(request, "findings/describe.html", theme=theme, form=form)


@page("GET", "POST")
def move(request: Request, number: str, act: str) -> HttpResponse:
    """Take the next step; the page says what it means before it happens."""
    theme = theme_by_number(number)
    if act not in ThemeAct.values:
        raise NotVisible
    step = ThemeAct(act)
    may_move.check(request.actor, theme, step)
    form = MoveForm(request.POST or None)
    form.fields["reason"].required = step in NEEDS_REASON
    if submit(form, move_theme, theme=theme, act=step, on=request.today, actor=request.actor):
        tell(request, "Der Stand des Themas ist geändert. Alle, die dazu gemeldet haben, sehen es unter „Mein Tag“.")
        return redirect("findings:theme", number)
    after = THEME.target(theme.state_now, step)
    return render(request, "findings/move.html", theme=theme, step=step, after=after, form=form)


@page("GET", "POST")
def bring(request: Request, number: str) -> HttpResponse:
    """Put the theme on the agenda of a planned meeting."""
    theme = theme_by_number(number)
    may_describe.check(request.actor, theme)
    form = BringForm(request.POST or None, initial={"title": theme.title})
    item = submit(form, bring_before_body, theme=theme, on=request.today, actor=request.actor)
    if item:
        tell(request, f"Das Thema steht auf der Tagesordnung: {item.meeting.body}.")
        return redirect("findings:theme", number)
    return render(request, "findings/bring.html", theme=theme, form=form)


@page("GET", "POST")
def feedback(request: Request, number: str) -> HttpResponse:
    """Tell those who reported what became of it."""
    theme = theme_by_number(number)
    may_tell_reporters.check(request.actor, theme)
    form = FeedbackForm(request.POST or None)
    if submit(form, tell_reporters, theme=theme, on=request.today, actor=request.actor):
        tell(request, "Die Rückmeldung ist bei allen, die zu diesem Thema gemeldet haben.")
        return redirect("findings:theme", number)
    return render(request, "findings/feedback.html", theme=theme, form=form)
