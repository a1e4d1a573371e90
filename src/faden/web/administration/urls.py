"""Addresses of the administration."""

from django.urls import path

from faden.web.administration.views import (
    account,
    accounts,
    invitations,
    letter_templates,
    outbox,
    passkeys,
    second_factor,
    sessions,
    translations,
)

app_name = "administration"
urlpatterns = [
    path("konto/", account.own, name="own"),
    path("konto/passwort/", account.password, name="password"),
    path("konto/schluessel/<uuid:key>/widerrufen/", account.revoke, name="revoke"),
    path("konto/zweiter-faktor/", second_factor.overview, name="second_factor"),
    path("konto/zweiter-faktor/app/", second_factor.app, name="code_app"),
    path("konto/zweiter-faktor/app/neu/", second_factor.begin, name="begin_code_app"),
    path("konto/zweiter-faktor/codes/", second_factor.codes, name="paper_codes"),
    path("konto/zweiter-faktor/passkey/", passkeys.new, name="new_passkey"),
    path("konto/zweiter-faktor/passkey/<uuid:key>/entfernen/", passkeys.remove, name="remove_passkey"),
    path("konto/sitzungen/beenden/", sessions.end_others, name="end_other_sessions"),
    path("konto/sitzungen/<slug:session_key>/beenden/", sessions.end_one, name="end_session"),
    path("verwaltung/konten/", accounts.listing, name="accounts"),
    path("verwaltung/konten/neu/", invitations.new, name="new_account"),
    path("verwaltung/konten/<uuid:key>/", accounts.one, name="account"),
    path("verwaltung/konten/<uuid:key>/einladen/", invitations.again, name="invite"),
    path("verwaltung/konten/<uuid:key>/einladung-zuruecknehmen/", invitations.withdraw, name="withdraw_invitation"),
    path("verwaltung/konten/<uuid:key>/rolle/", accounts.role, name="role"),
    path("verwaltung/konten/<uuid:key>/rolle/<uuid:role_key>/beenden/", accounts.end, name="end_role"),
    path("verwaltung/konten/<uuid:key>/abmelden/", sessions.end_all, name="end_sessions_of"),
    path("verwaltung/konten/<uuid:key>/zweiter-faktor/", second_factor.reset, name="reset_factors"),
    path("verwaltung/konten/<uuid:key>/sperren/", accounts.lock, name="lock_account"),
    path("verwaltung/konten/<uuid:key>/entsperren/", accounts.unlock, name="unlock_account"),
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
