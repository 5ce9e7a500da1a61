from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "samspil.resources"
    label = "resources"
