"""Nationality, phone and mail become lines of their histories; who told it, and when, was not written down then."""

from django.db import migrations

from faden.lib.countries import ALPHA_3

CODES = ", ".join(f"('{two}', '{three}')" for two, three in sorted(ALPHA_3.items()))
# The owner is bound by the policies too, and none is the owner's; `prepare` forces them again after migrating.
OPEN = "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY"
LINE = "(id, person_id, recorded_on, version, {columns}) SELECT gen_random_uuid(), p.id, CURRENT_DATE, 1, {values}"
MOVED = (
    f"INSERT INTO people_nationality {LINE} FROM people_person p LEFT JOIN (VALUES {CODES}) AS code (two, three) "
    "ON code.two = p.nationality WHERE p.nationality <> ''".replace("{columns}", "country, known_by").replace(
        "{values}", "coalesce(code.three, p.nationality), 'unknown'"
    ),
    *(
        f"INSERT INTO people_contactchannel {LINE} FROM people_person p WHERE p.{column} <> ''".replace(
            "{columns}", "kind, value, preferred"
        ).replace("{values}", f"'{column}', p.{column}, {preferred}")
        for column, preferred in (("phone", "true"), ("email", "p.phone = ''"))
    ),
)
BACK = """
UPDATE people_person p SET
    nationality = coalesce((SELECT country FROM people_nationality n WHERE n.person_id = p.id AND n.replaced_on IS NULL
        AND n.until IS NULL ORDER BY n.since, n.id LIMIT 1), ''),
    phone = coalesce((SELECT left(value, 40) FROM people_contactchannel c WHERE c.person_id = p.id
        AND c.replaced_on IS NULL AND c.until IS NULL AND c.kind = 'phone' ORDER BY c.preferred DESC, c.id LIMIT 1), ''),
    email = coalesce((SELECT value FROM people_contactchannel c WHERE c.person_id = p.id
        AND c.replaced_on IS NULL AND c.until IS NULL AND c.kind = 'email' ORDER BY c.preferred DESC, c.id LIMIT 1), '')
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_no_overlap")]
    operations = [migrations.RunSQL([OPEN, *MOVED], [OPEN, BACK])]
