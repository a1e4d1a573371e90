"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "offers.Offer",
        activity="steering",
        purpose="Angebote der Akteure",
        retention="not_personal",
        substance="key source note position ended_on title organisation life_domain description languages "
        "times place capacity free_places has_child_care valid_from valid_until checked_on is_own "
        "municipalities",
    ),
    data(
        "offers.OfferMunicipality",
        activity="steering",
        purpose="Angebote der Akteure",
        retention="not_personal",
        substance="offer municipality",
    ),
)
