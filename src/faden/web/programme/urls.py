"""Addresses of the programme."""

from django.urls import path

from faden.web.programme.views import posts

app_name = "programme"
urlpatterns = [path("stellen/", posts, name="posts")]
