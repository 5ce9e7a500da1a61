from django.apps import AppConfig


class TechnologiesConfig(AppConfig):
    name = "samspil.technologies"
    label = "technologies"
