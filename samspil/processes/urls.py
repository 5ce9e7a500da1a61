from django.urls import path

from samspil.processes import views

app_name = "processes"
urlpatterns = [
    path("forloeb/", views.process_list, name="list"),
    path("forloeb/ny/", views.start_in_unit, name="start"),
    path("forloeb/ny/til/<uuid:pk>/", views.start_on_page, name="start-on"),
    path("forloeb/skabeloner/", views.templates, name="templates"),
    path("forloeb/skabeloner/<uuid:pk>/fjern/", views.drop_template, name="drop-template"),
    path("forloeb/<uuid:pk>/", views.process_page, name="page"),
    path("forloeb/<uuid:pk>/papir/", views.paper, name="paper"),
    path("forloeb/<uuid:pk>/ret/", views.edit_process, name="edit"),
    path("forloeb/<uuid:pk>/slut/", views.end_process, name="end"),
    path("forloeb/<uuid:pk>/gem/", views.keep_as_template, name="keep"),
    path("forloeb/<uuid:pk>/trin/", views.add_step, name="add-step"),
    path("forloeb/trin/<uuid:pk>/ret/", views.edit_step, name="edit-step"),
    path("forloeb/trin/<uuid:pk>/flyt/", views.move_step, name="move-step"),
    path("forloeb/trin/<uuid:pk>/fjern/", views.remove_step, name="remove-step"),
    path("forloeb/trin/<uuid:pk>/gjort/", views.tick_step, name="tick-step"),
    path("forloeb/trin/<uuid:pk>/opgave/", views.add_task, name="add-task"),
    path("forloeb/opgave/<uuid:pk>/ret/", views.edit_task, name="edit-task"),
    path("forloeb/opgave/<uuid:pk>/fjern/", views.remove_task, name="remove-task"),
    path("forloeb/opgave/<uuid:pk>/gjort/", views.tick_task, name="tick-task"),
]
