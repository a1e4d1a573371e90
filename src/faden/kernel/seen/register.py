"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Whose, data

REGISTER = (
    data(
        "seen.SeenMark",
        of=Whose.STAFF,
        activity="operation",
        purpose="Neuigkeiten nur einmal zeigen",
        retention="account",
        conduct="owner seen_on",
        link="subject",
    ),
)
