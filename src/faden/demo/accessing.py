"""What people ask about their own data: access (one waits, one is answered), a correction, an objection."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from faden.demo.staff import Staff
from faden.domain.cases.models import Case
from faden.domain.subject_requests.enums import Against, Asker, Identity, RightsKind, Subject, Way
from faden.domain.subject_requests.models import SubjectAccess
from faden.domain.subject_requests.operations import access as operations
from faden.domain.subject_requests.operations import rights
from faden.domain.subject_requests.package import to_review
from faden.domain.subject_requests.queries import opened
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role

#: The case manager whose clients ask: the first two have those who are kept apart (``shielding``).
WHOSE = 2
ASKED, ANSWERED = timedelta(days=9), timedelta(days=40)
RIGHTS_ASKED = timedelta(days=12)


def invent_access(staff: Staff, cases: Mapping[str, Sequence[Case]], today: date) -> None:
    """As many as there are cases; the whole way of the second is walked."""
    officer = staff.first(Role.DATA_PROTECTION)
    manager = staff.by_role[Role.CASE_MANAGER][WHOSE].actor
    found = [case for case in cases[manager.email] if case.closed_on is None][-2:]
    for case, ago in zip(found, (ASKED, ANSWERED), strict=False):
        on = max(today - ago, case.opened_on)
        with act_as(manager, today=today):
            access = operations.receive(
                person_id=case.person_id,
                received_on=on,
                received_by=Way.IN_PERSON,
                asker=Asker.SELF,
                identity=Identity.KNOWN,
                actor=manager,
                today=today,
            )
        if ago is ANSWERED:
            with act_as(officer, today=today):
                _answer(access, officer, min(on + timedelta(days=20), today))
    for case in found[:1]:
        _invent_rights(case, manager, today)


def _invent_rights(case: Case, manager: Actor, today: date) -> None:
    """A correction that waits, and an objection that lies with data protection."""
    on = max(today - RIGHTS_ASKED, case.opened_on)
    asked: dict[str, Any] = {
        "case": case, "person_id": case.person_id, "received_on": on, "received_by": Way.IN_PERSON,
        "asker": Asker.SELF, "actor": manager, "today": today,
    }  # fmt: skip
    with act_as(manager, today=today):
        rights.take_up(
            kind=RightsKind.CORRECTION, subject=Subject.NEEDS, says="kann kein Deutsch lesen",
            should_say="liest Deutsch, spricht es aber noch wenig", **asked,
        )  # fmt: skip
        objection = rights.take_up(
            kind=RightsKind.OBJECTION, against=Against.PROCESSING,
            grounds="Eine Verwandte arbeitet in derselben Behörde.", **asked,
        )  # fmt: skip
        rights.lay_before(
            request=objection, version=1, actor=manager, today=today,
            proposal="Ohne Akte geht die Beratung nicht. Die Verwandte gehört nicht zum Kreis und sieht nichts.",
        )  # fmt: skip


def _answer(access: SubjectAccess, officer: Actor, on: date) -> None:
    operations.collect(access=access, version=1, actor=officer, today=on)
    _, content = opened(access)
    for section in content["sections"]:
        if texts := to_review(section):
            access.refresh_from_db()
            # What looks as if it were about somebody is blacked out.
            black = [place for place, passage in enumerate(texts) if passage["hint"]]
            operations.review_section(
                access=access, table=section["table"], black=black, version=access.version, actor=officer
            )
    access.refresh_from_db()
    access = operations.finish_review(access=access, version=access.version, actor=officer, today=on)
    operations.deliver(access=access, delivered_by=Way.IN_PERSON, version=access.version, actor=officer, today=on)
