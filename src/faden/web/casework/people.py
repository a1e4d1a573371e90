"""Addresses of the person and the family."""

from django.urls import URLPattern, path

from faden.web.casework.views import family, person, target_groups

urlpatterns: list[URLPattern] = [
    path("faelle/<slug:number>/familie/", family.family, name="family"),
    path("faelle/<slug:number>/familie/neu/", family.relative, name="add_relative"),
    path("faelle/<slug:number>/familie/engpass/<slug:clash>/", family.accept, name="accept_clash"),
    path(
        "faelle/<slug:number>/familie/angenommen/<uuid:acceptance_id>/zuruecknehmen/",
        family.take_back,
        name="take_back_clash",
    ),
    path("faelle/<slug:number>/familie/umzug/", family.move, name="move_client"),
    path("faelle/<slug:number>/familie/<uuid:relative_id>/auszug/", family.move_out, name="move_member"),
    path("faelle/<slug:number>/person/", person.person, name="person"),
    path("faelle/<slug:number>/person/<uuid:person_id>/", person.person, name="member"),
    path("faelle/<slug:number>/person/<uuid:person_id>/bearbeiten/", person.edit, name="edit_person"),
    path("faelle/<slug:number>/person/<uuid:person_id>/zielgruppen/neu/", target_groups.add, name="set_target_group"),
    path(
        "faelle/<slug:number>/person/<uuid:person_id>/zielgruppen/<uuid:belonging_id>/",
        target_groups.end,
        name="end_target_group",
    ),
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
