"""What is refused leaves nothing behind: looked up in all tables, by the owner of the database."""

from django.db import connections

#: What may be left: how often somebody tried a password or a code, sessions, and what was typed so far.
#: The end of a lane goes on with each entry of the trace; those are looked at by their acts.
MAY_BE_WRITTEN = frozenset(
    {"sign_in_session", "identity_signinfailure", "referrals_answerlink", "drafts_draft", "audit_auditlane"}
)
#: To have looked is written down as well, also where what followed was refused; so is that a wrong code closes a link.
ALLOWED = "AND act NOT IN ('file.read', 'people.searched', 'referral.link_locked')"


class Unwritten:
    """The state of all tables, to be compared with a later one."""

    def __init__(self) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
            (self.begun,) = cursor.fetchone()
        self.rows = self._counted("true")
        self.heads: str | None = None
        self.acts()

    def acts(self) -> list[str]:
        """What was recorded since the last time it was asked, besides looking; read from the heads of the lanes on."""
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT act FROM audit_auditlane head JOIN audit_auditentry entry ON entry.lane = head.number "
                f"AND position > coalesce((%s::jsonb ->> number::text)::bigint, 0) {ALLOWED}",
                [self.heads or "{}"],
            )
            found = [act for (act,) in cursor.fetchall()]
            cursor.execute("SELECT jsonb_object_agg(number, last)::text FROM audit_auditlane")
            (self.heads,) = cursor.fetchone()
        return found

    def written(self) -> dict[str, int]:
        """By table, how many rows were added or changed since, or (negative) are missing."""
        later = self._counted("true")
        gone = {table: number - self.rows.get(table, 0) for table, number in later.items()}
        touched = self._counted(f"xmin::text::bigint >= {self.begun}")
        found = {table: touched[table] or min(gone[table], 0) for table in later}
        return {table: number for table, number in found.items() if number}

    def _counted(self, condition: str) -> dict[str, int]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s)",
                [sorted(MAY_BE_WRITTEN)],
            )
            tables = [name for (name,) in cursor.fetchall()]
            asked = [
                f"SELECT '{name}', count(*) FROM \"{name}\" WHERE {condition} "
                + (ALLOWED if name == "audit_auditentry" else "")
                for name in tables
            ]
            cursor.execute(" UNION ALL ".join(asked))
            return dict(cursor.fetchall())
