"""What was learnt from the verdicts so far is handed on to those who try the same technology next."""

from django.db import migrations


def hand_on(apps, _schema_editor):
    Lesson = apps.get_model("evaluations", "Lesson")
    for row in apps.get_model("verdicts", "LookBack").objects.order_by("at").iterator():
        Lesson.objects.get_or_create(source_id=row.verdict_id, text=row.lesson, by_id=row.by_id, at=row.at)


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0002_lesson_from_elsewhere"),
        ("verdicts", "0002_early_and_compared"),
    ]

    operations = [migrations.RunPython(hand_on, migrations.RunPython.noop)]
