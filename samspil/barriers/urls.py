from django.urls import path

from samspil.barriers import views

app_name = "barriers"
urlpatterns = [
    path("barrierer/", views.barrier_list, name="list"),
    path("barrierer/paa/<uuid:pk>/", views.raise_barrier, name="raise"),
    path("barrierer/<uuid:pk>/svar/", views.respond, name="respond"),
    path("barrierer/<uuid:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
]
