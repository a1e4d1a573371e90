"""Letters: they keep their text, leave only on a release or a law, and are filed as they were looked at."""

from datetime import timedelta

import pytest

from faden.domain.cases.models import Case
from faden.domain.cases.queries.story import events_of
from faden.domain.cases.queries.transfers import transfer_for
from faden.domain.cases.story import Kind
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.operations import withdraw_consent
from faden.domain.letters import queries
from faden.domain.letters.enums import LetterKind, LetterState
from faden.domain.letters.models import Letter
from faden.domain.letters.operations.serial import write_serial_letter
from faden.domain.letters.operations.writing import (
    change_letter,
    discard_letter,
    file_letter,
    file_signed,
    write_letter,
)
from faden.domain.letters.shipped import shipped
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile
from faden.lib.file_content import Upload
from tests import given
from tests.domain.letters.letters_given import letter, pdf

pytestmark = pytest.mark.django_db
TODAY = given.TODAY


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=30), consented=True)


@pytest.fixture
def jobcentre() -> Organisation:
    return given.organisation()


def filed(of: Letter, by: Actor, version: int = 1) -> Letter:
    return file_letter(letter=of, version=version, pdf=pdf(of), actor=by, today=TODAY)


def changed(of: Letter, by: Actor, version: int = 1, **changes: object) -> Letter:
    told = {"address": of.address, "values": {}, "organisation": of.organisation, **changes}
    return change_letter(letter=of, version=version, actor=by, today=TODAY, **told)  # type: ignore[arg-type]


def test_what_is_known_of_the_case_stands_in_the_letter_and_it_is_filed_as_a_document(
    case: Case, manager: Actor
) -> None:
    with act_as(manager, today=TODAY):
        written = filed(letter(case, manager), manager)
        assert written.state == LetterState.FILED
        assert written.values["Name"] == "Ana Đorđević"
        document = StoredFile.objects.get(id=str(written.document_id))
        assert (document.kind, document.media_type) == (FileKind.LETTER, "application/pdf")
        assert "Đorđević" not in document.name
        with pytest.raises(Refused, match="abgelegt"):
            changed(written, manager, version=2)
        with pytest.raises(Refused, match="abgelegt"):
            discard_letter(letter=written, actor=manager, today=TODAY)


