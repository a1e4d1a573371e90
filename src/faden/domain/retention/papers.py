"""What goes out of papers that stay: contacts without a case, names in papers of the bodies, requests long answered.

Part of ``clearing.py``: by itself, when the period of its class is over.
"""

from typing import Final

from django.apps import apps

from faden.domain.retention.enums import RetentionClass, Unit
from faden.kernel.database.erasure import emptied_values, table_of
from faden.kernel.database.register import Category, catalogue

#: A place of responsibility may not be without words.
GONE: Final = "gelöscht"


def over(one: RetentionClass) -> str:
    """SQL: what is older than this moment is over; NULL where the site has no period."""
    return (
        f"(SELECT max(faden_today() - CASE unit WHEN '{Unit.DAY.value}' THEN make_interval(days => amount) "
        f"WHEN '{Unit.MONTH.value}' THEN make_interval(months => amount) ELSE make_interval(years => amount) END) "
        f"FROM retention_retentionrule WHERE retention_class = '{one.value}' AND valid_from <= faden_today() "
        "AND (valid_until IS NULL OR faden_today() < valid_until))"
    )


#: When the names that somebody outside has in a paper of the bodies are over.
NAMED_UNTIL: Final = {
    "steering.Seat": "ended_on < {over}",
    "steering.Meeting": "ends_at < {over}",
    "steering.Attendance": "meeting_id IN (SELECT id FROM steering_meeting WHERE ends_at < {over})",
    "steering.Assignment": "done_on < {over}",
}
# Nobody gave a name, so there is no case that is closed: the talk itself is what the file's period begins with.
UNNAMED: Final = f'case_id IS NULL AND "on" < {over(RetentionClass.CASE_FILE)}'


def outsiders() -> dict[str, list[str]]:
    """By model, the fields of the bodies' papers that name people without an account."""
    named = {
        one.model: [name for name, category in one.fields.items() if category is Category.OUTSIDER]
        for one in catalogue().values()
        if one.retention == RetentionClass.STEERING
    }
    return {model: fields for model, fields in named.items() if fields}


def clear_names() -> str:
    """PL/pgSQL; a paper whose end nobody has said is an error, so that none is forgotten."""
    return "\n".join(_clear_names_of(model, fields) for model, fields in outsiders().items())


def clear_contacts() -> str:
    """PL/pgSQL: what was said goes, as in an erasure; what is counted stays."""
    values = emptied_values("cases.ContactNote")
    emptied = ", ".join(f'"{column}" = {value}' for column, value in values.items())
    full = " OR ".join(f'"{column}" <> {value}' for column, value in values.items())
    gone = "\n".join(f'DELETE FROM "{table_of(label)}" WHERE note_id = ANY (chosen);' for label in OF_CONTACTS)
    return f"""
  chosen := array(SELECT id FROM cases_contactnote WHERE {UNNAMED} AND ({full}));
  {gone}
  UPDATE cases_contactnote SET {emptied} WHERE id = ANY (chosen);
  counts := counts || jsonb_build_object('{RetentionClass.CASE_FILE.value}', cardinality(chosen));"""


def clear_proofs() -> str:
    """PL/pgSQL: answered requests for access; the list of erasures stays, for a restore must be able to replay it."""
    return f"""
  chosen := array(SELECT id FROM subject_requests_subjectaccess WHERE ended_on < {over(RetentionClass.PROOF)});
  DELETE FROM subject_requests_accesspackage WHERE request_id = ANY (chosen);
  DELETE FROM subject_requests_subjectaccess WHERE id = ANY (chosen);
  counts := counts || jsonb_build_object('{RetentionClass.PROOF.value}', cardinality(chosen));"""


#: What hangs on a contact and says what was said, or who took part.
OF_CONTACTS: Final = ("cases.ContactNoteRevision", "cases.NoteParticipant")
REMOVED: Final = ("subject_requests_subjectaccess", "subject_requests_accesspackage")


def _clear_names_of(model: str, fields: list[str]) -> str:
    values = {name: "''" if apps.get_model(model)._meta.get_field(name).blank else f"'{GONE}'" for name in fields}
    emptied = ", ".join(f'"{name}" = {value}' for name, value in values.items())
    full = " OR ".join(f'"{name}" <> {value}' for name, value in values.items())
    ended = NAMED_UNTIL[model].format(over=over(RetentionClass.STEERING))
    return (
        f'UPDATE "{table_of(model)}" SET {emptied} WHERE {ended} AND ({full});\n'
        "GET DIAGNOSTICS m = ROW_COUNT; n := n + m;"
    )
