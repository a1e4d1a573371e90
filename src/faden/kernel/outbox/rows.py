"""Mail is seen by its author and by those who run the office."""

from faden.kernel.database.rows import Guard, Open, Policy, Table, roles

OFFICE = roles("lead", "assistant", "admin", "system")
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
            Policy("mail_read", "SELECT", using=f"{OWN} OR {OFFICE}"),
            Policy("mail_add", "INSERT", check=OWN),
            Policy("mail_change", "UPDATE", using=roles("system")),
        ),
        guard_reads=True,
    ),
    Table(
        "outbox_mailattachment",
        (
            Policy("attachment_read", "SELECT", using=f"{OF_OWN_MAIL} OR {OFFICE}"),
            Policy("attachment_add", "INSERT", check=OF_OWN_MAIL),
        ),
    ),
    *(
        Open(f"procrastinate_{table}", "jobs carry identifiers, never names", guard_reads=False, facts_reads=False)
        for table in ("jobs", "events", "periodic_defers", "workers")
    ),
)
