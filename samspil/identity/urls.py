from django.urls import path

from samspil.identity import demo_views, people_views, views

app_name = "identity"
urlpatterns = [
    path("bekraeft/<str:token>/", views.confirm, name="confirm"),
    path("log-ind-med-link/", views.link_request, name="link-request"),
    path("log-ind-med-link/<str:token>/", views.link_use, name="link-use"),
    path("mig/", views.me, name="me"),
    path("mig/ret/", people_views.edit_me, name="edit-me"),
    path("mig/slet/", people_views.erase_me, name="erase-me"),
    path("mig/data/", views.my_data, name="my-data"),
    path("mig/log-ud-alle-steder/", views.sign_out_everywhere, name="sign-out-everywhere"),
    path("personer/", people_views.people, name="people"),
    path("personer/ny/", people_views.add_person, name="add-person"),
    path("personer/<uuid:pk>/", people_views.person_page, name="person"),
    path("personer/<uuid:pk>/ret/", people_views.edit_person, name="edit-person"),
    path("personer/<uuid:pk>/med-i/", people_views.add_membership, name="add-membership"),
    path("personer/<uuid:pk>/rolle/", people_views.give_role, name="give-role"),
    path("personer/<uuid:pk>/slet/", people_views.erase_person, name="erase-person"),
    path("personer/<uuid:pk>/samme/", people_views.same_person, name="same-person"),
    path("personer/<uuid:pk>/samme/<uuid:gone>/", people_views.merge, name="merge-people"),
    path("personer/<uuid:pk>/adgang/", people_views.give_access, name="give-access"),
    path("roller/<int:pk>/slut/", people_views.end_role, name="end-role"),
    path("med-i/<int:pk>/slut/", people_views.end_membership, name="end-membership"),
    path("demo/", demo_views.people, name="demo"),
    path("demo/mail/", demo_views.letters, name="demo-mail"),
    path("demo/<uuid:pk>/", demo_views.become, name="demo-become"),
]
