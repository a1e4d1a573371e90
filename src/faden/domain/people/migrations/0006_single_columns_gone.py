"""What has moved into the histories is kept once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0005_columns_to_histories")]
    operations = [migrations.RemoveField(model_name="person", name=name) for name in ("nationality", "phone", "email")]
