"""Addresses of data protection below /datenschutz/ (which itself is the public statement), one page per line.

A new page: its view module in ``views/``, its line here, its sentence in ``rooms.py`` (the overview shows it), its
entry in ``web/layout/navigation.py`` when people come for it daily, its rows in ``tests/matrix`` and in the manual.
"""

from django.urls import path

from faden.web.protection.views import (
    access,
    emergencies,
    erasures,
    overview,
    readings,
    register,
    rights,
    shields,
    trace,
    unusual,
)

app_name = "protection"
urlpatterns = [
    path("ueberblick/", overview.overview, name="overview"),
    path("protokoll/", trace.listing, name="trace"),
    path("akte/", trace.find_file, name="find_file"),
    path("akte/<uuid:key>/", trace.of_file, name="file_trace"),
    path("akte/<uuid:key>/brief/", readings.letter, name="readings_letter"),
    path("akte/<uuid:key>/brief/<uuid:answer_id>.pdf", readings.pdf, name="readings_pdf"),
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
    path("auskunft/", access.listing, name="access_requests"),
    path("auskunft/neu/", access.receive, name="receive_access"),
    path("auskunft/<str:number>/", access.access, name="access"),
    path("auskunft/<str:number>/identitaet/", access.identity, name="access_identity"),
    path("auskunft/<str:number>/zusammenstellen/", access.collect, name="access_collect"),
    path("auskunft/<str:number>/pruefen/", access.review, name="access_review"),
    path("auskunft/<str:number>/pruefen/<str:table>/", access.section, name="access_section"),
    path("auskunft/<str:number>/pruefung-abschliessen/", access.finish, name="access_finish"),
    path("auskunft/<str:number>/verlaengern/", access.extend, name="access_extend"),
    path("auskunft/<str:number>/ablehnen/", access.refuse, name="access_refuse"),
    path("auskunft/<str:number>/erteilen/", access.deliver, name="access_deliver"),
    path("auskunft/<str:number>/auskunft.pdf", access.pdf, name="access_pdf"),
    path("auskunft/<str:number>/auskunft.json", access.data, name="access_json"),
    path("rechte/", rights.listing, name="rights"),
    path("rechte/berichtigung/", rights.correct, name="receive_correction"),
    path("rechte/widerspruch/", rights.objection, name="receive_objection"),
    path("rechte/<slug:number>/", rights.one, name="rights_request"),
    path("rechte/<slug:number>/entscheiden/", rights.decide, name="decide_rights"),
    path("rechte/<slug:number>/verlaengern/", rights.take_longer, name="rights_longer"),
    path("rechte/<slug:number>/antwort/", rights.answer, name="answer_rights"),
    path("rechte/<slug:number>/empfaenger/<uuid:notice_id>/", rights.tell_receiver, name="tell_receiver"),
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
