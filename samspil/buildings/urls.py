from django.urls import path

from samspil.buildings import views

app_name = "buildings"
urlpatterns = [
    path("byggeri/", views.building_list, name="list"),
    path("byggeri/nyt/", views.plan, name="plan"),
    path("byggeri/<uuid:pk>/", views.building_page, name="page"),
    path("byggeri/<uuid:pk>/ret/", views.edit, name="edit"),
    path("byggeri/<uuid:pk>/rum/", views.add_room, name="room"),
    path("byggeri/<uuid:pk>/rum/<int:number>/fjern/", views.remove_room, name="remove-room"),
    path("byggeri/<uuid:pk>/rum/<int:number>/", views.choose, name="choose"),
    path("byggeri/<uuid:pk>/rum/<int:number>/<uuid:technology_id>/", views.consider, name="consider"),
    path("byggeri/<uuid:pk>/kontrolpunkt/", views.pass_checkpoint, name="pass"),
    path("byggeri/<uuid:pk>/kontrolpunkt/aabn/", views.reopen, name="reopen"),
    path("byggeri/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
]
