from django.urls import path

from samspil.technology_projects import views

app_name = "technology_projects"
urlpatterns = [
    path("teknologi-projekter/", views.project_list, name="list"),
    path("afproevninger/<uuid:pk>/teknologi/", views.choose, name="choose"),
    path("afproevninger/<uuid:pk>/teknologi/<uuid:technology_id>/", views.begin, name="begin"),
    path("teknologi-projekter/<uuid:pk>/", views.project_page, name="page"),
    path("teknologi-projekter/<uuid:pk>/ret/", views.edit, name="edit"),
    path("teknologi-projekter/<uuid:pk>/tag-af/", views.take_off, name="take-off"),
    path("teknologi-projekter/<uuid:pk>/arbejdsgang/", views.add_workflow, name="workflow"),
    path("teknologi-projekter/<uuid:pk>/laere/", views.add_competence, name="competence"),
    path("teknologi-projekter/<uuid:pk>/linje/<int:number>/fjern/", views.remove_line, name="remove-line"),
    path("teknologi-projekter/<uuid:pk>/loven/<slug:topic>/", views.check_law, name="law"),
    path("teknologi-projekter/<uuid:pk>/koeb/<uuid:seller_id>/", views.check_purchase, name="purchase"),
]
