from django.urls import path

from samspil.tracks import views

app_name = "tracks"
urlpatterns = [
    path("sigtepejler/", views.beacon_list, name="list"),
    path("sigtepejler/ny/", views.light_beacon, name="light"),
    path("sigtepejler/<uuid:pk>/", views.beacon_page, name="page"),
    path("sigtepejler/<uuid:pk>/ret/", views.edit_beacon, name="edit"),
    path("sigtepejler/<uuid:pk>/tag-ned/", views.retire_beacon, name="retire"),
]
