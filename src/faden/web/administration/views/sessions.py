"""Where somebody is signed in, and how that ends."""

from uuid import UUID

from django.http import HttpResponse

from faden.kernel.identity.queries import account_with_roles
from faden.kernel.sign_in.operations import end_other_sessions, end_session, end_sessions_of
from faden.lib.german import count
from faden.web.layout import session
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect


@page("POST", fresh=True)
def end_one(request: Request, session_key: str) -> HttpResponse:
    """End one of one's own sessions; ending the one that asks signs out."""
    end_session(key=session_key, actor=request.actor)
    if not request.session.exists(request.session.session_key or ""):
        session.end(request)
    tell(request, "Die Sitzung ist beendet.")
    return redirect("administration:own")


@page("POST", fresh=True)
def end_others(request: Request) -> HttpResponse:
    """End all of one's own sessions but this one."""
    ended = end_other_sessions(current=request.session.session_key or "", actor=request.actor)
    tell(request, f"{count(ended, 'andere Sitzung ist', 'andere Sitzungen sind')} beendet." if ended else NO_OTHER)
    return redirect("administration:own")


@page("POST", fresh=True)
def end_all(request: Request, key: UUID) -> HttpResponse:
    """End all sessions of somebody."""
    ended = end_sessions_of(account=account_with_roles(key), actor=request.actor)
    tell(request, f"{count(ended, 'Sitzung ist', 'Sitzungen sind')} beendet." if ended else NO_OTHER)
    return redirect("administration:account", key)


NO_OTHER = "Es lief keine andere Sitzung."
