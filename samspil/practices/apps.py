from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "samspil.practices"
    label = "practices"
