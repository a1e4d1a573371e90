"""A case conference before it takes place: planned, moved, invited to, called off."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from faden.domain.cases.queries.file import File
from faden.domain.cases.rules import CaseRule, may_work_on
from faden.domain.conferences import queries
from faden.domain.conferences.enums import ConferenceState
from faden.domain.conferences.operations import preparing
from faden.domain.conferences.rules import may_convene, may_prepare, may_record
from faden.domain.consent.queries import releases_of
from faden.domain.organisations.queries import organisations
from faden.kernel.outbox.rules import is_mail_configured
from faden.lib import german
from faden.processes.invite_to_conference import (
    call_off_conference,
    invite_to_conference,
    letter_of_invitation,
)
from faden.reporting.conference_papers import appointment_file, hours_of
from faden.web.casework.downloads import download
from faden.web.casework.forms.conference import (
    CancelForm,
    ConferenceChangeForm,
    ConferenceForm,
    InviteForm,
    OrganisationForm,
    PeopleForm,
)
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FORM = "casework/form.html"


def open_conference(
    request: Request, number: str, conference_id: UUID, may: CaseRule | None = None
) -> tuple[File, Any]:
    """Open the file and one of its conferences.

    :raises NotVisible: not this actor's file, or no conference of it
    :raises Refused: the rule's reason
    """
    file = open_file(request, number, may)
    return file, queries.conference_of(file.case, conference_id)


def conference_form(request: Request, case: Any, conference: Any, form: Any, **words: Any) -> HttpResponse:
    """The form of one act, from which one goes back to the conference."""
    back = reverse("casework:conference", args=[case.number, conference.id])
    return render(request, FORM, case=case, form=form, cancel=back, **words)


@page("GET", "POST", reads_file=True)
def plan(request: Request, number: str) -> HttpResponse:
    """Plan a conference."""
    case = open_file(request, number, may_convene).case
    form = ConferenceForm(request.POST or None)
    planned = submit(form, preparing.plan_conference, case=case, actor=request.actor, today=request.today)
    if planned:
        tell(request, "Die Fallkonferenz ist geplant. Als Nächstes kommt, wer eingeladen wird.")
        return redirect("casework:conference", number, planned.id)
    lead = "Die Klientin oder der Klient ist immer dabei. Wen Sie sonst einladen, entscheiden Sie im nächsten Schritt."
    return render(request, FORM, case=case, form=form, title="Fallkonferenz planen", act="Weiter", lead=lead)


@page("GET", "POST", reads_file=True)
def change(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Another question, another day, another place."""
    file, conference = open_conference(request, number, conference_id, may_convene)
    may_prepare.check(conference)
    begin, end = timezone.localtime(conference.starts_at), timezone.localtime(conference.ends_at)
    names = ("occasion", "question", "place", "version")
    initial = {"day": begin.date(), "starts_at": begin.time(), "ends_at": end.time()}
    form = ConferenceChangeForm(
        request.POST or None, initial={**initial, **{name: getattr(conference, name) for name in names}}
    )
    arguments = {"conference": conference, "actor": request.actor, "today": request.today}
    if submit(form, preparing.change_conference, **arguments):
        tell(request, "Die Fallkonferenz ist geändert.")
        return redirect("casework:conference", number, conference_id)
    return conference_form(request, file.case, conference, form, title="Fallkonferenz ändern", act="Änderung speichern")


