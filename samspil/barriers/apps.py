from django.apps import AppConfig


class BarriersConfig(AppConfig):
    name = "samspil.barriers"
    label = "barriers"
