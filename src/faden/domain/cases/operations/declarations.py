"""What a client has signed, entered in the client's case, with a scan of the sheet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.rules import may_work_on
from faden.domain.consent.enums import GivenHow
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent
from faden.domain.consent.rules import may_record_consent
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.files import operations as stored_files
from faden.kernel.files.content import is_among
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.queries import attached_to
from faden.lib.file_content import Upload


@transaction.atomic
def record_declaration(
    *, case: Case, uploads: Sequence[Upload] = (), actor: Actor, today: date, **declared: Any
) -> Consent:
    """Enter a declaration of the client, with the sheet where it has been scanned.

    :param declared: as ``record_consent`` takes it
    :raises Invalid: as ``record_consent``, or the scan is not taken; then nothing is stored
    :raises Refused: with a scan: the case is closed, or not the actor's to work on
    """
    consent = record_consent(person=case.person, actor=actor, today=today, **declared)
    if uploads:
        file_sheet(case=case, consent=consent, uploads=uploads, actor=actor, today=today)
    return consent


@transaction.atomic
def file_sheet(
    *, case: Case, consent: Consent, uploads: Sequence[Upload], actor: Actor, today: date
) -> list[StoredFile]:
    """File the signed sheet of a declaration in the case; the same scan twice is filed once.

    :raises Invalid: no file, or one that is not taken
    :raises Refused: not counselling, the case is closed, or not the actor's to work on
    """
    may_record_consent.check(actor)
    if not uploads:
        raise Invalid({"uploads": "Bitte wählen Sie den Scan oder das Foto aus."})
    case = hold(case, may_work_on, actor=actor, today=today)
    there = attached_to([consent.id]).get(consent.id, [])
    new = [one for one in uploads if not is_among(one.content, there)]
    return stored_files.store_all(uploads=new, subject=case.id, kind=FileKind.CONSENT, actor=actor, hangs_on=consent.id)


@transaction.atomic
def sign_declaration(*, case: Case, pdf: bytes, name: str, actor: Actor, today: date, **declared: Any) -> Consent:
    """Keep a declaration that the client has signed on the device: today, with the sheet on which the signature stands.

    The signature itself is kept on that sheet alone, which is sealed like every file. Sent twice it is kept once.

    :param pdf: the sheet
    :param name: of the sheet, without ending
    :param declared: as ``record_consent`` takes it
    :raises Invalid: as ``record_consent``
    :raises Refused: not counselling, the case is closed, or not the actor's to work on
    """
    case = hold(case, may_work_on, actor=actor, today=today)
    consent = record_consent(
        person=case.person, given_on=today, given_how=GivenHow.TABLET, actor=actor, today=today, **declared
    )
    if not attached_to([consent.id]).get(consent.id):
        stored_files.store(
            name=f"{name}.pdf", content=pdf, subject=case.id, kind=FileKind.CONSENT, actor=actor, hangs_on=consent.id
        )
    return consent
