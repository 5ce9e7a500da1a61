from django.urls import path

from samspil.business_cases import keeping_views, line_views, views

app_name = "business_cases"
urlpatterns = [
    path("businesscase/", views.case_list, name="list"),
    path("businesscase/ny/<uuid:subject_id>/", views.begin, name="begin"),
    path("businesscase/<uuid:pk>/", views.case_page, name="page"),
    path("businesscase/<uuid:pk>/regneark.xlsx", views.sheet, name="sheet"),
    path("businesscase/<uuid:pk>/historie/", views.history, name="history"),
    path("businesscase/<uuid:pk>/ret/", views.edit, name="edit"),
    path("businesscase/<uuid:pk>/skriv-under/", views.sign, name="sign"),
    path("businesscase/<uuid:pk>/tag-underskriften-tilbage/", views.take_signature_back, name="take-signature-back"),
    path("businesscase/<uuid:pk>/laas/", views.lock, name="lock"),
    path("businesscase/<uuid:pk>/laas-op/", views.unlock, name="unlock"),
    path("businesscase/<uuid:pk>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("businesscase/<uuid:pk>/linje/<slug:kind>/", line_views.write, name="write-line"),
    path("businesscase/linje/<int:pk>/ret/", line_views.edit, name="edit-line"),
    path("businesscase/linje/<int:pk>/fjern/", line_views.remove, name="remove-line"),
    path("businesscase/satser/", keeping_views.norms, name="norms"),
    path("businesscase/satser/ny/<slug:kind>/", keeping_views.add_norm, name="add-norm"),
    path("businesscase/satser/<uuid:pk>/fjern/", keeping_views.remove_norm, name="remove-norm"),
    path("businesscase/minutter/", keeping_views.care_tasks, name="care-tasks"),
    path("businesscase/minutter/ny/", keeping_views.add_care_task, name="add-care-task"),
    path("businesscase/minutter/<uuid:pk>/ret/", keeping_views.edit_care_task, name="edit-care-task"),
    path("businesscase/minutter/<uuid:pk>/fjern/", keeping_views.remove_care_task, name="remove-care-task"),
]
