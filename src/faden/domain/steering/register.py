"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Whose, data

REGISTER = (
    data(
        "steering.Body",
        activity="steering",
        purpose="Gremien",
        retention="not_personal",
        substance="key source note position ended_on kind name mandate chair rules meets_per_year max_members",
    ),
    data(
        "steering.Seat",
        of=Whose.THIRD,
        activity="steering",
        purpose="wer in einem Gremium sitzt",
        retention="steering",
        outsider="holder_name holder_email deputy_name",
        conduct="holder",
        substance="key source note position ended_on body institution function organisation",
    ),
    data(
        "steering.Meeting",
        of=Whose.THIRD,
        activity="steering",
        purpose="Sitzungen einladen und protokollieren",
        retention="steering",
        outsider="guests",
        substance="body starts_at ends_at place state invited_on cancellation minutes_text",
    ),
    data(
        "steering.AgendaItem",
        activity="steering",
        purpose="Sitzungen einladen und protokollieren",
        retention="steering",
        substance="meeting position title theme proposal discussion",
    ),
    data(
        "steering.Attendance",
        of=Whose.THIRD,
        activity="steering",
        purpose="Anwesenheit und Beschlussfähigkeit",
        retention="steering",
        outsider="person",
        substance="meeting seat presence",
    ),
    data(
        "steering.Decision",
        activity="steering",
        purpose="Beschlüsse",
        retention="steering",
        substance="item theme text yes no abstained is_adopted decided_on",
    ),
    data(
        "steering.Assignment",
        of=Whose.THIRD,
        activity="steering",
        purpose="wer einen Beschluss umsetzt",
        retention="steering",
        outsider="responsible_text",
        conduct="responsible",
        substance="decision text due_on done_on result",
    ),
)
