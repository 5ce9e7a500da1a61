from django.apps import AppConfig


class MappingConfig(AppConfig):
    name = "samspil.mapping"
    label = "mapping"
