"""What a key was made for; keys of before keep what they reach, new ones reach nothing by default."""

import django.contrib.postgres.fields
from django.db import migrations, models


def everything() -> list[str]:
    """What keys reached before there were scopes."""
    return [f"{group}:write" for group in ("casework", "documents", "figures", "findings", "network")]


def _scopes(default):
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=40), default=default, size=None, verbose_name="reicht für"
    )


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_shield_keeper")]
    operations = [
        # As the default of a new column it also reaches rows that row security hides from whoever migrates.
        migrations.AddField("apitoken", "scopes", _scopes(everything)),
        migrations.AlterField("apitoken", "scopes", _scopes(list)),
    ]
