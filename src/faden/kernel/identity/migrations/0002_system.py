"""The account in whose name site files are loaded and the product cleans up after itself."""

from datetime import date
from uuid import UUID

from django.db import migrations

SYSTEM_ID = UUID("00000000-0000-7000-8000-000000000001")


def add_system(apps, schema_editor):
    """One account without a password, with the one role ``system``."""
    alias = schema_editor.connection.alias
    account = apps.get_model("identity", "Account")
    role = apps.get_model("identity", "RoleAssignment")
    account.objects.using(alias).create(id=SYSTEM_ID, email="system@faden.invalid", name="System", password="!")
    role.objects.using(alias).create(account_id=SYSTEM_ID, role="system", since=date(2020, 1, 1))


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]
    operations = [migrations.RunPython(add_system, migrations.RunPython.noop)]
