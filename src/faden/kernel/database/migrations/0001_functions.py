"""Who acts, and which day it is: read by every policy."""

from django.db import migrations

ACTOR = """
CREATE FUNCTION faden_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('faden.actor', true), '')::uuid $$;
"""
TODAY = """
CREATE FUNCTION faden_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(nullif(current_setting('faden.today', true), '')::date, current_date) $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("contenttypes", "0001_initial")]
    operations = [
        migrations.RunSQL(ACTOR, "DROP FUNCTION faden_actor()"),
        migrations.RunSQL(TODAY, "DROP FUNCTION faden_today()"),
    ]
