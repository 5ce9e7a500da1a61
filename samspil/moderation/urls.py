from django.urls import path

from samspil.moderation import views

app_name = "moderation"
urlpatterns = [
    path("ses-paa/", views.queue, name="queue"),
    path("ses-paa/afgoer/", views.settle, name="settle"),
    path("ses-paa/alt-fra/<uuid:pk>/", views.hide_all, name="hide-all"),
    path("ses-paa/stop/<int:pk>/slut/", views.unblock, name="unblock"),
    path("ses-paa/stop/<int:pk>/vis-igen/", views.show_all_again, name="show-all-again"),
    path("sig-til/<uuid:pk>/", views.report, name="report"),
    path("skjult/", views.hidden, name="hidden"),
    path("skjul/<uuid:pk>/", views.hide, name="hide"),
    path("vis-igen/<int:pk>/", views.show_again, name="show-again"),
]
