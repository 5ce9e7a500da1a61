from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "samspil.trials"
    label = "trials"
