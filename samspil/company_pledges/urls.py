from django.urls import URLPattern

app_name = "company_pledges"
urlpatterns: list[URLPattern] = []
