"""The front door of those who would like to help stands in a part of its own, so that the foot can say where one is."""

from django.urls import path

from samspil.site import joining

app_name = "joining"
urlpatterns = [path("", joining.join, name="join")]
