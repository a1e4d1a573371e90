"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "consent.Consent",
        of=Whose.CLIENT,
        activity="casework",
        purpose="nachweisen, was die Klient:in erlaubt hat",
        retention="case_file",
        at_end=AtEnd.DELETED,
        declaration="kind organisation direction life_domain_ids purpose form_version language given_how given_on "
        "valid_from valid_until withdrawn_on",
        conduct="recorded_by",
        link="person",
    ),
    data(
        "consent.LegalBasis",
        activity="casework",
        purpose="Vorschriften, auf denen eine Weitergabe beruhen kann",
        retention="not_personal",
        substance="key title norm purpose carries receivers valid_from valid_until source",
    ),
)
