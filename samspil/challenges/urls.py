from django.urls import path

from samspil.challenges import views

app_name = "challenges"
urlpatterns = [
    path("udfordringer/", views.challenge_list, name="list"),
    path("udfordringer/ny/", views.raise_challenge, name="raise"),
    path("udfordringer/spoerg/", views.look_at_question, name="asking"),
    path("udfordringer/<uuid:pk>/", views.challenge_page, name="page"),
    path("udfordringer/<uuid:pk>/ret/", views.edit_challenge, name="edit"),
    path("udfordringer/<uuid:pk>/trin/", views.change_stage, name="stage"),
    path("udfordringer/<uuid:pk>/traek-tilbage/", views.withdraw_challenge, name="withdraw"),
    path("udfordringer/<uuid:pk>/historie/", views.history, name="history"),
    path("udfordringer/<uuid:pk>/det-ser-vi/", views.write_perspective, name="write"),
    path("det-ser-vi/<uuid:pk>/fortryd/", views.withdraw_perspective, name="withdraw-perspective"),
]
