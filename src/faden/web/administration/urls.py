"""Addresses of the administration."""

from django.urls import path

from faden.web.administration.views import account, accounts, outbox, trace

app_name = "administration"
urlpatterns = [
    path("konto/", account.own, name="own"),
    path("konto/schluessel/<uuid:key>/widerrufen/", account.revoke, name="revoke"),
    path("verwaltung/konten/", accounts.listing, name="accounts"),
    path("verwaltung/konten/neu/", accounts.new, name="new_account"),
    path("verwaltung/konten/<uuid:key>/", accounts.one, name="account"),
    path("verwaltung/konten/<uuid:key>/rolle/", accounts.role, name="role"),
    path("verwaltung/konten/<uuid:key>/rolle/<uuid:role_key>/beenden/", accounts.end, name="end_role"),
    path("verwaltung/konten/<uuid:key>/sperren/", accounts.lock, name="lock_account"),
    path("verwaltung/konten/<uuid:key>/entsperren/", accounts.unlock, name="unlock_account"),
    path("verwaltung/protokoll/", trace.listing, name="trace"),
    path("postausgang/", outbox.listing, name="outbox"),
    path("postausgang/<uuid:key>/", outbox.one, name="mail"),
    path("postausgang/<uuid:key>/senden/", outbox.again, name="send_again"),
    path("postausgang/<uuid:key>/<uuid:attachment_key>/", outbox.attachment, name="attachment"),
]
