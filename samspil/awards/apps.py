from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "samspil.awards"
    label = "awards"
