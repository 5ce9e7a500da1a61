from django.urls import path

from samspil.resources import keeping_views, views, wish_views

app_name = "resources"
urlpatterns = [
    path("faellesskaber/", views.resource_list, name="list"),
    path("faellesskaber/ny/", views.register, name="register"),
    path("faellesskaber/omraader/", keeping_views.areas, name="areas"),
    path("faellesskaber/omraader/<int:pk>/", keeping_views.edit_area, name="edit-area"),
    path("faellesskaber/omraader/<int:pk>/fjern/", keeping_views.remove_area, name="remove-area"),
    path("faellesskaber/koder/", keeping_views.codes, name="codes"),
    path("faellesskaber/<uuid:pk>/", views.resource_page, name="page"),
    path("faellesskaber/<uuid:pk>/ret/", views.edit, name="edit"),
    path("faellesskaber/<uuid:pk>/passer/", views.confirm, name="confirm"),
    path("faellesskaber/<uuid:pk>/slut/", views.end, name="end"),
    path("faellesskaber/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("faellesskaber/<uuid:pk>/brug-for/", wish_views.wish_for, name="wish"),
    path("passer-det/<str:token>/", keeping_views.by_link, name="by-link"),
    path("passer-det/<str:token>/ret/", keeping_views.edit_by_link, name="edit-by-link"),
    path("har-brug-for/", wish_views.wish_list, name="wishes"),
    path("har-brug-for/aktoer/<uuid:pk>/", wish_views.wish_as, name="wish-as"),
    path("har-brug-for/<uuid:pk>/hjaelp/", wish_views.pledge, name="pledge"),
    path("har-brug-for/<uuid:pk>/opfyldt/", wish_views.fulfil, name="fulfil"),
    path("har-brug-for/<uuid:pk>/tag-tilbage/", wish_views.withdraw_wish, name="withdraw-wish"),
    path("har-brug-for/hjaelp/<uuid:pk>/tag-tilbage/", wish_views.withdraw_pledge, name="withdraw-pledge"),
]
