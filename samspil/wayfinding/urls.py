from django.urls import path

from samspil.wayfinding import views

app_name = "wayfinding"
urlpatterns = [
    path("hvem-skal-jeg-tale-med/", views.ask, name="ask"),
    path("hvem-skal-jeg-tale-med/ny/", views.add, name="add"),
    path("hvem-skal-jeg-tale-med/<uuid:pk>/", views.point_page, name="page"),
    path("hvem-skal-jeg-tale-med/<uuid:pk>/ret/", views.edit, name="edit"),
    path("hvem-skal-jeg-tale-med/<uuid:pk>/bekraeft/", views.confirm, name="confirm"),
    path("hvem-skal-jeg-tale-med/<uuid:pk>/fjern/", views.remove, name="remove"),
]
