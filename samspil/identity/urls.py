from django.urls import path

from samspil.identity import demo_views, views

app_name = "identity"
urlpatterns = [
    path("bekraeft/<str:token>/", views.confirm, name="confirm"),
    path("log-ind-med-link/", views.link_request, name="link-request"),
    path("log-ind-med-link/<str:token>/", views.link_use, name="link-use"),
    path("mig/", views.me, name="me"),
    path("mig/data/", views.my_data, name="my-data"),
    path("mig/log-ud-alle-steder/", views.sign_out_everywhere, name="sign-out-everywhere"),
    path("demo/", demo_views.people, name="demo"),
    path("demo/mail/", demo_views.letters, name="demo-mail"),
    path("demo/<uuid:pk>/", demo_views.become, name="demo-become"),
]
