from django.urls import path

from samspil.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("soeg/", views.search_page, name="search"),
    path("strategien/", views.strategy, name="strategy"),
    path("was/", views.accessibility, name="accessibility"),
    path("privatliv/", views.privacy, name="privacy"),
    path("robots.txt", views.robots, name="robots"),
    path("sundhed/", views.health, name="health"),
]
