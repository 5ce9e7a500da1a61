from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "samspil.evaluations"
    label = "evaluations"
