"""From now on a content has its key, and no key is left without its content."""

from django.db import migrations, models
from django.db.models import Q

SEALED_OR_GONE = Q(content__isnull=False, sealed_key__isnull=False) & ~Q(key_id="") | Q(
    content__isnull=True, sealed_key__isnull=True, key_id=""
)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0004_seal_what_is_there")]

    operations = [
        migrations.AddConstraint(
            "mailattachment", models.CheckConstraint(condition=SEALED_OR_GONE, name="attachment_sealed_or_gone")
        ),
    ]
