"""Seal what was stored before; killed in the middle it goes on with what is left."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from faden.kernel.sealing.existing import seal_existing


def seal(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  what Django passes
    seal_existing(schema_editor.connection, "outbox_mailattachment", size="size")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("outbox", "0003_sealed_columns")]

    operations = [migrations.RunPython(seal)]
