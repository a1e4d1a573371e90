from django.db import migrations, models
from django.db.models import Q

# The owner is bound by the policies too, and none is the owner's; `prepare` forces them again after migrating.
OPEN = (
    "ALTER TABLE consultations_caseadvice NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE cases_transfer NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE consent_consent NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY",
)
# What nobody reads any more today does not begin again.
END = """
UPDATE consultations_caseadvice a SET ended_on = greatest(a.since, faden_today()), ended_because =
    CASE WHEN f.closed_on IS NOT NULL THEN 'closed' WHEN p.is_shielded THEN 'shielded' ELSE 'withdrawn' END
FROM cases_case f JOIN people_person p ON p.id = f.person_id
WHERE f.id = a.case_id AND a.ended_on IS NULL AND a.until >= faden_today() AND (
    f.closed_on IS NOT NULL OR p.is_shielded OR EXISTS (
        SELECT FROM cases_transfer t JOIN consent_consent c ON c.id = t.consent_id
        WHERE t.id = a.transfer_id AND c.withdrawn_on IS NOT NULL))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_emergency_checks"),
        ("consent", "0004_evaluation_index"),
        ("people", "0007_shields"),
        ("consultations", "0002_case_advice"),
    ]

    operations = [
        migrations.AddField(
            model_name="caseadvice",
            name="ended_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("closed", "mit dem Abschluss des Falls"),
                    ("shielded", "mit einem Sperrvermerk"),
                    ("withdrawn", "mit dem Widerruf der Entbindung"),
                    ("merged", "mit dem Zusammenführen oder Trennen von Personen"),
                ],
                default="",
                editable=False,
                max_length=9,
                verbose_name="beendet",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseadvice",
            constraint=models.CheckConstraint(
                condition=Q(ended_because="") | Q(ended_on__isnull=False), name="case_advice_ended_somehow"
            ),
        ),
        *(migrations.RunSQL(one, migrations.RunSQL.noop) for one in OPEN),
        migrations.RunSQL(END, migrations.RunSQL.noop),
    ]
