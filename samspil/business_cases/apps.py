from django.apps import AppConfig


class BusinessCasesConfig(AppConfig):
    name = "samspil.business_cases"
    label = "business_cases"
