from django.urls import path

from samspil.technology_advice import views

app_name = "technology_advice"
urlpatterns = [
    path("teknologi-gruppen/", views.room, name="room"),
    path("teknologi-gruppen/raad/", views.request_list, name="list"),
    path("teknologi-gruppen/spoerg/<uuid:subject_id>/", views.ask, name="ask"),
    path("teknologi-gruppen/raad/<uuid:pk>/", views.request_page, name="request"),
    path("teknologi-gruppen/raad/<uuid:pk>/svar/", views.give, name="give"),
    path("teknologi-gruppen/raad/<uuid:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
]
