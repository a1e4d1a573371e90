"""Addresses that are open to everybody."""

from django.urls import path

from faden.web.public import confirm, entrance, information, provider, sign_in, views

app_name = "public"
urlpatterns = [
    path("anmelden/", sign_in.sign_in, name="sign_in"),
    path("anmelden/zweiter-faktor/", sign_in.second_factor, name="second_factor"),
    path("anmelden/passwort-vergessen/", entrance.forgotten, name="forgotten"),
    path("zugang/<str:entry_secret>/", entrance.choose, name="choose_password"),
    path("anmelden/anbieter/", provider.away, name="to_provider"),
    path("anmelden/anbieter/zurueck/", provider.back, name="back_from_provider"),
    path("abmelden/", sign_in.sign_out, name="sign_out"),
    path("bestaetigen/", confirm.confirm, name="confirm"),
    path("hilfe/", information.help_page, name="help"),
    path("barrierefreiheit/", information.accessibility, name="accessibility"),
    path("datenschutz/", information.privacy, name="privacy"),
    path("impressum/", information.imprint, name="imprint"),
    path("healthz", views.health, name="health"),
    path("readyz", views.readiness, name="readiness"),
]
