from django.urls import path

from samspil.evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("evalueringer/", views.evaluation_list, name="list"),
    path("evalueringer/ny/", views.begin_offer, name="begin"),
    path("evalueringer/om/<uuid:subject_id>/", views.begin_about, name="begin-about"),
    path("evalueringer/laere/", views.lesson_list, name="lessons"),
    path("evalueringer/laere/<int:pk>/til/<uuid:subject_id>/", views.acknowledge, name="acknowledge"),
    path("evalueringer/laere/<int:pk>/tag-tilbage/", views.take_lesson_back, name="take-lesson-back"),
    path("evalueringer/stemme/<uuid:pk>/fjern/", views.withdraw_voice, name="withdraw-voice"),
    path("evalueringer/<uuid:pk>/", views.evaluation_page, name="page"),
    path("evalueringer/<uuid:pk>/skriv/", views.edit_evaluation, name="edit"),
    path("evalueringer/<uuid:pk>/stemme/", views.add_voice, name="voice"),
    path("evalueringer/<uuid:pk>/faerdig/", views.complete_evaluation, name="complete"),
    path("evalueringer/<uuid:pk>/tilfoej/", views.add_to, name="add-to"),
    path("evalueringer/<uuid:pk>/laere/", views.hand_on, name="hand-on"),
    path("evalueringer/<uuid:pk>/traek-tilbage/", views.withdraw_evaluation, name="withdraw"),
]
