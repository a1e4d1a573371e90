"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "duplicates.Distinction",
        of=Whose.CLIENT,
        activity="casework",
        purpose="Verwechslungen ausschließen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        identity="reason",
        course="decided_on withdrawn_on",
        conduct="decided_by withdrawn_by",
        link="first second",
    ),
    data(
        "duplicates.PersonMerge",
        of=Whose.CLIENT,
        activity="casework",
        purpose="doppelte Einträge zusammenführen und zurücknehmen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        identity="absorbed_name before after set_aside",
        course="merged_at merged_on undone_on",
        conduct="merged_by undone_by",
        link="survivor absorbed moved",
    ),
)
