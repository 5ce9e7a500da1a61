from django.apps import AppConfig


class CodeterminationConfig(AppConfig):
    name = "samspil.codetermination"
    label = "codetermination"
