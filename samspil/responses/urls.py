from django.urls import path

from samspil.responses import answering, views

app_name = "responses"
urlpatterns = [
    path("svar-paa-vurdering/<slug:code>/", answering.start, name="start"),
    path("svar-paa-vurdering/<slug:code>/<int:step>/", answering.question, name="question"),
    path("svar-paa-vurdering/<slug:code>/faerdig/", answering.done, name="done"),
    path("svar-paa-vurdering/<slug:code>/fortryd-ord/", answering.take_back, name="take-back"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/resultat/", views.result, name="result"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/forventet-og-maalt/", views.expected_and_measured, name="compared"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/spoerg/", views.ask, name="ask"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/ark/<slug:perspective>/", views.sheet, name="sheet"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/tast-ind/<slug:perspective>/", views.enter, name="enter"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/tael/", views.count, name="count"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/ord/", views.statements, name="statements"),
    path("er-det-vaerd-at-bruge/<uuid:pk>/uenighed/<str:number>/", views.handle, name="handle"),
]
