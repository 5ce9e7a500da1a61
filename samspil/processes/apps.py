from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "samspil.processes"
    label = "processes"
