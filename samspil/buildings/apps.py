from django.apps import AppConfig


class BuildingsConfig(AppConfig):
    name = "samspil.buildings"
    label = "buildings"
