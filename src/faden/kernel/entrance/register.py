"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Whose, data

REGISTER = (
    data(
        "entrance.EntryLink",
        of=Whose.STAFF,
        activity="accounts",
        purpose="erstes oder neues Passwort selbst wählen",
        retention="account",
        account="kind digest created_at expires_at used_at withdrawn_at",
        conduct="account created_by",
    ),
)
