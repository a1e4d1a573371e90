"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "places.Site",
        activity="steering",
        purpose="Gebiet des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name kind ags concept_title concept_on minimum_group_size only",
    ),
    data(
        "places.Region",
        activity="steering",
        purpose="Gebiet des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name kind",
    ),
    data(
        "places.Municipality",
        activity="steering",
        purpose="Gebiet des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name kind ags region has_case_management inhabitants "
        "inhabitants_on inhabitants_source",
    ),
    data(
        "places.Neighbourhood",
        activity="steering",
        purpose="Gebiet des Standorts",
        retention="not_personal",
        substance="key source note position ended_on name municipality region",
    ),
)
