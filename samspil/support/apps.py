from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "samspil.support"
    label = "support"
