"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Activity, AtEnd, Whose, data

ACTIVITIES = (
    Activity(
        key="protection",
        name="Datenschutz: Auskunft und Löschung",
        purpose="Rechte betroffener Personen erfüllen und nachweisen, dass zur rechten Zeit gelöscht wurde",
        whom="Klient:innen, ihre Angehörigen; Beschäftigte, die entscheiden",
        receivers="die betroffene Person; das Archiv, wenn es eine Akte übernimmt",
        basis="Art. 6 Abs. 1 Buchst. c DSGVO mit Art. 5 Abs. 2, Art. 12 bis 21 DSGVO",
    ),
)

#: An erasure begins with cases; the people who go with them are found by ``erasing.py``.
ROOTS = {"cases.Case": "cases", "people.Person": "people"}

REGISTER = (
    data(
        "retention.RetentionRule",
        activity="protection",
        purpose="Aufbewahrungsfristen des Standorts",
        retention="not_personal",
        substance="retention_class amount unit decided valid_from valid_until source",
    ),
    data(
        "retention.Erasure",
        of=Whose.CLIENT,
        activity="protection",
        purpose="nachweisen, was wann gelöscht wurde; nach einer Wiederherstellung erneut löschen",
        retention="proof",
        at_end=AtEnd.ANONYMIZED,
        kept="case number state reason announced_on announced_by due_on offered_on archive answered_on "
        "carried_out_on carried_out_by counts",
        replaced={"ended_because": "CASE WHEN state = 'stopped' THEN 'gelöscht' ELSE '' END"},
        counselling="ended_because",
        course="number state reason announced_on due_on offered_on archive answered_on carried_out_on counts",
        conduct="announced_by carried_out_by",
        link="case",
    ),
    data(
        "retention.LegalHold",
        of=Whose.CLIENT,
        activity="protection",
        purpose="festhalten, warum eine Akte noch gebraucht wird",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="reason",
        course="since until lifted_on",
        conduct="set_by lifted_by",
        link="case",
    ),
)
