from django.apps import AppConfig


class CompanyPledgesConfig(AppConfig):
    name = "samspil.company_pledges"
    label = "company_pledges"
