"""Composing a package, sending it, reading and answering it."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.rules import may_refer
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.residence.enums import Outcome, QuestionKind, RequestAct, RequestState
from faden.domain.residence.models import DisclosedField, ResidenceRequest, ResidenceStep
from faden.domain.residence.queries import is_closed_to_office, offered_fields
from faden.domain.residence.rules import may_answer_request, may_lead_request, may_move, may_still_be_told
from faden.domain.residence.transitions import REQUEST
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit

#: A package that nobody has answered by then is of no use any more.
LONGEST = timedelta(days=365)
COMPOSED = ("office", "kind", "question", "due_on", "expires_on")


@transaction.atomic
def compose_request(
    *,
    case: Case,
    office: Organisation,
    kind: QuestionKind,
    question: str,
    due_on: date,
    expires_on: date,
    disclosed: Mapping[str, str],
    actor: Actor,
    today: date,
) -> ResidenceRequest:
    """Put a package together; nothing leaves before it is sent.

    :param disclosed: key of an offered field → the value as the authority shall read it
    """
    case = hold(case, may_refer, actor=actor, today=today)
    _check(office, question, due_on, expires_on, disclosed=disclosed, today=today)
    request = ResidenceRequest.objects.create(
        case=case,
        office=office,
        kind=kind,
        question=question.strip(),
        due_on=due_on,
        expires_on=expires_on,
        author_id=actor.id,
        created_on=today,
    )
    _disclose(request, disclosed, today)
    audit.record("residence.composed", actor=actor, subject=request, office=office, fields=sorted(disclosed))
    return request


@transaction.atomic
def recompose_request(
    *,
    request: ResidenceRequest,
    version: int,
    office: Organisation,
    kind: QuestionKind,
    question: str,
    due_on: date,
    expires_on: date,
    disclosed: Mapping[str, str],
    actor: Actor,
    today: date,
) -> ResidenceRequest:
    """Change a package that has not been sent.

    :raises Conflict: somebody has changed it since
    """
    hold(request.case, may_refer, actor=actor, today=today)
    request = lock(request, version=version, fields=COMPOSED)
    if request.state != RequestState.DRAFT:
        raise Refused("Die Anfrage ist gesendet und kann nicht mehr geändert werden.")
    _check(office, question, due_on, expires_on, disclosed=disclosed, today=today)
    said = {"office": office, "kind": kind, "question": question.strip()}
    save_edit(request, **said, due_on=due_on, expires_on=expires_on)
    request.fields.all().delete()
    _disclose(request, disclosed, today)
    audit.record("residence.recomposed", actor=actor, subject=request, office=office, fields=sorted(disclosed))
    return request


@transaction.atomic
def send_request(*, request: ResidenceRequest, version: int, actor: Actor, today: date) -> ResidenceRequest:
    """Send exactly this package, on the release that covers it.

    :param version: the version that was previewed
    :raises Invalid: no release for this purpose towards this authority holds
    :raises Conflict: it has been changed since it was previewed
    """
    case = hold(request.case, may_refer, actor=actor, today=today)
    request = lock(request, version=version, fields=COMPOSED)
    may_move.check(request, RequestAct.SEND)
    if request.expires_on < today:
        raise Invalid({"": "Der Tag, bis zu dem die Anfrage sichtbar sein soll, ist vorbei. Bitte ändern Sie ihn."})
    labels = [one.label for one in request.fields.all()]
    transfer = pass_on(
        case=case,
        kind=TransferKind.PACKAGE,
        organisation=request.office,
        purpose=Purpose.RESIDENCE,
        contained=", ".join(["Frage", *labels])[:500],
        about=None,
        origin_id=request.id,
        actor=actor,
        on=today,
        field="",
    )
    return _step(request, RequestAct.SEND, on=today, actor=actor, sent_on=today, transfer=transfer)


@transaction.atomic
def lead_request(
    *, request: ResidenceRequest, version: int, act: RequestAct, actor: Actor, today: date, remark: str = ""
) -> ResidenceRequest:
    """Take it back while unread, reply to a question, stop waiting, or close it after the answer.

    :raises Invalid: a reply without words
    :raises Refused: a reply to an authority that no longer sees the request
    """
    case = hold(request.case, may_lead_request, actor=actor, today=today)
    request = lock(request, version=version, fields=("state",))
    if act == RequestAct.SEND:
        raise Refused("Gesendet wird nur aus der Vorschau.")
    may_move.check(request, act)
    may_still_be_told.check(request, act, is_closed=is_closed_to_office(request, case, on=today))
    if act == RequestAct.REPLY and not remark.strip():
        raise Invalid({"remark": "Bitte die Rückfrage beantworten."})
    return _step(request, act, on=today, actor=actor, remark=remark.strip())


@transaction.atomic
def note_request_read(*, request: ResidenceRequest, actor: Actor, today: date) -> ResidenceRequest:
    """Note the first opening; from now on the package cannot be taken back. Opened again, nothing changes."""
    request = lock(request)
    if request.state != RequestState.SENT:
        return request
    may_answer_request.check(actor, request, RequestAct.READ, today)
    return _step(request, RequestAct.READ, on=today, actor=actor, read_on=today)


@transaction.atomic
def ask_back(*, request: ResidenceRequest, version: int, remark: str, actor: Actor, today: date) -> ResidenceRequest:
    """Ask the case manager something before answering."""
    request = lock(request, version=version, fields=("state",))
    may_answer_request.check(actor, request, RequestAct.ASK, today)
    if not remark.strip():
        raise Invalid({"remark": "Bitte die Rückfrage schreiben."})
    return _step(request, RequestAct.ASK, on=today, actor=actor, remark=remark.strip())


@transaction.atomic
def answer_request(
    *,
    request: ResidenceRequest,
    version: int,
    outcome: Outcome,
    answer: str,
    actor: Actor,
    today: date,
    decided_on: date | None = None,
    documents: str = "",
) -> ResidenceRequest:
    """Answer as the authority.

    :param decided_on: of a decision or an appointment
    :param documents: what is still missing
    :raises Invalid: no words, or no documents where the outcome depends on them
    :raises Conflict: a colleague has answered since
    """
    request = lock(request, version=version, fields=("state", "answer"))
    may_answer_request.check(actor, request, RequestAct.ANSWER, today)
    errors = {}
    if not answer.strip():
        errors["answer"] = "Bitte die Antwort schreiben."
    if outcome == Outcome.DOCUMENTS and not documents.strip():
        errors["documents"] = "Bitte sagen, welche Unterlagen fehlen."
    if errors:
        raise Invalid(errors)
    said = {"outcome": outcome, "answer": answer.strip(), "documents": documents.strip(), "decided_on": decided_on}
    return _step(request, RequestAct.ANSWER, on=today, actor=actor, remark=answer.strip(), answered_on=today, **said)


def _step(
    request: ResidenceRequest, act: RequestAct, *, on: date, actor: Actor, remark: str = "", **changes: object
) -> ResidenceRequest:
    """Write the step and the request as it stands from now on."""
    before = RequestState(request.state)
    after = REQUEST.target(before, act)
    steps = {"from_state": before, "to_state": after, "on": on, "author_id": actor.id, "remark": remark}
    # The step first: the authority may add one only while it still sees the request.
    ResidenceStep.objects.create(case_id=request.case_id, request=request, **steps)
    save_edit(request, state=after, **changes)
    audit.record("residence.moved", actor=actor, subject=request, state=[before, after], office=request.office_id)
    return request


def _disclose(request: ResidenceRequest, disclosed: Mapping[str, str], today: date) -> None:
    labels = {one.key: one.label for one in offered_fields(request.case, on=today)}
    DisclosedField.objects.bulk_create(
        DisclosedField(
            case_id=request.case_id,
            request=request,
            position=position,
            key=key,
            label=labels[key],
            value=disclosed[key].strip(),
        )
        for position, key in enumerate(key for key in labels if key in disclosed)
    )


def _check(
    office: Organisation, question: str, due_on: date, expires_on: date, *, disclosed: Mapping[str, str], today: date
) -> None:
    errors = {f"value_{key}": "Bitte eintragen, was die Behörde lesen soll." for key in disclosed if not disclosed[key]}
    if office.kind != OrganisationKind.RESIDENCE_AUTHORITY or not office.is_current:
        errors["office"] = "Das ist keine Ausländer- oder Einbürgerungsbehörde."
    if not question.strip():
        errors["question"] = "Bitte die Frage schreiben."
    if due_on < today:
        errors["due_on"] = "Der Tag ist vorbei."
    if expires_on < due_on:
        errors["expires_on"] = "Die Anfrage muss mindestens sichtbar sein, bis die Antwort erwartet wird."
    elif expires_on > today + LONGEST:
        errors["expires_on"] = "Eine Anfrage ist höchstens ein Jahr lang sichtbar."
    if errors:
        raise Invalid(errors)
