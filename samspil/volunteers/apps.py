from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "samspil.volunteers"
    label = "volunteers"
