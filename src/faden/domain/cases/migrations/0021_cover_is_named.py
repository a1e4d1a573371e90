"""Whoever stood in for an absence was a helper until now; from now on the circle calls it what it is."""

from django.db import migrations

# The owner is bound by the policies too, and none is the owner's; `prepare` forces them again after migrating.
OPEN = "ALTER TABLE cases_circlemember NO FORCE ROW LEVEL SECURITY"
NAMED = "UPDATE cases_circlemember SET function = 'cover' WHERE function = 'helper' AND absence_id IS NOT NULL"
BACK = "UPDATE cases_circlemember SET function = 'helper' WHERE function = 'cover'"


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_circle_scope")]
    operations = [migrations.RunSQL([OPEN, NAMED], [OPEN, BACK])]
