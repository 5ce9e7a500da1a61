from django.apps import AppConfig


class TechnologyProjectsConfig(AppConfig):
    name = "samspil.technology_projects"
    label = "technology_projects"
