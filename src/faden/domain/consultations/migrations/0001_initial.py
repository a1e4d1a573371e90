"""The secret of the pseudonyms, drawn once for each site."""

from django.db import migrations, models
from django.db.models import Q

import faden.lib.identifiers

DRAWN = """
INSERT INTO consultations_pseudonymsecret (id, secret, "only")
VALUES (gen_random_uuid(), gen_random_uuid()::text || gen_random_uuid()::text, true)
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PseudonymSecret",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=faden.lib.identifiers.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("secret", models.CharField(max_length=80)),
                ("only", models.BooleanField(default=True, editable=False, unique=True)),
            ],
            options={
                "verbose_name": "Geheimnis der Pseudonyme",
                "verbose_name_plural": "Geheimnis der Pseudonyme",
                "constraints": [models.CheckConstraint(condition=Q(only=True), name="pseudonym_secret_only_one")],
            },
        ),
        migrations.RunSQL(DRAWN, migrations.RunSQL.noop),
    ]
