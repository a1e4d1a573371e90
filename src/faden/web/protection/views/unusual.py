"""Unusual reading: what the rules find, and what came of looking into it."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.kernel.access.errors import NotVisible
from faden.kernel.audit.enums import UnusualRule
from faden.kernel.audit.operations import check_reading
from faden.kernel.audit.queries import checked_readings
from faden.kernel.audit.rules import may_read_trace
from faden.kernel.identity.queries import account_names, account_with_roles
from faden.reporting.unusual_reading import unusual
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection.forms import CheckForm

LOOKED_BACK = timedelta(days=30)


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/datenschutz/auffaellig/: the days of the last month that are worth a look, the unchecked ones first."""
    may_read_trace.check(request.actor)
    found = unusual(request.today - LOOKED_BACK, request.today)
    names = account_names({one.day.account_id for one in found})
    checked = checked_readings(since=request.today - LOOKED_BACK)
    lines = [
        (one, names.get(one.day.account_id, "–"), checked.get((one.day.account_id, one.day.day, one.rule.value)))
        for one in found
    ]
    lines.sort(key=lambda line: line[2] is not None)
    return render(request, "protection/unusual.html", lines=lines)


@page("GET", "POST")
def check(request: Request, key: UUID) -> HttpResponse:
    """/datenschutz/auffaellig/<account>/?tag=…&regel=…: note what came of looking into it."""
    may_read_trace.check(request.actor)
    account, day, rule = account_with_roles(key), _day(request), _rule(request)
    one = next((one for one in unusual(day, day) if (one.day.account_id, one.rule) == (key, rule)), None)
    if one is None:
        raise NotVisible
    form = CheckForm(request.POST or None)
    if submit(form, check_reading, account=account, day=day, rule=rule, actor=request.actor, now=timezone.now()):
        tell(request, "Der Vermerk ist festgehalten.")
        return redirect("protection:unusual")
    return render(request, "protection/check.html", form=form, account=account, one=one)


def _day(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("tag", ""))
    except ValueError:
        raise NotVisible from None


def _rule(request: Request) -> UnusualRule:
    try:
        return UnusualRule(request.GET.get("regel", ""))
    except ValueError:
        raise NotVisible from None
