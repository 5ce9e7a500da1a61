from django.urls import path

from samspil.trials import answering, views

app_name = "trials"
urlpatterns = [
    path("afproevninger/", views.board, name="list"),
    path("afproevninger/kalender/", views.calendar, name="calendar"),
    path("forslag/<uuid:proposal_pk>/proev/", views.plan, name="plan"),
    path("forslag/<uuid:proposal_pk>/proev/fuld/", views.plan_full, name="plan-full"),
    path("afproevninger/<uuid:pk>/", views.trial_page, name="page"),
    path("afproevninger/<uuid:pk>/ret/", views.edit, name="edit"),
    path("afproevninger/<uuid:pk>/spoerg/", views.ask, name="ask"),
    path("afproevninger/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("afproevninger/<uuid:pk>/med/", views.partner, name="partner"),
    path("afproevninger/<uuid:pk>/med/<int:number>/fjern/", views.remove_partner, name="remove-partner"),
    path("afproevninger/<uuid:pk>/svar/", answering.answer, name="answer"),
    path("afproevninger/<uuid:pk>/spoergsmaal/<int:number>/", answering.reply, name="reply"),
    path("ja-eller-nej/<str:token>/", answering.answer_by_link, name="answer-by-link"),
    path("afproevninger/<uuid:pk>/begynd/", views.start, name="start"),
    path("afproevninger/<uuid:pk>/dagbog/", views.diary, name="diary"),
    path("dagbog/<uuid:pk>/fortryd/", views.withdraw_diary, name="withdraw-diary"),
    path("afproevninger/<uuid:pk>/forlaeng/", views.extend, name="extend"),
    path("afproevninger/<uuid:pk>/afslut/", views.conclude, name="conclude"),
]
