from django.urls import path

from samspil.site import overview_views

app_name = "overview"
urlpatterns = [
    path("hvem-definerer/", overview_views.who_defines, name="who-defines"),
    path("hvem-definerer.csv", overview_views.who_defines_csv, name="who-defines-csv"),
]
