"""Everybody adds own entries; the data protection officer reads all; nobody changes one.

The place of an entry in its chain is written by two triggers that run as ``faden_guard``; the app's role has no way to
the heads but reading them. Only operators' commands seal. What a consequence does is told by the consequence.
"""

from faden.kernel.database.rows import Policy, Table, roles

READERS = roles("data_protection", "system")
ROWS = (
    Table(
        "audit_auditentry",
        (
            Policy("audit_add", "INSERT", check="actor_id = (SELECT faden_actor())"),
            Policy("audit_read_own", "SELECT", using="actor_id = (SELECT faden_actor())"),
            Policy("audit_read", "SELECT", using=READERS),
        ),
        guard_reads=True,
        guard_writes=("INSERT",),
    ),
    Table(
        "audit_checkedreading",
        (
            Policy("audit_checked_add", "INSERT", check=roles("data_protection")),
            Policy("audit_checked_read", "SELECT", using=roles("data_protection")),
        ),
    ),
    Table(
        "audit_auditlane",
        (Policy("audit_lane_read", "SELECT", using=READERS),),
        guard_reads=True,
        guard_writes=("INSERT", "UPDATE"),
    ),
    Table(
        "audit_auditseal",
        (
            Policy("audit_seal_add", "INSERT", check=roles("system")),
            Policy("audit_seal_read", "SELECT", using=READERS),
        ),
    ),
    Table(
        "audit_auditcut",
        (
            Policy("audit_cut_add", "INSERT", check=roles("system")),
            Policy("audit_cut_read", "SELECT", using=READERS),
        ),
    ),
)
