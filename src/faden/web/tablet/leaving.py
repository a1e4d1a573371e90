"""The device goes back: only with the password of whoever handed it over."""

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from faden.kernel.identity.throttle import forget_failures, is_throttled, note_failure
from faden.web.layout import kiosk
from faden.web.layout.pages import Request, page, redirect, render

WRONG = "Das Passwort stimmt nicht."
SLOW_DOWN = "Zu viele Versuche. Bitte warten Sie eine Viertelstunde."


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
    counted = f"tablet:{request.actor.email}"
    address, now = request.META.get("REMOTE_ADDR", ""), timezone.now()
    if is_throttled(subject=counted, address=f"tablet:{address}", now=now):
        form.add_error("password", SLOW_DOWN)
        return False
    account = authenticate(request, email=request.actor.email, password=form.cleaned_data["password"])
    if account is None or account.pk != request.actor.id:
        note_failure(subject=counted, address=f"tablet:{address}", now=now)
        form.add_error("password", WRONG)
        return False
    forget_failures(subject=counted)
    return True
