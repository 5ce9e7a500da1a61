from django.urls import path

from samspil.practices import views

app_name = "practices"
urlpatterns = [
    path("saadan-goer-vi/", views.practice_list, name="list"),
    path("saadan-goer-vi/ny/", views.register, name="register"),
    path("saadan-goer-vi/<uuid:pk>/", views.practice_page, name="page"),
    path("saadan-goer-vi/<uuid:pk>/ret/", views.edit, name="edit"),
    path("saadan-goer-vi/<uuid:pk>/historie/", views.history, name="history"),
    path("saadan-goer-vi/<uuid:pk>/fjern/", views.withdraw, name="withdraw"),
    path("saadan-goer-vi/<uuid:pk>/tag-i-brug/", views.adopt, name="adopt"),
    path("saadan-goer-vi/brug/<uuid:pk>/begynd/", views.begin, name="begin"),
    path("saadan-goer-vi/brug/<uuid:pk>/ret/", views.edit_use, name="edit-use"),
    path("saadan-goer-vi/brug/<uuid:pk>/stop/", views.stop, name="stop"),
    path("saadan-goer-vi/<uuid:pk>/se-igen/", views.follow_up, name="follow-up"),
    path("saadan-goer-vi/se-igen/<int:pk>/", views.note, name="note"),
    path("saadan-goer-vi/<uuid:pk>/tak/", views.thank, name="thank"),
    path("saadan-goer-vi/tak/<int:pk>/fjern/", views.take_thanks_back, name="take-thanks-back"),
    path("saadan-goer-vi/<uuid:pk>/maerke/", views.label, name="label"),
    path("saadan-goer-vi/<uuid:pk>/maerke/fjern/", views.take_label_off, name="take-label-off"),
    path("saadan-goer-vi/<uuid:pk>/papir/", views.paper, name="paper"),
    path("saadan-goer-vi/<uuid:pk>/takkebrev/", views.thanks_paper, name="thanks-paper"),
]
