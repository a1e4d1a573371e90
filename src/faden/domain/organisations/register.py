"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "organisations.Organisation",
        activity="steering",
        purpose="Akteure des Netzwerks",
        retention="not_personal",
        substance="key source note position ended_on name kind part_of own_case_management receives_referrals "
        "serves_whole_site is_collective legal_areas municipalities",
    ),
    data(
        "organisations.OrganisationLegalArea",
        activity="steering",
        purpose="Akteure des Netzwerks",
        retention="not_personal",
        substance="organisation legal_area",
    ),
    data(
        "organisations.OrganisationMunicipality",
        activity="steering",
        purpose="Akteure des Netzwerks",
        retention="not_personal",
        substance="organisation municipality",
    ),
)
