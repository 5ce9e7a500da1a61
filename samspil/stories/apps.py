from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "samspil.stories"
    label = "stories"
