from django.urls import path

from samspil.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("viden/", views.item_list, name="list"),
    path("viden/ny/", views.add_item, name="add"),
    path("viden/<uuid:pk>/", views.item_page, name="page"),
    path("viden/<uuid:pk>/ret/", views.edit_item, name="edit"),
    path("viden/til/<uuid:pk>/", views.choose, name="choose"),
    path("viden/<uuid:pk>/til/<uuid:subject_id>/", views.tie_item, name="tie"),
    path("viden/<uuid:pk>/til/<uuid:subject_id>/fjern/", views.untie_item, name="untie"),
]
