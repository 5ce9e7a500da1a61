from django.urls import path

from samspil.codetermination import views

app_name = "codetermination"
urlpatterns = [
    path("med/", views.agenda, name="agenda"),
    path("med/papir/", views.paper, name="paper"),
    path("med/<uuid:pk>/", views.note_discussion, name="note"),
    path("med/<uuid:pk>/ret/", views.correct_discussion, name="correct"),
    path("med/<uuid:pk>/tag-vaek/<int:number>/", views.take_earlier_away, name="take-away"),
    path("det-hoerer-vi-sagt/", views.myth_list, name="myths"),
    path("det-hoerer-vi-sagt/ny/", views.raise_myth, name="raise"),
    path("det-hoerer-vi-sagt/<uuid:pk>/", views.myth_page, name="myth"),
    path("det-hoerer-vi-sagt/<uuid:pk>/ret/", views.edit_myth, name="edit"),
    path("det-hoerer-vi-sagt/<uuid:pk>/traek-tilbage/", views.withdraw_myth, name="withdraw"),
    path("det-hoerer-vi-sagt/<uuid:pk>/skriv/", views.reply_to_myth, name="reply"),
    path("det-hoerer-vi-sagt/<uuid:pk>/svar/", views.answer_myth, name="answer"),
    path("det-hoerer-vi-sagt/ord/<uuid:pk>/fortryd/", views.withdraw_reply, name="withdraw-reply"),
]
