"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "client_texts.TextReview",
        activity="steering",
        purpose="geprüfte Übersetzungen",
        retention="steering",
        conduct="reviewed_by reviewed_at",
        substance="language key german source text",
    ),
)
