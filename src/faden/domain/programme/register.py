"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "programme.Milestone",
        activity="steering",
        purpose="Handlungskonzept des Standorts",
        retention="not_personal",
        substance="key source note position ended_on title bausteine",
    ),
    data(
        "programme.MilestonePeriod",
        activity="steering",
        purpose="Handlungskonzept des Standorts",
        retention="not_personal",
        substance="milestone year half planned",
    ),
    data(
        "programme.OperativeGoal",
        activity="steering",
        purpose="Handlungskonzept des Standorts",
        retention="not_personal",
        substance="key source note position ended_on school_year number text judgement report",
    ),
    data(
        "programme.GoalTarget",
        activity="steering",
        purpose="Handlungskonzept des Standorts",
        retention="not_personal",
        substance="goal counted at_least",
    ),
    data(
        "programme.SourceNote",
        activity="steering",
        purpose="Handlungskonzept des Standorts",
        retention="not_personal",
        substance="key source note position ended_on topic text",
    ),
)
