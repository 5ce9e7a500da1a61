from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "samspil.events"
    label = "events"
