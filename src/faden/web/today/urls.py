"""Mein Tag."""

from django.urls import path

from faden.web.today import views

app_name = "today"
urlpatterns = [
    path("heute/", views.today, name="today"),
    path("heute/gelesen/", views.mark_seen, name="mark_seen"),
]
