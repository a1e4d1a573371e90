"""The circle repeats whether its person is restricted, by a foreign key on both columns: it can say nothing else."""

from django.db import migrations, models

# The owner is bound by the policies too, and none is the owner's; `prepare` forces them again after migrating.
OPEN = """
ALTER TABLE cases_circlemember NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY;
"""
REPEATS = """
CREATE FUNCTION faden_circle_repeats_mask() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.is_shielded := coalesce((SELECT is_shielded FROM people_person WHERE id = NEW.person_id), false);
    RETURN NEW;
END $$;
GRANT CREATE ON SCHEMA public TO faden_guard;
ALTER FUNCTION faden_circle_repeats_mask() OWNER TO faden_guard;
REVOKE ALL ON FUNCTION faden_circle_repeats_mask() FROM PUBLIC;
CREATE TRIGGER faden_circle_repeats_mask BEFORE INSERT OR UPDATE ON cases_circlemember FOR EACH ROW
    EXECUTE FUNCTION faden_circle_repeats_mask();
UPDATE cases_circlemember SET is_shielded = true
    WHERE person_id IN (SELECT id FROM people_person WHERE is_shielded);
"""
# When a Sperrvermerk is set or lifted, the entries follow; the trigger above reads what the person has become.
FOLLOWS = """
ALTER TABLE cases_circlemember ADD CONSTRAINT circle_repeats_mask FOREIGN KEY (person_id, is_shielded)
    REFERENCES people_person (id, is_shielded) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_recommendation_in_words"), ("people", "0008_person_and_mask")]
    operations = [
        migrations.AddField(
            "circlemember",
            "is_shielded",
            models.BooleanField(default=False, editable=False, verbose_name="Sperrvermerk"),
        ),
        migrations.RunSQL(
            OPEN + REPEATS,
            "DROP TRIGGER faden_circle_repeats_mask ON cases_circlemember; DROP FUNCTION faden_circle_repeats_mask()",
        ),
        migrations.RunSQL(FOLLOWS, "ALTER TABLE cases_circlemember DROP CONSTRAINT circle_repeats_mask"),
        migrations.RemoveIndex("circlemember", "circle_mine"),
        migrations.AddIndex(
            "circlemember",
            models.Index(
                fields=["account"],
                include=(
                    "case", "person", "household", "since", "until", "scope", "ends_at", "release", "function",
                    "is_shielded",
                ),
                name="circle_mine",
            ),
        ),
    ]  # fmt: skip