def test_a_certificate_is_filed_as_one(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        written = filed(letter(case, manager, "beratungsbescheinigung"), manager)
        assert written.document is not None
        assert written.document.kind == FileKind.CERTIFICATE


def test_filed_is_only_what_was_looked_at(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        draft = letter(case, manager)
        changed(draft, manager, values={"Ort": "Rathaus"})
        with pytest.raises(Conflict):
            filed(draft, manager, version=1)


def test_two_who_change_the_same_draft_see_both_wordings(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        draft = letter(case, manager)
        changed(draft, manager, values={"Ort": "Rathaus"})
        with pytest.raises(Conflict) as caught:
            changed(draft, manager, values={"Ort": "Bücherei"})
        assert ("Ort", "Rathaus") in caught.value.fields.values()


# -- what lets a letter leave ------------------------------------------------------------------


def test_to_an_organisation_it_goes_on_a_release(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    with act_as(manager, today=TODAY):
        draft = letter(case, manager, "anschreiben", to=jobcentre, Anliegen="Bitte um Termin")
        with pytest.raises(Refused, match="Es fehlt eine gültige Schweigepflichtentbindung gegenüber „Jobcenter“"):
            filed(draft, manager)
    release = given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        assert filed(draft, manager).release == release
        left = transfer_for(draft.id)
    assert left is not None
    assert (left.consent, left.purpose) == (release, "support")


def test_or_on_a_norm_of_the_site_that_carries_letters_there(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    law = given.legal_basis(TransferKind.LETTER)
    youth_office = given.legal_basis(TransferKind.LETTER, receivers=(OrganisationKind.YOUTH_OFFICE,))
    with act_as(manager, today=TODAY):
        draft = changed(letter(case, manager, "anschreiben", to=jobcentre, Anliegen="x"), manager, law=youth_office)
        with pytest.raises(Refused, match="erlaubt die Weitergabe an „Jobcenter“ nicht"):
            filed(draft, manager, version=2)
        out = filed(changed(draft, manager, version=2, law=law), manager, version=3)
        assert (out.release, out.legal_basis) == (None, str(law))
        assert AuditEntry.objects.get(act="letter.filed").facts["on_law"] is True
        left = transfer_for(out.id)
    assert left is not None
    assert (left.legal_basis, left.organisation, left.contained) == (
        law,
        jobcentre,
        "Brief „Anschreiben mit Bitte um Auskunft“",
    )


def test_towards_a_residence_authority_a_norm_must_name_it(case: Case, manager: Actor) -> None:
    authority = Organisation.objects.create(
        key="abh", name="Ausländerbehörde", kind=OrganisationKind.RESIDENCE_AUTHORITY, source="Test"
    )
    law = given.legal_basis(TransferKind.LETTER)
    with act_as(manager, today=TODAY):
        draft = changed(letter(case, manager, "anschreiben", to=authority), manager, law=law)
        with pytest.raises(Refused, match="geht nur etwas, wenn es die Klientin"):
            filed(draft, manager, version=2)


def test_a_release_that_is_withdrawn_or_somebody_elses_is_none(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    given.release(given.case(manager, family_name="Fremd"), jobcentre, manager)
    withdrawn = given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        withdraw_consent(consent=withdrawn, on=TODAY, actor=manager, today=TODAY)
        with pytest.raises(Refused):
            filed(letter(case, manager, "anschreiben", to=jobcentre), manager)


def test_a_helper_writes_and_only_the_responsible_lets_it_out(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    given.release(case, jobcentre, manager)
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY):
        with pytest.raises(Refused, match="nur die fallführende Person"):
            filed(letter(case, helper, "anschreiben", to=jobcentre), helper)
        assert filed(letter(case, helper), helper).filed_on == TODAY


# -- what cannot be ---------------------------------------------------------------------------


def test_what_is_missing_is_named(case: Case, manager: Actor) -> None:
    told = {"case": case, "values": {}, "actor": manager, "today": TODAY}
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as caught:
            write_letter(key="anschreiben", address=" ", **told)  # type: ignore[arg-type]
        assert set(caught.value.errors) == {"organisation", "address"}
        with pytest.raises(NotVisible):
            write_letter(key="briefkopf", address="x", **told)  # type: ignore[arg-type]
        with pytest.raises(NotVisible):
            write_letter(key="../../etc/passwd", address="x", **told)  # type: ignore[arg-type]


def test_what_a_letter_is_for_is_not_left_open(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="noch aus: Ort"):
        filed(letter(case, manager, Ort=""), manager)


def test_the_signed_sheet_lies_beside_it(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        draft = letter(case, manager)
        sheet = Upload("scan.pdf", pdf(draft), 1)
        with pytest.raises(Invalid, match="zuerst"):
            file_signed(letter=draft, upload=sheet, actor=manager, today=TODAY)
        signed = file_signed(letter=filed(draft, manager), upload=sheet, actor=manager, today=TODAY)
        assert signed.signed is not None
        assert signed.signed.id != signed.document_id


def test_others_see_no_letter(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        letter(case, manager)
    with act_as(given.actor(Role.CASE_MANAGER, Role.COORDINATOR), today=TODAY):
        assert not Letter.objects.exists()


def test_the_same_letter_to_many_by_the_rules_of_each_case(case: Case, manager: Actor) -> None:
    foreign = given.case(given.actor(Role.CASE_MANAGER), family_name="Fremd")
    values = {"Termin": "Montag", "Ort": "Kreishaus"}
    arguments = {"values": values, "typeset": pdf, "actor": manager, "today": TODAY}
    with act_as(manager, today=TODAY):
        written = write_serial_letter(cases=[case, foreign], key="terminbrief", **arguments)  # type: ignore[arg-type]
        assert [one.values["Name"] for one in written.filed] == ["Ana Đorđević"]
        assert [one.case.id for one in written.left_out] == [foreign.id]
        with pytest.raises(Invalid, match="nur Briefe an Klientinnen"):
            write_serial_letter(cases=[case], key="anschreiben", **arguments)  # type: ignore[arg-type]


def test_the_story_tells_of_filed_letters_only(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        letter(case, manager)
        written = filed(letter(case, manager, "beratungsbescheinigung"), manager)
        told = events_of(case, after=None, limit=5, today=TODAY, pieces=[queries.STORY])
        [event] = [one for one in told if one.kind == Kind.LETTER]
        assert event.facts == {"letter_id": str(written.id), "title": "Bescheinigung über die Beratung", "to": ""}
        assert event.author == "Bianca Beispiel"


def test_every_kind_has_a_shipped_template() -> None:
    assert {one.kind for one in shipped().values()} == set(LetterKind)
