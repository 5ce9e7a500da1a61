from django.apps import AppConfig


class ExperiencesConfig(AppConfig):
    name = "samspil.experiences"
    label = "experiences"
