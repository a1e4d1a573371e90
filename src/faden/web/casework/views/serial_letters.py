"""The same letter to the clients of many cases: chosen, looked at case by case, filed at once, printed at once."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from faden.domain.cases.operations.together import MOST
from faden.domain.cases.queries.listing import chosen_cases
from faden.domain.cases.queries.together import Candidate, cases_to_work_on
from faden.domain.cases.rules import may_open_case
from faden.domain.letters import queries
from faden.domain.letters.operations.serial import Written, write_serial_letter
from faden.domain.letters.placeholders import to_fill_in
from faden.domain.places.queries import municipalities
from faden.kernel.access.errors import NotVisible
from faden.kernel.audit import operations as audit
from faden.reporting.letter_papers import letter_pdf, letters_pdf, told
from faden.web.casework.forms.listing import CasesFilter
from faden.web.casework.forms.serial_letter import PrintLettersForm, SerialLetterForm
from faden.web.casework.views.together import CHOSEN
from faden.web.layout.downloads import download
from faden.web.layout.pages import Request, page, render, submit

#: The button that files, and what the previewed letters were.
FILE, SEEN = "ablegen", "gesehen"


@page("GET")
def choose(request: Request) -> HttpResponse:
    """Which letter goes to the clients of a list."""
    may_open_case.check(request.actor)
    query = urlencode(_filters(request).chosen())
    return render(request, "casework/choose_serial_letter.html", offered=queries.for_clients(), query=query)


@page("GET", "POST")
def write(request: Request, letter_key: str) -> HttpResponse:
    """Fill in what is the same in all, look at each letter, then file them all."""
    may_open_case.check(request.actor)
    template = next((one for one in queries.for_clients() if one.key == letter_key), None)
    if template is None:
        raise NotVisible
    filters = _filters(request)
    found = chosen_cases(filters.wanted(), request.today, most=MOST)
    candidates = cases_to_work_on(found[:MOST], actor=request.actor, today=request.today)
    ticked = _ticked(request, candidates)
    form = _form(request, template)
    letters = _drafted(request, letter_key, form, ticked)
    are_seen = FILE in request.POST and letters and request.POST.get(SEEN) == _seen(letters)
    if are_seen and (written := _filed(request, letter_key, form, [one.case for one in letters])):
        return render(request, "casework/serial_letter_filed.html", written=written, back=_back(filters))
    return render(
        request,
        "casework/serial_letter.html",
        template=template,
        form=form,
        candidates=candidates,
        ticked=None if request.method == "GET" else {case.number for case in ticked},
        previews=_previews(request, letters),
        left_empty=form.left_empty(),
        seen=_seen(letters),
        has_changed=FILE in request.POST and not are_seen,
        more=len(found) > MOST,
        most=MOST,
        back=_back(filters),
    )


@page("POST", fresh=True)
def print_all(request: Request) -> HttpResponse:
    """Filed letters as one PDF; that each was read stands in the trace."""
    form = PrintLettersForm(request.POST)
    letters = queries.filed_letters(form.cleaned_data["letters"]) if form.is_valid() else []
    if not letters:
        raise NotVisible
    audit.record_each("document.read", actor=request.actor, subjects=[one.document for one in letters if one.document])
    return download(letters_pdf(letters), name=f"briefe-{request.today}.pdf", media_type="application/pdf")


def _form(request: Request, template: Any) -> SerialLetterForm:
    is_translatable = bool(queries.translations_of(template))
    blanks = queries.blanks_of(template.text)
    needed = to_fill_in(template.kind)
    return SerialLetterForm(request.POST or None, blanks=blanks, needed=needed, is_translatable=is_translatable)


def _filters(request: Request) -> CasesFilter:
    return CasesFilter(request.GET, municipalities=municipalities())


def _back(filters: CasesFilter) -> str:
    return f"{reverse('casework:cases')}?{urlencode(filters.chosen())}"


def _ticked(request: Request, candidates: Sequence[Candidate]) -> list[Any]:
    """Those ticked in the list, as far as the letter can be written there."""
    wanted = set(request.POST.getlist(CHOSEN))
    return [one.case for one in candidates if one.case.number in wanted and one.reason is None]


def _drafted(request: Request, key: str, form: SerialLetterForm, cases: Sequence[Any]) -> list[Any]:
    """The letters as they would be written, once the form has been sent."""
    if not form.is_bound or not form.is_valid():
        return []
    if not cases:
        form.add_error(None, "Bitte wählen Sie mindestens einen Fall.")
    told = {"values": form.cleaned_data["values"], "translated": form.cleaned_data["translated"]}
    return queries.drafted_for_many(cases, key, author_id=request.actor.id, today=request.today, **told)


def _previews(request: Request, letters: Sequence[Any]) -> list[tuple[Any, dict[str, Any], list[str]]]:
    """Each letter, how it will stand on paper, and what is missing in it; that the files were looked into is traced."""
    if not letters:
        return []
    audit.record_each("file.read", actor=request.actor, subjects=[one.case for one in letters])
    here = queries.site_name()
    return [(one, told(one, one.case, None, here), queries.unknown_in(one)) for one in letters]


def _seen(letters: Sequence[Any]) -> str:
    """What these letters say: another word, another sum."""
    said = [
        (str(one.case_id), one.address, one.subject, one.body, one.head, one.values, one.translation) for one in letters
    ]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _filed(request: Request, key: str, form: SerialLetterForm, cases: list[Any]) -> Written | None:
    """File exactly what was looked at; None when there is something to mend."""
    return submit(
        form,
        write_serial_letter,
        cases=cases,
        key=key,
        typeset=lambda letter: letter_pdf(letter, letter.case, None),
        actor=request.actor,
        today=request.today,
    )
