from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "samspil.foundation"
    label = "foundation"
