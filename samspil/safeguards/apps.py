from django.apps import AppConfig


class SafeguardsConfig(AppConfig):
    name = "samspil.safeguards"
    label = "safeguards"
