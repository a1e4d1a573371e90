"""Opening a case: who, what is signed, what the criteria speak for."""

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Field, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.cases import CaseFile, router, told
from faden.api.catalogues import chosen
from faden.api.courses import CriteriaIn, criteria
from faden.api.files import open_file
from faden.api.keys import given_key
from faden.api.people import check_is_new
from faden.api.schemas import Day, Input, Key, Language, Named, up_to
from faden.domain.cases.enums import AccessPath
from faden.domain.cases.queries.file import case_by_id
from faden.domain.cases.rules import may_open_case
from faden.domain.consent.enums import GivenHow
from faden.domain.people.queries import person_or_404
from faden.domain.places.queries import municipalities
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.processes.open_case import GivenConsent, open_case

__all__ = ["router"]


class NewPersonIn(Named):
    """Somebody nobody has stored yet."""

    language: Language = ""
    interpreter_needed: bool = False
    phone: Annotated[str, up_to(40)] = Field("", description="erst mit Einwilligung")


class SignedIn(Input):
    """The consent to data processing as it was signed."""

    given_on: Day
    form_version: Annotated[str, up_to(20, least=1)]
    language: Language = "de"
    given_how: GivenHow = GivenHow.PAPER


class OpeningIn(Input):
    """Everything decided and signed at the beginning of a case."""

    id: UUID | None = Field(None, description="selbst vergeben: zweimal gesendet wird einmal eröffnet")
    person: UUID | None = Field(None, description="jemand, den man schon sieht")
    new_person: NewPersonIn | None = None
    is_new: bool = Field(default=False, description="die ähnlichen Personen sind angesehen")
    household_name: Annotated[str, up_to(200)] = Field("", description="erst mit Einwilligung")
    consent: SignedIn | None = None
    on: Day
    municipality: Key
    access_path: AccessPath = AccessPath.APPOINTMENT
    criteria: CriteriaIn


@router.post("", response={201: CaseFile}, summary="Fall eröffnen")
@endpoint(writes=True)
def add_case(request: Call, data: OpeningIn, response: HttpResponse) -> Status[CaseFile]:
    """Open a case about somebody known, or somebody new once the similar people have been looked at."""
    may_open_case.check(request.actor)
    if (data.person is None) == (data.new_person is None):
        raise Invalid({"person": "Bitte entweder eine bekannte Person oder die Angaben zu einer neuen senden."})
    if data.id and (opened := case_by_id(data.id)):
        audit.record_reading(actor=request.actor, subject=opened)
        return Status(201, told(open_file(request, opened.number), response))
    known = person_or_404(data.person) if data.person else None
    person_data = data.new_person.dict() if data.new_person else {}
    if known is None:
        check_is_new(request, person_data, confirmed=data.is_new)
    with given_key(data.id):
        case = open_case(
            person=known,
            person_data=person_data,
            municipality=chosen("municipality", data.municipality, municipalities()),
            access_path=data.access_path,
            criteria=criteria(data.criteria),
            decided=data.criteria.decided,
            reason=data.criteria.reason,
            on=data.on,
            consent=GivenConsent(**data.consent.dict()) if data.consent else None,
            household_name=data.household_name,
            case_id=data.id,
            **everyday(request),
        )
    return Status(201, told(open_file(request, case.number), response))
