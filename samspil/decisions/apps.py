from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "samspil.decisions"
    label = "decisions"
