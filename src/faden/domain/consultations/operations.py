"""Bring a case in for advice, advise, end it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consultations.models import AdviceContribution, CaseAdvice
from faden.domain.consultations.queries import advice_or_404, advised, released_sheet
from faden.domain.consultations.rules import may_bring_in, may_end_advice, may_read_case_facts
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, take_turns
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_id

LONGEST = timedelta(days=92)


@transaction.atomic
def bring_in(
    *, case: Case, question: str, until: date, actor: Actor, today: date, release: Consent | None = None
) -> CaseAdvice:
    """Let coordination and lead advise on one case until a day.

    :param release: for this purpose; then the sheet names what it allows. None: pseudonymised
    :raises Invalid: nothing is asked, the end is missing or too far, or the release does not hold
    :raises Refused: not responsible, closed, restricted, or the consent to data processing is missing
    """
    # As those who set a Sperrvermerk: none arrives between the question and the row, which would outlast its lifting.
    take_turns("shield", case.person_id)
    case = hold(case, may_bring_in, actor=actor, today=today, consented=True)
    errors = {}
    if not question.strip():
        errors["question"] = "Bitte schreiben Sie, worum es geht."
    if not today <= until <= today + LONGEST:
        errors["until"] = "Das Ende liegt zwischen heute und in drei Monaten."
    if errors:
        raise Invalid(errors)
    told = {"case": case, "question": question.strip(), "until": until, "since": today, "author_id": actor.id}
    # The same form sent by two clicks is one.
    if already := CaseAdvice.objects.filter(**told, ended_on=None, transfer__consent=release).first():
        return already
    advice = CaseAdvice(id=new_id(), **told)
    if release is not None:
        advice.transfer = pass_on(
            case=case,
            kind=TransferKind.ADVICE,
            organisation=release.organisation,
            contained="Name, Stand der Hilfe, Bedarfe, Hürden und beteiligte Stellen, Frage an die Koordination",
            about=None,
            purpose=Purpose.ADVICE,
            basis=release,
            origin_id=advice.id,
            actor=actor,
            on=today,
            field="release",
        )
    advice.save(force_insert=True)
    audit.record("advice.asked", actor=actor, subject=advice, since=today, until=until, released=release is not None)
    return advice


@transaction.atomic
def end_advice(*, advice: CaseAdvice, actor: Actor, today: date) -> CaseAdvice:
    """End it before its time; nobody who advises reads it from now on.

    :raises Refused: it has ended, or not responsible
    """
    hold(advice.case, may_end_advice, actor=actor, today=today)
    # What has ended is closed to writing: its row can be read, not locked.
    if advice_or_404(advice.case, advice.id).ended_on is not None or advice.until < today:
        raise Refused("Diese Fallberatung ist schon beendet.")
    current = lock(advice)
    current.ended_on = today
    current.save(update_fields=["ended_on"])
    audit.record("advice.ended", actor=actor, subject=current, on=today)
    return current


@transaction.atomic
def contribute(*, advice_id: UUID, text: str, actor: Actor, today: date) -> AdviceContribution:
    """Write what one advises.

    :raises NotVisible: not brought in, not any more, or not in the actor's reach
    """
    may_read_case_facts.check(actor)
    if advice_id not in {one.id for one in advised()}:
        raise NotVisible
    if not text.strip():
        raise Invalid({"text": "Bitte schreiben Sie Ihren Rat."})
    told = {"advice_id": advice_id, "author_id": actor.id, "on": today, "text": text.strip()}
    if already := AdviceContribution.objects.filter(**told).first():
        return already
    said = AdviceContribution.objects.create(**told)
    audit.record("advice.given", actor=actor, subject=said, advice=advice_id, on=today)
    return said


@transaction.atomic
def note_reading(*, advice_id: UUID, actor: Actor) -> None:
    """Leave a trace that a case brought in was opened; with a release it belongs to the client's file."""
    opened = CaseAdvice(id=advice_id)
    if sheet := released_sheet(advice_id):
        opened.case_id = sheet.file
    audit.record("advice.read", actor=actor, subject=opened)
