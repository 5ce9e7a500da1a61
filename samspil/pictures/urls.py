from django.urls import path

from samspil.pictures import views

app_name = "pictures"
urlpatterns = [
    path("billede/<uuid:pk>/", views.picture_file, name="file"),
    path("billede/<uuid:pk>/lille/", views.small_file, name="small"),
    path("billede/<uuid:pk>/ret/", views.edit_picture, name="edit"),
    path("billede/<uuid:pk>/fjern/", views.remove_picture, name="remove"),
    path("billeder/<uuid:pk>/nyt/", views.add_picture, name="add"),
]
