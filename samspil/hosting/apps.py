from django.apps import AppConfig


class HostingConfig(AppConfig):
    name = "samspil.hosting"
    label = "hosting"
