"""Accounts of staff and partners; clients have none."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from faden.kernel.access.roles import Role
from faden.kernel.database.models import Record


class Account(AbstractBaseUser, Record):
    """Somebody who signs in (or the system itself)."""

    email = models.EmailField("E-Mail", unique=True)
    name = models.CharField("Name", max_length=200)
    function = models.CharField("Funktion", max_length=200, blank=True)
    deactivated_on = models.DateField("gesperrt seit", null=True, blank=True)
    # Its period was over: what is left is a name, as long as something that is kept names it.
    emptied_on = models.DateField("geleert am", null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "Konto"
        verbose_name_plural = "Konten"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(emptied_on__isnull=True) | Q(deactivated_on__isnull=False),
                name="account_emptied_when_closed",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account may sign in; answered by the next request."""
        return self.deactivated_on is None


class RoleAssignment(Record):
    """A role of an account, with scope and period ``[since, until)``.

    The scope is a kind and an identifier, not a foreign key: regions and organisations are above the kernel.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField("Rolle", max_length=30, choices=Role.choices)
    scope_kind = models.CharField("Bereich", max_length=20, blank=True)
    scope_id = models.UUIDField(null=True, blank=True)
    since = models.DateField("von")
    until = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Rollenzuweisung"
        verbose_name_plural = "Rollenzuweisungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_period_forward"
            ),
            models.CheckConstraint(
                condition=Q(scope_kind="", scope_id__isnull=True) | (~Q(scope_kind="") & Q(scope_id__isnull=False)),
                name="role_scope_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.get_role_display()}"


class ApiToken(Record):
    """A key with which a program acts as a person; only its digest is stored.

    :param scopes: what it was made for; the interface gives them their meaning, and none reach nothing
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField("Bezeichnung", max_length=100)
    scopes = ArrayField(models.CharField(max_length=40), verbose_name="reicht für", default=list)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("angelegt")
    expires_on = models.DateField("gültig bis")
    revoked_at = models.DateTimeField("widerrufen", null=True, blank=True)

    class Meta:
        verbose_name = "API-Schlüssel"
        verbose_name_plural = "API-Schlüssel"

    def __str__(self) -> str:
        return self.name


class SignInFailure(models.Model):
    """One failed sign-in; the key is a digest of address or account, so the table names nobody."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "Fehlanmeldung"
        verbose_name_plural = "Fehlanmeldungen"
        indexes = [models.Index(fields=["key", "at"], name="failure_key_at")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%d.%m.%Y %H:%M}"
