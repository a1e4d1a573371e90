"""Requests for access at the stage that each address is about, of clients of the counsellor in question."""

from datetime import date
from typing import Any
from uuid import UUID

from faden.domain.cases.models import Case
from faden.domain.cases.operations.answering import file_readings_letter
from faden.domain.subject_requests.enums import Asker, Identity, RightsKind, Subject, Way
from faden.domain.subject_requests.models import SubjectAccess
from faden.domain.subject_requests.operations import access as operations
from faden.domain.subject_requests.operations import rights
from faden.domain.subject_requests.package import to_review
from faden.domain.subject_requests.queries import notices_of, opened
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
        self.rights = Rights(manager, file_id, today)
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
        if "/rechte/" in shape or "/rights/<request_number>" in shape:
            return self.rights.arguments(shape)
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


class Rights:
    """A correction just taken up, and one that was done and is to be told and answered."""

    def __init__(self, manager: Actor, file_id: UUID, today: date) -> None:
        with act_as(manager, today=today):
            case = Case.objects.get(id=file_id)
            everyday: dict[str, Any] = {"actor": manager, "today": today}
            asked: dict[str, Any] = {
                "kind": RightsKind.CORRECTION,
                "subject": Subject.PERSON,
                "received_on": today,
                "received_by": Way.LETTER,
                "asker": Asker.SELF,
                "case": case,
                "person_id": case.person_id,
            }
            self.received = rights.take_up(should_say="1978", **asked, **everyday)
            done = rights.take_up(should_say="Zagreb", **asked, **everyday)
            self.done = rights.fulfil(request=done, because="Geändert.", version=1, **everyday)
            self.notice = notices_of(self.done)[0]

    def arguments(self, shape: str) -> dict[str, Any]:
        """What stands in the addresses below …/rechte/."""
        one = self.done if shape.endswith(("/antwort/", "/empfaenger/<notice_id>/")) else self.received
        name = "number" if shape.startswith("/datenschutz/") else "request_number"
        return {name: one.number, "notice_id": self.notice.id}
