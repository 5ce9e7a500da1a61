from django.urls import path

from samspil.ambassadors import views

app_name = "ambassadors"
urlpatterns = [
    path("spoerg-mig/", views.ambassador_list, name="list"),
    path("spoerg-mig/bliv/", views.volunteer, name="volunteer"),
    path("spoerg-mig/bliv/<str:token>/", views.volunteer_by_link, name="volunteer-by-link"),
    path("spoerg-mig/inviter/", views.invite, name="invite"),
    path("spoerg-mig/fortsaet/<str:token>/", views.by_link, name="by-link"),
    path("spoerg-mig/svar/<str:token>/", views.answer, name="answer"),
    path("spoerg-mig/<uuid:pk>/", views.card, name="page"),
    path("spoerg-mig/<uuid:pk>/spoerg/", views.ask, name="ask"),
    path("spoerg-mig/<uuid:pk>/ret/", views.edit_card, name="edit"),
    path("spoerg-mig/<uuid:pk>/pause/", views.pause, name="pause"),
    path("spoerg-mig/<uuid:pk>/forny/", views.renew, name="renew"),
    path("spoerg-mig/<uuid:pk>/stop/", views.stop, name="stop"),
]
