"""Documents of a case: filed, deleted, brought back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.holding import hold
from faden.domain.cases.queries.circle import circle_of
from faden.domain.cases.rules import may_remove_document, may_work_on
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.files import operations as stored_files
from faden.kernel.files.content import is_among
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.queries import filed_in
from faden.lib.file_content import Upload


@transaction.atomic
def file_documents(
    *,
    case: Case,
    uploads: Sequence[Upload],
    kind: FileKind,
    actor: Actor,
    today: date,
    title: str = "",
    audience: Audience = Audience.CIRCLE,
) -> list[StoredFile]:
    """Put documents into a case; what lies there already is not filed twice.

    :param title: what they are called from now on, instead of ``IMG_2031.jpg``
    :raises Invalid: one of them is not taken; then none is
    :raises Refused: the actor may not work on this case, or not now
    """
    if not uploads:
        raise Invalid({"uploads": "Bitte wählen Sie mindestens eine Datei aus."})
    case = hold(case, may_work_on, actor=actor, today=today)
    there = [one for one in filed_in(case.id, today).files if one.audience == audience]
    new = [one for one in _named(uploads, title.strip()) if not is_among(one.content, there)]
    return stored_files.store_all(uploads=new, subject=case.id, kind=kind, actor=actor, audience=audience)


def _named(files: Sequence[Upload], title: str) -> list[Upload]:
    if not title:
        return list(files)
    if len(files) == 1:
        return [replace(files[0], title=title)]
    return [replace(one, title=f"{title} {number}") for number, one in enumerate(files, start=1)]


@transaction.atomic
def delete_document(*, case: Case, document: StoredFile, actor: Actor, today: date) -> None:
    """Take a document out of the case; it can be brought back for a time.

    :raises Refused: somebody else has filed it and is responsible for the case
    """
    may_remove_document.check(actor, document.author_id, circle_of(case, today))
    stored_files.delete(stored=document, actor=actor, today=today)


@transaction.atomic
def bring_document_back(*, case: Case, document: StoredFile, actor: Actor, today: date) -> None:
    """Put a deleted document back.

    :raises Refused: as for deleting, or it is too late
    """
    may_remove_document.check(actor, document.author_id, circle_of(case, today))
    stored_files.bring_back(stored=document, actor=actor, today=today)
