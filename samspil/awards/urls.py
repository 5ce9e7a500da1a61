from django.urls import path

from samspil.awards import jury_views, views

app_name = "awards"
urlpatterns = [
    path("frivilligprisen/", views.award_list, name="list"),
    path("frivilligprisen/ny/", views.make, name="make"),
    path("frivilligprisen/<uuid:pk>/", views.award_page, name="page"),
    path("frivilligprisen/<uuid:pk>/ret/", views.edit, name="edit"),
    path("frivilligprisen/<uuid:pk>/indstil/", views.nominate, name="nominate"),
    path("frivilligprisen/<uuid:pk>/indstillinger/", views.desk, name="desk"),
    path("frivilligprisen/indstilling/<uuid:pk>/laest/", views.clear, name="clear"),
    path("frivilligprisen/indstilling/<uuid:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
    path("frivilligprisen/kandidat/<uuid:pk>/svar/", views.note_answer, name="note-answer"),
    path("frivilligprisen/kandidat/<uuid:pk>/spoerg/", views.ask, name="ask"),
    path("frivilligprisen/kandidat/<uuid:pk>/saml/", views.gather, name="gather"),
    path("frivilligprisen/kandidat/<uuid:pk>/skil-ad/", views.part, name="part"),
    path("frivilligprisen/kandidat/<uuid:pk>/diplom/", views.diploma, name="diploma"),
    path("frivilligprisen/l/<str:token>/", views.by_link, name="by-link"),
    path("frivilligprisen/<uuid:pk>/jury/", jury_views.jury, name="jury"),
    path("frivilligprisen/<uuid:pk>/jury/ny/", jury_views.add_juror, name="add-juror"),
    path("frivilligprisen/jury/<uuid:pk>/ud/", jury_views.let_go, name="let-go"),
    path("frivilligprisen/jury/<uuid:pk>/forfra/", jury_views.reset, name="reset"),
    path("frivilligprisen/<uuid:pk>/hvor-taet/", jury_views.closeness, name="closeness"),
    path("frivilligprisen/kandidat/<uuid:pk>/point/", jury_views.score, name="score"),
    path("frivilligprisen/<uuid:pk>/vaelg/", jury_views.decide, name="decide"),
    path("frivilligprisen/<uuid:pk>/giv/", jury_views.announce, name="announce"),
    path("frivilligprisen/<uuid:pk>/ret-til/", jury_views.correct, name="correct"),
]
