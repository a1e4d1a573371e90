"""Addresses of data protection below /datenschutz/ (which itself is the public statement), one page per line.

A new page: its view module in ``views/``, its line here, its sentence in ``rooms.py`` (the overview shows it), its
entry in ``web/layout/navigation.py`` when people come for it daily, its rows in ``tests/matrix`` and in the manual.
"""

from django.urls import path

from faden.web.protection.views import emergencies, erasures, overview, register, shields, trace, unusual

app_name = "protection"
urlpatterns = [
    path("ueberblick/", overview.overview, name="overview"),
    path("protokoll/", trace.listing, name="trace"),
    path("akte/", trace.find_file, name="find_file"),
    path("akte/<uuid:key>/", trace.of_file, name="file_trace"),
    path("auffaellig/", unusual.listing, name="unusual"),
    path("auffaellig/<uuid:key>/", unusual.check, name="check_reading"),
    path("konto/", trace.find_account, name="find_account"),
    path("konto/<uuid:key>/", trace.of_account, name="account_trace"),
    path("sperrvermerke/", shields.restrictions, name="restrictions"),
    path("sperrvermerke/neu/", shields.restrict, name="restrict"),
    path("sperrvermerke/<uuid:restriction_id>/aufheben/", shields.lift, name="lift_restriction"),
    path("sperrvermerke/antraege/<uuid:shield_request_id>/", shields.answer, name="answer_request"),
    path("notfallzugriffe/", emergencies.listing, name="emergencies"),
    path("notfallzugriffe/<uuid:member_id>/", emergencies.emergency, name="emergency"),
    path("verzeichnis/", register.overview, name="register"),
    path("verzeichnis.pdf", register.pdf, name="register_pdf"),
    path("verzeichnis.xlsx", register.spreadsheet, name="register_xlsx"),
    path("loeschung/", erasures.listing, name="erasures"),
    path("loeschung/<str:number>/", erasures.erasure, name="erasure"),
    path("loeschung/<str:number>/anbieten/", erasures.offer, name="erasure_offer"),
    path("loeschung/<str:number>/archiv/", erasures.answer, name="erasure_answer"),
    path("loeschung/<str:number>/ausfuehren/", erasures.execute, name="erasure_execute"),
    path("loeschung/<str:number>/abbrechen/", erasures.give_up, name="erasure_stop"),
    path("loeschung/<str:number>/sperren/", erasures.hold_back, name="erasure_hold"),
    path("loeschung/<str:number>/sperren/<uuid:hold_id>/aufheben/", erasures.release, name="erasure_release"),
    path("loeschung/<str:number>/protokoll.pdf", erasures.paper, name="erasure_paper"),
]
