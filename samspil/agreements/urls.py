from django.urls import path

from samspil.agreements import text_views, views

app_name = "agreements"
urlpatterns = [
    path("aftaler/", views.agreement_list, name="list"),
    path("aftaler/rammen/", text_views.frame, name="frame"),
    path("aftaler/rammen/skriv/", text_views.write_frame, name="write-frame"),
    path("aftaler/tekster/<uuid:pk>/", text_views.text, name="text"),
    path("aftaler/spilleregler/<uuid:unit>/", text_views.rules_page, name="rules"),
    path("aftaler/spilleregler/<uuid:unit>/skriv/", text_views.write_rules, name="write-rules"),
    path("aftaler/ny/<uuid:unit>/", views.make, name="make"),
    path("aftaler/svar/<str:token>/", views.by_link, name="by-link"),
    path("aftaler/svar/<str:token>/andet/", views.reply_by_link, name="reply-by-link"),
    path("aftaler/<uuid:pk>/", views.agreement_page, name="page"),
    path("aftaler/<uuid:pk>/ret/", views.edit, name="edit"),
    path("aftaler/<uuid:pk>/send/", views.offer, name="offer"),
    path("aftaler/<uuid:pk>/ja/", views.accept, name="accept"),
    path("aftaler/<uuid:pk>/andet/", views.reply, name="reply"),
    path("aftaler/<uuid:pk>/papir/", views.paper_signed, name="paper"),
    path("aftaler/<uuid:pk>/set-paa/", views.review, name="review"),
    path("aftaler/<uuid:pk>/slut/", views.end, name="end"),
    path("aftaler/<uuid:pk>/smid-vaek/", views.drop, name="drop"),
]
