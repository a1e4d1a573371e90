"""Addresses of the administration."""

from django.urls import path

from faden.web.administration.views import account, accounts, letter_templates, outbox, trace, translations

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
    path("verwaltung/uebersetzungen/", translations.overview, name="translations"),
    path("verwaltung/uebersetzungen/<slug:language>/", translations.language, name="translation_language"),
    path("verwaltung/uebersetzungen/<slug:language>/<slug:group>/", translations.group, name="translation_group"),
    path("verwaltung/briefvorlagen/", letter_templates.listing, name="letter_templates"),
    path("verwaltung/briefvorlagen/neu/", letter_templates.new, name="new_letter_template"),
    path("verwaltung/briefvorlagen/<slug:letter_key>/", letter_templates.one, name="letter_template"),
    path(
        "verwaltung/briefvorlagen/<slug:letter_key>/vorschau.pdf",
        letter_templates.preview,
        name="preview_letter_template",
    ),
    path("postausgang/", outbox.listing, name="outbox"),
    path("postausgang/<uuid:key>/", outbox.one, name="mail"),
    path("postausgang/<uuid:key>/senden/", outbox.again, name="send_again"),
    path("postausgang/<uuid:key>/<uuid:attachment_key>/", outbox.attachment, name="attachment"),
]
