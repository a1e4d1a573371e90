"""/datenschutz/sperrvermerke/ and the page of a case: asked, set, answered, lifted, who reads the file meanwhile."""

from datetime import timedelta

import pytest

from faden.domain.cases.models import Case
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.people.models import Restriction, ShieldRequest
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.queries import system_actor
from faden.kernel.outbox.models import OutgoingMail
from tests import given
from tests.signed_in import longer_ago, signed_in
from tests.web.signed_in import somebody, today, words_of

pytestmark = pytest.mark.django_db
LIST = "/datenschutz/sperrvermerke/"
NEW = f"{LIST}neu/"
TYPED = {"ground": "violence", "reason": "Sie wird bedroht."}


def restricted(manager: Actor, keeper: Actor, client: object) -> Case:
    case = given.case(manager, family_name="Beispielname", on=today())
    client.post(NEW, {"number": case.number, **TYPED})  # type: ignore[attr-defined]
    with act_as(keeper, today=today()):
        assert Restriction.objects.filter(lifted_on__isnull=True).count() == 1
    return case


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.LEAD, Role.COORDINATOR, Role.ADMIN])
def test_only_who_holds_the_right_and_data_protection_reads_the_list(role: Role) -> None:
    _, client = somebody(role)
    assert client.get(LIST).status_code == 403
    assert client.post(NEW, {"number": "26-000001", **TYPED}).status_code == 403


def test_an_empty_list_teaches_and_data_protection_only_reads() -> None:
    _, client = somebody(Role.DATA_PROTECTION)
    answer = client.get(LIST)
    assert "Kein Sperrvermerk in Kraft" in words_of(answer)
    assert NEW not in answer.text
    assert client.get(NEW).status_code == 403


def test_it_is_set_by_number_listed_without_a_name_and_lifted() -> None:
    keeper, client = somebody(Role.SHIELD_KEEPER)
    manager, _ = somebody(Role.CASE_MANAGER)
    case = restricted(manager, keeper, client)
    words = words_of(client.get(LIST))
    assert case.number in words
    assert "Sie wird bedroht." in words
    assert "Beispielname" not in words
    with act_as(keeper, today=today()):
        key = Restriction.objects.get().id
    assert client.post(f"{LIST}{key}/aufheben/", {"reason": ""}).status_code == 422
    assert client.post(f"{LIST}{key}/aufheben/", {"reason": "Gefahr vorbei"}).status_code == 303
    assert "Gefahr vorbei" in words_of(client.get(LIST))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": "26-999999"}, "gibt es keinen Fall"),
        ({"number": "unsinn"}, "gibt es keinen Fall"),
        ({"reason": ""}, "Bitte"),
        ({"ground": "x"}, "Bitte"),
        ({"review_on": "1.1.2020"}, "nicht in der Zukunft"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(typed: dict[str, str], told: str) -> None:
    _, client = somebody(Role.SHIELD_KEEPER)
    manager, _ = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    answer = client.post(NEW, {"number": case.number, **TYPED, **typed})
    assert answer.status_code == 422
    assert told in words_of(answer)
    if "reason" not in typed:
        assert "Sie wird bedroht." in answer.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(rows: int, django_assert_num_queries: object) -> None:
    _, client = somebody(Role.SHIELD_KEEPER)
    manager, _ = somebody(Role.CASE_MANAGER)
    for _ in range(rows):
        case = given.case(manager, on=today())
        client.post(NEW, {"number": case.number, **TYPED})
    client.get(LIST)
    with django_assert_num_queries(STATEMENTS):  # type: ignore[operator]
        client.get(LIST)


STATEMENTS = 10


def test_a_case_manager_asks_and_the_mail_names_nobody() -> None:
    keeper, keeping = somebody(Role.SHIELD_KEEPER)
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, family_name="Beispielname", on=today())
    page = f"/faelle/{case.number}/sperrvermerk/"
    assert "Sperrvermerk beantragen" in words_of(client.get(page))
    asked_for = client.post(page, TYPED, follow=True)
    assert asked_for.redirect_chain == [(page, 303)]
    assert ("beantragt am" in words_of(asked_for), keeper.name in words_of(asked_for)) == (True, True)
    with act_as(system_actor(), today=today()):
        mail = OutgoingMail.objects.get(recipient=keeper.email)
    for secret in ("Beispielname", case.number, "bedroht"):
        assert secret not in mail.subject + mail.body
    with act_as(keeper, today=today()):
        asked = ShieldRequest.objects.get()
    answer_page = f"{LIST}antraege/{asked.id}/"
    assert "Sie wird bedroht." in words_of(keeping.get(answer_page))
    assert keeping.post(answer_page, {"agrees": "ja", "reason": "Sie wird bedroht."}).status_code == 303
    words = words_of(client.get(page))
    assert "Schutz vor Gewalt" in words
    assert "Sperrvermerk" in words_of(client.get(f"/faelle/{case.number}/"))


