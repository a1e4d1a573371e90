"""The base of every table."""

from django.db import models

from faden.lib.identifiers import new_id


class Record(models.Model):
    """A row with an identifier made before it is stored.

    Row security hides a new row until its access list exists, so an INSERT must never have to read it back
    (no RETURNING); and identifiers that leave the product must not count anything.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
