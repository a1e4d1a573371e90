import django.db.models.deletion
import faden.lib.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0019_transfers"),
        ("organisations", "0002_residence_gets_no_referrals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ResidenceRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("title", "Aufenthaltstitel"),
                            ("settled", "Bleiberecht nach §§ 25a, 25b AufenthG"),
                            ("naturalisation", "Einbürgerung"),
                            ("documents", "Unterlagen und Identität"),
                        ],
                        max_length=14,
                        verbose_name="Worum geht es?",
                    ),
                ),
                ("question", models.TextField(verbose_name="Frage")),
                ("due_on", models.DateField(verbose_name="Antwort bis")),
                ("expires_on", models.DateField(verbose_name="sichtbar bis")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("sent", "gesendet"),
                            ("read", "gelesen"),
                            ("queried", "Rückfrage"),
                            ("answered", "beantwortet"),
                            ("closed", "abgeschlossen"),
                            ("withdrawn", "zurückgezogen"),
                            ("expired", "ohne Antwort abgelaufen"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="Stand",
                    ),
                ),
                ("created_on", models.DateField(verbose_name="angelegt am")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="gesendet am")),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="gelesen am")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="beantwortet am")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "möglich"),
                            ("documents", "möglich, wenn Unterlagen vorgelegt werden"),
                            ("negative", "zurzeit nicht möglich"),
                            ("informed", "Auskunft"),
                            ("elsewhere", "nicht zuständig"),
                        ],
                        max_length=9,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="Antwort")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="Bescheid oder Termin am")),
                ("documents", models.TextField(blank=True, verbose_name="Unterlagen, die noch fehlen")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="von",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="residence_requests", to="cases.case"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                        verbose_name="Behörde",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="cases.transfer",
                    ),
                ),
            ],
            options={
                "verbose_name": "Anfrage an ABH/EBH",
                "verbose_name_plural": "Anfragen an ABH/EBH",
                "ordering": ["-created_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DisclosedField",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=24)),
                ("label", models.CharField(max_length=80, verbose_name="Angabe")),
                ("value", models.CharField(max_length=500, verbose_name="Wert")),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fields",
                        to="residence.residencerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "offengelegte Angabe",
                "verbose_name_plural": "offengelegte Angaben",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ResidenceStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("sent", "gesendet"),
                            ("read", "gelesen"),
                            ("queried", "Rückfrage"),
                            ("answered", "beantwortet"),
                            ("closed", "abgeschlossen"),
                            ("withdrawn", "zurückgezogen"),
                            ("expired", "ohne Antwort abgelaufen"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("sent", "gesendet"),
                            ("read", "gelesen"),
                            ("queried", "Rückfrage"),
                            ("answered", "beantwortet"),
                            ("closed", "abgeschlossen"),
                            ("withdrawn", "zurückgezogen"),
                            ("expired", "ohne Antwort abgelaufen"),
                        ],
                        max_length=9,
                    ),
                ),
                ("on", models.DateField(verbose_name="am")),
                ("remark", models.TextField(blank=True, verbose_name="Nachricht")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="residence.residencerequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "Verlauf einer Anfrage",
                "verbose_name_plural": "Verläufe der Anfragen",
                "ordering": ["on", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="residencerequest",
            index=models.Index(fields=["case"], name="residence_case"),
        ),
        migrations.AddIndex(
            model_name="residencerequest",
            index=models.Index(fields=["office", "state"], name="residence_inbox"),
        ),
        migrations.AddIndex(
            model_name="residencerequest",
            index=models.Index(fields=["author", "state"], name="residence_author"),
        ),
        migrations.AddConstraint(
            model_name="residencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_on", None), ("state", "draft")),
                    ("state", "withdrawn"),
                    models.Q(("sent_on__isnull", False), ("transfer__isnull", False)),
                    _connector="OR",
                ),
                name="residence_sent_on_a_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="residencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["read", "queried", "answered", "closed"]), _negated=True),
                    ("read_on__isnull", False),
                    _connector="OR",
                ),
                name="residence_read_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="residencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_on__isnull", False),
                        ("state__in", ["answered", "closed"]),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["answered", "closed"]), _negated=True),
                        ("answered_on", None),
                        ("outcome", ""),
                    ),
                    _connector="OR",
                ),
                name="residence_answered_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="residencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_on", None), ("state", "withdrawn")),
                    models.Q(("state", "withdrawn"), _negated=True),
                    _connector="OR",
                ),
                name="residence_withdrawn_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="residencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("created_on")), ("expires_on__gte", models.F("due_on"))),
                name="residence_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosedfield",
            constraint=models.UniqueConstraint(fields=("request", "key"), name="disclosed_once"),
        ),
        migrations.AddConstraint(
            model_name="disclosedfield",
            constraint=models.CheckConstraint(
                condition=models.Q(("value", ""), _negated=True), name="disclosed_something"
            ),
        ),
    ]
