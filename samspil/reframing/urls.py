from django.urls import path

from samspil.reframing import views
from samspil.reframing.models import ListKind

app_name = "reframing"
urlpatterns = [
    path("udfordringer/<uuid:pk>/spoerg-anderledes/", views.propose_wording, name="propose"),
    path("ordlyd/<uuid:pk>/", views.wording_page, name="wording"),
    path("ordlyd/<uuid:pk>/spoerg-alle/", views.put_wording, name="put"),
    path("ordlyd/<uuid:pk>/svar/", views.answer_wording, name="answer"),
    path("ordlyd/<uuid:pk>/afslut/", views.settle_wording, name="settle"),
    path("ordlyd/<uuid:pk>/tag-tilbage/", views.withdraw_wording, name="withdraw-wording"),
    path("ordlyd/svar/<str:token>/", views.answer_by_link, name="answer-by-link"),
    path("udfordringer/<uuid:pk>/hvorfor/", views.open_list, {"kind": ListKind.WHY}, name="why"),
    path("udfordringer/<uuid:pk>/hvorfor-ikke/", views.open_list, {"kind": ListKind.WHY_NOT}, name="why-not"),
    path("udfordringer/<uuid:pk>/hvorfor/ny/", views.ask_openly, {"kind": ListKind.WHY}, name="ask-why"),
    path("udfordringer/<uuid:pk>/hvorfor-ikke/ny/", views.ask_openly, {"kind": ListKind.WHY_NOT}, name="ask-why-not"),
    path("hvorfor/<uuid:pk>/", views.question_page, name="question"),
    path("hvorfor/<uuid:pk>/svar/", views.reply_openly, name="reply"),
    path("hvorfor/<uuid:pk>/tag-tilbage/", views.withdraw_question, name="withdraw-question"),
]
