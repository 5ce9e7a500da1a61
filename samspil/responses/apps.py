from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "samspil.responses"
    label = "responses"
