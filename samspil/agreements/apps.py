from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "samspil.agreements"
    label = "agreements"
