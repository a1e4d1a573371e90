"""Requests for access and the packages that answer them; corrections, objections, and who is to be told."""

from datetime import timedelta
from typing import Any

from faden.domain.cases.models import Case
from faden.domain.subject_requests.models import AccessPackage, ReceiverNotice, RightsRequest, SubjectAccess
from tests.rows.ground import Ground
from tests.rows.world import CIRCLE, KEEPER, NOBODY, OWNER, TODAY, having

OFFICER = having("data_protection")
KEEPERS = having("shield_keeper")
SYSTEM = having("system")


def add_subject_requests(here: Ground) -> None:
    """Who counsels adds one and reads it by a function only; nobody adds one in another's name."""
    for person, who, label in ((here.case.person, OFFICER, "open"), (here.shielded, KEEPERS, "restricted")):
        access = _access(person, label[:2], next(iter(who), "protection"), here)
        here.world.add(access, label, sees=who, adds=who, changes=who)
        over = who | SYSTEM
        package = AccessPackage(request=access, collected_on=TODAY - timedelta(days=9), delete_on=TODAY)
        here.world.add(package, f"{label}, over", sees=over | KEEPER, adds=who, changes=over | KEEPER)
    handed_in = _access(here.case.person, "hi", "manager", here)
    here.world.imagine(handed_in, "handed in", adds=frozenset({"manager"}))
    further = _access(here.case.person, "fu", "manager", here, state="collected", identity="known")
    here.world.imagine(further, "handed in further than that", adds=frozenset())
    foreign = _access(here.other_case.person, "fo", "manager", here)
    here.world.imagine(foreign, "about somebody else", adds=frozenset())
    _add_rights(here)


def _add_rights(here: Ground) -> None:
    """The circle takes one up and reads it; whoever leads the case and whoever answers change it."""
    manager = frozenset({"manager"})
    kept_apart = Case.objects.using(OWNER).get(number="26-000101")
    with_partner = Case.objects.using(OWNER).get(number="26-000007")
    for case, answers, sees in (
        (here.case, OFFICER, CIRCLE),
        (with_partner, OFFICER, manager),
        (kept_apart, KEEPERS, CIRCLE),
    ):
        request = _rights(case, case.person, f"r{case.number[-3:]}", "manager", here)
        change = manager | answers
        here.world.add(request, f"in {case.number}", sees=sees | answers, adds=manager, changes=change)
        notice = ReceiverNotice(request=request, organisation=here.organisation, sent_on=TODAY)
        here.world.add(notice, f"in {case.number}", sees=sees | answers, adds=change, changes=change)
        officer = next(iter(answers))
        received = _rights(case, case.person, f"o{case.number[-3:]}", officer, here)
        here.world.imagine(received, f"received for {case.number}", adds=frozenset({officer}))
    taken_up = _rights(here.case, here.case.person, "helper", "helper", here)
    here.world.imagine(taken_up, "taken up by a helper", adds=frozenset({"helper"}))
    by_partner = _rights(with_partner, with_partner.person, "partner", "partner", here)
    here.world.imagine(by_partner, "taken up by a partner", adds=NOBODY)
    further = _rights(here.case, here.case.person, "further", "manager", here, state="proposed")
    here.world.imagine(further, "further than taken up", adds=NOBODY)
    for case, person in ((here.case, here.other_case.person), (here.other_case, here.case.person)):
        foreign = _rights(case, person, "foreign", "manager", here)
        here.world.imagine(foreign, f"about somebody else in {case.number}", adds=NOBODY)


def _rights(case: Any, person: Any, number: str, by: str, here: Ground, **more: Any) -> RightsRequest:
    return RightsRequest(
        number=number,
        case=case,
        person=person,
        kind="objection",
        against="processing",
        received_on=TODAY,
        received_by="letter",
        asker="self",
        recorded_by_id=here.id(by),
        due_on=TODAY + timedelta(days=30),
        **more,
    )


def _access(person: Any, number: str, by: str, here: Ground, **more: Any) -> SubjectAccess:
    return SubjectAccess(
        number=f"DA-{number}",
        person=person,
        received_on=TODAY,
        received_by="letter",
        asker="self",
        recorded_by_id=here.id(by),
        due_on=TODAY + timedelta(days=30),
        **more,
    )
