from django.urls import path

from samspil.experiences import views

app_name = "experiences"
urlpatterns = [
    path("teknologi-erfaringer/", views.experience_list, name="list"),
    path("teknologi-erfaringer/ny/", views.choose, name="choose"),
    path("teknologi-erfaringer/ny/<uuid:technology_id>/", views.tell_own, name="tell"),
    path("teknologi-erfaringer/ny/<uuid:technology_id>/andre/", views.tell_others, name="tell-others"),
    path("teknologi-erfaringer/hent/<table_kind:kind>/", views.export, name="export"),
    path("teknologi-erfaringer/fil/", views.bring, name="bring"),
    path("teknologi-erfaringer/fil/<int:pk>/", views.preview, name="preview"),
    path("teknologi-erfaringer/<uuid:pk>/", views.experience_page, name="page"),
    path("teknologi-erfaringer/<uuid:pk>/ret/", views.edit, name="edit"),
    path("teknologi-erfaringer/<uuid:pk>/historie/", views.history, name="history"),
    path("teknologi-erfaringer/<uuid:pk>/tag-tilbage/", views.withdraw, name="withdraw"),
    path("teknologi-erfaringer/<uuid:pk>/passer-det/", views.match, name="match"),
]
