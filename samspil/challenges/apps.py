from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "samspil.challenges"
    label = "challenges"
