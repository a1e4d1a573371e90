"""A declaration is seen by those who see the person; whether it holds is asked in the database."""

from faden.domain.people.rows import of_person
from faden.kernel.database.rows import Guard, Open, Table

#: Whether a declaration ``c`` may be relied on today (``Consent.is_valid_on``), for guards that join it.
HOLDS = (
    "c.valid_from <= faden_today() AND (c.valid_until IS NULL OR faden_today() <= c.valid_until) "
    "AND (c.withdrawn_on IS NULL OR faden_today() < c.withdrawn_on)"
)
#: Whether a release ``c`` lets the office tell its organisation something.
LETS_OUT = f"c.kind = 'release' AND c.direction IN ('both', 'to_them') AND {HOLDS}"
#: Whose case may be looked at for patterns today: the switch „Auswertung“ (ADR 34).
EVALUATED = f"SELECT c.person_id FROM consent_consent c WHERE c.kind = 'evaluation' AND {HOLDS}"

GUARDS = (
    # For what counts: it does not read declarations, and asks only about people it has at hand.
    Guard("faden_evaluated(wanted uuid[])", "uuid[]", f"SELECT array({EVALUATED} AND c.person_id = ANY (wanted))"),
    Guard(
        # An answer that is kept is none after the next withdrawal.
        "faden_evaluations_withdrawn()",
        "bigint",
        "SELECT count(c.withdrawn_on) FROM consent_consent c WHERE c.kind = 'evaluation'",
    ),
    Guard(
        # For rows that name the declaration they rest on: a withdrawal closes them with the next statement.
        "faden_valid_consents(wanted uuid[])",
        "uuid[]",
        f"SELECT array(SELECT c.id FROM consent_consent c WHERE c.id = ANY (wanted) AND {HOLDS})",
    ),
    Guard(
        # The same of one release and one client, for the circle: it is asked only where an entry rests on one.
        "faden_release_holds(wanted uuid, whose uuid)",
        "boolean",
        f"SELECT EXISTS (SELECT FROM consent_consent c WHERE c.id = wanted AND c.person_id = whose AND {LETS_OUT})",
    ),
    Guard(
        # And the first day on which it no longer does, for the dated list: who is in it sees the end, not the release.
        "faden_release_until(wanted uuid, whose uuid)",
        "date",
        "SELECT least(c.valid_until + 1, c.withdrawn_on) FROM consent_consent c "
        "WHERE c.id = wanted AND c.person_id = whose",
    ),
    Guard(
        # And whether it opens something to the actor: only while they work for the organisation it names.
        "faden_release_opens(wanted uuid, whose uuid)",
        "boolean",
        "SELECT EXISTS (SELECT FROM consent_consent c WHERE c.id = wanted AND c.person_id = whose "
        f"AND c.organisation_id = ANY (faden_my_scopes('partner', 'organisation')) AND {LETS_OUT})",
    ),
)

ROWS = (
    Table("consent_consent", of_person("consent")[:3], guard_reads=True),
    Open("consent_legalbasis", "dated site data", commands=("SELECT", "INSERT", "UPDATE")),
)
