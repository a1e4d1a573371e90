"""What a client has allowed: consents and releases from confidentiality, given and taken back."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.catalogues import all_chosen, maybe_chosen
from faden.api.files import open_file
from faden.api.schemas import Day, Entry, Input, Key, Language, entry, shown, up_to
from faden.domain.cases.queries.file import case_or_404
from faden.domain.catalogues.queries import life_domains
from faden.domain.consent.enums import ConsentKind, Direction, GivenHow, Purpose
from faden.domain.consent.operations import record_consent, withdraw_consent
from faden.domain.consent.queries import consent_or_404, consents_of, missing_before_help
from faden.domain.consent.rules import may_record_consent
from faden.domain.organisations.queries import organisations

router = Router(tags=["consents"])
PATH = "/cases/{number}/consents"


class ConsentOut(Schema):
    """A declaration with its date, form and scope."""

    id: UUID
    kind: ConsentKind
    organisation: Entry | None
    direction: Direction | None = Field(description="nur bei einer Entbindung")
    life_domains: list[str] | None = Field(description="worüber; leer: alles, was der Zweck braucht")
    purpose: Purpose | None
    form_version: str
    language: str
    given_how: GivenHow
    given_on: date
    valid_from: date
    valid_until: date | None
    withdrawn_on: date | None
    is_valid: bool


class ConsentList(Schema):
    """All declarations, the newest first, and what is still to be signed before help starts."""

    items: list[ConsentOut]
    missing: list[str]


class ConsentIn(Input):
    """A signed declaration."""

    kind: ConsentKind
    organisation: Key = Field("", description="gegenüber wem; nur bei einer Entbindung")
    direction: Direction = Direction.BOTH
    life_domains: list[Key] = Field([], description="worüber; leer: alles, was der Zweck braucht")
    purpose: Purpose | None = Field(None, description="ohne Angabe: wie bei dieser Stelle üblich")
    form_version: Annotated[str, up_to(20, least=1)]
    language: Language = "de"
    given_how: GivenHow = GivenHow.PAPER
    given_on: Day
    valid_from: Day | None = Field(None, description="ohne Angabe: ab der Unterschrift")
    valid_until: Day | None = None


class WithdrawalIn(Input):
    """The first day on which a declaration no longer counts."""

    on: Day


@router.get(PATH, response=ConsentList, summary="Einwilligungen und Entbindungen")
@endpoint(reads_file=True)
def list_consents(request: Call, number: Key) -> ConsentList:
    """What the client has allowed, also what was withdrawn."""
    found = consents_of(open_file(request, number).case.person)
    valid = [one for one in found if one.is_valid_on(request.today)]
    missing = missing_before_help(valid, on=request.today)
    return ConsentList(items=[_consent(one, request.today) for one in found], missing=[one.label for one in missing])


@router.post(PATH, response={201: ConsentOut}, summary="Erklärung eintragen")
@endpoint(writes=True)
def add_consent(request: Call, number: Key, data: ConsentIn) -> Status[ConsentOut]:
    """Keep a signed declaration with its date, form and scope."""
    may_record_consent.check(request.actor)
    person = case_or_404(number).person
    towards = maybe_chosen("organisation", data.organisation, organisations())
    told = data.dict(exclude={"organisation", "life_domains"})
    told["life_domains"] = all_chosen("life_domains", data.life_domains, life_domains())
    made = record_consent(person=person, organisation=towards, **told, **everyday(request))
    return Status(201, _consent(made, request.today))


@router.post(f"{PATH}/{{consent_id}}/withdrawal", response=ConsentOut, summary="Widerruf eintragen")
@endpoint(writes=True)
def withdraw(request: Call, number: Key, consent_id: UUID, data: WithdrawalIn) -> ConsentOut:
    """The client has taken a declaration back; it stays in the history."""
    may_record_consent.check(request.actor)
    consent = consent_or_404(consent_id, case_or_404(number).person)
    return _consent(withdraw_consent(consent=consent, on=data.on, **everyday(request)), request.today)


def _consent(one: Any, today: date) -> ConsentOut:
    keys = {each.id: each.key for each in life_domains()} if one.life_domain_ids else {}
    return shown(
        ConsentOut,
        one,
        organisation=entry(one.organisation),
        direction=one.direction or None,
        purpose=one.purpose or None,
        life_domains=[keys.get(each, "") for each in one.life_domain_ids] if one.life_domain_ids else None,
        is_valid=one.is_valid_on(today),
    )
