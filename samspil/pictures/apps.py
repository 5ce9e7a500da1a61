from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "samspil.pictures"
    label = "pictures"
