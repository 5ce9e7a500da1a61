from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "samspil.proposals"
    label = "proposals"
