from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0005_sealed_or_gone"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="is_confidential",
            field=models.BooleanField(default=False, verbose_name="vertraulich"),
        ),
    ]
