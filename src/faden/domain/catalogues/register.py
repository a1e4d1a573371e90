"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "catalogues.LegalArea",
        activity="steering",
        purpose="Kataloge des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name law",
    ),
    data(
        "catalogues.ResidenceKind",
        activity="steering",
        purpose="Kataloge des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name law group is_temporary",
    ),
    data(
        "catalogues.LifeDomain",
        activity="steering",
        purpose="Kataloge des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name need_steps steps_source",
    ),
    data(
        "catalogues.TargetGroup",
        activity="steering",
        purpose="Kataloge des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name parent",
    ),
    data(
        "catalogues.TargetGroupRule",
        activity="steering",
        purpose="Kataloge des Standorts",
        retention="not_personal",
        substance="key source note position ended_on target_group text arrived_within arrived_before age_from "
        "age_below legal_areas legal_area_months residence_kinds nationalities valid_from "
        "valid_until",
    ),
    data(
        "catalogues.Barrier",
        activity="steering",
        purpose="Kataloge des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name life_domain",
    ),
)
