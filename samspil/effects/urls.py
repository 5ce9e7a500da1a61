from django.urls import path

from samspil.effects import views

app_name = "effects"
urlpatterns = [
    path("overblik/", views.overview, name="overview"),
    path("overblik/arbejde/", views.employment, name="employment"),
    path("effekt/<uuid:pk>/", views.effect, name="page"),
]
