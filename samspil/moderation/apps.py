from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "samspil.moderation"
    label = "moderation"
