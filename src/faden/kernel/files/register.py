"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "files.StoredFile",
        of=Whose.CLIENT,
        activity="casework",
        purpose="Dokumente der Akte",
        retention="case_file",
        at_end=AtEnd.DELETED,
        reach="file_id = ANY (cases)",
        document="name kind media_type size digest content",
        course="audience stored_at deleted_on",
        conduct="author deleted_by",
        link="file_id hangs_on",
        technical="sealed_key key_id",
    ),
)
