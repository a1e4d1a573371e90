"""Prove once more who sits there, before acts that reach far: taking data along, erasing, giving roles.

``@page("GET", "POST", fresh=True)`` is all a view needs. Who has proved it within the last minutes notices nothing.
Otherwise a GET is answered by the page ``/bestaetigen/``, which leads back; a POST is answered by the same question
with everything typed in it, and goes on as soon as the answer is right. A view that takes passwords says so with
Django's ``sensitive_post_parameters``: they stand in no page, so its POST is answered like a GET and typed anew.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from faden.kernel.access.actor import Actor
from faden.kernel.identity.queries import account_by_id
from faden.kernel.sign_in.factors import check_factor
from faden.kernel.sign_in.passkeys import LONGEST
from faden.kernel.sign_in.queries import Factors, factors_of
from faden.web.layout import frame, passkeys, session
from faden.web.layout.guessing import prove
from faden.web.layout.jinja import template

PREFIX = "bestaetigung"
WRONG = "Das Passwort stimmt nicht."
WRONG_CODE = "Dieser Code stimmt nicht oder wurde schon benutzt."
WRONG_PASSKEY = "Der Passkey wurde nicht angenommen. Bitte versuchen Sie es noch einmal, oder nehmen Sie einen Code."
ONLY_PAPER = "Einer Ihrer Notfallcodes"


class ProofForm(forms.Form):
    """The password once more, or the second factor where there is one: a code, or a passkey."""

    passkey = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    code = forms.CharField(
        label="Code aus Ihrer Authenticator-App",
        max_length=40,
        help_text="Oder einer Ihrer Notfallcodes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={"required": "Bitte den Code eingeben."},
    )
    password = forms.CharField(
        label="Ihr Passwort",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Bitte Ihr Passwort eingeben."},
    )

    prefix = PREFIX

    #: What the browser is asked where there is a passkey (JSON); set when the question is shown.
    passkey_question: str | None = None

    def __init__(self, *args: Any, factors: Factors, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password" if factors else "code"]
        if not factors.passkeys:
            del self.fields["passkey"]
        if factors and factors.app_since is None:
            self.fields["code"].label, self.fields["code"].help_text = ONLY_PAPER, ""
        if self.data.get(self.add_prefix("passkey"), "").strip() and "code" in self.fields:
            self.fields["code"].required = False

    def answered(self) -> tuple[str, str]:
        """The field that was filled in, and what stands in it."""
        names = [name for name in self.fields if self.cleaned_data.get(name)]
        return names[0], self.cleaned_data[names[0]]


def ask(request: HttpRequest) -> HttpResponse | None:
    """The question in place of the page, or None when it may go on."""
    if session.is_fresh(request, timezone.now()):
        return None
    if request.method in ("GET", "HEAD") or hasattr(request, "sensitive_post_parameters"):
        return _elsewhere(request)
    is_answered = any(name.startswith(f"{PREFIX}-") for name in request.POST)
    form = proof(request) if is_answered else question(request)
    if form.is_bound and form.is_valid():
        return None
    response = HttpResponse(template("layout/fresh.html").render(_question(request, form)), status=403)
    # Where htmx asked, the whole page is replaced: the place of the form would be too small for it.
    response.headers["HX-Retarget"] = "body"
    return response


def question(request: HttpRequest) -> ProofForm:
    """What is asked of this person."""
    factors = _factors(request)
    form = ProofForm(factors=factors)
    form.passkey_question = passkeys.question(request, factors)
    return form


def proof(request: HttpRequest) -> ProofForm:
    """Check what somebody answered; a right answer makes the session fresh once the page has succeeded."""
    factors = _factors(request)
    form = ProofForm(request.POST, factors=factors)
    if form.is_valid() and _is_right(request, form):
        session.confirm(request)
    else:
        form.passkey_question = passkeys.question(request, factors)
    return form


def _factors(request: HttpRequest) -> Factors:
    return factors_of(request.actor.id)  # type: ignore[attr-defined]


def _is_right(request: HttpRequest, form: ProofForm) -> bool:
    name, answer = form.answered()
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wrong = {"passkey": WRONG_PASSKEY, "code": WRONG_CODE, "password": WRONG}[name]

    def check(now: datetime) -> bool:
        return _matches(request, name, answer, now)

    field = None if name == "passkey" else name
    return bool(prove(request, form, check, subject=f"confirm:{actor.id}", field=field, wrong=wrong))


def _matches(request: HttpRequest, name: str, answer: str, now: datetime) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if name == "passkey":
        return passkeys.proves(request, answer, actor=actor, now=now)
    if name == "code":
        return check_factor(answer=answer, actor=actor, now=now)
    account = account_by_id(actor.id)
    return account is not None and account.check_password(answer)


def _elsewhere(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and back here afterwards."""
    address = f"{reverse('public:confirm')}?{urlencode({'weiter': request.get_full_path()})}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _question(request: HttpRequest, form: ProofForm) -> dict[str, object]:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-")
    ]
    return {**frame.context(request), "form": form, "typed": typed, "target": request.get_full_path()}
