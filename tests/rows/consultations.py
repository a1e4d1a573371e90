"""What made-up names are derived from, read by nobody; cases brought in, open and closed to those who advise."""

from datetime import timedelta
from typing import Any

from faden.domain.cases.models import Case, Transfer
from faden.domain.consent.models import Consent
from faden.domain.consultations.models import AdviceContribution, CaseAdvice, PseudonymSecret
from faden.domain.organisations.models import Organisation
from faden.domain.staffing.models import Occupation, Post
from tests.rows.ground import STAFF, STAFFING, Ground
from tests.rows.shields import OPEN
from tests.rows.world import CIRCLE, LONG_AGO, NOBODY, OWNER, TODAY, YESTERDAY, Allowed, Row, _columns

LEADS = frozenset({"manager"})
ADVISERS = frozenset({"coordinator", "lead"})
ELSEWHERE = "to another office"
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
    ELSEWHERE: ({}, {}),
}


def add_consultations(here: Ground) -> None:
    """The one row that the migration has drawn; one case brought in for each way in which it is open or closed."""
    secret = PseudonymSecret.objects.using(OWNER).get()
    here.world.rows.append(Row(secret._meta.db_table, "drawn", _columns(secret), Allowed()))
    office, another = (
        Organisation.objects.using(OWNER).create(key=f"x-{name}", name=name, kind="other", source="Test")
        for name in ("advising", "not advising")
    )
    _employ(here, office)
    for label, (told, released) in CLOSED.items():
        read = ADVISERS if label in ("open", "released") else NOBODY
        towards = {"organisation": another if label == ELSEWHERE else office}
        advice = CaseAdvice(
            **{
                "case": here.case,
                "question": "x",
                "since": TODAY,
                "until": TODAY + timedelta(days=9),
                "author_id": here.id("manager"),
                "transfer": None if released is None else _transfer(here, {**towards, **released}),
                **told,
            }
        )
        adds, changes = LEADS if advice.since == TODAY else NOBODY, NOBODY if advice.ended_on else LEADS
        here.world.add(advice, label, sees=CIRCLE, adds=adds, changes=changes)
        for name in ("coordinator", "manager"):
            said = AdviceContribution(advice=advice, author_id=here.id(name), on=TODAY, text="x")
            adds = read & {name}
            here.world.add(said, f"{label} by {name}", sees=CIRCLE | read, adds=adds)
    _closed_of_itself(here)


def _closed_of_itself(here: Ground) -> None:
    """A closed case and a restricted person: nobody who advises reads what is there in spite of the consequences."""
    *_, closed, _ = saved = here._case("k", "26-000180", "manager")
    closed.closed_on = TODAY
    for row in saved:
        row.save(using=OWNER)
    restricted = Case.objects.using(OWNER).get(number="26-000101")
    for case, label, sees in ((closed, "case closed", LEADS), (restricted, "restricted", OPEN)):
        advice = CaseAdvice(
            case=case, question="x", since=TODAY, until=TODAY + timedelta(days=9), author_id=here.id("manager")
        )
        here.world.add(advice, label, sees=sees, adds=LEADS, changes=LEADS)
        said = AdviceContribution(advice=advice, author_id=here.id("coordinator"), on=TODAY, text="x")
        here.world.add(said, label, sees=sees)


def _employ(here: Ground, office: Organisation) -> None:
    """Those who advise work for this office."""
    post = Post.objects.using(OWNER).create(
        key="x-advising", title="Stelle", baustein=1, function="coordination", fte=1, source="Test", employer=office
    )
    for name in sorted(ADVISERS):
        row = Occupation(post=post, account_id=here.id(name), share=1, since=LONG_AGO)
        here.world.add(row, f"{name} advises", sees=STAFF, adds=STAFFING, changes=STAFFING)


def _transfer(here: Ground, released: dict[str, Any]) -> Transfer:
    declared = {"kind": "release", "direction": "both", "purpose": "advice", "form_version": "1", **released}
    consent = Consent.objects.using(OWNER).create(
        person=here.person,
        given_on=LONG_AGO,
        valid_from=LONG_AGO,
        recorded_by_id=here.id("manager"),
        **declared,
    )
    return Transfer.objects.using(OWNER).create(
        case=here.case,
        kind="advice",
        organisation=consent.organisation,
        contained="Frage",
        purpose="advice",
        consent=consent,
        on=TODAY,
        author_id=here.id("manager"),
    )
