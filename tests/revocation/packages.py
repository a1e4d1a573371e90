"""What was handed out and is taken back: packages, answer links, advice on a case, the switch „Auswertung“."""

import re
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from faden.domain.cases.models import Case
from faden.domain.consent.enums import ConsentKind, Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import withdraw_consent
from faden.domain.consultations.operations import bring_in, end_advice
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.domain.referrals.enums import CodeTold
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import (
    draft_referral,
    make_link,
    revoke_referral,
    send_referral,
    withdraw_link,
)
from faden.domain.residence.enums import QuestionKind, RequestAct
from faden.domain.residence.models import ResidenceRequest
from faden.domain.residence.operations import compose_request, lead_request, send_request
from faden.domain.staffing.models import Occupation, Post
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.revocation.files import new_case, restrict
from tests.revocation.held import Asks, Held, Takes, counsellor, ends_role, page, program, shows
from tests.signed_in import signed_in
from tests.web.signed_in import today, words_of

MONTH = timedelta(days=30)
#: Before the days of the other tests, so that the cases of the list are of one month.
LONG_AGO = date(2026, 3, 10)


def _withdraws(consent: Consent, manager: Actor) -> Takes:
    def take() -> None:
        with act_as(manager, today=today()):
            withdraw_consent(consent=consent, on=today(), actor=manager, today=today())

    return take


def _asked_office() -> tuple[Actor, Consent, ResidenceRequest, Actor]:
    """A case manager has sent a package to the residence authority; nobody has opened it yet."""
    manager, case, name = new_case()
    office = given.organisation("Ausländerbehörde", receives_referrals=False)
    Organisation.objects.filter(id=office.id).update(kind=OrganisationKind.RESIDENCE_AUTHORITY)
    office.refresh_from_db()
    release = given.release(case, office, manager, given_on=today())
    days: dict[str, Any] = {"due_on": today() + MONTH, "expires_on": today() + MONTH}
    everyday: dict[str, Any] = {"actor": manager, "today": today()}
    with act_as(manager, today=today()):
        told: dict[str, Any] = {
            "kind": QuestionKind.TITLE,
            "question": "Welche Unterlagen fehlen?",
            "disclosed": {"name": name},
        }
        composed = compose_request(case=case, office=office, **told, **days, **everyday)
        sent = send_request(request=composed, version=1, **everyday)
    return manager, release, sent, given.actor(Role.RESIDENCE_OFFICER, organisation=office, today=today())


def office_package(_: Actor) -> Held:
    """A package for the residence authority is taken back while it is unread: opening it afterwards fails too."""
    manager, _release, request, officer = _asked_office()

    def take() -> None:
        with act_as(manager, today=today()):
            current = ResidenceRequest.objects.get(id=request.id)
            told: dict[str, Any] = {"version": current.version, "act": RequestAct.WITHDRAW}
            lead_request(request=current, actor=manager, today=today(), **told)

    client = signed_in(officer)
    listed = shows(client, "/anfragen/", f"/anfragen/{request.id}/")
    return Held([listed], take, later=[page(client, f"/anfragen/{request.id}/")])


def office_release(_: Actor) -> Held:
    """The release that an unread package for the residence authority rests on is withdrawn."""
    manager, release, request, officer = _asked_office()
    client = signed_in(officer)
    listed = shows(client, "/anfragen/", f"/anfragen/{request.id}/")
    return Held([listed], _withdraws(release, manager), later=[page(client, f"/anfragen/{request.id}/")])


def office_release_read(_: Actor) -> Held:
    """The same when the authority has read it before."""
    manager, release, request, officer = _asked_office()
    client = signed_in(officer)
    ways = [page(client, f"/anfragen/{request.id}/"), shows(client, "/anfragen/", f"/anfragen/{request.id}/")]
    return Held(ways, _withdraws(release, manager))


