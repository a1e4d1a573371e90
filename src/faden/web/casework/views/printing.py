"""Forms to be signed: on this device, printed with the client's name, or empty for somebody new."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import all_texts
from faden.domain.client_texts.shipped import LANGUAGES, reading_language
from faden.domain.consent.enums import ConsentKind, Direction, Purpose
from faden.domain.consent.operations import note_form_printed
from faden.domain.consent.queries import consents_of, missing_before_help, valid_consents
from faden.domain.consent.rules import may_record_consent
from faden.kernel.access.errors import Invalid
from faden.reporting.consent_forms import NAMES, TEMPLATES, FilledIn, groups_of, sheet
from faden.web.casework.forms.consent import PrintForm
from faden.web.casework.views.file import open_file
from faden.web.layout import kiosk
from faden.web.layout.downloads import download
from faden.web.layout.pages import Request, page, redirect, render, submit

#: How the empty forms stand in their addresses.
BLANK = {
    "einwilligung": ConsentKind.DATA_PROCESSING,
    "entbindung": ConsentKind.RELEASE,
    "auswertung": ConsentKind.EVALUATION,
}
#: Of the organisation that a link to the page names.
TOWARDS = "stelle"
#: Of the declaration that a link to the page wants to be signed anew.
RENEWED = "erneuern"
#: The button that hands the device over instead of printing.
DEVICE = "device"
UNFILLED = "Auf dem Gerät wird nur unterschrieben, was ausgefüllt ist: bitte auswählen."


@page("GET", "POST", reads_file=True)
def print_form(request: Request, number: str) -> HttpResponse:
    """A form with the client's name on it, to be printed (that leaves a trace) or to be signed on this device."""
    may_record_consent.check(request.actor)
    file = open_file(request, number)
    case, person = file.case, file.case.person
    form = PrintForm(request.POST or None, initial=_suggested(request, person), texts=all_texts())

    def typeset(kind: ConsentKind, language: str, **scope: Any) -> HttpResponse:
        if kind != ConsentKind.RELEASE:
            scope = dict.fromkeys(scope)
        told = {"kind": kind, "language": language, "organisation": scope["organisation"], "until": scope["until"]}
        note_form_printed(person=person, actor=request.actor, today=request.today, **told)
        return _pdf(kind, _filled(person, request.actor.name, **scope), language)

    def hand_over(**filled: Any) -> HttpResponse:
        may_work_on.check(request.actor, case, file.circle)
        return _hand_over(request, case, **filled)

    return submit(form, hand_over if DEVICE in request.POST else typeset) or render(
        request, "casework/print_form.html", case=case, form=form
    )


def _filled(
    person: Any,
    counsellor: str,
    *,
    organisation: Any,
    topics: Any,
    direction: str | None,
    purpose: str | None,
    until: Any,
) -> FilledIn:
    return FilledIn(
        counsellor=counsellor,
        client=person.full_name,
        born=person.birth_date,
        organisation=str(organisation or ""),
        topics=tuple((one.key, one.name) for one in topics or ()),
        until=until,
        direction=Direction(direction) if direction else None,
        purpose=Purpose(purpose) if purpose else None,
    )


def _hand_over(
    request: Request,
    case: Any,
    *,
    kind: ConsentKind,
    language: str,
    organisation: Any,
    topics: list[Any],
    direction: str,
    purpose: str,
    until: Any,
) -> HttpResponse:
    """The device goes to the client, who signs on it what is filled in here."""
    told: dict[str, Any] = {"kind": kind}
    if kind == ConsentKind.RELEASE:
        wanted = {"organisation": organisation, "topics": topics, "direction": direction, "purpose": purpose}
        _check_filled(wanted, until, request.today)
        told |= {
            "organisation": str(organisation.id),
            "topics": [str(one.id) for one in topics],
            "direction": direction,
            "purpose": purpose,
            "until": until.isoformat() if until else "",
        }
    back = reverse("casework:releases", args=[case.number])
    kiosk.begin(request, kiosk.Task("declaration", str(case.id), language, back, told))
    return redirect("tablet:home")


def _check_filled(wanted: Mapping[str, Any], until: date | None, today: date) -> None:
    """On paper a line is left to write on; on the device only what stands there is signed."""
    errors = {name: UNFILLED for name, value in wanted.items() if not value}
    if until is not None and until < today:
        errors["until"] = "Dieser Tag ist schon vorbei."
    if errors:
        raise Invalid(errors)


@page("GET")
def blank_forms(request: Request) -> HttpResponse:
    """Every form in every language, to be filled in by hand: for somebody who is not stored yet."""
    may_record_consent.check(request.actor)
    languages = [
        (texts.language, any(texts.unreviewed(groups_of(kind)) for kind in TEMPLATES)) for texts in all_texts()
    ]
    forms = [(name, NAMES[kind]) for name, kind in BLANK.items()]
    return render(request, "casework/blank_forms.html", languages=languages, blanks=forms)


@page("GET")
def blank_form(request: Request, form: str, language: str) -> HttpResponse:
    """A form to be filled in by hand; it holds nothing about anybody."""
    may_record_consent.check(request.actor)
    if form not in BLANK or language not in LANGUAGES:
        raise Http404
    return _pdf(BLANK[form], FilledIn(counsellor=request.actor.name), language)


def _suggested(request: Request, person: Any) -> dict[str, Any]:
    """What is probably printed: what the link renews, towards whom it has named, or what is missing."""
    if renewed := _renewed(request, person):
        return renewed
    towards = request.GET.get(TOWARDS, "")
    missing = missing_before_help(valid_consents(person, request.today), on=request.today)
    is_release = bool(towards) or not missing
    return {
        "kind": ConsentKind.RELEASE if is_release else ConsentKind.DATA_PROCESSING,
        "language": reading_language(person.language),
        "organisation": towards,
    }


def _renewed(request: Request, person: Any) -> dict[str, Any]:
    """As the declaration that runs out."""
    given = [one for one in consents_of(person) if str(one.id) == request.GET.get(RENEWED)]
    return {
        name: value
        for one in given
        for name, value in {
            "kind": ConsentKind(one.kind),
            "language": reading_language(one.language),
            "organisation": one.organisation_id or "",
            "topics": one.life_domain_ids or [],
            "direction": one.direction,
            "purpose": one.purpose,
        }.items()
    }


def _pdf(kind: ConsentKind, filled: FilledIn, language: str) -> HttpResponse:
    """A download; its name says nothing about the client."""
    name = f"{NAMES[kind].lower()}-{language}.pdf"
    return download(sheet(kind, filled, language=language), name=name, media_type="application/pdf")
