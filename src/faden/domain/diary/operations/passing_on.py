"""What has to be done in a case goes to whoever leads it now."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from faden.domain.cases.models import Case
from faden.domain.diary.enums import AppointmentState, TaskState
from faden.domain.diary.models import Appointment, Task
from faden.kernel.access.actor import Actor


@transaction.atomic
def pass_on(*, case: Case, former_id: UUID, actor: Actor, now: datetime) -> None:
    """Open tasks and coming appointments of the former case manager become the actor's."""
    tasks = Task.objects.filter(case_id=case.id, responsible_id=former_id, state=TaskState.OPEN)
    tasks.update(responsible_id=actor.id, version=F("version") + 1)
    coming = Appointment.objects.filter(
        case_id=case.id, participant_ids__contains=[former_id], ends_at__gt=now, state=AppointmentState.PLANNED
    )
    for appointment in coming.select_for_update():
        others = [one for one in appointment.participant_ids if one not in (former_id, actor.id)]
        appointment.participant_ids = [actor.id, *others]
        appointment.version += 1
        appointment.changed_at = now
        appointment.save(update_fields=["participant_ids", "version", "changed_at"])
