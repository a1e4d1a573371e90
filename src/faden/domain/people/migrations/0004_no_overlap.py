"""Living lines of a history never overlap where they say the same.

A range type brings its own GiST operators; person and thing take part as ranges of one value, so that no extension is
needed (as in cases).
"""

from django.db import migrations

SAME = {
    "residencetitle": ("kind_id",),
    "legalareaperiod": ("legal_area_id",),
    "nationality": ("country",),
    "languageskill": ("language",),
    "contactchannel": ("kind", "value"),
    "address": ("kind",),
}


def _constraint(table: str, same: tuple[str, ...]) -> str:
    points = ", ".join(f"faden_textrange({one}::text, {one}::text, '[]') WITH &&" for one in ("person_id", *same))
    return (
        f"ALTER TABLE people_{table} ADD CONSTRAINT {table}_no_overlap EXCLUDE USING gist "
        f"({points}, daterange(since, until) WITH &&) WHERE (replaced_on IS NULL)"
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0003_histories")]
    operations = [
        migrations.RunSQL(
            'CREATE TYPE faden_textrange AS RANGE (subtype = text, collation = "C")', "DROP TYPE faden_textrange"
        ),
        *(
            migrations.RunSQL(
                _constraint(table, same), f"ALTER TABLE people_{table} DROP CONSTRAINT {table}_no_overlap"
            )
            for table, same in SAME.items()
        ),
    ]
