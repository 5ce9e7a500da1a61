from django.urls import URLPattern

app_name = "wayfinding"
urlpatterns: list[URLPattern] = []
