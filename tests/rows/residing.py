"""Requests to a residence authority: open ones, and those that a release, a day or a state has closed."""

from datetime import timedelta
from typing import Any

from faden.domain.cases.models import Transfer
from faden.domain.consent.models import Consent
from faden.domain.residence import models as residence
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, LONG_AGO, NOBODY, OWNER, TODAY, YESTERDAY

OFFICER = frozenset({"officer"})
#: What closes a request to the authority: of itself, and of the release it rests on.
CLOSED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "open": ({}, {}),
    "draft": ({"state": "draft", "sent_on": None}, {}),
    "withdrawn": ({"state": "withdrawn"}, {}),
    "over": ({"expires_on": YESTERDAY, "due_on": YESTERDAY}, {}),
    "elsewhere": ({}, {}),
    "released no more": ({}, {"withdrawn_on": TODAY}),
    "release ended": ({}, {"valid_until": YESTERDAY}),
    "only from them": ({}, {"direction": "from_them"}),
}


def add_requests(here: Ground) -> None:
    """One request for each way in which it is open or closed, with a field and a step."""
    for label, (told, released) in CLOSED.items():
        office = here.elsewhere if label == "elsewhere" else here.organisation
        received = OFFICER if label == "open" else NOBODY
        request = residence.ResidenceRequest(
            **{
                "case": here.case,
                "office": office,
                "kind": "title",
                "question": "x",
                "due_on": TODAY,
                "expires_on": TODAY + timedelta(days=30),
                "state": "sent",
                "author_id": here.id("manager"),
                "created_on": LONG_AGO,
                "sent_on": TODAY,
                "transfer": _transfer(here, office, released),
                **told,
            }
        )
        sees = CIRCLE | received
        here.world.add(request, label, sees=sees, adds=CIRCLE, changes=sees)
        where = {"case": here.case, "request": request}
        shown = residence.DisclosedField(position=0, key="name", label="Name", value="x", **where)
        here.world.add(shown, label, sees=sees, adds=CIRCLE, changes=CIRCLE, removes=CIRCLE)
        for name in ("manager", "officer"):
            step = residence.ResidenceStep(
                from_state="sent", to_state="read", on=TODAY, author_id=here.id(name), **where
            )
            here.world.add(
                step, f"{label} by {name}", sees=sees, adds=CIRCLE | (received if name == "officer" else NOBODY)
            )


def _transfer(here: Ground, office: Any, released: dict[str, Any]) -> Transfer:
    declared = {"kind": "release", "direction": "both", "purpose": "residence", "form_version": "1", **released}
    consent = Consent.objects.using(OWNER).create(
        person=here.person,
        organisation=office,
        given_on=LONG_AGO,
        valid_from=LONG_AGO,
        recorded_by_id=here.id("manager"),
        **declared,
    )
    return Transfer.objects.using(OWNER).create(
        case=here.case,
        kind="package",
        organisation=office,
        contained="Frage",
        purpose="residence",
        consent=consent,
        on=TODAY,
        author_id=here.id("manager"),
    )
