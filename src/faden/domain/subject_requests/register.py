"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "subject_requests.SubjectAccess",
        of=Whose.CLIENT,
        activity="protection",
        purpose="nachweisen, wann wer Auskunft verlangt und erhalten hat",
        retention="proof",
        at_end=AtEnd.ANONYMIZED,
        kept="person state received_on received_by asker recorded_by identity identity_checked_by due_on extended_on "
        "collected_on reviewed_on reviewed_by ended_on ended_by delivered_by ground",
        replaced={
            "number": "'X' || right(replace(id::text, '-', ''), 11)",
            "extended_because": "CASE WHEN extended_on IS NULL THEN '' ELSE 'gelöscht' END",
            "refused_because": "CASE WHEN state = 'refused' THEN 'gelöscht' ELSE '' END",
        },
        counselling="identity_note extended_because refused_because",
        course="number state received_on received_by asker identity due_on extended_on collected_on reviewed_on "
        "ended_on delivered_by ground",
        conduct="recorded_by identity_checked_by reviewed_by ended_by",
        link="person",
    ),
    data(
        "subject_requests.AccessPackage",
        of=Whose.CLIENT,
        activity="protection",
        purpose="die Auskunft prüfen und aushändigen",
        retention="package",
        at_end=AtEnd.DELETED,
        document="content",
        course="collected_on open_sections delete_on",
        link="request",
        technical="sealed_key key_id",
    ),
    data(
        "subject_requests.RightsRequest",
        of=Whose.CLIENT,
        activity="protection",
        purpose="Berichtigung und Widerspruch prüfen, entscheiden und nachweisen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="says should_say grounds proposal because extended_because",
        course="number kind state received_on received_by asker subject against due_on extended_on proposed_on "
        "decided_on answered_on",
        conduct="recorded_by proposed_by decided_by answered_by",
        link="case person note release",
    ),
    data(
        "subject_requests.ReceiverNotice",
        of=Whose.CLIENT,
        activity="protection",
        purpose="Empfängern mitteilen, was berichtigt oder beendet ist (Art. 19 DSGVO)",
        retention="case_file",
        at_end=AtEnd.DELETED,
        course="sent_on told_on told_how spared_because",
        substance="receiver",
        conduct="told_by",
        link="request organisation",
    ),
)
