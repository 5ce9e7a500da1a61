from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0004_use_of_a_promise"),
    ]

    operations = [
        migrations.AddField(
            model_name="slot",
            name="thanks_letters",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
    ]
