from django.apps import AppConfig


class TracksConfig(AppConfig):
    name = "samspil.tracks"
    label = "tracks"
