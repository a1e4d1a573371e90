"""Mail is seen by its author and by those who run the office; what is confidential by its author alone."""

from faden.kernel.database.rows import Guard, Open, Policy, Table, roles
from faden.kernel.sealing.rows import keeping

OFFICE = roles("lead", "assistant", "admin", "system")
# The job that delivers.
SENDS = roles("system")
OWN = "author_id = (SELECT faden_actor())"

GUARDS = (
    Guard(
        "faden_my_mails()",
        "uuid[]",
        "SELECT array(SELECT id FROM outbox_outgoingmail WHERE author_id = faden_actor())",
    ),
)
OF_OWN_MAIL = "mail_id = ANY ((SELECT faden_my_mails())::uuid[])"

ROWS = (
    Table(
        "outbox_outgoingmail",
        (
            Policy("mail_read", "SELECT", using=f"{OWN} OR {SENDS} OR NOT is_confidential AND {OFFICE}"),
            Policy("mail_add", "INSERT", check=OWN),
            Policy("mail_change", "UPDATE", using=SENDS),
        ),
        guard_reads=True,
    ),
    Table(
        "outbox_mailattachment",
        (
            Policy("attachment_read", "SELECT", using=f"{OF_OWN_MAIL} OR {OFFICE}"),
            Policy("attachment_add", "INSERT", check=OF_OWN_MAIL),
            *keeping("attachment"),
        ),
    ),
    *(
        Open(f"procrastinate_{table}", "jobs carry identifiers, never names", guard_reads=False, facts_reads=False)
        for table in ("jobs", "events", "periodic_defers", "workers")
    ),
)
