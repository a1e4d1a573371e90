"""Columns for contents that are sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_mail_of_an_akte")]

    operations = [
        migrations.AddField(
            "mailattachment",
            "key_id",
            models.CharField(blank=True, default="", max_length=8, verbose_name="Kennung des Hauptschlüssels"),
            preserve_default=False,
        ),
        migrations.AddField(
            "mailattachment",
            "sealed_key",
            models.BinaryField(null=True, verbose_name="Schlüssel des Inhalts, verschlüsselt"),
        ),
        migrations.AlterField(
            "mailattachment", "content", models.BinaryField(null=True, verbose_name="Inhalt, verschlüsselt")
        ),
        migrations.AddField("mailattachment", "size", models.PositiveIntegerField(default=0, verbose_name="Größe")),
    ]