def officer_role(admin: Actor) -> Held:
    """Somebody works for the residence authority no longer."""
    _manager, _release, request, officer = _asked_office()
    client = signed_in(officer)
    ways = [page(client, f"/anfragen/{request.id}/"), shows(client, "/anfragen/", f"/anfragen/{request.id}/")]
    return Held(ways, ends_role(admin, officer))


def _referred() -> tuple[Actor, Consent, Referral, Organisation, str]:
    """A referral to a partner organisation, sent on a release; with what it says."""
    manager, case, name = new_case()
    organisation = given.organisation("Verein Brücke")
    release = given.release(case, organisation, manager, given_on=today())
    everyday: dict[str, Any] = {"actor": manager, "today": today()}
    with act_as(manager, today=today()):
        where: dict[str, Any] = {"case": case, "organisation": organisation, "life_domain": given.life_domain()}
        drafted = draft_referral(concern="Bitte beraten", disclosed_name=name, **where, **everyday)
        sent = send_referral(referral=drafted, version=drafted.version, **everyday)
    return manager, release, sent, organisation, name


def _received(referral: Referral, organisation: Organisation, name: str, partner: Actor | None = None) -> list[Asks]:
    """The ways to a referral for somebody of the organisation."""
    partner = partner or given.actor(Role.PARTNER, organisation=organisation, today=today())
    client, one = signed_in(partner), f"/verweise/{referral.id}/"
    return [
        page(client, one),
        shows(client, "/verweise/", one),
        program(partner, f"/referrals/{referral.id}", name),
        program(partner, "/referrals", str(referral.id)),
    ]


def _revokes(referral: Referral, manager: Actor) -> Takes:
    def take() -> None:
        with act_as(manager, today=today()):
            current = Referral.objects.get(id=referral.id)
            revoke_referral(referral=current, version=current.version, actor=manager, today=today())

    return take


def referral_revoked(_: Actor) -> Held:
    """A referral is taken back by whoever sent it, from partners with an account and from a link."""
    manager, _release, referral, organisation, name = _referred()
    return Held(
        [*_received(referral, organisation, name), _link(referral, manager, name)[0]], _revokes(referral, manager)
    )


def partner_role(admin: Actor) -> Held:
    """Somebody works for the partner organisation no longer."""
    _manager, _release, referral, organisation, name = _referred()
    partner = given.actor(Role.PARTNER, organisation=organisation, today=today())
    return Held(_received(referral, organisation, name, partner), ends_role(admin, partner))


def referral_release(_: Actor) -> Held:
    """The release that a referral rests on is withdrawn: partners and the link's recipient see it no longer."""
    manager, release, referral, organisation, name = _referred()
    ways = [*_received(referral, organisation, name), _link(referral, manager, name)[0]]
    return Held(ways, _withdraws(release, manager))


def answer_link(_: Actor) -> Held:
    """The link for somebody without an account is taken back; whoever has typed the code before is told nothing."""
    manager, _release, referral, _organisation, name = _referred()
    ask, take = _link(referral, manager, name)
    return Held([ask], take)


def _link(referral: Referral, manager: Actor, name: str) -> tuple[Asks, Takes]:
    with act_as(manager, today=today()):
        made = make_link(
            referral=referral,
            recipient_name="Beate Muster",
            recipient_mail="muster@faden.invalid",
            code_told=CodeTold.PHONE,
            expires_on=today() + MONTH,
            actor=manager,
            today=today(),
            now=timezone.now(),
        )
    address, stranger = f"/antwort/{made.secret}/", Client()
    assert stranger.post(address, {"code": made.code})["Location"] == address

    def take() -> None:
        with act_as(manager, today=today()):
            withdraw_link(link=made.link, actor=manager, today=today(), now=timezone.now())

    return shows(stranger, address, name), take


def _adviser() -> Actor:
    """A coordinator who is employed where the releases for advice say."""
    actor, office = given.actor(Role.COORDINATOR, today=today()), given.organisation("Kreis")
    with act_as(system_actor(), today=today()):
        post = Post.objects.filter(key="k").first() or Post.objects.create(
            key="k", title="Koordination", baustein=1, function="coordination", fte=1, employer=office, source="Test"
        )
        Occupation.objects.create(post=post, account_id=actor.id, share=1, since=today())
    return actor


