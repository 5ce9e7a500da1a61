from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "samspil.site"
    label = "site"
