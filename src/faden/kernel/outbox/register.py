"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Activity, AtEnd, Whose, data

ACTIVITIES = (
    Activity(
        key="operation",
        name="Technischer Betrieb",
        purpose="Aufträge ausführen, Nachrichten zustellen, Listen und Lesezeichen behalten",
        whom="Beschäftigte und andere mit Konto",
        receivers="Mailserver des Standorts",
        basis="Art. 6 Abs. 1 Buchst. e, Art. 32 DSGVO",
    ),
)

REGISTER = (
    data(
        "procrastinate.ProcrastinateWorker",
        activity="operation",
        purpose="Aufträge abarbeiten",
        retention="job",
        technical="last_heartbeat",
    ),
    data(
        "procrastinate.ProcrastinateJob",
        activity="operation",
        purpose="Aufträge abarbeiten; sie tragen Schlüssel, nie Namen",
        retention="job",
        at_end=AtEnd.DELETED,
        reach="EXISTS (SELECT FROM jsonb_each_text(args) arg WHERE arg.value = ANY (words))",
        link="args",
        technical="queue_name task_name priority lock status scheduled_at attempts queueing_lock "
        "abort_requested worker",
    ),
    data(
        "procrastinate.ProcrastinateEvent",
        activity="operation",
        purpose="Aufträge abarbeiten",
        retention="job",
        at_end=AtEnd.DELETED,
        link="job",
        technical="type at",
    ),
    data(
        "procrastinate.ProcrastinatePeriodicDefer",
        activity="operation",
        purpose="Aufträge abarbeiten",
        retention="job",
        technical="task_name defer_timestamp job periodic_id",
    ),
    data(
        "outbox.OutgoingMail",
        of=Whose.THIRD,
        activity="cooperation",
        purpose="Nachrichten an andere Stellen senden",
        retention="mail",
        at_end=AtEnd.DELETED,
        reach="file_id = ANY (cases)",
        outsider="recipient recipient_name",
        conduct="author",
        link="file_id",
        substance="subject body",
        technical="is_confidential created_at state sent_at failure",
    ),
    data(
        "outbox.MailAttachment",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="Anlagen von Nachrichten",
        retention="mail",
        at_end=AtEnd.DELETED,
        document="name content_type size content",
        link="mail",
        technical="sealed_key key_id",
    ),
)
