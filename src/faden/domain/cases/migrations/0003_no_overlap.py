"""Periods of one case never overlap.

A range type brings its own GiST operators; a case takes part as a range of one value, so that no extension is needed.
"""

from django.db import migrations

TABLES = ("stay", "constellationperiod", "phaseperiod")
NO_OVERLAP = """
ALTER TABLE cases_{table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist (
    faden_uuidrange(case_id, case_id, '[]') WITH &&, daterange(since, until) WITH &&
)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial")]
    operations = [
        migrations.RunSQL("CREATE TYPE faden_uuidrange AS RANGE (subtype = uuid)", "DROP TYPE faden_uuidrange"),
        *(
            migrations.RunSQL(
                NO_OVERLAP.format(table=table), f"ALTER TABLE cases_{table} DROP CONSTRAINT {table}_no_overlap"
            )
            for table in TABLES
        ),
    ]
