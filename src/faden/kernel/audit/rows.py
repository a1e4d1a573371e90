"""Everybody adds own entries; the data protection officer reads all; nobody changes one."""

from faden.kernel.database.rows import Policy, Table, roles

ROWS = (
    Table(
        "audit_auditentry",
        (
            Policy("audit_add", "INSERT", check="actor_id = (SELECT faden_actor())"),
            Policy("audit_read_own", "SELECT", using="actor_id = (SELECT faden_actor())"),
            Policy("audit_read", "SELECT", using=roles("data_protection")),
        ),
    ),
)
