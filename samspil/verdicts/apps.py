from django.apps import AppConfig


class VerdictsConfig(AppConfig):
    name = "samspil.verdicts"
    label = "verdicts"
