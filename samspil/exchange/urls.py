from django.urls import path, register_converter

from samspil.exchange import views


class ExportKind:
    regex = "csv|xlsx|hsds|geojson|ics"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TableKind(ExportKind):
    regex = "csv|xlsx"


register_converter(ExportKind, "export_kind")
register_converter(TableKind, "table_kind")

app_name = "exchange"
urlpatterns = [
    path("faellesskaber/filer/", views.run_list, name="list"),
    path("faellesskaber/filer/<uuid:pk>/", views.run_page, name="run"),
    path("faellesskaber/filer/<uuid:pk>/hvor-langt/", views.progress, name="progress"),
    path("faellesskaber/filer/<uuid:pk>/kolonner/", views.columns, name="columns"),
    path("faellesskaber/filer/<uuid:pk>/ens/", views.twins, name="twins"),
    path("faellesskaber/filer/<uuid:pk>/laeg-ind/", views.confirm, name="confirm"),
    path("faellesskaber/filer/<uuid:pk>/stop/", views.cancel, name="cancel"),
    path("faellesskaber/filer/<uuid:pk>/fejl.<table_kind:kind>", views.mistakes, name="mistakes"),
    path("faellesskaber/hent/<export_kind:kind>/", views.export, name="export"),
]
