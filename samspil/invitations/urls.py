from django.urls import path

from samspil.invitations import views

app_name = "invitations"
urlpatterns = [
    path("inviter/", views.start, name="start"),
    path("udfordringer/<uuid:pk>/inviter/", views.invite, name="invite"),
    path("invitationer/<uuid:pk>/", views.page, name="page"),
    path("invitationer/<uuid:pk>/ret/", views.edit_view, name="edit"),
    path("invitationer/<uuid:pk>/flere/", views.add_invitee, name="add"),
    path("invitationer/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("inviterede/<int:pk>/mind-om/", views.remind, name="remind"),
    path("inviterede/<int:pk>/brev/", views.letter, name="letter"),
    path("inviterede/<int:pk>/svar/", views.answer, name="answer"),
    path("brev/<int:pk>/<slug:code>/", views.answer_letter, name="answer-letter"),
    path("invitationsbreve/", views.my_letters, name="letters"),
    path("invitationsbreve/<str:token>/", views.stop_letters, name="stop"),
    path("invitationsbreve/<str:token>/straks/", views.stop_at_once, name="stop-at-once"),
    path("invitation/<str:token>/", views.open_link, name="open"),
    path("invitation/<str:token>/svar/", views.answer_link, name="answer-link"),
    path("invitation/<str:token>/nej-tak/", views.decline_link, name="decline"),
]
