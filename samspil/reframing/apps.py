from django.apps import AppConfig


class ReframingConfig(AppConfig):
    name = "samspil.reframing"
    label = "reframing"
