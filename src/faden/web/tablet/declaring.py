"""The client signs a consent or a release on the device, by hand or by typing the name, or prefers paper."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from faden.domain.cases.operations.agreements import drawn
from faden.domain.cases.operations.declarations import sign_declaration
from faden.domain.cases.queries.file import case_by_id, case_or_404
from faden.domain.catalogues.queries import life_domains
from faden.domain.client_texts.queries import Texts, texts_in
from faden.domain.consent.enums import ConsentKind, Direction, Purpose
from faden.domain.organisations.queries import organisations
from faden.kernel.access.errors import Invalid, NotVisible
from faden.reporting.consent_forms import (
    NAMES,
    VERSIONS,
    FilledIn,
    Signature,
    groups_of,
    read_aloud,
    sheet,
)
from faden.web.layout import kiosk
from faden.web.layout.pages import Request, redirect, render, submit
from faden.web.layout.signature import DrawnForm

DECLARING = "declaration"


class SignatureForm(DrawnForm):
    """Lines from the script; or the name, for whoever cannot draw, and where no script runs."""

    typed = forms.CharField(required=False, max_length=120)


def told_after_declaring(task: kiosk.Task, texts: Texts) -> str:
    """What the last page says: the signature is stored, or nothing when it will be given on paper."""
    return texts["agreement.signed"] if task.told.get("signed") else ""


def declare(request: Request, task: kiosk.Task) -> HttpResponse:
    """The sentences of the form in the client's language, what was filled in, and a field to sign in."""
    case, texts = _case(task), texts_in(task.language)
    if task.told.get("signed") or "paper" in request.POST:
        return redirect("tablet:thanks")
    kind, declared = ConsentKind(task.told["kind"]), _declared(task)
    filled = _filled(case, declared, request)
    form = SignatureForm(request.POST or None)

    def keep(strokes: Any, typed: str) -> Any:
        signature = _signature(strokes, typed, request.today)
        pdf = sheet(kind, filled, language=task.language, signature=signature)
        told = {"kind": kind, "form_version": VERSIONS[kind], "language": task.language, **declared}
        return sign_declaration(
            case=case, pdf=pdf, name=f"{NAMES[kind]} {request.today:%Y-%m-%d} unterschrieben", actor=request.actor,
            today=request.today, **told,
        )  # fmt: skip

    if submit(form, keep):
        kiosk.note(request, signed=True)
        return redirect("tablet:thanks")
    return render(
        request,
        "tablet/declaration.html",
        texts=texts,
        unreviewed=texts.unreviewed((*groups_of(kind, topics=bool(filled.topics)), "agreement")),
        title=next(iter(texts.group(groups_of(kind)[0]))).text,
        filled=filled,
        lines=read_aloud(kind, filled, texts),
        form=form,
    )


def _case(task: kiosk.Task) -> Any:
    case = case_by_id(task.subject_id)
    if case is None:
        raise NotVisible
    # Once more by its number: whoever counsels somebody restricted shows them their own name.
    return case_or_404(case.number)


def _declared(task: kiosk.Task) -> dict[str, Any]:
    """What the counsellor filled in before; nothing of it comes from the device in the client's hands."""
    if task.told["kind"] != ConsentKind.RELEASE:
        return {}
    until = task.told["until"]
    topics = {UUID(one) for one in task.told["topics"]}
    return {
        "organisation": next(one for one in organisations() if str(one.id) == task.told["organisation"]),
        "life_domains": [one for one in life_domains() if one.id in topics],
        "direction": Direction(task.told["direction"]),
        "purpose": Purpose(task.told["purpose"]),
        "valid_until": date.fromisoformat(until) if until else None,
    }


def _filled(case: Any, declared: dict[str, Any], request: Request) -> FilledIn:
    return FilledIn(
        counsellor=request.actor.name,
        client=case.person.full_name,
        born=case.person.birth_date,
        organisation=str(declared.get("organisation", "")),
        topics=tuple((one.key, one.name) for one in declared.get("life_domains", ())),
        until=declared.get("valid_until"),
        direction=declared.get("direction"),
        purpose=declared.get("purpose"),
    )


def _signature(strokes: Any, typed: str, on: date) -> Signature:
    """What was drawn; the name alone where nothing was.

    :raises Invalid: neither
    """
    if strokes:
        return Signature(on, strokes=drawn(strokes))
    if not typed.strip():
        raise Invalid({"strokes": "Bitte im Feld unterschreiben oder den Namen eintippen."})
    return Signature(on, typed=typed.strip())
