"""The cards for leaders stand in a part of their own, so that the foot of the page can say where one is."""

from django.urls import path

from samspil.site import leader_views

app_name = "leader_cards"
urlpatterns = [
    path("", leader_views.cards, name="all"),
    path("print/", leader_views.on_paper, name="print"),
    path("<int:number>/", leader_views.card, name="card"),
]
