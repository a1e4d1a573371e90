"""What the client has allowed, and who sees the file."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from faden.domain.cases.enums import CircleScope
from faden.domain.cases.operations.circle import end_helper
from faden.domain.cases.operations.circle import invite_helper as let_help
from faden.domain.cases.queries.circle import circle_members, member_of
from faden.domain.cases.queries.file import case_or_404
from faden.domain.cases.queries.inviting import invitable, organisations_by_account
from faden.domain.cases.rules import may_change_circle, may_work_on
from faden.domain.catalogues.queries import life_domain_names, life_domains
from faden.domain.client_texts.shipped import LANGUAGES, reading_language
from faden.domain.consent.queries import consents_of, missing_before_help
from faden.domain.consent.rules import evaluation_allowed, may_record_consent
from faden.domain.consultations.queries import advices_of
from faden.domain.people.queries.shields import cleared_accounts
from faden.kernel.files.queries import attached_to
from faden.reporting.circle_paper import sheet
from faden.web.casework.forms.circle import HelperForm
from faden.web.casework.story import WORDS
from faden.web.casework.views.file import open_file
from faden.web.layout.downloads import download
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render, submit

FIRST_TIME = timedelta(days=90)


def scope_of(consent: Any, domains: dict[UUID, str]) -> str:
    """What a release covers, in a line."""
    if consent.organisation is None:
        return ""
    topics = ", ".join(domains.get(one, "") for one in consent.life_domain_ids or ()) or "alle Themen"
    return f"{consent.get_direction_display()}; {topics}; {consent.get_purpose_display()}"


@page("GET", reads_file=True)
def releases(request: Request, number: str) -> HttpResponse:
    """What the client has allowed."""
    file = open_file(request, number)
    consents = consents_of(file.case.person)
    valid = [consent for consent in consents if consent.is_valid_on(request.today)]
    return render(
        request,
        "casework/releases.html",
        file=file,
        consents=consents,
        missing=missing_before_help(valid, on=request.today),
        evaluated=evaluation_allowed(valid, request.today),
        scope_of=scope_of,
        domains=life_domain_names(),
        sheets=attached_to(one.id for one in consents),
        reads=LANGUAGES[reading_language(file.case.person.language)],
        may_record=may_record_consent.allows(request.actor),
        may_file=may_work_on.allows(request.actor, file.case, file.circle),
        **WORDS,
    )


@page("GET", reads_file=True)
def circle(request: Request, number: str) -> HttpResponse:
    """Everybody who has or had access, with reason, part and time."""
    file = open_file(request, number)
    members = list(circle_members(file.case))
    return render(
        request,
        "casework/circle.html",
        file=file,
        members=members,
        open_ids={member.id for member in file.members},
        organisations=organisations_by_account({member.account_id for member in members}, request.today),
        domains={one.id: one.name for one in life_domains()},
        may_change=may_change_circle.allows(request.actor, file.case, file.circle),
        shielded=file.case.person.is_shielded,
        cleared=cleared_accounts(file.case.person),
        leads=file.circle.is_led_by(request.actor.id),
        reads=LANGUAGES[reading_language(file.case.person.language)],
        advices=advices_of(file.case),
        **WORDS,
    )


@page("GET", reads_file=True)
def circle_paper(request: Request, number: str, language: str) -> HttpResponse:
    """Who may see the file today, for the client, in German and this language."""
    file = open_file(request, number)
    if language not in LANGUAGES:
        raise Http404
    pdf = sheet(
        file,
        language=language,
        organisations=organisations_by_account({member.account_id for member in file.members}, request.today),
        cleared=cleared_accounts(file.case.person),
        on=request.today,
    )
    return download(pdf, name=f"wer-die-akte-sieht-{language}.pdf", media_type="application/pdf")


@page("GET", "POST", reads_file=True)
def invite_helper(request: Request, number: str) -> HttpResponse:
    """Let somebody into the circle, with a reason, a part and a time."""
    file = open_file(request, number, may_change_circle)
    initial = {
        "since": request.today,
        "last_day": request.today + FIRST_TIME,
        "scope": CircleScope.TASKS,
    }
    helpers = invitable(file.case, file.circle, request.today)
    form = HelperForm(request.POST or None, initial=initial, helpers=helpers)
    if submit(form, let_help, case=file.case, actor=request.actor, today=request.today):
        tell(request, "Der Zugang ist eingerichtet.")
        return redirect("casework:circle", number)
    return render(request, "casework/invite_helper.html", case=file.case, form=form)


@page("POST")
def end_access(request: Request, number: str, member_id: UUID) -> HttpResponse:
    """End a helper's access."""
    member = member_of(case_or_404(number), member_id)
    end_helper(member=member, actor=request.actor, today=request.today)
    tell(request, "Der Zugang ist beendet.")
    if member.account_id == request.actor.id:
        return redirect("casework:cases")
    return redirect("casework:circle", number)
