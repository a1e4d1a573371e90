"""What this app stores about whom, field by field."""

from faden.kernel.database.register import data

REGISTER = (
    data(
        "consultations.PseudonymSecret",
        activity="operation",
        purpose="erfundene Namen, unter denen die Koordination Fälle sieht",
        retention="not_personal",
        technical="secret only",
    ),
)
