"""Addresses of the client's page; what they show follows from the session, never from the address."""

from django.urls import path

from faden.web.tablet import leaving, signing, views

app_name = "tablet"
urlpatterns = [
    path("", views.home, name="home"),
    path("frage/<int:number>/", views.question, name="question"),
    path("unterschrift/", signing.sign, name="sign"),
    path("danke/", views.thanks, name="thanks"),
    path("ende/", leaving.end, name="end"),
]
