from django.db import migrations, models


class Migration(migrations.Migration):
    """A code opens for minutes; those told before have had theirs, and are told anew."""

    dependencies = [("referrals", "0003_answer_links")]

    operations = [
        migrations.AddField(
            model_name="answerlink",
            name="code_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Code gilt bis"),
        ),
    ]
