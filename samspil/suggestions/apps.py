from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "samspil.suggestions"
    label = "suggestions"
