"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Whose, data

REGISTER = (
    data(
        "sign_in.Session",
        of=Whose.STAFF,
        activity="accounts",
        purpose="angemeldet bleiben; fremde Anmeldungen erkennen und beenden",
        retention="session",
        account="session_key session_data account_id device began_at seen_at",
        technical="expire_date",
    ),
    data(
        "sign_in.CodeApp",
        of=Whose.STAFF,
        activity="accounts",
        purpose="zweiter Faktor bei der Anmeldung",
        retention="account",
        account="sealed created_at confirmed_at last_step",
        conduct="account",
    ),
    data(
        "sign_in.RecoveryCode",
        of=Whose.STAFF,
        activity="accounts",
        purpose="Anmeldung, wenn das Gerät verloren ist",
        retention="account",
        account="number hash used_at",
        conduct="account",
    ),
    data(
        "sign_in.Passkey",
        of=Whose.STAFF,
        activity="accounts",
        purpose="zweiter Faktor bei der Anmeldung",
        retention="account",
        account="name credential_id credential counter last_challenge created_at used_at",
        conduct="account",
    ),
    data(
        "sign_in.FactorRule",
        activity="operation",
        purpose="für welche Rolle ein zweiter Faktor Pflicht ist",
        retention="not_personal",
        substance="role grace_days valid_from valid_until source",
    ),
)
