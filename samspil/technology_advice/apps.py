from django.apps import AppConfig


class TechnologyAdviceConfig(AppConfig):
    name = "samspil.technology_advice"
    label = "technology_advice"
