from django.urls import path

from samspil.suggestions import views, word_views

app_name = "suggestions"
urlpatterns = [
    path("hvorfor-ikke/", views.why_not, name="why-not"),
    path("hvorfor-ikke/intet-passede/", views.nothing_fits, name="nothing-fits"),
    path("hvorfor-ikke/ligner/", views.look_for_twins, name="twins"),
    path("hvorfor-ikke/til/<uuid:pk>/", views.for_page, name="for-page"),
    path("hvorfor-ikke/svar/<uuid:pk>/", views.outcome, name="outcome"),
    path("hvorfor-ikke/ord/", word_views.word_list, name="words"),
    path("hvorfor-ikke/ord/nyt/", word_views.add_word, name="add-word"),
    path("hvorfor-ikke/ord/skos/", word_views.skos, name="skos"),
    path("hvorfor-ikke/ord/<uuid:pk>/ret/", word_views.edit_word, name="edit-word"),
    path("hvorfor-ikke/ord/<uuid:pk>/fjern/", word_views.remove_word, name="remove-word"),
]