def test_a_sperrvermerk_set_from_the_case_asks_once_more_who_it_is() -> None:
    both = given.actor(Role.CASE_MANAGER, Role.SHIELD_KEEPER, today=today())
    given.set_password(both)
    client = signed_in(both)
    page = f"/faelle/{given.case(both, on=today()).number}/sperrvermerk/"
    longer_ago(client)
    assert client.get(page).status_code == 200, "reading asks nobody"
    asked = client.post(page, TYPED)
    assert asked.status_code == 403
    assert "Sie wird bedroht." in asked.text, "nothing typed is lost"
    with act_as(both, today=today()):
        assert not Restriction.objects.exists()
    assert client.post(page, {**TYPED, "bestaetigung-password": given.PASSWORD}).status_code == 303
    with act_as(both, today=today()):
        assert Restriction.objects.count() == 1


def test_a_request_is_declined_with_a_sentence() -> None:
    keeper, keeping = somebody(Role.SHIELD_KEEPER)
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    client.post(f"/faelle/{case.number}/sperrvermerk/", TYPED)
    with act_as(keeper, today=today()):
        asked = ShieldRequest.objects.get()
    answer_page = f"{LIST}antraege/{asked.id}/"
    assert keeping.post(answer_page, {"agrees": "nein", "reason": " "}).status_code == 422
    assert keeping.post(answer_page, {"agrees": "nein", "reason": "Nicht nötig."}).status_code == 303
    assert "Sperrvermerk beantragen" in words_of(client.get(f"/faelle/{case.number}/sperrvermerk/"))


def test_whoever_holds_the_right_and_the_case_sets_it_there() -> None:
    manager = given.actor(Role.CASE_MANAGER, Role.SHIELD_KEEPER)
    client = signed_in(manager)
    case = given.case(manager, on=today())
    page = f"/faelle/{case.number}/sperrvermerk/"
    assert "Sperrvermerk setzen" in words_of(client.get(page))
    assert client.post(page, TYPED).status_code == 303
    with act_as(manager, today=today()):
        assert Case.objects.get(id=case.id).person.is_shielded


def test_the_responsible_confirms_and_closes_by_name() -> None:
    _, keeping = somebody(Role.SHIELD_KEEPER)
    manager, client = somebody(Role.CASE_MANAGER)
    helper, helping = somebody(Role.CASE_MANAGER)
    case = given.case(manager, on=today())
    with act_as(manager, today=today()):
        member = invite_helper(
            case=case,
            account=given.account_of(helper),
            reason="hilft",
            since=today(),
            last_day=today() + timedelta(days=9),
            actor=manager,
            today=today(),
        )
    keeping.post(NEW, {"number": case.number, **TYPED})
    page = f"/faelle/{case.number}/"
    assert helping.get(page).status_code == 404
    assert "Akte geschlossen" in words_of(client.get(f"{page}kreis/"))
    assert client.post(f"{page}kreis/{member.id}/bestaetigen/").status_code == 303
    assert "namentlich bestätigt" in words_of(client.get(f"{page}kreis/"))
    assert helping.get(page).status_code == 200
    assert helping.post(f"{page}kreis/{member.id}/schliessen/").status_code == 403
    assert client.post(f"{page}kreis/{member.id}/schliessen/").status_code == 303
    assert helping.get(page).status_code == 404


def test_who_waits_stands_on_the_first_page_of_whoever_decides() -> None:
    _, keeping = somebody(Role.SHIELD_KEEPER)
    assert "Wenn jemand einen Sperrvermerk beantragt" in words_of(keeping.get("/heute/"))
    manager, client = somebody(Role.CASE_MANAGER)
    case = given.case(manager, family_name="Beispielname", on=today())
    client.post(f"/faelle/{case.number}/sperrvermerk/", TYPED)
    words = words_of(keeping.get("/heute/"))
    assert f"Sperrvermerk beantragt: {case.number}" in words
    assert "Beispielname" not in words


def test_setting_lifting_and_answering_asks_once_more_who_it_is() -> None:
    keeper, keeping = somebody(Role.SHIELD_KEEPER)
    manager, client = somebody(Role.CASE_MANAGER)
    restricted(manager, keeper, keeping)
    other = given.case(manager, on=today())
    client.post(f"/faelle/{other.number}/sperrvermerk/", TYPED)
    with act_as(keeper, today=today()):
        key, request_id = Restriction.objects.get().id, ShieldRequest.objects.get().id
    longer_ago(keeping)
    for address, typed in (
        (NEW, {"number": other.number, **TYPED}),
        (f"{LIST}{key}/aufheben/", {"reason": "Gefahr vorbei"}),
        (f"{LIST}antraege/{request_id}/", {"agrees": "ja", "reason": "Sie wird bedroht."}),
    ):
        asked = keeping.post(address, typed)
        assert "Bitte bestätigen Sie, dass Sie es sind" in asked.text, address
    with act_as(keeper, today=today()):
        assert Restriction.objects.get().lifted_on is None
