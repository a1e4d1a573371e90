"""Sperrvermerke: for whoever sets and lifts them, and for data protection to read."""

from uuid import UUID

from django.http import HttpResponse

from faden.domain.people.operations.shields import lift_restriction
from faden.domain.people.queries import shields as queries
from faden.domain.people.rules import may_keep_shields
from faden.processes.shield_person import answer_request, restrict_case
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit
from faden.web.protection.restriction_forms import AnswerForm, LiftForm, RestrictionForm

LIST = "protection:restrictions"


@page("GET")
def restrictions(request: Request) -> HttpResponse:
    """/datenschutz/sperrvermerke/: who waits for an answer, what is in force, what was lifted; no names."""
    return render(
        request,
        "protection/restrictions.html",
        waiting=queries.open_requests(request.actor),
        in_force=queries.restrictions_in_force(request.actor),
        lifted=queries.lifted_restrictions(request.actor),
        keeps=may_keep_shields.allows(request.actor),
    )


@page("GET", "POST", fresh=True)
def restrict(request: Request) -> HttpResponse:
    """Set one, by the number of a case."""
    may_keep_shields.check(request.actor)
    form = RestrictionForm(request.POST or None)
    if submit(form, restrict_case, actor=request.actor, today=request.today):
        tell(request, "Der Sperrvermerk gilt ab sofort.")
        return redirect(LIST)
    return render(
        request,
        "protection/restriction_form.html",
        form=form,
        title="Sperrvermerk setzen",
        act="Sperrvermerk setzen",
        lead="Danach steht überall „Geschützte Person“. Die Akte lesen nur noch die fallführende Person und wer "
        "im Kreis namentlich bestätigt ist. Eine laufende Fallberatung endet damit.",
    )


@page("GET", "POST", fresh=True)
def lift(request: Request, restriction_id: UUID) -> HttpResponse:
    """Lift one, with the reason."""
    may_keep_shields.check(request.actor)
    restriction = queries.restriction_or_404(restriction_id)
    form = LiftForm(request.POST or None)
    if submit(form, lift_restriction, restriction=restriction, actor=request.actor, today=request.today):
        tell(request, "Der Sperrvermerk ist aufgehoben. Name und Angaben stehen wieder in Listen und Suche.")
        return redirect(LIST)
    return render(
        request,
        "protection/restriction_form.html",
        form=form,
        title="Sperrvermerk aufheben",
        act="Sperrvermerk aufheben",
        lead="Danach stehen Name und Angaben wieder in Listen, Suche und Auswertung. Der Vermerk bleibt mit beiden "
        "Begründungen erhalten.",
    )


@page("GET", "POST", fresh=True)
def answer(request: Request, shield_request_id: UUID) -> HttpResponse:
    """Answer somebody who asks for one."""
    may_keep_shields.check(request.actor)
    asked = queries.request_or_404(shield_request_id)
    form = AnswerForm(request.POST or None, initial={"reason": asked.reason})
    if submit(form, answer_request, request=asked, actor=request.actor, today=request.today):
        tell(request, "Der Antrag ist beantwortet.")
        return redirect(LIST)
    return render(
        request,
        "protection/restriction_form.html",
        form=form,
        title="Antrag auf Sperrvermerk",
        act="Antwort speichern",
        lead="Mit einem Sperrvermerk endet auch eine laufende Fallberatung. "
        f"{asked.get_ground_display()}. Beantragt von {asked.asked_by.name}: {asked.reason}",
    )
