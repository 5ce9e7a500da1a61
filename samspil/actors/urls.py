from django.urls import path

from samspil.actors import views

app_name = "actors"
urlpatterns = [
    path("hvem/", views.actor_list, name="list"),
    path("hvem/<uuid:pk>/", views.actor_page, name="page"),
]
