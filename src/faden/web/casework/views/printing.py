"""Forms to be signed: printed with the client's name, or empty for somebody new."""

from typing import Any

from django.http import Http404, HttpResponse

from faden.domain.client_texts.queries import all_texts
from faden.domain.client_texts.shipped import LANGUAGES, reading_language
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.operations import note_form_printed
from faden.domain.consent.queries import consents_of, missing_before_help, valid_consents
from faden.domain.consent.rules import may_record_consent
from faden.reporting.consent_forms import NAMES, TEMPLATES, FilledIn, groups_of, sheet
from faden.web.casework.forms.consent import PrintForm
from faden.web.casework.views.file import open_file
from faden.web.layout.downloads import download
from faden.web.layout.pages import Request, page, render, submit

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


@page("GET", "POST", reads_file=True)
def print_form(request: Request, number: str) -> HttpResponse:
    """A form with the client's name on it, in German and the client's language; that it was printed leaves a trace."""
    may_record_consent.check(request.actor)
    case = open_file(request, number).case
    person = case.person
    form = PrintForm(request.POST or None, initial=_suggested(request, person), texts=all_texts())

    def typeset(kind: ConsentKind, language: str, organisation: Any, topics: list[Any], until: Any) -> HttpResponse:
        if kind != ConsentKind.RELEASE:
            organisation, topics, until = None, [], None
        told = {"kind": kind, "language": language, "organisation": organisation, "until": until}
        note_form_printed(person=person, actor=request.actor, today=request.today, **told)
        filled = FilledIn(
            counsellor=request.actor.name,
            client=person.full_name,
            born=person.birth_date,
            organisation=str(organisation or ""),
            topics=tuple(map(str, topics)),
            until=until,
        )
        return _pdf(kind, filled, language)

    return submit(form, typeset) or render(request, "casework/print_form.html", case=case, form=form)


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
        }.items()
    }


def _pdf(kind: ConsentKind, filled: FilledIn, language: str) -> HttpResponse:
    """A download; its name says nothing about the client."""
    name = f"{NAMES[kind].lower()}-{language}.pdf"
    return download(sheet(kind, filled, language=language), name=name, media_type="application/pdf")
