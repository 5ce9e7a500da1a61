from django.urls import path

from samspil.actors import views

app_name = "actors"
urlpatterns = [
    path("hvem/", views.actor_list, name="list"),
    path("hvem/ny/", views.add_actor, name="add"),
    path("hvem/<uuid:pk>/", views.actor_page, name="page"),
    path("hvem/<uuid:pk>/ret/", views.edit_actor, name="edit"),
    path("organisation/", views.organisation, name="organisation"),
    path("organisation/ny-enhed/", views.add_unit, name="add-unit"),
    path("organisation/nyt-raad/", views.add_body, name="add-body"),
]
