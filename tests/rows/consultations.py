"""What made-up names are derived from, read by nobody; cases brought in, open and closed to those who advise."""

from datetime import timedelta
from typing import Any

from faden.domain.cases.models import Transfer
from faden.domain.consent.models import Consent
from faden.domain.consultations.models import AdviceContribution, CaseAdvice, PseudonymSecret
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, LONG_AGO, NOBODY, OWNER, TODAY, YESTERDAY, Allowed, Row, _columns

LEADS = frozenset({"manager"})
ADVISERS = frozenset({"coordinator", "lead"})
#: What closes a case to those who advise: of itself, and of the release it rests on (None: pseudonymised).
CLOSED: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "open": ({}, None),
    "over": ({"since": LONG_AGO, "until": YESTERDAY}, None),
    "not yet": ({"since": TODAY + timedelta(days=1)}, None),
    "ended": ({"ended_on": TODAY}, None),
    "released": ({}, {}),
    "released no more": ({}, {"withdrawn_on": TODAY}),
    "release ended": ({}, {"valid_until": YESTERDAY}),
    "for something else": ({}, {"purpose": "support"}),
    "only from them": ({}, {"direction": "from_them"}),
}


def add_consultations(here: Ground) -> None:
    """The one row that the migration has drawn; one case brought in for each way in which it is open or closed."""
    secret = PseudonymSecret.objects.using(OWNER).get()
    here.world.rows.append(Row(secret._meta.db_table, "drawn", _columns(secret), Allowed()))
    for label, (told, released) in CLOSED.items():
        read = ADVISERS if label in ("open", "released") else NOBODY
        advice = CaseAdvice(
            **{
                "case": here.case,
                "question": "x",
                "since": TODAY,
                "until": TODAY + timedelta(days=9),
                "author_id": here.id("manager"),
                "transfer": None if released is None else _transfer(here, released),
                **told,
            }
        )
        here.world.add(advice, label, sees=CIRCLE, adds=LEADS if advice.since == TODAY else NOBODY, changes=LEADS)
        for name in ("coordinator", "manager"):
            said = AdviceContribution(advice=advice, author_id=here.id(name), on=TODAY, text="x")
            adds = read & {name}
            here.world.add(said, f"{label} by {name}", sees=CIRCLE | read, adds=adds)


def _transfer(here: Ground, released: dict[str, Any]) -> Transfer:
    declared = {"kind": "release", "direction": "both", "purpose": "advice", "form_version": "1", **released}
    consent = Consent.objects.using(OWNER).create(
        person=here.person,
        organisation=here.organisation,
        given_on=LONG_AGO,
        valid_from=LONG_AGO,
        recorded_by_id=here.id("manager"),
        **declared,
    )
    return Transfer.objects.using(OWNER).create(
        case=here.case,
        kind="advice",
        organisation=here.organisation,
        contained="Frage",
        purpose="advice",
        consent=consent,
        on=TODAY,
        author_id=here.id("manager"),
    )
