from django.apps import AppConfig


class WayfindingConfig(AppConfig):
    name = "samspil.wayfinding"
    label = "wayfinding"
