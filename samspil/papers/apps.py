from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "samspil.papers"
    label = "papers"
