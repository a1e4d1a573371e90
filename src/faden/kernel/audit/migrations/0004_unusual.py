"""Readings are found by their day; what was looked into is noted; heads are written once for each transaction."""

import django.db.models.deletion
import faden.lib.identifiers
from django.conf import settings
from django.db import migrations, models

# A head that is written with every entry makes a transaction of 20,000 entries read its own 20,000 dead heads again
# and again; written when it commits, each lane is written once.
AT_COMMIT = (
    "DROP TRIGGER faden_audit_heads ON audit_auditentry",
    """
    CREATE OR REPLACE FUNCTION faden_audit_heads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    BEGIN
        UPDATE audit_auditlane SET last = NEW.position, digest = NEW.digest WHERE number = NEW.lane
            AND NOT EXISTS (SELECT FROM audit_auditentry WHERE lane = NEW.lane AND position = NEW.position + 1);
        RETURN NULL;
    END $$
    """,
    (
        "CREATE CONSTRAINT TRIGGER faden_audit_heads AFTER INSERT ON audit_auditentry DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION faden_audit_heads()"
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("audit", "0003_chain"),
    ]
    operations = [
        migrations.RunSQL(AT_COMMIT),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                fields=["at", "actor", "file_id"], condition=models.Q(act="file.read"), name="audit_readings"
            ),
        ),
        migrations.CreateModel(
            name="CheckedReading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("read_on", models.DateField(verbose_name="Tag")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("many", "sehr viele Akten an einem Tag"),
                            ("without_reason", "Akten ohne erkennbaren Anlass"),
                            ("outside_hours", "Akten außerhalb der Arbeitszeit"),
                        ],
                        max_length=20,
                        verbose_name="Auffälligkeit",
                    ),
                ),
                ("remark", models.CharField(max_length=1000, verbose_name="Vermerk")),
                ("checked_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "geprüfte Auffälligkeit",
                "verbose_name_plural": "geprüfte Auffälligkeiten",
                "constraints": [
                    models.UniqueConstraint(fields=("account", "read_on", "rule"), name="unusual_checked_once"),
                ],
            },
        ),
    ]
