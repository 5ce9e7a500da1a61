from django.urls import path

from samspil.surveys import answering, views

app_name = "surveys"
urlpatterns = [
    path("skema/", answering.type_code, name="code"),
    path("skema/<slug:code>/", answering.answer, name="answer"),
    path("skema/<slug:code>/tak/", answering.thanks, name="thanks"),
    path("spoergeskemaer/", views.survey_list, name="list"),
    path("spoergeskemaer/nyt/", views.make, name="make"),
    path("spoergeskemaer/<uuid:pk>/", views.survey_page, name="page"),
    path("spoergeskemaer/<uuid:pk>/ret/", views.edit, name="edit"),
    path("spoergeskemaer/<uuid:pk>/spoergsmaal/", views.questions, name="questions"),
    path("spoergeskemaer/<uuid:pk>/spoergsmaal/<int:number>/ret/", views.edit_question, name="edit-question"),
    path("spoergeskemaer/<uuid:pk>/spoergsmaal/<int:number>/flyt/", views.move_question, name="move-question"),
    path("spoergeskemaer/<uuid:pk>/spoergsmaal/<int:number>/fjern/", views.remove_question, name="remove-question"),
    path("spoergeskemaer/<uuid:pk>/sum/", views.add_sum, name="add-sum"),
    path("spoergeskemaer/<uuid:pk>/sum/<int:number>/fjern/", views.remove_sum, name="remove-sum"),
    path("spoergeskemaer/<uuid:pk>/vis/", views.preview, name="preview"),
    path("spoergeskemaer/<uuid:pk>/aabn/", views.open_round, name="open"),
    path("spoergeskemaer/<uuid:pk>/luk/", views.close_round, name="close"),
    path("spoergeskemaer/<uuid:pk>/del-ud/", views.hand_out, name="hand-out"),
    path("spoergeskemaer/<uuid:pk>/luk-link/", views.end_link, name="end-link"),
    path("spoergeskemaer/<uuid:pk>/sedler/", views.slips, name="slips"),
    path("spoergeskemaer/<uuid:pk>/ark/", views.sheet, name="sheet"),
    path("spoergeskemaer/<uuid:pk>/tast-ind/", views.enter, name="enter"),
    path("spoergeskemaer/<uuid:pk>/ord/", views.words, name="words"),
]
