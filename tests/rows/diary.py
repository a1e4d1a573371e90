"""Appointments, tasks and calendar addresses, and who may do what with them."""

from faden.domain.diary.models import Appointment, CalendarFeed, Task
from tests.rows.ground import NOW, TOMORROW, Ground
from tests.rows.world import CIRCLE, SHARER, TASKER, TODAY


def add_diary(here: Ground) -> None:
    """Of the case, of nobody's case, and of somebody else's."""
    helper = frozenset({"helper"})
    both = frozenset({"helper", "coordinator"})
    for case, sees, changes in ((here.case, CIRCLE, CIRCLE), (None, both, helper)):
        appointment = Appointment(
            case=case,
            kind="home",
            starts_at=NOW,
            ends_at=NOW.replace(hour=12),
            participant_ids=[here.id("coordinator")],
            created_by_id=here.id("helper"),
            changed_at=NOW,
        )
        label = "of the case" if case else "without a case"
        here.world.add(appointment, label, sees=sees, adds=helper, changes=changes)
        task = Task(
            case=case,
            text="x",
            due_on=TOMORROW,
            responsible_id=here.id("coordinator"),
            created_by_id=here.id("helper"),
            created_on=TODAY,
        )
        here.world.add(task, label, sees=sees, adds=helper, changes=sees)
    _of_part(here)
    feed = CalendarFeed(account_id=here.id("helper"), digest="d", created_at=NOW)
    here.world.add(feed, sees=helper | {"with_token"}, adds=helper, changes=helper, removes=helper)


def _of_part(here: Ground) -> None:
    """With whom only a part of the case is shared, they see what they have to do and where they are asked to come."""
    for name in ("sharer", "tasker", "other"):
        own = frozenset({name}) & (SHARER | TASKER)
        appointment = Appointment(
            case=here.case,
            kind="home",
            starts_at=NOW,
            ends_at=NOW.replace(hour=12),
            participant_ids=[here.id(name)],
            created_by_id=here.id("helper"),
            changed_at=NOW,
        )
        here.world.add(appointment, f"with {name}", sees=CIRCLE | own, adds=frozenset({"helper"}), changes=CIRCLE)
        task = Task(
            case=here.case,
            text="x",
            responsible_id=here.id(name),
            created_by_id=here.id("helper"),
            created_on=TODAY,
        )
        here.world.add(task, f"of {name}", sees=CIRCLE | own, adds=frozenset({"helper"}), changes=CIRCLE | own)
