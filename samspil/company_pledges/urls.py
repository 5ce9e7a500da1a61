from django.urls import path

from samspil.company_pledges import views

app_name = "company_pledges"
urlpatterns = [
    path("virksomheder/", views.pledge_list, name="list"),
    path("virksomheder/ny/", views.promise, name="promise"),
    path("virksomheder/aar/", views.years, name="years"),
    path("virksomheder/<uuid:pk>/", views.pledge_page, name="page"),
    path("virksomheder/<uuid:pk>/ret/", views.edit, name="edit"),
    path("virksomheder/<uuid:pk>/brug/", views.record_use, name="use"),
    path("virksomheder/brug/<int:pk>/bekraeft/", views.confirm_use, name="confirm-use"),
    path("virksomheder/brug/<int:pk>/fjern/", views.remove_use, name="remove-use"),
    path("virksomheder/<uuid:pk>/kontakt/", views.contact, name="contact"),
    path("virksomheder/<uuid:pk>/kontakt/fjern/", views.forget_contact, name="forget-contact"),
    path("virksomheder/timer/<str:token>/", views.by_link, name="by-link"),
    path("virksomheder/<uuid:pk>/slut/", views.end, name="end"),
    path("virksomheder/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
]
