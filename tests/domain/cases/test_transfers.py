"""Nothing leaves without a release that covers it or a norm that carries it, and what left is written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.operations.passing_on import pass_on
from faden.domain.cases.queries.transfers import bases_for, basis_in_words, transfer_for, transfers_of, transfers_on
from faden.domain.consent.enums import Direction, Purpose, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.consent.operations import withdraw_consent
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given

pytestmark = pytest.mark.django_db
TODAY, DAY = given.TODAY, timedelta(days=1)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - 10 * DAY, consented=True)


@pytest.fixture
def centre() -> Organisation:
    return given.organisation()


def passed_on(case: Case, manager: Actor, organisation: Organisation | None, **told: object) -> Transfer:
    told = {"kind": TransferKind.LETTER, "contained": "Anliegen", "on": TODAY, **told}
    with act_as(manager, today=TODAY):
        return pass_on(case=case, organisation=organisation, actor=manager, **told)  # type: ignore[arg-type]


def refused(case: Case, manager: Actor, organisation: Organisation | None, **told: object) -> str:
    with pytest.raises(Invalid) as invalid:
        passed_on(case, manager, organisation, **told)
    assert set(invalid.value.errors) == {"basis"}
    with act_as(manager, today=TODAY):
        assert transfers_of(case) == []
    return str(invalid.value.errors["basis"])


def test_what_leaves_names_the_release_it_rests_on(case: Case, manager: Actor, centre: Organisation) -> None:
    release, row = given.release(case, centre, manager), uuid4()
    transfer = passed_on(case, manager, centre, origin_id=row)
    assert (transfer.consent_id, transfer.legal_basis_id, transfer.purpose) == (release.id, None, Purpose.SUPPORT)
    with act_as(manager, today=TODAY):
        assert transfers_of(case) == transfers_on(release) == [transfer]
        assert transfer_for(row) == transfer
        entry = AuditEntry.objects.get(act="transfer.made")
    assert "Đorđević" not in str(entry.facts)


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        ({"direction": Direction.FROM_THEM}, "nur, dass diese Stelle uns etwas sagt"),
        ({"purpose": Purpose.ADVICE}, "nicht für diesen Zweck: Beratung"),
        ({"valid_until": TODAY - DAY}, "Es fehlt eine gültige"),
        ({"valid_from": TODAY + DAY}, "Es fehlt eine gültige"),
        ({"withdrawn_on": TODAY}, "Es fehlt eine gültige"),
    ],
    ids=["only-to-us", "other-purpose", "expired", "not-yet", "withdrawn"],
)
def test_a_release_carries_only_what_it_says(
    case: Case, manager: Actor, centre: Organisation, scope: dict[str, object], says: str
) -> None:
    given.release(case, centre, manager, given_on=TODAY - 5 * DAY, **scope)
    assert says in (why := refused(case, manager, centre))
    assert "Formular" in why, "it says what to do"


def test_a_release_about_some_life_domains_carries_only_these(case: Case, manager: Actor, centre: Organisation) -> None:
    language, housing = given.life_domain("Sprache"), given.life_domain("Wohnen")
    given.release(case, centre, manager, life_domain_ids=[language.id])
    assert "Wohnen" in refused(case, manager, centre, about=[language.id, housing.id])
    assert "den Fall als Ganzes" in refused(case, manager, centre)
    assert passed_on(case, manager, centre, about=[language.id]).life_domain_ids == [language.id]
    assert passed_on(case, manager, centre, about=None).life_domain_ids == [language.id], "free text keeps to it"


def test_nobody_else_learns_on_a_release_towards_one(case: Case, manager: Actor, centre: Organisation) -> None:
    given.release(case, centre, manager)
    assert "Jugendamt" in refused(case, manager, given.organisation("Jugendamt"))
    other = given.case(manager, consented=True)
    assert "Es fehlt" in refused(other, manager, centre)


def test_of_several_the_one_that_holds_longest_carries_unless_another_is_chosen(
    case: Case, manager: Actor, centre: Organisation
) -> None:
    short = given.release(case, centre, manager, valid_until=TODAY + DAY)
    long = given.release(case, centre, manager)
    assert passed_on(case, manager, centre).consent == long
    assert passed_on(case, manager, centre, basis=short).consent == short
    with act_as(manager, today=TODAY):
        withdraw_consent(consent=short, on=TODAY, actor=manager, today=TODAY)
    with pytest.raises(Invalid, match="gilt nicht mehr"):
        passed_on(case, manager, centre, basis=short)


def test_a_norm_carries_its_ways_to_its_receivers_while_it_is_in_force(
    case: Case, manager: Actor, centre: Organisation
) -> None:
    talk, letter = TransferKind.TALK, TransferKind.LETTER
    law = given.legal_basis(letter)
    assert passed_on(case, manager, centre, basis=law).legal_basis == law
    assert passed_on(case, manager, None, receiver="Rettungsdienst", basis=law).receiver == "Rettungsdienst"
    for basis, says in (
        (given.legal_basis(talk), "trägt diesen Weg nicht"),
        (given.legal_basis(letter, receivers=(OrganisationKind.YOUTH_OFFICE,)), "erlaubt die Weitergabe an"),
        (given.legal_basis(letter, valid_until=TODAY), "gilt an diesem Tag nicht"),
    ):
        with pytest.raises(Invalid, match=says):
            passed_on(case, manager, centre, basis=basis)


def test_a_residence_authority_learns_on_a_norm_only_where_the_norm_names_it(case: Case, manager: Actor) -> None:
    authority = given.organisation("Ausländerbehörde", receives_referrals=False)
    authority.kind = OrganisationKind.RESIDENCE_AUTHORITY
    authority.save()
    assert "erlaubt hat" in refused(case, manager, authority, basis=given.legal_basis(TransferKind.LETTER))
    given.release(case, authority, manager, purpose=Purpose.SUPPORT)
    assert "Aufenthalt" in refused(case, manager, authority), "a release for counselling carries nothing there"
    named = given.legal_basis(TransferKind.LETTER, receivers=(OrganisationKind.RESIDENCE_AUTHORITY,))
    assert passed_on(case, manager, authority, basis=named).legal_basis == named


def test_without_an_organisation_only_a_norm_carries_it(case: Case, manager: Actor) -> None:
    assert "fehlt eine Rechtsgrundlage" in refused(case, manager, None, receiver="Vermieter")


def test_a_form_offers_releases_before_norms(case: Case, manager: Actor, centre: Organisation) -> None:
    law = given.legal_basis(TransferKind.LETTER)
    release = given.release(case, centre, manager, valid_until=TODAY + DAY)
    with act_as(manager, today=TODAY):
        offered = bases_for(case.person_id, centre, TransferKind.LETTER, on=TODAY)
        assert [one.row for one in offered] == [release, law]
        assert [str(one) for one in offered] == [
            "Schweigepflichtentbindung vom 20.11.2026 gegenüber Jobcenter, gültig bis 21.11.2026",
            "§ 34 StGB (Gegenwärtige Gefahr)",
        ]
        assert [one.row for one in bases_for(case.person_id, centre, TransferKind.TALK, on=TODAY)] == [release]
    assert basis_in_words(law) == str(law)


def test_what_left_is_never_changed_and_rests_on_exactly_one_basis(
    case: Case, manager: Actor, centre: Organisation
) -> None:
    release, law = given.release(case, centre, manager), given.legal_basis(TransferKind.LETTER)
    transfer = passed_on(case, manager, centre)
    for changes in ({"contained": "nichts"}, {"on": TODAY - DAY}):
        with act_as(manager, today=TODAY), pytest.raises(DatabaseError), transaction.atomic():
            Transfer.objects.filter(id=transfer.id).update(**changes)
    with act_as(manager, today=TODAY), pytest.raises(DatabaseError), transaction.atomic():
        transfer.delete()
    told = {"case": case, "kind": "letter", "organisation": centre, "contained": "x", "on": TODAY}
    for basis in ({}, {"consent": release, "legal_basis": law}):
        with act_as(manager, today=TODAY), pytest.raises(IntegrityError), transaction.atomic():
            Transfer.objects.create(author_id=manager.id, **told, **basis)


def test_data_protection_reads_that_it_left_and_strangers_nothing(
    case: Case, manager: Actor, centre: Organisation
) -> None:
    given.release(case, centre, manager)
    transfer = passed_on(case, manager, centre)
    with act_as(given.actor(Role.DATA_PROTECTION), today=TODAY):
        assert Transfer.objects.get().contained == transfer.contained
        assert not Case.objects.exists()
        assert not Consent.objects.exists()
    for role in (Role.CASE_MANAGER, Role.COORDINATOR, Role.LEAD, Role.ADMIN, Role.RESIDENCE_OFFICER):
        with act_as(given.actor(role), today=TODAY):
            assert not Transfer.objects.exists()
            assert LegalBasis.objects.count() == 0