def _brought_in(*, released: bool, adviser: Actor | None = None) -> tuple[Actor, Case, Consent | None, Any, list[Asks]]:
    manager, case, name = new_case()
    told: dict[str, Any] = {"given_on": today(), "purpose": Purpose.ADVICE}
    release = given.release(case, given.organisation("Kreis"), manager, **told) if released else None
    with act_as(manager, today=today()):
        asked: dict[str, Any] = {"question": "Was hilft?", "until": today() + timedelta(days=7), "release": release}
        advice = bring_in(case=case, actor=manager, today=today(), **asked)
    client, one = signed_in(adviser or _adviser()), f"/fachberatung/eingebracht/{advice.id}/"
    named = [shows(client, one, name)] if released else []
    return manager, case, release, advice, [page(client, one), shows(client, "/fachberatung/eingebracht/", one), *named]


def advice_release(_: Actor) -> Held:
    """The release with which a case was brought in for advice is withdrawn."""
    manager, _case, release, _advice, ways = _brought_in(released=True)
    assert release is not None
    return Held(ways, _withdraws(release, manager))


def adviser_role(admin: Actor) -> Held:
    """Somebody coordinates no longer."""
    _manager, _case, _release, _advice, ways = _brought_in(released=True, adviser=(adviser := _adviser()))
    return Held(ways, ends_role(admin, adviser))


def advice_ended(_: Actor) -> Held:
    """Advice on a pseudonymised case is ended before its time."""
    manager, _case, _release, advice, ways = _brought_in(released=False)

    def take() -> None:
        with act_as(manager, today=today()):
            end_advice(advice=advice, actor=manager, today=today())

    return Held(ways, take)


def advice_restricted(_: Actor) -> Held:
    """A Sperrvermerk is set for somebody whose case advice is sought on."""
    _manager, case, _release, _advice, ways = _brought_in(released=True)
    return Held(ways, lambda: restrict(case))


def evaluation(_: Actor) -> Held:
    """The switch „Auswertung“ is taken back: the list of facts tells one case less."""
    readers = [given.actor(role, today=today()) for role in (Role.LEAD, Role.COORDINATOR)]
    clients = [signed_in(reader) for reader in readers]
    for _one in range(0 if _told(clients[0]) else 6):
        _evaluated(counsellor())
    manager = counsellor()
    consent = _evaluated(manager)
    before = _told(clients[0])
    ways: list[Asks] = [lambda client=client: _told(client) >= before for client in clients]  # type: ignore[misc]
    return Held(ways, _withdraws(consent, manager))


def _evaluated(manager: Actor) -> Consent:
    case = given.case(manager, on=LONG_AGO, consented=True)
    dates = {"given_on": LONG_AGO, "valid_from": LONG_AGO, "form_version": "2026-1"}
    with act_as(manager, today=today()):
        return Consent.objects.create(
            person_id=case.person_id, kind=ConsentKind.EVALUATION, recorded_by_id=manager.id, **dates
        )


def _told(client: Client) -> int:
    """How many cases the page of the facts counts."""
    found = re.search(r"([\d.]+) Fälle, am längsten", words_of(client.get("/fachberatung/")))
    return int(found[1].replace(".", "")) if found else 0


KINDS = {
    "package: office, taken back": office_package,
    "package: office, release": office_release,
    "package: office, read, release": office_release_read,
    "package: role": officer_role,
    "referral: role": partner_role,
    "referral taken back": referral_revoked,
    "referral: release": referral_release,
    "answer link": answer_link,
    "advice: release": advice_release,
    "advice: role": adviser_role,
    "advice ended": advice_ended,
    "advice: Sperrvermerk": advice_restricted,
    "Auswertung": evaluation,
}
