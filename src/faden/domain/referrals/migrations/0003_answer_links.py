import django.db.models.deletion
import faden.lib.identifiers
import uuid
from django.conf import settings
from django.db import migrations, models

# The owner is bound by the policies too, and none is the owner's; `prepare` forces them again after migrating.
OPEN = "ALTER TABLE identity_account NO FORCE ROW LEVEL SECURITY"
LINK_ID = uuid.UUID("00000000-0000-7000-8000-000000000002")


def add_link_account(apps, schema_editor):
    """The account in whose name links answer: no password, no role."""
    account = apps.get_model("identity", "Account")
    account.objects.using(schema_editor.connection.alias).create(
        id=LINK_ID, email="antwortlink@faden.invalid", name="Antwortlink", password="!"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_feedback_how"),
        ("identity", "0002_system"),
        ("referrals", "0002_appointments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(OPEN, migrations.RunSQL.noop),
        migrations.RunPython(add_link_account, migrations.RunPython.noop),
        migrations.CreateModel(
            name="AnswerLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recipient_name", models.CharField(max_length=200, verbose_name="Name")),
                ("recipient_mail", models.EmailField(max_length=254, verbose_name="E-Mail")),
                (
                    "code_told",
                    models.CharField(
                        choices=[("phone", "am Telefon"), ("mail", "an eine zweite E-Mail-Adresse")],
                        max_length=5,
                        verbose_name="Code",
                    ),
                ),
                ("code_mail", models.EmailField(blank=True, max_length=254, verbose_name="zweite E-Mail")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("code_digest", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(verbose_name="erstellt")),
                ("expires_on", models.DateField(verbose_name="gültig bis")),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="falsche Codes")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="zuerst geöffnet")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="zurückgezogen")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="cases.case")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="referrals.referral"
                    ),
                ),
            ],
            options={
                "verbose_name": "Antwortlink",
                "verbose_name_plural": "Antwortlinks",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="referralstep",
            name="link",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="steps",
                to="referrals.answerlink",
            ),
        ),
        migrations.AddConstraint(
            model_name="referralstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("author_id", LINK_ID), ("link__isnull", False)),
                    models.Q(models.Q(("author_id", LINK_ID), _negated=True), ("link__isnull", True)),
                    _connector="OR",
                ),
                name="referralstep_link_and_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)), fields=("referral",), name="answer_link_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="answerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code_mail", ""), ("code_told", "phone")),
                    models.Q(
                        ("code_told", "mail"),
                        models.Q(("code_mail", ""), _negated=True),
                        models.Q(("code_mail", models.F("recipient_mail")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="answer_link_code_on_another_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("failures__lte", 5)), name="answer_link_few_attempts"
            ),
        ),
    ]
