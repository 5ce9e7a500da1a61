import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("company_pledges", "0001_promises"),
        ("tasks", "0003_called"),
    ]

    operations = [
        migrations.AddField(
            model_name="signup",
            name="use",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="company_pledges.pledgeuse",
            ),
        ),
    ]
