"""/dubletten/: the list, the comparison, one or two persons, and back."""

import re
from datetime import date

import pytest

from faden.domain.cases.models import Case
from faden.domain.duplicates.models import Distinction, PersonMerge
from faden.domain.people.models import Person
from faden.domain.people.operations import correct_person
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.lib.identifiers import new_id
from tests import given
from tests.signed_in import signed_in
from tests.statements import statements
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
PAGE = "/dubletten/"


def known(manager: Actor, given_names: str = "Yousef", year: int = 1987) -> Person:
    person = given.case(manager, family_name="Vorher", given_names=given_names, on=today()).person
    with act_as(manager, today=today()):
        return correct_person(
            person=person,
            version=1,
            actor=manager,
            today=today(),
            family_name="Hamdan",
            birth_date=date(year, 4, 3),
        )


def pair(one: Person, other: Person) -> str:
    return f"{PAGE}{one.id}/{other.id}/"


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CASE_MANAGER, Role.SYSTEM}])
def test_only_case_management(role: Role) -> None:
    _, client = somebody(role)
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}{new_id()}/{new_id()}/").status_code == 403


def test_an_empty_list_says_what_belongs_here() -> None:
    _, client = somebody(Role.CASE_MANAGER)
    assert "Keine möglichen Dubletten" in words_of(client.get(PAGE))


def test_from_the_list_to_one_person_and_back() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    keep, other = known(manager), known(manager, "Jusuf")
    listed = client.get(PAGE)
    assert "Klingt ähnlich, gleiches Geburtsdatum" in words_of(listed)
    address = re.search(r'href="(/dubletten/[^"]+/[^"]+/)"', listed.text)
    assert address
    compared = client.get(pair(keep, other))
    assert 'value="keep" checked' in re.sub(r"\s+", " ", compared.text)
    assert "Fälle: 1" in words_of(compared)
    form = {"version_keep": keep.version, "version_other": other.version, "given_names": "other"}
    assert client.post(pair(keep, other), form).headers["Location"] == PAGE
    after = client.get(PAGE)
    assert "In den letzten 30 Tagen zusammengeführt" in words_of(after)
    with act_as(manager, today=today()):
        assert {case.person.given_names for case in Case.objects.select_related("person")} == {"Jusuf"}
        merge = PersonMerge.objects.get()
        assert AuditEntry.objects.filter(act="people.compared").count() == 1
    assert client.post(f"{PAGE}zusammenfuehrung/{merge.id}/").headers["Location"] == PAGE
    assert client.post(f"{PAGE}zusammenfuehrung/{merge.id}/").status_code == 403
    with act_as(manager, today=today()):
        assert {case.person.given_names for case in Case.objects.select_related("person")} == {"Jusuf", "Yousef"}


def test_what_is_wrong_is_said_and_a_stale_page_conflicts() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    keep, other = known(manager), known(manager, "Jusuf")
    assert client.post(pair(keep, other), {"given_names": "keep"}).status_code == 422
    form = {"version_keep": keep.version, "version_other": other.version, "given_names": "x"}
    assert client.post(pair(keep, other), form).status_code == 422
    with act_as(manager, today=today()):
        correct_person(person=other, version=other.version, actor=manager, today=today(), language="ar")
    form["given_names"] = "keep"
    assert client.post(pair(keep, other), {**form, "language": "keep"}).status_code == 409
    with act_as(manager, today=today()):
        assert not PersonMerge.objects.exists()


def test_a_foreign_or_missing_person_is_not_there() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    colleague, theirs = somebody(Role.CASE_MANAGER)
    mine, foreign = known(manager), known(colleague, "Jusuf")
    for address in (pair(mine, foreign), pair(foreign, mine), pair(mine, mine), f"{PAGE}{mine.id}/{new_id()}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {}).status_code == 404
    for path in ("unterscheidung", "zusammenfuehrung"):
        assert client.post(f"{PAGE}{path}/{new_id()}/").status_code == 404
    del theirs


def test_a_colleagues_person_is_masked_and_can_be_told_apart() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    colleague, their_client = somebody(Role.CASE_MANAGER)
    mine, foreign = known(manager), known(colleague, "Jusuf")
    listed = client.get(PAGE)
    assert f"bei {colleague.name}: Bitte fragen Sie dort nach." in words_of(listed)
    assert "Jusuf" not in listed.text
    address = f"{pair(mine, foreign)}unterscheiden/"
    assert "Jusuf" not in client.get(address).text
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "x" * 301}).status_code == 422
    for _ in range(2):
        assert client.post(address, {"reason": "Zwei Brüder."}).headers["Location"] == PAGE
    assert "Zwei Brüder." in words_of(their_client.get(PAGE))
    with act_as(manager, today=today()):
        distinction = Distinction.objects.get()
    _, stranger = somebody(Role.CASE_MANAGER)
    assert stranger.post(f"{PAGE}unterscheidung/{distinction.id}/").status_code == 404
    assert their_client.post(f"{PAGE}unterscheidung/{distinction.id}/").headers["Location"] == PAGE
    assert client.get(address).status_code == 200


def test_whoever_helps_is_told_whom_to_ask() -> None:
    manager, _ = somebody(Role.CASE_MANAGER)
    helped = known(manager)
    with act_as(manager, today=today()):
        case = Case.objects.get()
    helper = given.helper(case, manager, today=today())
    own = known(helper, "Jusuf")
    client = signed_in(helper)
    page = client.get(pair(own, helped))
    assert f"Bitte fragen Sie {manager.name}." in words_of(page)
    assert "Zusammenführen</span>" not in page.text
    form = {"version_keep": own.version, "version_other": helped.version, "given_names": "keep"}
    assert client.post(pair(own, helped), form).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_as_much_for_three_pairs_as_for_one(number: int) -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    for one in range(number):
        known(manager, "Yousef", 1951 + 11 * one)
        known(manager, "Jusuf", 1951 + 11 * one)
    client.get(PAGE)
    with statements() as seen:
        answer = client.get(PAGE)
    assert words_of(answer).count("Vergleichen") == number
    assert len(seen) == 9
