"""The content of a file: the only place that reads or writes it (here it will be encrypted)."""

import hashlib
from uuid import UUID

from faden.kernel.access.errors import NotVisible
from faden.kernel.files.models import StoredFile


def digest_of(content: bytes) -> str:
    """The checksum by which the same content is recognised."""
    return hashlib.sha256(content).hexdigest()


def put(stored: StoredFile, content: bytes, *, handed_in: bytes) -> None:
    """Give a new row its content.

    :param handed_in: as it was before an image was written anew; the same file is recognised by that
    """
    stored.content, stored.size, stored.digest = content, len(content), digest_of(handed_in)


def content_of(file_id: UUID) -> bytes:
    """The content.

    :raises NotVisible: it is not there for this actor, or has been cleared away
    """
    content = StoredFile.objects.filter(id=file_id).values_list("content", flat=True).first()
    if content is None:
        raise NotVisible
    return bytes(content)
