"""The trace: everything, of one file, of one account."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.queries.numbers import case_key, case_numbers, circle_history
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit.operations import record_look
from faden.kernel.audit.rules import may_read_trace
from faden.kernel.identity.queries import account_with_roles, accounts_named
from faden.web.layout.pages import Request, page, redirect, render
from faden.web.protection.forms import AccountSearch, FileSearch
from faden.web.protection.lines import shown


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/datenschutz/protokoll/: who did or read what, the newest first."""
    may_read_trace.check(request.actor)
    return render(request, "protection/trace.html", shown=shown(request))


@page("GET", "POST")
def find_file(request: Request) -> HttpResponse:
    """/datenschutz/akte/: whose trace of which file; the number is sent, not written into the address."""
    may_read_trace.check(request.actor)
    form = FileSearch(request.POST or None)
    if form.is_bound and form.is_valid():
        key = case_key(form.cleaned_data["number"])
        if key is not None:
            return redirect("protection:file_trace", key)
        form.add_error("number", "Zu dieser Nummer gibt es keine Akte.")
    return render(request, "protection/find_file.html", form=form)


@page("GET", reads_file=True)
def of_file(request: Request, key: UUID) -> HttpResponse:
    """/datenschutz/akte/<key>/: who has seen this file, when, and as what; that it was looked up is written down."""
    may_read_trace.check(request.actor)
    number = case_numbers([key]).get(key)
    if number is None:
        raise NotVisible
    circle = circle_history(key)
    found = shown(request, file_id=key, circle=circle)
    record_look(kind="cases.case", key=key, actor=request.actor)
    return render(request, "protection/file_trace.html", key=key, number=number, shown=found)


@page("GET", "POST")
def find_account(request: Request) -> HttpResponse:
    """/datenschutz/konto/: whose acts; names are sent, never written into an address."""
    may_read_trace.check(request.actor)
    form = AccountSearch(request.POST or None)
    found = accounts_named(form.cleaned_data["text"]) if form.is_bound and form.is_valid() else None
    return render(request, "protection/find_account.html", form=form, found=found)


@page("GET", reads_file=True)
def of_account(request: Request, key: UUID) -> HttpResponse:
    """/datenschutz/konto/<key>/: what this account did and read; that it was looked up is written down."""
    may_read_trace.check(request.actor)
    account = account_with_roles(key)
    found = shown(request, actor_id=key)
    record_look(kind="identity.account", key=key, actor=request.actor)
    return render(request, "protection/account_trace.html", account=account, shown=found)
