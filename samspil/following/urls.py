from django.urls import path

from samspil.following import views

app_name = "following"
urlpatterns = [
    path("foelg/<uuid:pk>/", views.follow, name="follow"),
    path("foelg/<uuid:pk>/ikke/", views.unfollow, name="unfollow"),
    path("afmeld/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("afmeld/<str:token>/straks/", views.stop_at_once, name="stop-at-once"),
    path("foelger/", views.mine, name="mine"),
    path("foelger/ikke/", views.unfollow_many, name="unfollow-many"),
    path("foelger/mails/", views.settings, name="settings"),
    path("venter/", views.waiting, name="waiting"),
]
