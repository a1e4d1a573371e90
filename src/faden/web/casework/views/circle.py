"""Who may see the file."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse

from faden.domain.cases.operations.circle import end_helper
from faden.domain.cases.operations.circle import invite_helper as let_help
from faden.domain.cases.queries.circle import circle_members, member_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.rules import HELPING_ROLES, may_change_circle, may_work_on
from faden.domain.client_texts.shipped import LANGUAGES, reading_language
from faden.domain.consent.queries import consents_of, missing_before_help
from faden.domain.consent.rules import may_record_consent
from faden.kernel.files.queries import attached_to
from faden.kernel.identity.queries import colleagues
from faden.web.casework.forms.course import HelperForm
from faden.web.casework.story import WORDS
from faden.web.casework.views.file import open_file
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FIRST_TIME = timedelta(days=90)


@page("GET", reads_file=True)
def releases(request: Request, number: str) -> HttpResponse:
    """What the client has allowed, and who sees the file."""
    file = open_file(request, number)
    consents = consents_of(file.case.person)
    valid = [consent for consent in consents if consent.is_valid_on(request.today)]
    return render(
        request,
        "casework/releases.html",
        file=file,
        consents=consents,
        missing=missing_before_help(valid, on=request.today),
        sheets=attached_to(one.id for one in consents),
        reads=LANGUAGES[reading_language(file.case.person.language)],
        may_record=may_record_consent.allows(request.actor),
        may_file=may_work_on.allows(request.actor, file.case, file.circle),
        members=list(circle_members(file.case)),
        may_change=may_change_circle.allows(request.actor, file.case, file.circle),
        leads=file.circle.is_led_by(request.actor.id),
        **WORDS,
    )


@page("GET", "POST", reads_file=True)
def invite_helper(request: Request, number: str) -> HttpResponse:
    """Let a colleague into the circle, with a reason and a time."""
    file = open_file(request, number, may_change_circle)
    initial = {"since": request.today, "last_day": request.today + FIRST_TIME}
    others = [c for c in colleagues(*HELPING_ROLES, on=request.today) if not file.circle.has(c.id)]
    form = HelperForm(request.POST or None, initial=initial, colleagues=others)
    if submit(form, let_help, case=file.case, actor=request.actor, today=request.today):
        tell(request, "Der Zugang ist eingerichtet.")
        return redirect("casework:releases", number)
    lead = "Wer mithilft, liest diese Akte und schreibt darin. Die Klientin oder der Klient muss einverstanden sein."
    title = "Helferin oder Helfer hinzuziehen"
    return render(
        request, "casework/form.html", case=file.case, form=form, title=title, act="Zugang einrichten", lead=lead
    )


@page("POST")
def end_access(request: Request, number: str, member_id: UUID) -> HttpResponse:
    """End a helper's access."""
    member = member_of(case_or_404(number), member_id)
    end_helper(member=member, actor=request.actor, today=request.today)
    tell(request, "Der Zugang ist beendet.")
    return (
        redirect("casework:cases") if member.account_id == request.actor.id else redirect("casework:releases", number)
    )
