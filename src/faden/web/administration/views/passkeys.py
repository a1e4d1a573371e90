"""One's own passkeys: set up under a name, listed with the second factor, removed."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from faden.kernel.sign_in.passkeys import add_passkey, remove_passkey
from faden.lib import devices
from faden.web.administration.passkey_form import PasskeyForm
from faden.web.layout import passkeys, session
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET", "POST", before_factor=True, fresh=True)
def new(request: Request) -> HttpResponse:
    """Set up a passkey; recovery codes, if there were none, stand in this answer only."""
    suggested = devices.in_words(request.headers.get("User-Agent", ""))
    form = PasskeyForm(request.POST or None, initial={"name": suggested})
    challenge = passkeys.asked(request, passkeys.TO_ADD, request.POST.get("answer", ""))
    made = submit(form, add_passkey, challenge=challenge, actor=request.actor, now=timezone.now())
    if made is None:
        question = passkeys.question_to_add(request, request.actor)
        return render(request, "administration/passkey.html", form=form, question=question)
    passkey, codes = made
    session.has_factor(request)
    if codes:
        return render(request, "administration/paper_codes.html", codes=codes)
    tell(request, f"Der Passkey „{passkey.name}“ ist eingerichtet.")
    return redirect("administration:second_factor")


@page("POST", fresh=True)
def remove(request: Request, key: UUID) -> HttpResponse:
    """Let a passkey count no more."""
    passkey = remove_passkey(key=key, actor=request.actor)
    tell(request, f"Der Passkey „{passkey.name}“ ist entfernt.")
    return redirect("administration:second_factor")
