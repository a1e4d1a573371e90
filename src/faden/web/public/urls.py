"""Addresses without sign-in."""

from django.urls import path

from faden.web.public import views

app_name = "public"
urlpatterns = [
    path("healthz", views.health, name="health"),
    path("readyz", views.readiness, name="readiness"),
]
