"""Entries are chained: who changes, removes or inserts one afterwards breaks what follows (ADR 28)."""

import faden.lib.identifiers
from django.db import migrations, models

# What the digest of an entry is made of; it can never change again, or every chain breaks.
CANON = (
    "concat_ws('|', {row}.lane, {row}.position, {row}.id, (extract(epoch FROM {row}.at) * 1000000)::bigint, "
    "{row}.actor_id, length({row}.act), {row}.act, length({row}.subject_kind), {row}.subject_kind, {row}.subject_id, "
    "coalesce({row}.file_id::text, '-'), {row}.facts)"
)
FIRST = "sha256(convert_to({lane}::text, 'UTF8'))"
# Rows that are there become one lane, in the order of their time.
CHAIN_ALL = f"""
DO $$
DECLARE
    entry audit_auditentry;
    before bytea := {FIRST.format(lane="1")};
    reached bigint := 0;
BEGIN
    FOR entry IN SELECT * FROM audit_auditentry ORDER BY at, id LOOP
        reached := reached + 1;
        entry.lane := 1;
        entry.position := reached;
        before := sha256(before || convert_to({CANON.format(row="entry")}, 'UTF8'));
        UPDATE audit_auditentry SET lane = 1, position = reached, digest = before WHERE id = entry.id;
    END LOOP;
    INSERT INTO audit_auditlane (id, number, last, digest) VALUES (gen_random_uuid(), 1, reached, before);
END $$
"""
# A transaction takes any lane that no other is using, so nobody ever waits for somebody else's entry.
LINK = f"""
CREATE FUNCTION faden_audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    head audit_auditlane;
    reached bigint;
    before bytea;
BEGIN
    IF session_user = 'faden_app' THEN
        NEW.at := statement_timestamp();
    END IF;
    SELECT * INTO head FROM audit_auditlane ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        head.number := 2 + floor(random() * 2000000000)::int;
        head.last := 0;
        head.digest := {FIRST.format(lane="head.number")};
        INSERT INTO audit_auditlane (id, number, last, digest)
            VALUES (gen_random_uuid(), head.number, head.last, head.digest);
    END IF;
    -- Entries of the same statement that came before this one; the head learns of them at its end.
    SELECT e.position, e.digest INTO reached, before FROM audit_auditentry e
        WHERE e.lane = head.number AND e.position > head.last ORDER BY e.position DESC LIMIT 1;
    NEW.lane := head.number;
    NEW.position := coalesce(reached, head.last) + 1;
    NEW.digest := sha256(coalesce(before, head.digest) || convert_to({CANON.format(row="NEW")}, 'UTF8'));
    RETURN NEW;
END $$
"""
HEADS = """
CREATE FUNCTION faden_audit_heads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
    UPDATE audit_auditlane SET last = newest.position, digest = newest.digest
        FROM (SELECT DISTINCT ON (lane) lane, position, digest FROM added ORDER BY lane, position DESC) AS newest
        WHERE audit_auditlane.number = newest.lane;
    RETURN NULL;
END $$
"""
FUNCTIONS = ("faden_audit_link()", "faden_audit_heads()")
# They run as a role that owns no table and that nobody can sign in as.
OWNED = (
    "GRANT CREATE ON SCHEMA public TO faden_guard",
    *(f"ALTER FUNCTION {name} OWNER TO faden_guard" for name in FUNCTIONS),
    *(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC" for name in FUNCTIONS),
)
TRIGGERS = (
    (
        "CREATE TRIGGER faden_audit_link BEFORE INSERT ON audit_auditentry FOR EACH ROW "
        "EXECUTE FUNCTION faden_audit_link()"
    ),
    (
        "CREATE TRIGGER faden_audit_heads AFTER INSERT ON audit_auditentry REFERENCING NEW TABLE AS added "
        "FOR EACH STATEMENT EXECUTE FUNCTION faden_audit_heads()"
    ),
)
UNCHAINED = (
    "DROP TRIGGER faden_audit_heads ON audit_auditentry",
    "DROP TRIGGER faden_audit_link ON audit_auditentry",
    *(f"DROP FUNCTION {name}" for name in FUNCTIONS),
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_newest")]
    operations = [
        migrations.CreateModel(
            name="AuditLane",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.IntegerField(unique=True)),
                ("last", models.BigIntegerField()),
                ("digest", models.BinaryField()),
            ],
            options={"verbose_name": "Spur des Protokolls", "verbose_name_plural": "Spuren des Protokolls"},
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.IntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("heads", models.JSONField()),
                ("entries", models.BigIntegerField()),
                ("previous", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=16)),
                ("mac", models.CharField(max_length=64)),
            ],
            options={"verbose_name": "Siegel des Protokolls", "verbose_name_plural": "Siegel des Protokolls"},
        ),
        migrations.AddField("auditentry", "lane", models.IntegerField(db_default=0, editable=False)),
        migrations.AddField("auditentry", "position", models.BigIntegerField(db_default=0, editable=False)),
        migrations.AddField("auditentry", "digest", models.BinaryField(db_default=b"", editable=False)),
        # The owner is bound by the policies too, and none is the owner's; `prepare` forces them again after migrating.
        migrations.RunSQL(
            ["ALTER TABLE audit_auditentry NO FORCE ROW LEVEL SECURITY", CHAIN_ALL], migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            "auditentry", models.UniqueConstraint(fields=["lane", "position"], name="audit_place_in_lane")
        ),
        migrations.RunSQL([LINK, HEADS, *OWNED, *TRIGGERS], UNCHAINED),
    ]
