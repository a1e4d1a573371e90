"""Sign in with the house's own provider: away, and back again."""

import logging
from dataclasses import asdict
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from faden.kernel.access.acting import act_as
from faden.kernel.identity.queries import system_actor
from faden.kernel.sign_in.provider import Asked, ProviderRefusedError, ask, provider_here, take
from faden.processes.enter_by_provider import NoEntryError, enter_by_provider
from faden.web.layout import session, site
from faden.web.layout.pages import Request, page, redirect, render
from faden.web.public.forms import SignInForm
from faden.web.public.sign_in import let_in, safe_address

logger = logging.getLogger("faden.security")
AWAY: Final = "provider"
AWAY_COUNTS_FOR: Final = 10 * 60

FAILED = "Die Anmeldung über {name} kam nicht zustande. Bitte noch einmal versuchen oder die Administration fragen."
WEAK = "Ihr Standort verlangt für Faden eine stärkere Anmeldung bei {name}, zum Beispiel mit einem zweiten Faktor."
NOBODY = "Zu Ihrer Anmeldung bei {name} gibt es hier kein offenes Konto. Die Administration kann Ihnen helfen."


@page("GET", public=True)
def away(request: Request) -> HttpResponse:
    """/anmelden/anbieter/: to the provider, with a question that only this browser can answer."""
    wanted = safe_address(request, request.GET.get("weiter", ""))
    provider = provider_here()
    if provider is None or hasattr(request, "actor"):
        return redirect("public:sign_in")
    try:
        asked = ask(provider, back=_back(request))
    except ProviderRefusedError as refused:
        return _refuse(request, str(refused), FAILED.format(name=provider.name), wanted)
    request.session[AWAY] = {**asdict(asked), "wanted": wanted, "at": timezone.now().timestamp()}
    return HttpResponseRedirect(asked.address)


@page("GET", public=True)
def back(request: Request) -> HttpResponse:
    """/anmelden/anbieter/zurueck/: who comes back gets in once with what it was sent away with."""
    provider, kept = provider_here(), request.session.pop(AWAY, None)
    if provider is None or hasattr(request, "actor"):
        return redirect("public:sign_in")
    now = timezone.now()
    if kept is None or now.timestamp() - kept["at"] > AWAY_COUNTS_FOR:
        return _refuse(request, "nobody was sent away, or too long ago", FAILED.format(name=provider.name), "/")
    wanted = kept["wanted"]
    asked = Asked(**{name: kept[name] for name in ("address", "state", "nonce", "verifier")})
    try:
        told = take(provider, asked, request.GET, back=_back(request), now=now)
        with act_as(system_actor(), today=request.today):
            account = enter_by_provider(
                told=told, provider=provider, actor=system_actor(), today=request.today, now=now
            )
    except ProviderRefusedError as refused:
        words = WEAK if refused.is_weak else FAILED
        return _refuse(request, str(refused), words.format(name=provider.name), wanted)
    except NoEntryError as refused:
        return _refuse(request, str(refused), NOBODY.format(name=provider.name), wanted)
    if not provider.acr:
        return let_in(request, account, wanted)
    session.begin(request, account.id, account.get_session_auth_hash())
    site.remember(request)
    return HttpResponseRedirect(wanted, status=303)


def _back(request: Request) -> str:
    return request.build_absolute_uri(reverse("public:back_from_provider"))


def _refuse(request: Request, reason: str, words: str, wanted: str) -> HttpResponse:
    logger.warning("sign-in by the provider refused: %s", reason)
    return render(
        request, "public/sign_in.html", status=403, form=SignInForm(), wanted=wanted, provider=provider_here(),
        problem=words,
    )  # fmt: skip
