from django.urls import path

from samspil.following import views

app_name = "following"
urlpatterns = [
    path("foelg/<uuid:pk>/", views.follow, name="follow"),
    path("foelg/<uuid:pk>/ikke/", views.unfollow, name="unfollow"),
    path("afmeld/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("foelger/", views.mine, name="mine"),
]
