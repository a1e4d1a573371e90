"""Columns of a row whose content is sealed."""

from django.db import models
from django.db.models import Q

from faden.kernel.database.models import Record
from faden.kernel.sealing import envelope
from faden.lib.sealing import Key

#: Constraint: a content has its key, and no key is left without its content.
SEALED_OR_GONE = Q(content__isnull=False, sealed_key__isnull=False) & ~Q(key_id="") | Q(
    content__isnull=True, sealed_key__isnull=True, key_id=""
)


class SealedContent(Record):
    """A content that opens only with a key from outside the database.

    :param key_id: name of the master key that has sealed the key of the content
    """

    content = models.BinaryField("Inhalt, verschlüsselt", null=True)
    sealed_key = models.BinaryField("Schlüssel des Inhalts, verschlüsselt", null=True)
    key_id = models.CharField("Kennung des Hauptschlüssels", max_length=8, blank=True)

    class Meta:
        abstract = True

    def put_content(self, plain: bytes) -> None:
        """Seal a content; whoever stores the row stores it."""
        key = envelope.new_content_key()
        self.content = envelope.seal_content(plain, key, self._place)
        self._keep(key)

    def take_content(self) -> bytes:
        """The content.

        :raises faden.lib.sealing.NotOpened: it was changed, belongs to another row, or the master key is not there
        """
        return envelope.open_content(bytes(self.content or b""), self._key(), self._place)

    def mark_of(self, content: bytes) -> str:
        """What the mark of this row would be if that had been handed in."""
        return envelope.mark_of(content, self._key())

    def seal_key_anew(self) -> None:
        """Seal the key of the content with the newest master key; the content stays as it is."""
        self._keep(self._key())

    def forget_content(self) -> None:
        """Leave nothing to open and nothing to open it with."""
        self.content = self.sealed_key = None
        self.key_id = ""

    @property
    def _place(self) -> envelope.Place:
        return envelope.Place(self._meta.db_table, self.id)

    def _key(self) -> Key:
        return envelope.open_key(bytes(self.sealed_key or b""), self._place)

    def _keep(self, key: Key) -> None:
        self.sealed_key = envelope.seal_key(key, self._place)
        self.key_id = envelope.newest_key_id()
