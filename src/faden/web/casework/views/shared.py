"""Cases of which somebody sees a part."""

from django.http import HttpResponse

from faden.domain.cases.operations.circle import end_helper
from faden.domain.cases.queries.circle import ids_in_force, member_in, members_of
from faden.domain.cases.queries.inviting import organisations_by_account
from faden.domain.cases.queries.parts import contents_of, file_behind, part_of, shared_parts
from faden.domain.cases.rules import may_list_cases
from faden.domain.catalogues.queries import life_domains
from faden.domain.diary.queries import own_rows_in
from faden.domain.referrals.queries import referrals_in_part
from faden.kernel.audit import operations as audit
from faden.web.casework.story import WORDS
from faden.web.layout.messages import tell
from faden.web.layout.pages import Request, page, redirect, render


@page("GET")
def shared_cases(request: Request) -> HttpResponse:
    """What colleagues share with the reader, by case number."""
    may_list_cases.check(request.actor)
    domains = {one.id: one.name for one in life_domains()}
    return render(request, "casework/shared_cases.html", parts=shared_parts(), domains=domains, **WORDS)


@page("GET", reads_file=True)
def part(request: Request, number: str) -> HttpResponse:
    """The shared part of a case, and nothing else of it."""
    found = part_of(number)
    audit.record_reading(actor=request.actor, subject=file_behind(found))
    tasks, appointments = own_rows_in(found, request.actor)
    members = list(members_of(found.case_id))
    return render(
        request,
        "casework/part.html",
        part=found,
        contents=contents_of(found) if found.shows_domains else None,
        referrals=referrals_in_part(found) if found.shows_domains else [],
        tasks=tasks,
        appointments=appointments,
        members=members,
        running=ids_in_force(found.case_id, request.today),
        organisations=organisations_by_account({member.account_id for member in members}, request.today),
        domains={one.id: one.name for one in life_domains()},
        **WORDS,
    )


@page("POST")
def withdraw(request: Request, number: str) -> HttpResponse:
    """Give the own access back before its last day."""
    found = part_of(number)
    end_helper(member=member_in(found.case_id, found.member_id), actor=request.actor, today=request.today)
    tell(request, "Ihr Zugang ist beendet.")
    return redirect("casework:shared_cases")
