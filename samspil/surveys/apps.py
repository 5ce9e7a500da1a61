from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "samspil.surveys"
    label = "surveys"
