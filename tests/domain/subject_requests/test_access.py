"""Subject access: everything is collected, others are masked, the right people answer, in time."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from faden.domain.cases.enums import ContactKind, Recommendation, Visibility
from faden.domain.cases.models import Case, CriteriaCheck
from faden.domain.cases.operations.notes import write_note
from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import Household, HouseholdMember, Person
from faden.domain.people.operations.shields import set_restriction
from faden.domain.subject_requests.calculation import BLACK, due_on, hint, masked, names_to_mask, passages
from faden.domain.subject_requests.enums import AccessState, Asker, Ground, Identity, Way
from faden.domain.subject_requests.models import AccessPackage, SubjectAccess
from faden.domain.subject_requests.operations import access as act
from faden.domain.subject_requests.package import to_review
from faden.domain.subject_requests.queries import open_requests, request_by_number, requests_about
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.database.collecting import collected, condition
from faden.kernel.database.register import Whose, catalogue
from faden.kernel.identity.queries import system_actor
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NOTE = "Sie war mit Zlatko beim Jobcenter. Frau Nachbarin kam später dazu. Wir suchen einen Kurs."


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Mira Wegener")


@pytest.fixture
def officer() -> Actor:
    return given.actor(Role.DATA_PROTECTION)


@pytest.fixture
def case(manager: Actor) -> Case:
    """Ana, whose husband Zlatko lives with her; a note names him and her counsellor."""
    found = given.case(manager, family_name="Đorđević", given_names="Ana", consented=True)
    with act_as(manager, today=TODAY):
        write_note(
            case=found, on=TODAY, kind=ContactKind.VISIT, minutes=25, text=f"{NOTE} Wegener ruft an.",
            visibility=Visibility.AUTHOR, actor=manager, today=TODAY, now=NOW,
        )  # fmt: skip
    return found


def _with_husband(case: Case, owner: Any) -> None:
    home = Household.objects.using(owner).create(name="Familie Đorđević")
    husband = Person.objects.using(owner).create(family_name="Đorđević", given_names="Zlatko", sort_name="DORDEVIC")
    for person_id in (case.person_id, husband.id):
        HouseholdMember.objects.using(owner).create(household=home, person_id=person_id, relation="other", since=TODAY)


def asked(case: Case, officer: Actor, *, identity: str = Identity.KNOWN, on: date = TODAY) -> SubjectAccess:
    """A request that data protection has recorded."""
    with act_as(officer, today=TODAY):
        return act.receive_for_case(
            number=case.number, received_on=on, received_by=Way.LETTER, asker=Asker.SELF, identity=identity,
            actor=officer, today=TODAY,
        )  # fmt: skip


def reviewed(access: SubjectAccess, officer: Actor, *, black: Mapping[str, tuple[int, ...]] = {}) -> SubjectAccess:
    """Collected and looked through."""
    with act_as(officer, today=TODAY):
        act.collect(access=access, version=access.version, actor=officer, today=TODAY)
        for section in act.read_package(access=access, actor=officer)["sections"]:
            access.refresh_from_db()
            if to_review(section):
                act.review_section(
                    access=access, table=section["table"], black=black.get(section["table"], ()),
                    version=access.version, actor=officer,
                )  # fmt: skip
        access.refresh_from_db()
        return act.finish_review(access=access, version=access.version, actor=officer, today=TODAY)


def test_every_table_about_clients_is_collected() -> None:
    about = {label for label, one in catalogue().items() if any(one.whose(name) is Whose.CLIENT for name in one.fields)}
    assert about - set(collected()) == set(), "the answer to Art. 15 would forget these"
    assert all(condition(label) for label in collected())


def test_what_stands_about_somebody_is_in_the_package(case: Case, officer: Actor) -> None:
    access = reviewed(asked(case, officer), officer)
    with act_as(officer, today=TODAY):
        out = act.hand_out(access=access, as_what="json", actor=officer)
    tables = {section["table"] for section in out["sections"]}
    assert {"people.Person", "cases.Case", "cases.ContactNote", "cases.CircleMember", "consent.Consent"} <= tables
    text = json.dumps(out, ensure_ascii=False)
    assert "Đorđević" in text
    assert case.number in text
    assert "Wir suchen einen Kurs." in text, "what only its author reads is about her all the same"
    assert "Wegener" not in text
    assert "hint" not in text
    assert not [key for key in (case.id, case.person_id, officer.id) if str(key) in text]


def test_what_was_chosen_is_told_in_words(case: Case, manager: Actor, officer: Actor) -> None:
    with act_as(manager, today=TODAY):
        CriteriaCheck.objects.create(
            case=case, on=TODAY, author_id=manager.id, longer_term=True, several_actors=True, overall_plan=True,
            mandate=True, recommended=Recommendation.CASE_MANAGEMENT, decided="case_management",
        )  # fmt: skip
    access = reviewed(asked(case, officer), officer)
    with act_as(officer, today=TODAY):
        out = act.hand_out(access=access, as_what="json", actor=officer)
    told = [(one["label"], one["value"]) for part in out["sections"] for row in part["rows"] for one in row]
    assert ("Empfehlung", "Case Management") in told
    assert [one for one in told if re.fullmatch(r"[a-z]+(_[a-z]+)+", one[1])] == []


def test_every_row_of_the_case_is_there_and_no_row_of_another(case: Case, manager: Actor, officer: Actor) -> None:
    other = given.case(manager, family_name="Fremdmark", consented=True)
    with act_as(manager, today=TODAY):
        write_note(
            case=other, on=TODAY, kind=ContactKind.VISIT, minutes=5, text="Fremdnotiz", actor=manager,
            visibility=Visibility.CIRCLE, today=TODAY, now=NOW,
        )  # fmt: skip
    access = asked(case, officer)
    with act_as(officer, today=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT faden_collect(%s)", [access.id])
        found = json.loads(cursor.fetchone()[0])
    text = json.dumps(found, ensure_ascii=False)
    assert "Fremdmark" not in text
    assert "Fremdnotiz" not in text
    with act_as(manager, today=TODAY):
        for label in ("cases.Stay", "cases.CircleMember", "cases.ContactNote"):
            here = apps.get_model(label)._base_manager.filter(case=case).count()
            assert len(found["sections"][label]) == here


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_names_of_the_household_are_masked(case: Case, officer: Actor) -> None:
    _with_husband(case, "owner")
    access = asked(case, officer)
    with act_as(officer, today=TODAY):
        act.collect(access=access, version=1, actor=officer, today=TODAY)
        content = act.read_package(access=access, actor=officer)
    notes = next(one for one in content["sections"] if one["table"] == "cases.ContactNote")
    shown = [one["text"] for one in to_review(notes)]
    assert shown[0] == f"Sie war mit {BLACK} beim Jobcenter."
    members = next(one for one in content["sections"] if one["table"] == "people.HouseholdMember")
    who = {field["value"] for row in members["rows"] for field in row if field["name"] == "person"}
    assert who == {"Sie selbst", "eine andere Person"}
    assert "Zlatko" not in json.dumps(content, ensure_ascii=False)


def test_what_the_reviewer_blacks_out_does_not_leave(case: Case, officer: Actor) -> None:
    access = reviewed(asked(case, officer), officer, black={"cases.ContactNote": (1,)})
    with act_as(officer, today=TODAY):
        text = json.dumps(act.hand_out(access=access, as_what="pdf", actor=officer), ensure_ascii=False)
    assert "Nachbarin" not in text
    assert "Wir suchen einen Kurs." in text


def test_nothing_leaves_unreviewed_and_nothing_is_collected_unchecked(case: Case, officer: Actor) -> None:
    access = asked(case, officer, identity="")
    with act_as(officer, today=TODAY):
        with pytest.raises(Refused, match="Identität"):
            act.collect(access=access, version=1, actor=officer, today=TODAY)
        access = act.check_identity(
            access=access, identity=Identity.DOCUMENT, identity_note="", version=1, actor=officer
        )
        act.collect(access=access, version=2, actor=officer, today=TODAY)
        access.refresh_from_db()
        with pytest.raises(Refused, match="geprüft"):
            act.hand_out(access=access, as_what="json", actor=officer)
        with pytest.raises(Refused, match="Noch nicht geprüft"):
            act.finish_review(access=access, version=access.version, actor=officer, today=TODAY)


def test_the_database_itself_refuses_everybody_else(case: Case, manager: Actor, officer: Actor) -> None:
    access = asked(case, officer)
    for somebody in (manager, given.actor(Role.SHIELD_KEEPER), given.actor(Role.LEAD), given.actor(Role.ADMIN)):
        with act_as(somebody, today=TODAY):
            assert not SubjectAccess.objects.exists()
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT faden_collect(%s)", [access.id])


def test_a_restricted_person_is_answered_by_the_keepers_only(case: Case, officer: Actor) -> None:
    access = asked(case, officer)
    keeper = given.actor(Role.SHIELD_KEEPER)
    with act_as(keeper, today=TODAY):
        set_restriction(person_id=case.person_id, ground=ShieldGround.VIOLENCE, reason="x", actor=keeper, today=TODAY)
    with act_as(officer, today=TODAY):
        assert open_requests(officer) == []
        with pytest.raises(NotVisible):
            request_by_number(officer, access.number)
        with pytest.raises(Invalid, match="Sperrvermerk"):
            act.receive_for_case(
                number=case.number, received_on=TODAY, received_by=Way.LETTER, asker=Asker.SELF, actor=officer,
                today=TODAY,
            )  # fmt: skip
    access = reviewed(access, keeper)
    with act_as(keeper, today=TODAY):
        out = act.hand_out(access=access, as_what="json", actor=keeper)
    assert out["name"] == "Ana Đorđević"


def test_who_counsels_hands_a_request_in_and_sees_how_far_it_is(case: Case, manager: Actor, officer: Actor) -> None:
    told: dict[str, Any] = {"received_on": TODAY, "received_by": Way.IN_PERSON, "asker": Asker.SELF, "today": TODAY}
    with act_as(manager, today=TODAY):
        access = act.receive(person_id=case.person_id, identity=Identity.KNOWN, actor=manager, **told)
        assert not SubjectAccess.objects.exists()
        (known,) = requests_about([case.person_id])
        assert (known.number, known.state, known.due_on) == (access.number, "received", date(2026, 12, 20))
        with pytest.raises(Invalid, match="schon ein Ersuchen"):
            act.receive(person_id=case.person_id, actor=manager, **told)
    stranger = given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY):
        assert requests_about([case.person_id]) == []
        with pytest.raises(ProgrammingError), transaction.atomic():
            act.receive(person_id=case.person_id, actor=stranger, **told)
    with act_as(officer, today=TODAY):
        assert [one.access.number for one in open_requests(officer)] == [access.number]


def test_a_month_and_two_more_with_a_reason(case: Case, officer: Actor) -> None:
    assert due_on(date(2026, 1, 31)) == date(2026, 2, 28)
    access = asked(case, officer)
    with act_as(officer, today=TODAY):
        with pytest.raises(Invalid, match="Grund"):
            act.extend(access=access, because=" ", version=1, actor=officer, today=TODAY)
        access = act.extend(access=access, because="sehr umfangreich", version=1, actor=officer, today=TODAY)
        assert access.due_on == date(2027, 2, 20)
        with pytest.raises(Refused, match="schon verlängert"):
            act.extend(access=access, because="noch mehr", version=2, actor=officer, today=TODAY)


def test_delivered_the_package_is_gone_after_its_period(case: Case, officer: Actor) -> None:
    access = reviewed(asked(case, officer), officer)
    with act_as(officer, today=TODAY):
        access = act.deliver(
            access=access, delivered_by=Way.IN_PERSON, version=access.version, actor=officer, today=TODAY
        )
        assert access.state == AccessState.DELIVERED
        delete_on = AccessPackage.objects.get().delete_on
        assert delete_on == TODAY + timedelta(days=90)
    system = system_actor()
    for day, gone in ((delete_on - timedelta(days=1), 0), (delete_on, 1), (delete_on, 0)):
        with act_as(system, today=day):
            assert act.clear_away(actor=system, today=day) == gone
    with act_as(officer, today=TODAY), pytest.raises(NotVisible):
        act.hand_out(access=access, as_what="json", actor=officer)


def test_refused_with_a_reason_nothing_is_kept(case: Case, officer: Actor) -> None:
    access = asked(case, officer)
    with act_as(officer, today=TODAY):
        act.collect(access=access, version=1, actor=officer, today=TODAY)
        with pytest.raises(Invalid, match="begründen"):
            act.refuse(access=access, ground=Ground.OTHERS, because="", version=2, actor=officer, today=TODAY)
        access = act.refuse(
            access=access, ground=Ground.NOT_PROVEN, because="Kein Nachweis", version=2, actor=officer, today=TODAY
        )
        assert AccessPackage.objects.get().content is None
        with pytest.raises(Refused):
            act.collect(access=access, version=3, actor=officer, today=TODAY)


def test_every_step_is_in_the_trace_and_in_that_of_the_file(case: Case, officer: Actor) -> None:
    access = reviewed(asked(case, officer), officer)
    with act_as(officer, today=TODAY):
        act.hand_out(access=access, as_what="json", actor=officer)
        acts = set(AuditEntry.objects.filter(subject_id=access.id).values_list("act", flat=True))
        assert acts == {
            "access.received", "access.collected", "access.package_read", "access.section_reviewed",
            "access.reviewed", "access.exported",
        }  # fmt: skip
        assert AuditEntry.objects.filter(file_id=case.id, act="access.file_collected").count() == 1


@pytest.mark.parametrize(
    ("text", "others", "own", "result"),
    [
        ("Zlatkos Kurs", ["Zlatko Marić"], ["Ana Đorđević"], f"{BLACK} Kurs"),
        ("Herr Marić rief an", ["Zlatko Marić"], ["Ana Marić"], "Herr Marić rief an"),
        ("Im Alltag", ["Al Im"], [], "Im Alltag"),
        ("Jean-Luc kam", ["Jean-Luc"], [], f"{BLACK} kam"),
    ],
)
def test_masks(text: str, others: list[str], own: list[str], result: str) -> None:
    assert masked(text, names_to_mask(others, own)) == result


def test_passages_are_sentences_and_lines() -> None:
    assert passages("Eins. Zwei!\n\nDrei z. B. vier") == ["Eins.", "Zwei!", "Drei z. B. vier"]


def test_hints_point_at_what_a_machine_sees() -> None:
    assert "E-Mail-Adresse" in hint("Bitte an mira@example.org schreiben")
    assert hint("Wir suchen einen Kurs.") == ""
