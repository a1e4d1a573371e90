"""File, hand out, delete, bring back, clear away."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.files import content as contents
from faden.kernel.files.calculation import KEPT_DAYS, gone_on
from faden.kernel.files.enums import Audience, FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.queries import size_of, size_of_all
from faden.kernel.files.rules import fits, has_room, site_has_room
from faden.kernel.files.scanning import scanned
from faden.lib.file_content import Unwanted, Upload, examined, safe_name

FIELD = "uploads"


@transaction.atomic
def store(
    *,
    name: str,
    content: bytes,
    subject: UUID,
    kind: FileKind,
    actor: Actor,
    audience: Audience = Audience.CIRCLE,
    hangs_on: UUID | None = None,
    title: str = "",
    field: str = FIELD,
) -> StoredFile:
    """File something; whether the actor may has been asked before.

    :param name: as the file was called; its ending is set by what the content is
    :param subject: the Akte
    :param hangs_on: key of the thing it is handed in with, if that has no column of its own for it
    :param title: what it is to be called instead
    :param field: of the form, for complaints
    :raises Invalid: empty, too large, no room left, or nothing that is taken
    """
    for reason in (fits(len(content)), has_room(len(content), size_of(subject)), site_has_room(size_of_all())):
        if reason is not None:
            raise Invalid({field: f"„{name[:80]}“: {reason}"})
    try:
        taken = examined(content)
        looked_at = scanned(content)
    except Unwanted as unwanted:
        raise Invalid({field: f"„{name[:80]}“: {unwanted}"}) from unwanted
    stored = StoredFile(
        file_id=subject,
        hangs_on=hangs_on,
        name=safe_name(f"{title}.{taken.type.suffix}" if title else name, taken.type.suffix),
        kind=kind,
        audience=audience,
        media_type=taken.type.media_type,
        author_id=actor.id,
    )
    contents.put(stored, taken.content, handed_in=content)
    stored.save(force_insert=True)
    audit.record(
        "document.filed", actor=actor, subject=stored, kind=kind, size=stored.size, audience=audience, scanned=looked_at
    )
    return stored


@transaction.atomic
def store_all(
    *,
    uploads: Iterable[Upload],
    subject: UUID,
    kind: FileKind,
    actor: Actor,
    audience: Audience = Audience.CIRCLE,
    hangs_on: UUID | None = None,
) -> list[StoredFile]:
    """File several things, or none of them.

    :raises Invalid: for the field ``uploads``, with what is wrong with each
    """
    stored, complaints = [], []
    for upload in uploads:
        try:
            one = store(
                name=upload.name,
                title=upload.title,
                content=upload.content,
                subject=subject,
                kind=kind,
                actor=actor,
                audience=audience,
                hangs_on=hangs_on,
            )
        except Invalid as invalid:
            complaints.append(invalid.errors[FIELD])
        else:
            stored.append(one)
    if complaints:
        raise Invalid({FIELD: " ".join(complaints)})
    return stored


@transaction.atomic
def open_file(*, stored: StoredFile, actor: Actor) -> bytes:
    """The content, to be handed out; that it was read stands in the trace.

    :raises NotVisible: it is deleted, or not for this actor
    """
    if stored.deleted_on is not None:
        raise NotVisible
    content = contents.content_of(stored.id)
    audit.record("document.read", actor=actor, subject=stored, kind=stored.kind)
    return content


@transaction.atomic
def delete(*, stored: StoredFile, actor: Actor, today: date) -> None:
    """Take a file out of the Akte; for a time it can be had back. Whether the actor may has been asked before."""
    stored = lock(stored)
    if stored.deleted_on is None:
        stored.deleted_on, stored.deleted_by_id = today, actor.id
        stored.save(update_fields=["deleted_on", "deleted_by"])
        audit.record("document.deleted", actor=actor, subject=stored, kind=stored.kind)


@transaction.atomic
def bring_back(*, stored: StoredFile, actor: Actor, today: date) -> None:
    """Put a deleted file back.

    :raises Refused: it is too late
    """
    stored = lock(stored)
    if stored.deleted_on is None:
        return
    if today >= gone_on(stored.deleted_on):
        raise Refused(f"Die Datei wurde vor mehr als {KEPT_DAYS} Tagen gelöscht.")
    stored.deleted_on = stored.deleted_by = None
    stored.save(update_fields=["deleted_on", "deleted_by"])
    audit.record("document.brought_back", actor=actor, subject=stored, kind=stored.kind)


@transaction.atomic
def show_to(*, hangs_on: UUID, audience: Audience) -> None:
    """Let what was handed in with a thing be read by those who read the thing."""
    StoredFile.objects.filter(hangs_on=hangs_on).exclude(audience=audience).update(audience=audience)


@transaction.atomic
def clear_away(*, actor: Actor, today: date) -> int:
    """Forget name and content of what was deleted long ago; acting as the system.

    :returns: how many
    """
    long_ago = today - timedelta(days=KEPT_DAYS)
    old = StoredFile.objects.filter(deleted_on__lt=long_ago, content__isnull=False)
    for stored in old:
        stored.forget_content()
        stored.name = stored.digest = ""
        stored.save(update_fields=["name", "digest", "content", "sealed_key", "key_id"])
        audit.record("document.cleared", actor=actor, subject=stored, kind=stored.kind, size=stored.size)
    return len(old)
