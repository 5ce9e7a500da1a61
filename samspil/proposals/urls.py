from django.urls import path

from samspil.proposals import idea_views, views

app_name = "proposals"
urlpatterns = [
    path("ide/", idea_views.idea, name="idea"),
    path("ide/tak/<uuid:pk>/", idea_views.idea_thanks, name="idea-thanks"),
    path("ide/opslag/<uuid:pk>/", idea_views.idea_poster, name="idea-poster"),
    path("forslag/", views.proposal_list, name="list"),
    path("forslag/nyt/", views.propose, name="propose"),
    path("udfordringer/<uuid:challenge_pk>/forslag/", views.propose, name="propose-on"),
    path("forslag/<uuid:pk>/", views.proposal_page, name="page"),
    path("forslag/<uuid:pk>/ret/", views.edit_proposal, name="edit"),
    path("forslag/<uuid:pk>/traek-tilbage/", views.withdraw_proposal, name="withdraw"),
    path("forslag/<uuid:pk>/svar/", views.answer_proposal, name="answer"),
    path("forslag/<uuid:pk>/spoergsmaal/<int:number>/", views.reply, name="reply"),
    path("svar/<str:token>/", views.answer_by_link, name="answer-by-link"),
    path("fortael-mere/<str:token>/", views.reply_by_link, name="reply-by-link"),
    path("udfordringer/<uuid:challenge_pk>/side-om-side/", views.side_by_side, name="side-by-side"),
    path("udfordringer/<uuid:challenge_pk>/svar-paa-resten/", views.answer_rest, name="answer-rest"),
    path("forslag/<uuid:pk>/kontakt/", views.read_contact, name="contact"),
    path("forslag/<uuid:pk>/bidrag/", views.pledge, name="pledge"),
    path("bidrag/<uuid:pk>/fortryd/", views.withdraw_pledge, name="withdraw-pledge"),
]
