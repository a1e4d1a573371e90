"""Addresses of the network."""

from django.urls import path

from faden.web.network import views

app_name = "network"
urlpatterns = [
    path("verweise/", views.referrals, name="referrals"),
    path("verweise/<uuid:referral_id>/", views.referral, name="referral"),
]
