"""The content of a file: the only place that reads or writes it. It is stored sealed (``kernel.sealing``)."""

import logging
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from faden.kernel.access.errors import NotVisible, Refused
from faden.kernel.files.models import StoredFile
from faden.lib.sealing import NotOpened

logger = logging.getLogger(__name__)


def checksum_of(paper: bytes) -> str:
    """The checksum that is printed on a paper both sides have signed, so that anybody can compute it (SHA-256)."""
    return sha256(paper).hexdigest()


def put(stored: StoredFile, content: bytes, *, handed_in: bytes) -> None:
    """Give a new row its content.

    :param handed_in: as it was before an image was written anew; the same file is recognised by that
    """
    stored.put_content(content)
    stored.size, stored.digest = len(content), stored.mark_of(handed_in)


def is_among(handed_in: bytes, files: Iterable[StoredFile]) -> bool:
    """Whether one of these files was handed in with this content."""
    return any(_is_same(handed_in, one) for one in files)


def _is_same(handed_in: bytes, stored: StoredFile) -> bool:
    try:
        return stored.mark_of(handed_in) == stored.digest
    except NotOpened:
        return False


def content_of(file_id: UUID) -> bytes:
    """The content.

    :raises NotVisible: it is not there for this actor, or has been cleared away
    :raises Refused: it cannot be opened: its key is not there, or it was changed in the database
    """
    stored = StoredFile.objects.filter(id=file_id, content__isnull=False).defer(None).first()
    if stored is None:
        raise NotVisible
    try:
        return stored.take_content()
    except NotOpened:
        logger.exception("file %s cannot be opened with the keys that are here", file_id)
        raise Refused(
            "Der Inhalt lässt sich nicht entschlüsseln. Bitte sagen Sie der Administration Bescheid."
        ) from None
