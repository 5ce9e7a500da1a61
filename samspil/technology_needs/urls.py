from django.urls import path

from samspil.technology_needs import views

app_name = "technology_needs"
urlpatterns = [
    path("teknologi-behov/", views.need_list, name="list"),
    path("teknologi-behov/nyt/", views.note, name="note"),
    path("teknologi-behov/<uuid:pk>/", views.need_page, name="page"),
    path("teknologi-behov/<uuid:pk>/ret/", views.edit, name="edit"),
    path("teknologi-behov/<uuid:pk>/historie/", views.history, name="history"),
    path("teknologi-behov/<uuid:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
    path("teknologi-behov/<uuid:pk>/med/", views.join, name="join"),
    path("teknologi-behov/med/<int:pk>/forlad/", views.leave, name="leave"),
    path("teknologi-behov/<uuid:pk>/ser-paa/", views.look, name="look"),
    path("teknologi-behov/<uuid:pk>/andres-erfaringer/", views.reuse, name="reuse"),
    path("teknologi-behov/<uuid:pk>/videre/", views.go_on, name="go-on"),
    path("teknologi-behov/<uuid:pk>/luk/", views.close, name="close"),
    path("teknologi-behov/<uuid:pk>/aabn/", views.reopen, name="reopen"),
]
