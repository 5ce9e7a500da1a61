from django.urls import path

from samspil.stories import consent_views, offer_views, views

app_name = "stories"
urlpatterns = [
    path("historier/", views.story_list, name="list"),
    path("historier/fortael/", views.tell, name="tell"),
    path("historier/mine/", views.mine, name="mine"),
    path("historier/<uuid:pk>/", views.story_page, name="page"),
    path("historier/<uuid:pk>/hold/", views.keep, name="keep"),
    path("historier/<uuid:pk>/ret/", views.edit, name="edit"),
    path("historier/<uuid:pk>/billede/", views.picture, name="picture"),
    path("historier/<uuid:pk>/billede/fjern/", views.drop_picture, name="drop-picture"),
    path("historier/<uuid:pk>/billede/se/", views.picture_file, name="picture-file"),
    path("historier/<uuid:pk>/navn/", views.name_person, name="name-person"),
    path("historier/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("historier/samtykke/<uuid:pk>/", consent_views.own, name="consent"),
    path("historier/samtykke/<uuid:pk>/tag-tilbage/", consent_views.take_back, name="take-back"),
    path("historier/samtykke/<uuid:pk>/billede/", consent_views.picture, name="consent-picture"),
    path("historier/samtykke/<uuid:pk>/spoerg/", consent_views.ask, name="ask"),
    path("historier/samtykke/<uuid:pk>/noter/", consent_views.note, name="note"),
    path("historier/samtykke/<uuid:pk>/fjern/", consent_views.drop, name="drop-person"),
    path("historier/svar/<str:token>/", consent_views.by_link, name="by-link"),
    path("historier/svar/<str:token>/tag-tilbage/", consent_views.take_back_by_link, name="take-back-by-link"),
    path("historier/svar/<str:token>/billede/", consent_views.picture_by_link, name="picture-by-link"),
    path("det-goer-frivillige-muligt/", views.possible, name="possible"),
    path("det-giver/<uuid:pk>/", views.say_gains, name="say-gains"),
    path("det-giver/<int:pk>/fjern/", views.remove_gain, name="remove-gain"),
    path("det-tilbyder-kommunen/", offer_views.offers, name="offers"),
    path("det-tilbyder-kommunen/ny/", offer_views.add, name="add-offer"),
    path("det-tilbyder-kommunen/<uuid:pk>/", offer_views.page, name="offer"),
    path("det-tilbyder-kommunen/<uuid:pk>/ret/", offer_views.edit, name="edit-offer"),
    path("det-tilbyder-kommunen/<uuid:pk>/bekraeft/", offer_views.confirm, name="confirm-offer"),
    path("det-tilbyder-kommunen/<uuid:pk>/flyt/", offer_views.move, name="move-offer"),
    path("det-tilbyder-kommunen/<uuid:pk>/fjern/", offer_views.remove, name="remove-offer"),
    path("job-og-mentorer/", offer_views.employment, name="employment"),
]
