from django.urls import path

from samspil.support import views

app_name = "support"
urlpatterns = [
    path("hjaelp/", views.help_list, name="list"),
    path("hjaelp/ny/", views.ask_help, name="ask"),
    path("hjaelp/<uuid:pk>/", views.help_page, name="page"),
    path("hjaelp/<uuid:pk>/hvem/", views.assign, name="assign"),
    path("hjaelp/<uuid:pk>/tag/", views.take, name="take"),
    path("hjaelp/<uuid:pk>/svar/", views.answer_help, name="answer"),
    path("hjaelp/<uuid:pk>/mangler/", views.reopen, name="reopen"),
    path("hjaelp/<uuid:pk>/luk/", views.close_help, name="close"),
    path("hjaelp/<uuid:pk>/traek-tilbage/", views.withdraw_help, name="withdraw"),
]
