from django.urls import path

from samspil.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("viden/", views.item_list, name="list"),
    path("viden/ny/", views.add_item, name="add"),
    path("viden/<uuid:pk>/", views.item_page, name="page"),
    path("viden/<uuid:pk>/ret/", views.edit_item, name="edit"),
]
