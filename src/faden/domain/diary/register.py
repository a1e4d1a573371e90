"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "diary.Appointment",
        of=Whose.CLIENT,
        activity="casework",
        purpose="Termine",
        retention="case_file",
        at_end=AtEnd.DELETED,
        contact="place",
        counselling="title note cancellation",
        course="kind starts_at ends_at interpreter state changed_at",
        conduct="created_by",
        link="case participant_ids",
    ),
    data(
        "diary.Task",
        of=Whose.CLIENT,
        activity="casework",
        purpose="Aufgaben",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="text",
        course="due_on remind_on created_on source state ended_on",
        conduct="responsible created_by",
        link="case",
    ),
    data(
        "diary.CalendarFeed",
        of=Whose.STAFF,
        activity="casework",
        purpose="eigenen Kalender abonnieren",
        retention="account",
        account="digest shows_names created_at",
        conduct="account",
    ),
)
