"""Addresses of the person and the family."""

from django.urls import URLPattern, path

from faden.web.casework.views import circle, person

urlpatterns: list[URLPattern] = [
    path("faelle/<slug:number>/familie/", circle.family, name="family"),
    path("faelle/<slug:number>/familie/neu/", person.relative, name="add_relative"),
    path("faelle/<slug:number>/person/", person.person, name="person"),
    path("faelle/<slug:number>/person/<uuid:person_id>/", person.person, name="member"),
    path("faelle/<slug:number>/person/<uuid:person_id>/bearbeiten/", person.edit, name="edit_person"),
    path("faelle/<slug:number>/person/<uuid:person_id>/<slug:history>/neu/", person.add, name="add_entry"),
    path(
        "faelle/<slug:number>/person/<uuid:person_id>/<slug:history>/<uuid:entry_id>/",
        person.correct,
        name="correct_entry",
    ),
    path(
        "faelle/<slug:number>/person/<uuid:person_id>/<slug:history>/<uuid:entry_id>/beenden/",
        person.end,
        name="end_entry",
    ),
    path(
        "faelle/<slug:number>/person/<uuid:person_id>/<slug:history>/<uuid:entry_id>/streichen/",
        person.strike,
        name="strike_entry",
    ),
]
