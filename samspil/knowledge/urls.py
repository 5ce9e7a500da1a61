from django.urls import path

from samspil.knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("viden/", views.item_list, name="list"),
    path("viden/<uuid:pk>/", views.item_page, name="page"),
]
