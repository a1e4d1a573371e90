"""The device goes back: only with the password of whoever handed it over."""

from datetime import datetime

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect

from faden.web.layout import kiosk
from faden.web.layout.guessing import prove
from faden.web.layout.pages import Request, page, redirect, render

WRONG = "Das Passwort stimmt nicht."


class PasswordForm(forms.Form):
    """The counsellor's password."""

    password = forms.CharField(
        label="Ihr Passwort",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Bitte Ihr Passwort eingeben."},
        strip=False,
        max_length=200,
    )


@page("GET", "POST")
def end(request: Request) -> HttpResponse:
    """/tablet/ende/: for the counsellor, in German."""
    task = kiosk.running(request)
    if task is None:
        return redirect("today:today")
    form = PasswordForm(request.POST or None)
    if form.is_bound and form.is_valid() and _is_right(request, form):
        kiosk.end(request)
        return HttpResponseRedirect(task.back, status=303)
    return render(request, "tablet/end.html", form=form)


def _is_right(request: Request, form: PasswordForm) -> bool:
    """Check the password; wrong ones are counted apart, so that a client cannot lock the counsellor's sign-in."""

    def check(_: datetime) -> bool:
        account = authenticate(request, email=request.actor.email, password=form.cleaned_data["password"])
        return account is not None and account.pk == request.actor.id

    counted = f"tablet:{request.actor.email}"
    return bool(prove(request, form, check, subject=counted, field="password", wrong=WRONG, door="tablet:"))
