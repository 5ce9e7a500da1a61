from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "samspil.indicators"
    label = "indicators"
