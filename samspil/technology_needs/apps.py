from django.apps import AppConfig


class TechnologyNeedsConfig(AppConfig):
    name = "samspil.technology_needs"
    label = "technology_needs"
