from django.urls import path

from samspil.technologies import file_views, views

app_name = "technologies"
urlpatterns = [
    path("teknologi/", views.technology_list, name="list"),
    path("teknologi/ny/", views.add, name="add"),
    path("teknologi/radar/", views.radar_page, name="radar"),
    path("teknologi/radar/papir/", views.radar_paper, name="radar-paper"),
    path("teknologi/hent/csv/", file_views.export, {"kind": "csv"}, name="export-csv"),
    path("teknologi/hent/xlsx/", file_views.export, {"kind": "xlsx"}, name="export-xlsx"),
    path("teknologi/fil/", file_views.upload, name="upload"),
    path("teknologi/fil/<int:pk>/", file_views.look_through, name="file"),
    path("teknologi/fil/<int:pk>/ind/", file_views.bring, name="bring"),
    path("teknologi/fil/<int:pk>/slet/", file_views.drop, name="drop"),
    path("teknologi/<uuid:pk>/", views.technology_page, name="page"),
    path("teknologi/<uuid:pk>/ret/", views.edit, name="edit"),
    path("teknologi/<uuid:pk>/historie/", views.history, name="history"),
    path("teknologi/<uuid:pk>/ud/", views.withdraw, name="withdraw"),
    path("teknologi/<uuid:pk>/tilbage/", views.put_back, name="put-back"),
    path("teknologi/<uuid:pk>/leverandoerer/", views.products, name="products"),
    path("teknologi/<uuid:pk>/hos-os/", views.set_use, name="set-use"),
    path("teknologi/<uuid:pk>/paa-radaren/", views.place, name="place"),
    path("teknologi/<uuid:pk>/af-radaren/<int:year>/", views.unplace, name="unplace"),
    path("teknologi/hos-os/<int:pk>/tilbage/", views.take_use_back, name="take-use-back"),
]
