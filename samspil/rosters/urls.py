from django.urls import path

from samspil.rosters import views

app_name = "rosters"
urlpatterns = [
    path("vagtplaner/", views.roster_list, name="list"),
    path("vagtplaner/ny/", views.make, name="make"),
    path("vagtplaner/<uuid:pk>/", views.roster_page, name="page"),
    path("vagtplaner/<uuid:pk>/ret/", views.edit, name="edit"),
    path("vagtplaner/<uuid:pk>/hvem/", views.people, name="people"),
    path("vagtplaner/<uuid:pk>/spoerg/", views.ask, name="ask"),
    path("vagtplaner/<uuid:pk>/hvem/<int:member>/fjern/", views.remove_person, name="remove-person"),
    path("vagtplaner/<uuid:pk>/regn/", views.compute, name="compute"),
    path("vagtplaner/<uuid:pk>/hvor-langt/", views.progress, name="progress"),
    path("vagtplaner/<uuid:pk>/tid/<uuid:slot>/", views.place, name="place"),
    path("vagtplaner/<uuid:pk>/bekraeft/", views.confirm, name="confirm"),
    path("vagtplaner/<uuid:pk>/papir/", views.printed, name="print"),
    path("vagtplaner/<uuid:pk>/slet/", views.withdraw, name="withdraw"),
    path("vagtplaner/vagt/<int:pk>/laas/", views.lock, name="lock"),
    path("vagtplaner/vagt/<int:pk>/tag-af/", views.take_off, name="take-off"),
    path("vagtplaner/oensker/<int:pk>/", views.wishes, name="wishes"),
    path("vagtplaner/mine/<str:token>/", views.shifts_by_link, name="shifts-by-link"),
    path("vagtplaner/kan/<str:token>/", views.wishes_by_link, name="wishes-by-link"),
]
