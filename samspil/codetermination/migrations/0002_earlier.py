from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("codetermination", "0001_codetermination"),
    ]

    operations = [
        migrations.AddField(
            model_name="meditem",
            name="earlier",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
