"""Packages to the residence authority and answer links in every state in which somebody can meet them."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from faden.demo.asking import QUESTIONS
from faden.demo.stage import Stage
from faden.demo.texts import SUBJECTS
from faden.domain.cases.models import Case
from faden.domain.catalogues.models import LifeDomain
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import CodeTold, ReferralAct
from faden.domain.referrals.models import ATTEMPTS, Referral
from faden.domain.referrals.operations import (
    Made,
    answer_through_link,
    code_digest,
    draft_referral,
    send_referral,
    try_code,
)
from faden.domain.referrals.queries import opened_link
from faden.domain.residence.enums import Outcome, QuestionKind, RequestAct
from faden.domain.residence.models import ResidenceRequest
from faden.domain.residence.operations import (
    answer_request,
    ask_back,
    compose_request,
    lead_request,
    note_request_read,
    send_request,
)
from faden.domain.residence.queries import authorities, offered_fields
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import link_actor
from faden.processes.send_answer_link import send_answer_link

Q = QuestionKind
#: On which of my cases, how many days ago, what about, how it went on.
PACKAGES = (
    (0, 45, Q.DOCUMENTS, ("send", "expire")),
    (0, 24, Q.TITLE, ("send", "read", "answer")),
    (0, 9, Q.NATURALISATION, ("send", "withdraw")),
    (0, 1, Q.SETTLED, ()),
    (1, 6, Q.TITLE, ("send", "read")),
    (1, 5, Q.DOCUMENTS, ("send", "read", "ask")),
    (2, 2, Q.SETTLED, ("send",)),
)
TOLD = ("name", "birth_date", "nationality", "title")
#: A package is looked for so many days; one of these is over.
SEEN_FOR = timedelta(days=30)
ANSWER = "Bitte mit den genannten Unterlagen zum Termin kommen; der Titel wird dann verlängert."
RECIPIENTS = ("Beate Muster", "Jonas Beispiel", "Frau Probe, Anmeldung")


def invent_packages(stage: Stage) -> None:
    """One of each state, on cases of the one the demo speaks of."""
    offices = authorities()
    officer = next((one.actor for one in stage.staff.by_role.get(Role.RESIDENCE_OFFICER, [])), None)
    if not offices or officer is None:
        return
    released = set()
    for number, back, kind, way in PACKAGES:
        case = stage.case(number)
        if case.id not in released:
            stage.release(case, offices[0], stage.day(50, case))
            released.add(case.id)
        on = stage.day(back, case)
        package = _composed(stage, case, offices[0], on, kind)
        for step in way:
            day = min(on + timedelta(days=31) if step == "expire" else on, stage.today)
            actor = officer if step in ("read", "ask", "answer") else stage.me
            with act_as(actor, today=day):
                _go_on(step, ResidenceRequest.objects.get(id=package.id), actor, day)


def _composed(stage: Stage, case: Case, office: Organisation, on: date, kind: QuestionKind) -> ResidenceRequest:
    with act_as(stage.me, today=on):
        offered = {one.key: one.value for one in offered_fields(case, on=on)}
        return compose_request(
            case=case,
            office=office,
            kind=kind,
            question=QUESTIONS[kind],
            due_on=on + timedelta(days=21),
            expires_on=on + SEEN_FOR,
            disclosed={key: offered[key] for key in TOLD if offered[key]},
            actor=stage.me,
            today=on,
        )


def _go_on(step: str, package: ResidenceRequest, actor: Actor, on: date) -> None:
    known: dict[str, Any] = {"request": package, "version": package.version, "actor": actor, "today": on}
    if step == "send":
        send_request(**known)
    elif step == "read":
        note_request_read(request=package, actor=actor, today=on)
    elif step == "ask":
        ask_back(remark="Seit wann besteht das Arbeitsverhältnis?", **known)
    elif step == "answer":
        documents = "gültiger Reisepass\naktuelle Meldebescheinigung"
        answer_request(outcome=Outcome.DOCUMENTS, answer=ANSWER, documents=documents, **known)
    else:
        lead_request(act=RequestAct(step), **known)


def invent_links(stage: Stage) -> None:
    """One waits, one is answered, one is locked after wrong codes."""
    case, on = stage.case(0), stage.day(6, stage.case(0))
    for nth, (organisation, recipient) in enumerate(zip(stage.receivers[-3:], RECIPIENTS, strict=False)):
        stage.release(case, organisation, on)
        made = _sent(stage, case, organisation, recipient, on)
        if nth == 1:
            _answer(made, on)
        elif nth == 2:
            _mistype(made, on)


def _sent(stage: Stage, case: Case, organisation: Organisation, recipient: str, on: date) -> Made:
    actor: dict[str, Any] = {"actor": stage.me, "today": on}
    with act_as(stage.me, today=on):
        domains = {one.key: one for one in LifeDomain.objects.filter(ended_on=None).order_by("position")}
        key = next(key for key in SUBJECTS if key in domains)
        referral = draft_referral(
            case=case,
            organisation=organisation,
            life_domain=domains[key],
            concern=SUBJECTS[key].concerns[0],
            disclosed_name=case.person.full_name,
            **actor,
        )
        send_referral(referral=referral, version=referral.version, **actor)
        return send_answer_link(
            referral=Referral.objects.get(id=referral.id),
            recipient_name=recipient,
            recipient_mail="anmeldung@traeger.invalid",
            # One that goes by mail is there only once the recipient asks for it.
            code_told=CodeTold.PHONE,
            expires_on=stage.today + timedelta(days=30),
            # The demo's usual port; on another one the secret is still the last part of the address.
            address_of=lambda secret: f"http://localhost:8000/antwort/{secret}/",
            now=_at(on),
            **actor,
        )


def _answer(made: Made, on: date) -> None:
    with act_as(link_actor(), today=on):
        try_code(secret=made.secret, code=made.code, today=on, now=_at(on))
        with opened_link(made.secret, code_digest(made.secret, made.code), on=on) as (link, _, referral):
            answer_through_link(
                link=link,
                referral=referral,
                version=referral.version,
                act=ReferralAct.ACCEPT,
                remark="Gern, wir laden in der nächsten Woche zum Erstgespräch ein.",
                today=on,
            )


def _mistype(made: Made, on: date) -> None:
    wrong = "000000" if made.code != "000000" else "111111"
    with act_as(link_actor(), today=on):
        for _ in range(ATTEMPTS):
            try_code(secret=made.secret, code=wrong, today=on, now=_at(on))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
