from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "samspil.invitations"
    label = "invitations"
