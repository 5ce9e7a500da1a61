from django.apps import AppConfig


class ExternalResultsConfig(AppConfig):
    name = "samspil.external_results"
    label = "external_results"
