from django.urls import path

from samspil.verdicts import views

app_name = "verdicts"
urlpatterns = [
    path("er-det-vaerd-at-bruge/beslutninger/", views.verdict_list, name="list"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/klar/", views.make_ready, name="ready"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/beslut/", views.decide, name="decide"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/beslutning/", views.verdict_page, name="page"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/holdt-det/", views.evaluate, name="evaluate"),
]
