"""Addresses of corrections and objections in a case."""

from django.urls import path

from faden.web.casework.views import rights

PLACE = "faelle/<slug:number>/rechte/"
ONE = f"{PLACE}<slug:request_number>/"
urlpatterns = [
    path(PLACE, rights.listing, name="rights"),
    path(f"{PLACE}berichtigung/", rights.correct, name="take_up_correction"),
    path(f"{PLACE}widerspruch/", rights.objection, name="take_up_objection"),
    path(ONE, rights.one, name="rights_request"),
    path(f"{ONE}entsprechen/", rights.fulfil, name="fulfil_rights"),
    path(f"{ONE}vorlegen/", rights.lay_before, name="lay_rights_before"),
    path(f"{ONE}verlaengern/", rights.take_longer, name="take_longer"),
    path(f"{ONE}antwort/", rights.answer, name="answer_rights"),
    path(f"{ONE}empfaenger/<uuid:notice_id>/", rights.tell_receiver, name="tell_receiver"),
]
