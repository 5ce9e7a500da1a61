from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "samspil.effects"
    label = "effects"
