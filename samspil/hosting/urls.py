from django.urls import path

from samspil.hosting import views

app_name = "hosting"
urlpatterns = [
    path("udfordringer/<uuid:pk>/moedeleder/", views.hosts, name="hosts"),
    path("udfordringer/<uuid:pk>/moedeleder/vaelg/", views.appoint, name="appoint"),
    path("udfordringer/<uuid:pk>/moedeleder/naeste/", views.name_next, name="next"),
    path("udfordringer/<uuid:pk>/moedeleder/tilbyd/", views.offer, name="offer"),
    path("udfordringer/<uuid:pk>/moedeleder/nej-tak/", views.decline, name="decline"),
    path("udfordringer/<uuid:pk>/moedeleder/giv-videre/", views.hand_over, name="hand-over"),
]
