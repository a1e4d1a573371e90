"""Say to which target group somebody belongs, where no rule derives it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from faden.domain.catalogues.models import TargetGroup
from faden.domain.people.models import Person, PersonTargetGroup
from faden.domain.people.rules import may_keep_people
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit


@transaction.atomic
def set_target_group(
    *, person: Person, target_group: TargetGroup, since: date, actor: Actor, today: date
) -> PersonTargetGroup:
    """Somebody belongs to a target group from that day on.

    :raises Invalid: in the future, or they belong to it already
    """
    may_keep_people.check(actor)
    lock(person)
    if since > today:
        raise Invalid({"since": "Der Tag liegt in der Zukunft."})
    running = Q(until__isnull=True) | Q(until__gt=since)
    if PersonTargetGroup.objects.filter(running, person=person, target_group=target_group).exists():
        raise Invalid({"target_group": "Diese Zielgruppe ist für die Person schon eingetragen."})
    made = PersonTargetGroup.objects.create(person=person, target_group=target_group, since=since)
    audit.record("person.target_group_set", actor=actor, subject=made, target_group=target_group, since=since)
    return made


@transaction.atomic
def end_target_group(*, belonging: PersonTargetGroup, last_day: date, actor: Actor, today: date) -> PersonTargetGroup:
    """Somebody belonged to it until that day.

    :raises Invalid: in the future, or before they did
    """
    may_keep_people.check(actor)
    current = lock(belonging)
    if last_day > today:
        raise Invalid({"last_day": "Der Tag liegt in der Zukunft."})
    if last_day < current.since:
        raise Invalid({"last_day": f"Die Person gehört erst seit dem {current.since:%d.%m.%Y} dazu."})
    current.until = last_day + timedelta(days=1)
    current.save(update_fields=["until"])
    audit.record("person.target_group_ended", actor=actor, subject=current, until=current.until)
    return current
