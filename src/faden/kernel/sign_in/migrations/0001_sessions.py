"""Sessions of our own; those of Django end with its table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("account_id", models.UUIDField(blank=True, null=True)),
                ("device", models.CharField(blank=True, max_length=80, verbose_name="Gerät")),
                ("began_at", models.DateTimeField(blank=True, null=True, verbose_name="angemeldet")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="zuletzt benutzt")),
            ],
            options={
                "verbose_name": "Anmeldung",
                "verbose_name_plural": "Anmeldungen",
                "indexes": [models.Index(fields=["account_id", "-seen_at"], name="session_account_seen")],
            },
        ),
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop),
    ]