@page("GET", reads_file=True)
def conference(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """One conference: what it is about, who comes, what was seen and agreed."""
    file, found = open_conference(request, number, conference_id)
    participants = queries.participants_of(found)
    releases = releases_of(file.case.person_id, on=request.today)
    handouts = queries.handouts_of(found)
    works = may_work_on.allows(request.actor, file.case, file.circle)
    return render(
        request,
        "casework/conference.html",
        file=file,
        case=file.case,
        conference=found,
        hours=hours_of(found),
        guests=queries.standing(found, participants, releases, request.today),
        agreements=queries.agreements_of(found),
        handouts=handouts,
        waiting=queries.to_be_told(found, participants),
        is_planned=found.state == ConferenceState.PLANNED,
        is_held=found.state == ConferenceState.HELD,
        may_convene=may_convene.allows(request.actor, file.case, file.circle),
        may_write=works and may_record.allows(found, request.today, handed_out=bool(handouts)),
        may_finish=works,
    )


@page("GET", "POST", reads_file=True)
def ask(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Ask an organisation to come: with a release, without data, or not at all."""
    file, found = open_conference(request, number, conference_id, may_convene)
    may_prepare.check(found)
    released = [one.organisation_id for one in releases_of(file.case.person_id, on=found.day) if one.organisation_id]
    form = OrganisationForm(request.POST or None, organisations=organisations(), released=released)
    asked = submit(form, preparing.ask_organisation, conference=found, actor=request.actor, today=request.today)
    if asked:
        tell(request, "Die Organisation steht auf der Liste.")
        return redirect("casework:conference", number, conference_id)
    refused = form.cleaned_data.get("organisation") if form.is_bound and "disclosure" in form.errors else None
    return render(
        request, "casework/ask_organisation.html", case=file.case, conference=found, form=form, refused=refused
    )


@page("GET", "POST", reads_file=True)
def ask_people(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Ask people of the family and of the circle."""
    file, found = open_conference(request, number, conference_id, may_convene)
    may_prepare.check(found)
    form = PeopleForm(
        request.POST or None,
        relatives=queries.relatives_for(found, file.case, request.today),
        colleagues=queries.colleagues_for(found, file.case, request.today),
    )
    if submit(form, preparing.ask_people, conference=found, actor=request.actor, today=request.today):
        tell(request, "Die Liste ist ergänzt.")
        return redirect("casework:conference", number, conference_id)
    return render(request, "casework/ask_people.html", case=file.case, conference=found, form=form)


@page("POST")
def ask_no_longer(request: Request, number: str, conference_id: UUID, participant_id: UUID) -> HttpResponse:
    """Take somebody off the list."""
    _, found = open_conference(request, number, conference_id, may_convene)
    participant = queries.participant_of(found, participant_id)
    preparing.ask_no_longer(participant=participant, actor=request.actor, today=request.today)
    tell(request, "Die Liste ist geändert.")
    return redirect("casework:conference", number, conference_id)


@page("GET", "POST", reads_file=True)
def invite(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Look at the invitation, then send it."""
    file, found = open_conference(request, number, conference_id, may_convene)
    may_prepare.check(found)
    form = InviteForm(request.POST or None, initial={"version": found.version})
    papers = [appointment_file(found, at=timezone.now())]
    arguments = {"conference": found, "attachments": papers, "actor": request.actor, "today": request.today}
    told = submit(form, invite_to_conference, **arguments)
    if told is not None:
        tell(request, german.count(len(told), "Einladung liegt", "Einladungen liegen") + " im Postausgang.")
        return redirect("casework:conference", number, conference_id)
    receivers = queries.to_be_told(found, queries.participants_of(found))
    letters = [
        (one, letter_of_invitation(conference=found, participant=one, sender=request.actor.name)) for one in receivers
    ]
    return render(
        request,
        "casework/invite_to_conference.html",
        case=file.case,
        conference=found,
        form=form,
        letters=letters,
        leaves=is_mail_configured(),
    )


@page("GET", "POST", reads_file=True)
def cancel(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """Call it off, with a reason for the file."""
    file, found = open_conference(request, number, conference_id, may_convene)
    may_prepare.check(found)
    form = CancelForm(request.POST or None)
    papers = [appointment_file(found, at=timezone.now(), cancelled=True)]
    arguments = {"conference": found, "attachments": papers, "actor": request.actor, "today": request.today}
    if submit(form, call_off_conference, **arguments) is not None:
        tell(request, "Die Fallkonferenz ist abgesagt.")
        return redirect("casework:conference", number, conference_id)
    lead = "Wer eine Einladung mit der Post des Programms bekommen hat, bekommt eine Absage ohne den Grund."
    words = "Fallkonferenz absagen"
    return conference_form(request, file.case, found, form, title=words, act=words, lead=lead)


@page("GET", reads_file=True)
def appointment(request: Request, number: str, conference_id: UUID) -> HttpResponse:
    """The entry for one's own calendar."""
    _, found = open_conference(request, number, conference_id)
    return download(appointment_file(found, at=timezone.now()))
