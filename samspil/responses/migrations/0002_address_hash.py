from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_responses")]

    operations = [
        migrations.AddField(
            model_name="respondent",
            name="address_hash",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
    ]
