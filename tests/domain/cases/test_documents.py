"""Documents of a case: filed once, read by whom they are for, deleted with time to think again."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from faden.domain.cases.models import Case
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.documents import bring_document_back, delete_document, file_documents
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files import content as contents
from faden.kernel.files.calculation import KEPT_DAYS
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.operations import clear_away, open_file
from faden.kernel.files.queries import filed_in
from faden.kernel.identity.queries import system_actor
from faden.lib.file_content import Upload
from tests import files_made as made
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db

MANY_DAYS = timedelta(days=KEPT_DAYS)


def upload(content: bytes, name: str = "Scan.pdf") -> Upload:
    return Upload(name, content, len(content))


def file(case: Case, actor: Actor, *uploads: Upload, audience: Audience = Audience.CIRCLE) -> list[StoredFile]:
    with act_as(actor, today=TODAY):
        return file_documents(
            case=case,
            uploads=uploads or (upload(made.pdf()),),
            kind=FileKind.NOTICE,
            audience=audience,
            actor=actor,
            today=TODAY,
        )


def helped(case: Case, manager: Actor, *roles: Role) -> Actor:
    organisation = given.organisation()
    helper = given.actor(*roles, organisation=organisation if Role.PARTNER in roles else None)
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        invite_helper(
            case=case,
            account=given.account_of(helper),
            reason="hilft",
            since=TODAY,
            last_day=TODAY + timedelta(days=30),
            actor=manager,
            today=TODAY,
        )
    return helper


def seen(case: Case, actor: Actor) -> int:
    with act_as(actor, today=TODAY):
        return len(filed_in(case.id, TODAY).files)


def test_a_document_comes_back_as_it_was_filed_and_reading_it_is_traced() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    (stored,) = file(case, manager, upload(made.pdf(), "../Bescheid\u202e.pdf"))
    assert stored.name == "Bescheid.pdf"
    with act_as(manager, today=TODAY):
        assert open_file(stored=stored, actor=manager) == made.pdf()
        acts = list(AuditEntry.objects.filter(file_id=case.id).order_by("at").values_list("act", flat=True))
    assert acts[-2:] == ["document.filed", "document.read"]


def test_each_sees_what_is_meant_for_them() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    colleague, partner = helped(case, manager, Role.CASE_MANAGER), helped(case, manager, Role.PARTNER)
    for number, audience in enumerate(Audience):
        file(case, manager, upload(made.pdf(b"/X %d" % number)), audience=audience)
    assert [seen(case, one) for one in (manager, colleague, partner)] == [3, 2, 1]
    assert seen(case, given.actor(Role.CASE_MANAGER)) == 0
    assert seen(case, given.actor(Role.LEAD)) == 0


def test_one_bad_file_among_three_and_none_is_filed() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with pytest.raises(Invalid) as said:
        file(case, manager, upload(made.pdf()), upload(b"MZ\x00", "gut.pdf"), upload(b"", "leer.pdf"))
    assert "„gut.pdf“" in said.value.errors["uploads"]
    assert "„leer.pdf“: Die Datei ist leer." in said.value.errors["uploads"]
    assert seen(case, manager) == 0


def test_a_complaint_names_the_file_as_it_was_handed_in() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(manager, today=TODAY), pytest.raises(Invalid, match=r"„scan\.exe“"):
        file_documents(
            case=case,
            uploads=[upload(b"MZ\x00", "scan.exe")],
            kind=FileKind.NOTICE,
            title="Mietvertrag",
            actor=manager,
            today=TODAY,
        )


def test_the_same_file_twice_is_filed_once() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    picture = made.image(place=True)
    assert len(file(case, manager, upload(picture))) == 1
    assert file(case, manager, upload(picture, "noch einmal.jpg")) == []
    assert seen(case, manager) == 1


def test_a_file_and_a_case_have_their_limits(settings: Settings) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    settings.FILE_LIMIT = 200
    with pytest.raises(Invalid, match="größer als 200"):
        file(case, manager, upload(made.pdf(b"/X (" + b"x" * 200 + b")")))
    file(case, manager)
    settings.FILES_QUOTA = 100
    with pytest.raises(Invalid, match="liegen schon"):
        file(case, manager, upload(made.pdf(b"/X 1")))


def test_a_closed_case_takes_no_more() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        Case.objects.filter(id=case.id).update(closed_on=TODAY)
    with pytest.raises(Refused, match="abgeschlossen"):
        file(case, manager)


def test_deleted_is_gone_for_reading_and_can_be_had_back() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    (stored,) = file(case, manager)
    with act_as(manager, today=TODAY):
        delete_document(case=case, document=stored, actor=manager, today=TODAY)
    with act_as(manager, today=TODAY), pytest.raises(NotVisible):
        open_file(stored=StoredFile.objects.get(id=stored.id), actor=manager)
    last = TODAY + MANY_DAYS
    with act_as(manager, today=last):
        (deleted,) = filed_in(case.id, last).deleted
        bring_document_back(case=case, document=deleted, actor=manager, today=last)
        assert len(filed_in(case.id, last).files) == 1


def test_somebody_elses_file_is_deleted_by_whoever_leads_the_case_only() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    helper = helped(case, manager, Role.CASE_MANAGER)
    (stored,) = file(case, manager)
    (own,) = file(case, helper, upload(made.pdf(b"/X 1")))
    with act_as(helper, today=TODAY), pytest.raises(Refused):
        delete_document(case=case, document=stored, actor=helper, today=TODAY)
    with act_as(manager, today=TODAY):
        delete_document(case=case, document=own, actor=manager, today=TODAY)
    assert seen(case, helper) == 1


def test_long_after_deleting_the_content_is_gone_for_good() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    (stored,) = file(case, manager)
    with act_as(manager, today=TODAY):
        delete_document(case=case, document=stored, actor=manager, today=TODAY)
    for day, cleared in ((TODAY + MANY_DAYS, 0), (TODAY + MANY_DAYS + timedelta(days=1), 1)):
        with act_as(system_actor(), today=day):
            assert clear_away(actor=system_actor(), today=day) == cleared
            assert clear_away(actor=system_actor(), today=day) == 0
    with act_as(manager, today=day):
        row = StoredFile.objects.get(id=stored.id)
        assert row.name == ""
        with pytest.raises(NotVisible):
            contents.content_of(stored.id)
        assert filed_in(case.id, day).deleted == ()
        with pytest.raises(Refused, match="30 Tagen"):
            bring_document_back(case=case, document=row, actor=manager, today=day)


def test_a_list_does_not_fetch_the_content() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    file(case, manager)
    with act_as(manager, today=TODAY):
        (one,) = filed_in(case.id, TODAY).files
        assert "content" in one.get_deferred_fields()
