"""The outbox: what was written, to whom, and whether it has left the house."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from faden.kernel.outbox.operations import send_again
from faden.kernel.outbox.queries import attachment_of, mail_by_id, mails
from faden.kernel.outbox.rules import is_mail_configured, may_send_again
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/postausgang/: own messages, and for those who run the office all of them."""
    found = mails(after=_place(request.GET.get("ab", "")))
    following = f"{found.after[0].isoformat()}_{found.after[1]}" if found.after else None
    return render(request, "administration/outbox.html", mails=found.mails, next=following, leaves=is_mail_configured())


@page("GET")
def one(request: Request, key: UUID) -> HttpResponse:
    """One message, as it is read."""
    found = mail_by_id(key)
    again = may_send_again.allows(request.actor, found)
    return render(request, "administration/mail.html", mail=found, leaves=is_mail_configured(), may_send=again)


@page("POST")
def again(request: Request, key: UUID) -> HttpResponse:
    """Try once more."""
    send_again(mail=mail_by_id(key), actor=request.actor)
    tell(request, "Die Nachricht wird gesendet.")
    return redirect("administration:mail", key)


@page("GET")
def attachment(request: Request, key: UUID, attachment_key: UUID) -> HttpResponse:  # noqa: ARG001  a page
    """A file that goes with it; saved, never shown inside the product."""
    found = attachment_of(key, attachment_key)
    header = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    return HttpResponse(found.take_content(), content_type=found.content_type, headers={"Content-Disposition": header})


def _place(text: str) -> tuple[datetime, UUID] | None:
    """Where the page begins; an unreadable place is the beginning."""
    moment, _, key = text.partition("_")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+"))
        return (at, UUID(key)) if at.tzinfo else None
    except ValueError:
        return None
