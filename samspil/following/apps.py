from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "samspil.following"
    label = "following"
