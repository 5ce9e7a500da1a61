from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "samspil.tasks"
    label = "tasks"
