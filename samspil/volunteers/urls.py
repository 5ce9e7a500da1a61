from django.urls import path

from samspil.volunteers import asking_views, views

app_name = "volunteers"
urlpatterns = [
    path("vil-du-spoerges/", views.profile, name="profile"),
    path("vil-du-spoerges/min/", views.mine_done, name="mine"),
    path("vil-du-spoerges/min/ret/", views.edit, name="edit"),
    path("vil-du-spoerges/l/<str:token>/", views.by_link, name="by-link"),
    path("vil-du-spoerges/l/<str:token>/ret/", views.edit_by_link, name="edit-by-link"),
    path("vil-du-spoerges/l/<str:token>/tid/<uuid:ask>/", views.come_by_link, name="come-by-link"),
    path("vil-du-spoerges/f/<str:token>/", views.actor_link, name="actor-link"),
    path("vil-du-spoerges/f/<str:token>/tid/<uuid:ask>/", views.come_for_actor, name="come-for-actor"),
    path("vil-du-spoerges/igen/<uuid:pk>/", views.break_silence, name="break-silence"),
    path("frivillige/hvem-mangler/", asking_views.missing, name="missing"),
    path("opgaver/<uuid:pk>/spoerg/", asking_views.look, name="look"),
    path("opgaver/<uuid:pk>/spoerg/send/", asking_views.ask, name="ask"),
]
