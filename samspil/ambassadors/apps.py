from django.apps import AppConfig


class AmbassadorsConfig(AppConfig):
    name = "samspil.ambassadors"
    label = "ambassadors"
