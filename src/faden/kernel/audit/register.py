"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Activity, Whose, data

ACTIVITIES = (
    Activity(
        key="trace",
        name="Protokollierung",
        purpose="nachweisen, wer was getan und welche Akte gelesen hat",
        whom="Beschäftigte und andere mit Konto; mittelbar Klient:innen, deren Akte gelesen wurde",
        receivers="Datenschutzbeauftragte; betroffene Personen auf Auskunft",
        basis="Art. 5 Abs. 2, Art. 32 DSGVO",
    ),
)

REGISTER = (
    data(
        "audit.AuditEntry",
        of=Whose.STAFF,
        activity="trace",
        purpose="nachweisen, wer was getan und welche Akte gelesen hat",
        retention="trace",
        conduct="at actor act facts",
        link="subject_kind subject_id file_id",
        technical="lane position digest",
    ),
    data(
        "audit.CheckedReading",
        of=Whose.STAFF,
        activity="trace",
        purpose="festhalten, was die Prüfung auffälligen Lesens ergeben hat",
        retention="trace",
        conduct="account read_on rule remark checked_by checked_at",
    ),
    data(
        "audit.AuditLane",
        of=Whose.NOBODY,
        activity="trace",
        purpose="finden, ob am Protokoll etwas verändert wurde",
        retention="trace",
        technical="number last digest",
    ),
    data(
        "audit.AuditSeal",
        of=Whose.NOBODY,
        activity="trace",
        purpose="finden, ob am Protokoll etwas verändert wurde",
        retention="trace",
        technical="number at heads entries previous key mac",
    ),
    data(
        "audit.AuditCut",
        of=Whose.NOBODY,
        activity="trace",
        purpose="festhalten, bis wohin das Protokoll nach Ablauf der Frist gelöscht ist",
        retention="trace",
        technical="number at entries key mac",
    ),
)
