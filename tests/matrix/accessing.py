"""Requests for access at the stage that each address is about, of clients of the counsellor in question."""

from datetime import date
from typing import Any
from uuid import UUID

from faden.domain.cases.operations.answering import file_readings_letter
from faden.domain.subject_requests import operations
from faden.domain.subject_requests.enums import Asker, Identity, Way
from faden.domain.subject_requests.models import SubjectAccess
from faden.domain.subject_requests.package import to_review
from faden.domain.subject_requests.queries import opened
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given
from tests.files_made import pdf

BEFORE_REVIEW = ("/pruefen/", "/pruefen/<table>/", "/pruefung-abschliessen/")
READY = ("/erteilen/", "/auskunft.pdf", "/auskunft.json")
ROOM = "/datenschutz/auskunft/"


class Accesses:
    """Received, collected, reviewed."""

    def __init__(self, manager: Actor, officer: Actor, today: date, file_id: UUID) -> None:
        self.received, self.collected, self.reviewed = (_received(manager, officer, today) for _ in range(3))
        with act_as(officer, today=today):
            self.answer = file_readings_letter(
                file_id=file_id,
                pdf=pdf(),
                since=today,
                until=today,
                language="de",
                names="",
                actor=officer,
                today=today,
            )
            for one in (self.collected, self.reviewed):
                operations.collect(access=one, version=1, actor=officer, today=today)
            _, content = opened(self.reviewed)
            for section in content["sections"]:
                if to_review(section):
                    self.reviewed.refresh_from_db()
                    operations.review_section(
                        access=self.reviewed,
                        table=section["table"],
                        black=(),
                        version=self.reviewed.version,
                        actor=officer,
                    )
            self.reviewed.refresh_from_db()
            version = self.reviewed.version
            operations.finish_review(access=self.reviewed, version=version, actor=officer, today=today)

    def arguments(self, shape: str) -> dict[str, Any]:
        """What stands in the addresses below /datenschutz/auskunft/."""
        if shape.startswith("/datenschutz/akte/"):
            return {"answer_id": self.answer.id}
        if not shape.startswith(ROOM):
            return {}
        one = (
            self.collected
            if shape.endswith(BEFORE_REVIEW)
            else self.reviewed
            if shape.endswith(READY)
            else self.received
        )
        return {"number": one.number, "table": "people.Person"}


def _received(manager: Actor, officer: Actor, today: date) -> SubjectAccess:
    case = given.case(manager, on=today, consented=True)
    with act_as(officer, today=today):
        return operations.receive_for_case(
            number=case.number,
            received_on=today,
            received_by=Way.LETTER,
            asker=Asker.SELF,
            identity=Identity.KNOWN,
            actor=officer,
            today=today,
        )
