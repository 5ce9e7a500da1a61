from django.urls import path

from samspil.tasks import coming_views, hosting_views, member_views, views

app_name = "tasks"
urlpatterns = [
    path("opgaver/", views.task_list, name="list"),
    path("opgaver/ny/", views.make, name="make"),
    path("opgaver/mine/", coming_views.mine, name="mine"),
    path("opgaver/min-kalender/", coming_views.renew_feed, name="renew-feed"),
    path("opgaver/<uuid:pk>/", views.task_page, name="page"),
    path("opgaver/<uuid:pk>/ret/", views.edit, name="edit"),
    path("opgaver/<uuid:pk>/luk/", views.close, name="close"),
    path("opgaver/<uuid:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
    path("opgaver/<uuid:pk>/print/", views.paper, name="paper"),
    path("opgaver/<uuid:pk>/hvem-kommer/", hosting_views.who_comes, name="who-comes"),
    path("opgaver/<uuid:pk>/hvem-kommer/print/", hosting_views.printed, name="door-list"),
    path("opgaver/tid/<uuid:pk>/tilmeld/", coming_views.sign_up, name="sign-up"),
    path("opgaver/tid/<uuid:pk>/kalender.ics", coming_views.slot_calendar, name="slot-calendar"),
    path("opgaver/tid/<uuid:pk>/luk/", hosting_views.close_slot, name="close-slot"),
    path("opgaver/tid/<uuid:pk>/aflys/", hosting_views.cancel_slot, name="cancel-slot"),
    path("opgaver/tid/<uuid:pk>/var-med/", hosting_views.mark_done, name="mark-done"),
    path("opgaver/tid/<uuid:pk>/tak/", hosting_views.thank, name="thank"),
    path("opgaver/tid/<uuid:pk>/tak/ret/", hosting_views.edit_thanks, name="edit-thanks"),
    path("opgaver/tid/<uuid:pk>/tak/tag-tilbage/", hosting_views.take_thanks_back, name="take-thanks-back"),
    path("opgaver/tid/<uuid:pk>/skriv/", hosting_views.write, name="write"),
    path("opgaver/tilmelding/<uuid:pk>/", coming_views.own, name="own"),
    path("opgaver/tilmelding/<uuid:pk>/meld-fra/", coming_views.cancel, name="cancel"),
    path("opgaver/tilmelding/<uuid:pk>/valg/", coming_views.choose, name="choose"),
    path("opgaver/tilmelding/<uuid:pk>/timer/", coming_views.note_hours, name="hours"),
    path("opgaver/tilmelding/<uuid:pk>/svar/", hosting_views.answer, name="answer"),
    path("opgaver/tilmelding/<uuid:pk>/hvem/", member_views.change_people, name="change-people"),
    path("opgaver/folk/<uuid:pk>/", member_views.members, name="members"),
    path("opgaver/folk/<int:pk>/tag-af/", member_views.let_go, name="let-member-go"),
    path("opgaver/paa-listen/<str:token>/", member_views.on_the_list, name="list-by-link"),
    path("opgaver/skrevet-paa/<str:token>/", member_views.named, name="named-by-link"),
    path("opgaver/l/<str:token>/", coming_views.by_link, name="by-link"),
    path("opgaver/kalender/<str:token>.ics", coming_views.feed, name="feed"),
]
