from django.urls import path

from samspil.moderation import views

app_name = "moderation"
urlpatterns = [
    path("skjult/", views.hidden, name="hidden"),
    path("skjul/<uuid:pk>/", views.hide, name="hide"),
    path("vis-igen/<int:pk>/", views.show_again, name="show-again"),
]
