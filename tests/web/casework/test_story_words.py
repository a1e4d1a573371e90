"""The story in words: what each event says to its reader."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from faden.domain.cases.story import Event, Kind
from faden.lib.identifiers import new_id
from faden.web.casework.story import WORDS, Entry, tell

READER, SOMEBODY = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 20)
CONTACT = {
    "kind": "visit",
    "minutes": 25,
    "language": "",
    "interpreter": False,
    "text": "Kurs gesucht",
    "visibility": "circle",
    "life_domains": [],
    "corrected": False,
    "author_id": str(READER),
}
STEP = {"title": "Kurs suchen", "before": "planned", "barrier": "", "remark": ""}
GOAL = {"words": "Arbeiten", "former_words": "", "before": "open"}
REFERRAL = {
    "referral_id": str(UUID(int=7)),
    "organisation": "Jobcenter",
    "concern": "Bürgergeld",
    "remark": "",
    "appointment_on": None,
    "waited": 9,
}


def told(kind: Kind, facts: Mapping[str, Any]) -> Entry:
    return tell(Event(kind, new_id(), DAY, "", facts), READER)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


HELPS = {"function": "helper", "scope": "whole"}


@pytest.mark.parametrize(
    ("kind", "facts", "title", "note"),
    [
        (Kind.CONTACT, CONTACT, "Gespräch vor Ort", "25 Min."),
        (
            Kind.CONTACT,
            {**CONTACT, "language": "ti", "interpreter": True, "corrected": True, "visibility": "author"},
            "Gespräch vor Ort",
            "25 Min., auf Tigrinisch, mit Dolmetschen, berichtigt, nur für Sie sichtbar",
        ),
        (Kind.CONTACT, {**CONTACT, "language": "de", "kind": "phone"}, "Telefon", "25 Min."),
        (Kind.CRITERIA, {"decided": "case_management", "reason": "x"}, "Kriterien geprüft: Case Management", ""),
        (Kind.ASSESSMENT, {"domains": 9}, "Falleinschätzung", "9 Handlungsfelder"),
        (Kind.GOAL, {"words": "Arbeiten", "life_domain": "Arbeit"}, "Ziel vereinbart", "Arbeit"),
        (Kind.GOAL_STEP, {**GOAL, "after": "reached"}, "Ziel: erreicht", ""),
        (Kind.GOAL_STEP, {**GOAL, "after": "open", "former_words": "Putzen"}, "Ziel neu gefasst", ""),
        (
            Kind.MEASURE,
            {"title": "Kurs suchen", "responsible": "client", "organisation": "", "due_on": "2026-12-01"},
            "Maßnahme geplant: Kurs suchen",
            "Klient:in, bis 01.12.2026",
        ),
        (
            Kind.MEASURE,
            {"title": "Kurs suchen", "responsible": "organisation", "organisation": "VHS", "due_on": None},
            "Maßnahme geplant: Kurs suchen",
            "VHS",
        ),
        (Kind.MEASURE_STEP, {**STEP, "after": "waiting"}, "Maßnahme wartet: Kurs suchen", ""),
        (Kind.MEASURE_STEP, {**STEP, "after": "done"}, "Maßnahme erledigt: Kurs suchen", ""),
        (Kind.BARRIER, {"barrier": "Kein Platz", "remark": ""}, "Hürde: Kein Platz", ""),
        (Kind.BARRIER_OVERCOME, {"barrier": "Kein Platz"}, "Hürde überwunden: Kein Platz", ""),
        (Kind.CONSTELLATION, {"after": "guidance", "reason": "x"}, "Jetzt Prozessbegleitung", ""),
        (Kind.PHASE, {"after": "planning"}, "Phase: Hilfeplanung", ""),
        (
            Kind.HELPER,
            {"name": "Hannah Hilfe", "reason": "Sprache", "until": "2026-12-02", **HELPS},
            "Hannah Hilfe hilft mit",
            "Zugang bis 01.12.2026",
        ),
        (Kind.HELPER, {"name": "Hannah Hilfe", "reason": "x", "until": None, **HELPS}, "Hannah Hilfe hilft mit", ""),
        (
            Kind.HELPER,
            {"name": "Hannah Hilfe", "reason": "x", "until": None, "function": "helper", "scope": "tasks"},
            "Hannah Hilfe hilft mit",
            "nur eigene Aufgaben und Termine",
        ),
        (
            Kind.HELPER,
            {"name": "Viola", "reason": "x", "until": None, **HELPS, "function": "cover"},
            "Viola vertritt",
            "",
        ),
        (
            Kind.HELPER,
            {"name": "Nora", "reason": "x", "until": "2026-12-02", **HELPS, "function": "emergency"},
            "Notfallzugriff von Nora",
            "",
        ),
        (Kind.STAY_OPENED, {"reason": "", "again": False}, "Fall eröffnet", ""),
        (Kind.STAY_OPENED, {"reason": "x", "again": True}, "Fall wiedereröffnet", ""),
        (
            Kind.STAY_CLOSED,
            {"reason": "moved", "evaluation": "Gut.", "feedback": "Danke"},
            "Fall abgeschlossen",
            "weggezogen",
        ),
        (
            Kind.REFERRAL_STEP,
            {**REFERRAL, "before": "sent", "after": "accepted"},
            "Verweis an Jobcenter: angenommen",
            "nach 9 Tagen",
        ),
        (
            Kind.REFERRAL_STEP,
            {**REFERRAL, "before": "accepted", "after": "appointed", "appointment_on": "2026-12-01"},
            "Verweis an Jobcenter: Ersttermin",
            "01.12.2026",
        ),
        (
            Kind.GAP,
            {"number": "L-26-0001", "kind": "Angebot fehlt", "text": "x"},
            "Lücke gemeldet: Angebot fehlt",
            "L-26-0001",
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, Kind) else None,
)
def test_what_an_event_says(kind: Kind, facts: Mapping[str, Any], title: str, note: str) -> None:
    entry = told(kind, facts)
    assert (entry.title, plain(entry.note)) == (title, note)


def test_former_words_reasons_and_answers_are_told_below() -> None:
    assert told(Kind.GOAL_STEP, {**GOAL, "after": "open", "former_words": "Putzen"}).texts == (
        "„Arbeiten“",
        "Bisher: „Putzen“",
    )
    stopped = told(Kind.MEASURE_STEP, {**STEP, "after": "aborted", "barrier": "Kein Platz", "remark": "Umzug"})
    assert stopped.texts == ("Hürde: Kein Platz", "Umzug")
    closed = told(Kind.STAY_CLOSED, {"reason": "moved", "evaluation": "Gut.", "feedback": "Danke"})
    assert closed.texts == ("Gut.", "Rückmeldung: „Danke“")
    declined = told(Kind.REFERRAL_STEP, {**REFERRAL, "before": "sent", "after": "declined", "remark": "voll"})
    assert declined.texts == ("„voll“",)


def test_a_note_is_corrected_by_its_author_only() -> None:
    assert told(Kind.CONTACT, CONTACT).corrects is not None
    assert told(Kind.CONTACT, {**CONTACT, "author_id": str(SOMEBODY)}).corrects is None


@pytest.mark.parametrize(
    ("born_on", "age"),
    [(date(2026, 6, 1), "5 Monate"), (date(2026, 11, 1), "0 Monate"), (date(2024, 11, 20), "2 Jahre")],
)
def test_ages(born_on: date, age: str) -> None:
    assert plain(WORDS["age"](born_on, DAY)) == age
