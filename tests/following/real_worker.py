"""Settings for the test that kills the worker: tasks wait in the database, as in production."""

from samspil.settings import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
