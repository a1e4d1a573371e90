"""The texts of the office's letters: read, changed with their history kept, looked at with somebody invented."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from faden.domain.letters.calculation import paper
from faden.domain.letters.enums import LetterKind
from faden.domain.letters.operations.templates import add_template, save_template
from faden.domain.letters.placeholders import INVENTED, OF_THE_OFFICE, PLACEHOLDERS
from faden.domain.letters.queries import letterhead, template, templates, versions_of
from faden.domain.letters.rules import may_keep_templates
from faden.domain.letters.shipped import LETTERHEAD
from faden.reporting.documents import render as typeset
from faden.web.administration.letter_forms import TemplateForm
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

ADDRESS = "Musterstelle\nMusterweg 1\n00000 Musterstadt"
TOLD = "Die Vorlage ist gespeichert. Die bisherige Fassung bleibt im Verlauf."


@page("GET")
def listing(request: Request) -> HttpResponse:
    """/verwaltung/briefvorlagen/: what letters are written from."""
    may_keep_templates.check(request.actor)
    return render(request, "administration/letter_templates.html", templates=templates())


@page("GET", "POST")
def new(request: Request) -> HttpResponse:
    """Write a new template."""
    may_keep_templates.check(request.actor)
    form = TemplateForm(request.POST or None, initial={"version": 0, "is_offered": True})
    if submit(form, add_template, actor=request.actor, now=timezone.now()):
        tell(request, "Die Vorlage ist gespeichert.")
        return redirect("administration:letter_templates")
    return _editor(request, form, title="Neue Briefvorlage", names=list(PLACEHOLDERS.values()), key="", versions=[])


@page("GET", "POST")
def one(request: Request, letter_key: str) -> HttpResponse:
    """One template with its former wordings."""
    may_keep_templates.check(request.actor)
    found = template(letter_key)
    names = ("title", "kind", "addressee", "subject", "body", "is_offered")
    initial = {"version": found.number, **{name: getattr(found, name) for name in names}}
    form = TemplateForm(request.POST or None, initial=initial, is_letterhead=letter_key == LETTERHEAD)
    if submit(form, save_template, key=letter_key, actor=request.actor, now=timezone.now()):
        tell(request, TOLD)
        return redirect("administration:letter_template", letter_key)
    offered = OF_THE_OFFICE if found.kind == LetterKind.LETTERHEAD else tuple(PLACEHOLDERS)
    context = {"names": [PLACEHOLDERS[name] for name in offered], "versions": versions_of(letter_key)}
    return _editor(request, form, title=found.title, key=letter_key, **context)


@page("GET")
def preview(request: Request, letter_key: str) -> HttpResponse:
    """The template with an invented person, as PDF."""
    may_keep_templates.check(request.actor)
    found, head = template(letter_key), letterhead()
    shown = found if found.kind != LetterKind.LETTERHEAD else None
    told = paper(
        subject=shown.subject if shown else "So sieht der Briefkopf aus",
        body=shown.body if shown else "Hier steht der Brief.",
        head_line=head.subject,
        head=head.body,
        address=ADDRESS,
        values=INVENTED,
        office=INVENTED,
    )
    return download(typeset("site_letter", told), name=f"vorschau-{letter_key}.pdf", media_type="application/pdf")


def _editor(request: Request, form: TemplateForm, **context: Any) -> HttpResponse:
    return render(request, "administration/letter_template.html", form=form, **context)
