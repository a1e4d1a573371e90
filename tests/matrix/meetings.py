"""The bodies of the small world: a meeting ahead, one of today with a decision, and a mail somebody wrote."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from faden.domain.findings.models import Theme
from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import BodyKind, Presence
from faden.domain.steering.models import Body, Seat
from faden.domain.steering.operations.preparing import add_item, plan_meeting
from faden.domain.steering.operations.recording import record_attendance
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.operations import Attachment, put_mail
from faden.processes.bring_before_body import bring_before_body
from faden.processes.decide import Order, decide

#: Pages of a point that tell of a decision, and pages of a meeting that has begun.
DECIDED = ("berichtigen", "auftrag/")
TODAY = (*DECIDED, "beschluss", "niederschrift", "abschliessen")


class Meetings:
    """What the names in an address of the bodies stand for.

    :param worker: to whom the assignment was given
    """

    def __init__(self, keeper: Actor, worker: Actor, theme: Theme, now: datetime) -> None:
        self.keeper, self.worker, self.now, self.today = keeper, worker, now, localtime(now).date()
        with act_as(system_actor(), today=self.today):
            self.body = Body.objects.create(
                key="lenkungsgruppe", kind=BodyKind.STEERING_GROUP, name="Lenkungsgruppe", source="Test"
            )
            self.seat = Seat.objects.create(key="sitz-1", body=self.body, institution="Kreis", source="Test")
        with act_as(keeper, today=self.today):
            self._ahead(theme)
            self._of_today()
            self._mail()

    def _meeting(self, begins: datetime) -> Any:
        return plan_meeting(
            body=self.body, starts_at=begins, ends_at=begins + timedelta(hours=2), place="Kreishaus", actor=self.keeper
        )

    def _ahead(self, theme: Theme) -> None:
        # In the morning: a meeting of two hours that is moved late in the evening would end before it begins.
        self.meeting = self._meeting(localtime(self.now + timedelta(days=14)).replace(hour=9, minute=30))
        self.item = bring_before_body(
            theme=theme, meeting=self.meeting, proposal="Zwei Kurse", on=self.today, actor=self.keeper
        )

    def _of_today(self) -> None:
        """One point is decided, one is still open."""
        by = self.keeper
        self.begun = self._meeting(self.now)
        record_attendance(meeting=self.begun, presences={self.seat.id: Presence.PRESENT}, actor=by)
        self.decided, self.open = (add_item(meeting=self.begun, title=title, actor=by) for title in ("Eins", "Zwei"))
        order = Order("Räume suchen", "Jugendamt", self.today, Account.objects.get(id=self.worker.id))
        decision = decide(item=self.decided, text="So", vote=Vote(1, 0, 0), orders=[order], on=self.today, actor=by)
        self.assignment = decision.assignments.get()

    def _mail(self) -> None:
        self.mail = put_mail(
            recipient="sitz@faden.invalid",
            subject="Einladung",
            body="Guten Tag",
            attachments=[Attachment("termin.ics", "text/calendar", b"BEGIN")],
            actor=self.keeper,
        )
        self.attachment = self.mail.attachments.get()

    def arguments(self, shape: str) -> dict[str, object]:
        """The identifiers by their name in an address."""
        found: dict[str, object] = {
            "seat_key": self.seat.key,
            "meeting_id": self.begun.id if any(part in shape for part in TODAY) else self.meeting.id,
            "item_id": self.item.id,
            "assignment_id": self.assignment.id,
            "attachment_key": self.attachment.id,
        }
        if any(part in shape for part in TODAY):
            found["item_id"] = self.decided.id if any(part in shape for part in DECIDED) else self.open.id
        if shape.startswith("/gremien/"):
            found["key"] = self.body.key
        if shape.startswith("/postausgang/"):
            found["key"] = self.mail.id
        return found
