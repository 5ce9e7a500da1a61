from django.urls import path

from samspil.indicators import views

app_name = "indicators"
urlpatterns = [
    path("tal/<uuid:subject_id>/", views.figures_page, name="page"),
    path("tal/<uuid:subject_id>/tal.csv", views.figures_csv, name="csv"),
    path("tal/<uuid:subject_id>/nyt/", views.choose, name="choose"),
    path("tal/<uuid:subject_id>/nyt/<slug:kind>/", views.add_indicator, name="add"),
    path("tal/<int:pk>/skriv/", views.measure, name="measure"),
    path("tal/<int:pk>/ret/", views.edit_indicator, name="edit"),
    path("tal/<int:pk>/fjern/", views.remove_indicator, name="remove"),
    path("tal/<int:pk>/hent-tilbage/", views.bring_back, name="bring-back"),
    path("tal/maaling/<int:pk>/ret/", views.correct_measurement, name="correct"),
    path("tal/maaling/<int:pk>/tag-tilbage/", views.withdraw_measurement, name="withdraw"),
]
