"""What data protection answers a client, put into the case so that whoever counsels them hands it out."""

from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.enums import ReadersNamed
from faden.domain.cases.models import Case
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.audit.rules import may_read_trace
from faden.kernel.files.content import is_among
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.operations import store
from faden.kernel.files.queries import filed_in


@transaction.atomic
def file_readings_letter(
    *,
    file_id: UUID,
    pdf: bytes,
    since: date,
    until: date,
    language: str,
    names: ReadersNamed | str,
    actor: Actor,
    today: date,
) -> StoredFile:
    """Put the letter "Wer meine Akte gelesen hat" into the case; the same letter of the same day is one.

    :param pdf: as it was typeset for this period
    :param until: the last day of the period
    :raises Refused: not the data protection officer
    :raises Invalid: the period is none
    """
    may_read_trace.check(actor)
    if not since <= until <= today:
        raise Invalid({"until": "Der letzte Tag liegt nicht vor dem ersten und nicht in der Zukunft."})
    there = filed_in(file_id, today).of_kind(FileKind.ANSWER)
    already = [one for one in there if is_among(pdf, [one])]
    if already:
        return already[0]
    letter = file_answer(
        name=f"Wer die Akte gelesen hat {today:%Y-%m-%d} ({language}).pdf", pdf=pdf, file_id=file_id, actor=actor
    )
    audit.record(
        "trace.letter_made",
        actor=actor,
        subject=Case(id=file_id),
        since=since,
        until=until,
        language=language,
        is_named=bool(names),
    )
    return letter


def file_answer(*, name: str, pdf: bytes, file_id: UUID, actor: Actor) -> StoredFile:
    """Put an answer into a case that whoever answers does not see; part of the act that answers."""
    return store(
        name=name, content=pdf, subject=file_id, kind=FileKind.ANSWER, actor=actor, audience=Audience.INSIDE,
        field="uploads",
    )  # fmt: skip
