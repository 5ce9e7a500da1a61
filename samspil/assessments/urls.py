from django.urls import path

from samspil.assessments import model_views, views

app_name = "assessments"
urlpatterns = [
    path("er-det-vaerd-at-bruge/", views.assessment_list, name="list"),
    path("er-det-vaerd-at-bruge/begynd/<uuid:technology>/", views.begin, name="begin"),
    path("er-det-vaerd-at-bruge/model/", model_views.newest, name="newest-model"),
    path("er-det-vaerd-at-bruge/model/ny/", model_views.begin_model, name="begin-model"),
    path("er-det-vaerd-at-bruge/model/<uuid:pk>/", model_views.model_page, name="model"),
    path("er-det-vaerd-at-bruge/model/<uuid:pk>/port/<str:number>/", model_views.edit_gate, name="edit-gate"),
    path(
        "er-det-vaerd-at-bruge/model/<uuid:pk>/raekke/<str:number>/",
        model_views.edit_criterion,
        name="edit-criterion",
    ),
    path("er-det-vaerd-at-bruge/model/<uuid:pk>/i-brug/", model_views.publish, name="publish-model"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/", views.assessment_page, name="page"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/ret/", views.edit, name="edit"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/ja-eller-nej/", views.gate, name="gate"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/spoergsmaal/", views.criteria, name="criteria"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/vaegte/", views.weights, name="weights"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/aabn/", views.open_for_answers, name="open"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/afproevning/", views.trial, name="trial"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/hvor-godt-ved-vi-det/", views.grades, name="grades"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/igen/", views.ask_again, name="ask-again"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
]
