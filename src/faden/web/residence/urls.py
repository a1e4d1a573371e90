"""Addresses of the residence authorities."""

from django.urls import path

from faden.web.residence import views

app_name = "residence"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("<uuid:request_id>/", views.request_page, name="request"),
    path("<uuid:request_id>/rueckfrage/", views.ask, name="ask"),
]
