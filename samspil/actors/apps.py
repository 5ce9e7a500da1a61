from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "samspil.actors"
    label = "actors"
