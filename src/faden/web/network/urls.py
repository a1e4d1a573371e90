"""Addresses of the network."""

from django.urls import path

from faden.web.network import offers, replying, views

app_name = "network"
urlpatterns = [
    path("angebote/", offers.offers, name="offers"),
    path("angebote/neu/", offers.add, name="add_offer"),
    path("angebote/<uuid:offer_id>/", offers.change, name="change_offer"),
    path("angebote/<uuid:offer_id>/geprueft/", offers.confirm, name="confirm_offer"),
    path("antwort/danke/", replying.thanks, name="reply_thanks"),
    path("antwort/<slug:link_secret>/", replying.reply, name="reply"),
    path("verweise/", views.referrals, name="referrals"),
    path("verweise/<uuid:referral_id>/", views.referral, name="referral"),
]
