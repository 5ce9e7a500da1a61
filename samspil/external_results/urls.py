from django.urls import path

from samspil.external_results import views

app_name = "external_results"
urlpatterns = [
    path("andres-vurderinger/", views.result_list, name="list"),
    path("andres-vurderinger/skriv/<uuid:technology_id>/", views.attach, name="attach"),
    path("andres-vurderinger/<uuid:pk>/", views.result_page, name="page"),
    path("andres-vurderinger/<uuid:pk>/ret/", views.edit, name="edit"),
    path("andres-vurderinger/<uuid:pk>/historie/", views.history, name="history"),
    path("andres-vurderinger/<uuid:pk>/tag-af/", views.withdraw, name="withdraw"),
]
