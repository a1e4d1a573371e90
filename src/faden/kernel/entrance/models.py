"""A link with which somebody chooses a password."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account


class LinkKind(models.TextChoices):
    """Why somebody gets one."""

    INVITATION = "invitation", "Einladung"
    RESET = "reset", "neues Passwort"


class EntryLink(Record):
    """A link that opens once, for one account. Only the digest of its secret is stored.

    :param created_by: the administration that invited, or the system where somebody had forgotten the password
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("Anlass", max_length=10, choices=LinkKind.choices)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("angelegt")
    expires_at = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("benutzt", null=True, blank=True)
    withdrawn_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    class Meta:
        verbose_name = "Zugangslink"
        verbose_name_plural = "Zugangslinks"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="entry_link_one_open",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="entry_link_forward"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True), name="entry_link_one_end"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_invitation(self) -> bool:
        """Whether somebody comes for the first time."""
        return self.kind == LinkKind.INVITATION

    def is_open(self, now: datetime) -> bool:
        """Whether it leads somewhere."""
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at
