"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Activity, Whose, data

ACTIVITIES = (
    Activity(
        key="accounts",
        name="Konten und Anmeldung",
        purpose="Zugang nur für Berechtigte; erkennen, wer handelt",
        whom="Beschäftigte des Standorts, Fachkräfte beteiligter Stellen, Mitglieder von Gremien",
        receivers="niemand außerhalb des Standorts",
        basis="Art. 6 Abs. 1 Buchst. e DSGVO; § 18 DSG NRW für Beschäftigte",
    ),
)

REGISTER = (
    data(
        "contenttypes.ContentType",
        activity="operation",
        purpose="Namen der Tabellen",
        retention="not_personal",
        technical="app_label model",
    ),
    data(
        "auth.Permission",
        activity="operation",
        purpose="unbenutzte Tabelle des Rahmenwerks",
        retention="not_personal",
        technical="name content_type codename",
    ),
    data(
        "auth.Group_permissions",
        activity="operation",
        purpose="unbenutzte Tabelle des Rahmenwerks",
        retention="not_personal",
        technical="group permission",
    ),
    data(
        "auth.Group",
        activity="operation",
        purpose="unbenutzte Tabelle des Rahmenwerks",
        retention="not_personal",
        technical="name permissions",
    ),
    data(
        "identity.Account",
        of=Whose.STAFF,
        activity="accounts",
        purpose="sich anmelden, erkennen, wer handelt",
        retention="account",
        account="password last_login email name function deactivated_on emptied_on",
    ),
    data(
        "identity.RoleAssignment",
        of=Whose.STAFF,
        activity="accounts",
        purpose="Rechte nach Aufgabe und Zeitraum",
        retention="account",
        account="role scope_kind scope_id since until",
        conduct="account",
    ),
    data(
        "identity.ApiToken",
        of=Whose.STAFF,
        activity="accounts",
        purpose="Zugang für Programme",
        retention="account",
        account="name digest scopes created_at expires_on revoked_at",
        conduct="account",
    ),
    data(
        "identity.SignInFailure",
        of=Whose.STAFF,
        activity="accounts",
        purpose="Ausprobieren von Kennwörtern bremsen",
        retention="session",
        account="key at",
    ),
)
