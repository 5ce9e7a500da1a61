from django.urls import path

from samspil.mapping import views

app_name = "mapping"
urlpatterns = [
    path("kortlaegning/", views.overview, name="overview"),
    path("kortlaegning/gem/", views.freeze, name="freeze"),
]
