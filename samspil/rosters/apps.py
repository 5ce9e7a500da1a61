from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "samspil.rosters"
    label = "rosters"
