"""Invents requests to the residence authority, a few of each state."""

from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from faden.demo.catalogue import Catalogue
from faden.demo.releasing import Releases
from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.consent.enums import TransferKind
from faden.domain.residence.enums import Outcome, QuestionKind, RequestState
from faden.domain.residence.models import DisclosedField, ResidenceRequest, ResidenceStep

S = RequestState
#: What happened after composing.
WAYS = (
    (),
    (S.SENT,),
    (S.SENT, S.READ),
    (S.SENT, S.READ, S.QUERIED),
    (S.SENT, S.READ, S.ANSWERED),
    (S.SENT, S.READ, S.QUERIED, S.READ, S.ANSWERED, S.CLOSED),
    (S.SENT, S.WITHDRAWN),
    (S.SENT, S.READ, S.EXPIRED),
)
QUESTIONS = {
    QuestionKind.TITLE: "Der Titel läuft bald ab. Welche Unterlagen sollen zum Termin mitgebracht werden?",
    QuestionKind.SETTLED: "Kommt ein Antrag nach § 25b AufenthG in Betracht, und was fehlt dafür noch?",
    QuestionKind.NATURALISATION: "Sind die Voraussetzungen für einen Einbürgerungsantrag erfüllt?",
    QuestionKind.DOCUMENTS: "Reicht die Bescheinigung der Botschaft als Nachweis der Passbeschaffung?",
}
SAID = {
    S.QUERIED: "Seit wann besteht das Arbeitsverhältnis?",
    S.ANSWERED: "Bitte mit den genannten Unterlagen zum Termin kommen.",
}
OFFICE = (S.READ, S.QUERIED, S.ANSWERED)


def invent_request(shelf: Shelf, catalogue: Catalogue, story: Story, author: UUID) -> None:
    """Ask the authority in a few of the running cases, with the client's release."""
    random = Random(story.case.number)  # of its own, so that what is invented elsewhere stays as it is
    if not catalogue.authorities or story.is_closed or len(story.days) < 2 or random.random() > 0.12:
        return
    office, way = random.choice(catalogue.authorities), random.choice(WAYS)
    day = max(story.days[1], catalogue.today - timedelta(days=random.randint(6, 20)))
    kind = random.choice(list(QUESTIONS))
    request = ResidenceRequest(
        case=story.case,
        office=office,
        kind=kind,
        question=QUESTIONS[kind],
        due_on=day + timedelta(days=28),
        expires_on=day + timedelta(days=90),
        author_id=author,
        created_on=day,
    )
    if way:
        releases = Releases(shelf, story, author)
        release = releases.given(office, day)
        request.transfer = releases.left(
            TransferKind.PACKAGE, release, "Frage, Name, Aufenthaltstitel", day, origin_id=request.id
        )
    shelf.put(request)
    _disclose(shelf, story, request)
    _walk(shelf, request, way, catalogue.answering.get(office.id, author), day)


def _disclose(shelf: Shelf, story: Story, request: ResidenceRequest) -> None:
    told = (("name", "Name", story.person.full_name), ("file_number", "Aktenzeichen der Behörde", "33.1-4711"))
    for position, (key, label, value) in enumerate(told):
        shelf.put(
            DisclosedField(
                case=story.case, request=request, position=position, key=key, label=label, value=value or "ohne Namen"
            )
        )


def _walk(shelf: Shelf, request: ResidenceRequest, way: tuple[S, ...], officer: UUID, day: date) -> None:
    for state in way:
        told: dict[str, Any] = {"from_state": request.state, "to_state": state, "on": day}
        by = officer if state in OFFICE and request.state != S.QUERIED else request.author_id
        told["remark"] = SAID.get(state, "Seit zwei Jahren." if request.state == S.QUERIED and by != officer else "")
        shelf.put(ResidenceStep(case=request.case, request=request, author_id=by, **told))
        request.state = state
        if state == S.SENT:
            request.sent_on = day
        elif state == S.READ:
            request.read_on = request.read_on or day
        elif state == S.ANSWERED:
            request.answered_on, request.outcome, request.answer = day, Outcome.INFORMED, SAID[state]
        day += timedelta(days=(state in OFFICE))
