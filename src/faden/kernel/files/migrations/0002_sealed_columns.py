"""Columns for contents that are sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.AddField(
            "storedfile",
            "key_id",
            models.CharField(blank=True, default="", max_length=8, verbose_name="Kennung des Hauptschlüssels"),
            preserve_default=False,
        ),
        migrations.AddField(
            "storedfile",
            "sealed_key",
            models.BinaryField(null=True, verbose_name="Schlüssel des Inhalts, verschlüsselt"),
        ),
        migrations.AlterField(
            "storedfile", "content", models.BinaryField(null=True, verbose_name="Inhalt, verschlüsselt")
        ),
        migrations.AlterField(
            "storedfile", "digest", models.CharField(max_length=64, verbose_name="Kennzeichen der Vorlage")
        ),
    ]
