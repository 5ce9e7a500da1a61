from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "samspil.assessments"
    label = "assessments"
