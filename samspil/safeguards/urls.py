from django.urls import path

from samspil.safeguards import views

app_name = "safeguards"
urlpatterns = [
    path("attester/", views.safeguard_list, name="list"),
    path("attester/kraev/<uuid:host>/", views.require_check, name="require"),
    path("attester/bed-om-erklaering/<uuid:host>/", views.ask_declaration, name="ask-declaration"),
    path("attester/erklaer/<uuid:host>/", views.declare, name="declare"),
    path("attester/erklaering/<str:token>/", views.declare_by_link, name="declare-by-link"),
    path("attester/<uuid:pk>/", views.safeguard_page, name="page"),
    path("attester/<uuid:pk>/bestilt/", views.mark_ordered, name="ordered"),
    path("attester/<uuid:pk>/fjern/", views.drop, name="drop"),
]
