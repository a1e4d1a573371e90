"""Which translations are reviewed, and reviewing them."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from faden.domain.client_texts.operations import approve_texts
from faden.domain.client_texts.queries import Texts, progress, progress_of, texts_in
from faden.domain.client_texts.rules import may_review_texts
from faden.domain.client_texts.shipped import GROUPS, TRANSLATIONS
from faden.web.administration.translation_form import ReviewForm
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit


@page("GET")
def overview(request: Request) -> HttpResponse:
    """/verwaltung/uebersetzungen/: how far the review has come in each language."""
    may_review_texts.check(request.actor)
    return render(request, "administration/translations.html", languages=progress())


@page("GET")
def language(request: Request, language: str) -> HttpResponse:
    """The groups of texts of one language."""
    may_review_texts.check(request.actor)
    texts = _texts(language)
    return render(request, "administration/translation_language.html", texts=texts, groups=progress_of(texts))


@page("GET", "POST")
def group(request: Request, language: str, group: str) -> HttpResponse:
    """German and the translation beside each other; approve, or mend and approve."""
    may_review_texts.check(request.actor)
    texts = _texts(language)
    if group not in GROUPS:
        raise Http404
    form = ReviewForm(request.POST or None, phrases=texts.group(group))
    if submit(form, approve_texts, language=language, actor=request.actor, now=timezone.now()):
        tell(request, "Die Prüfung ist festgehalten.")
        return redirect("administration:translation_language", language)
    return render(request, "administration/translation_group.html", texts=texts, label=GROUPS[group], form=form)


def _texts(language: str) -> Texts:
    if language not in TRANSLATIONS:
        raise Http404
    return texts_in(language)
