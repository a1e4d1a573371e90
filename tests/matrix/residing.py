"""Requests to a residence authority: one sent, one being composed."""

from datetime import timedelta
from typing import Any

from faden.domain.cases.models import Case
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.residence.enums import QuestionKind
from faden.domain.residence.operations import compose_request, send_request
from tests import given

#: Last parts of the addresses that are for what has not been sent.
BEFORE_SENDING = ("/anfragen/<request_id>/aendern/", "/anfragen/<request_id>/senden/")


def authority() -> Organisation:
    """The authority of the site."""
    found = given.organisation("Ausländerbehörde Musterkreis", receives_referrals=False)
    Organisation.objects.filter(id=found.id).update(kind=OrganisationKind.RESIDENCE_AUTHORITY)
    found.refresh_from_db()
    return found


def requests(case: Case, office: Organisation, **everyday: Any) -> dict[str, Any]:
    """The identifiers; nothing of the client's is disclosed, so that a mark elsewhere is a leak."""
    later = everyday["today"] + timedelta(days=28)
    asked: dict[str, Any] = {"case": case, "office": office, "kind": QuestionKind.TITLE, **everyday}
    when = {"due_on": later, "expires_on": later, "disclosed": {"language": "Ukrainisch"}}
    draft = compose_request(**asked, **when, question="Noch nicht gesendet")
    request = compose_request(**asked, **when, question="Welche Unterlagen fehlen?")
    send_request(request=request, version=1, **everyday)
    return {"request_id": request.id, "request_draft": draft.id, "step": "zurueckziehen"}
