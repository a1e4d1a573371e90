"""Where somebody is signed in, and with what besides the password."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from faden.kernel.access.roles import Role
from faden.kernel.database.models import Record
from faden.kernel.identity.models import Account, RoleAssignment


class Session(AbstractBaseSession):
    """A signed-in browser (or one that is on the way there).

    ``session_key`` holds a digest: who reads this table or its backup cannot go on with somebody's session. The account
    is an identifier, not a foreign key: the row is read before anybody is known, so row security cannot guard it.
    """

    account_id = models.UUIDField(null=True, blank=True)
    device = models.CharField("Gerät", max_length=80, blank=True)
    began_at = models.DateTimeField("angemeldet", null=True, blank=True)
    seen_at = models.DateTimeField("zuletzt benutzt", null=True, blank=True)

    class Meta:
        verbose_name = "Anmeldung"
        verbose_name_plural = "Anmeldungen"
        indexes = [models.Index(fields=["account_id", "-seen_at"], name="session_account_seen")]

    def __str__(self) -> str:
        return self.device or "Anmeldung"


class CodeApp(Record):
    """An app that shows a new code of six digits every half minute (RFC 6238).

    What app and product share is stored sealed. One that is not confirmed yet is being set up and proves nothing.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    created_at = models.DateTimeField("angelegt")
    confirmed_at = models.DateTimeField("eingerichtet", null=True, blank=True)
    last_step = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "Authenticator-App"
        verbose_name_plural = "Authenticator-Apps"
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_at__isnull=False), name="code_app_confirmed_once"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_at__isnull=True), name="code_app_begun_once"
            ),
        ]

    def __str__(self) -> str:
        return "Authenticator-App"


class RecoveryCode(Record):
    """A code on paper for the day on which the device is lost; counts once. Only its hash is stored.

    :param number: the first character of the code: says which row to look at, so that one hash is enough
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=200)
    used_at = models.DateTimeField("benutzt", null=True, blank=True)

    class Meta:
        verbose_name = "Notfallcode"
        verbose_name_plural = "Notfallcodes"
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="recovery_code_numbered"),
            models.CheckConstraint(condition=Q(number__lte=9), name="recovery_code_one_digit"),
        ]

    def __str__(self) -> str:
        return f"Notfallcode {self.number}"


class Passkey(Record):
    """A key that a device or a security key keeps for this site alone (WebAuthn); only its public half is here.

    :param credential: AAGUID, identifier and public key as the authenticator gave them (``attestedCredentialData``)
    :param counter: of the last answer; one that stands still or goes back is the sign of a copy. 0: it does not count
    :param last_challenge: digest of the question answered last; each is answered once
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("Bezeichnung", max_length=60)
    credential_id = models.BinaryField(unique=True)
    credential = models.BinaryField()
    counter = models.PositiveBigIntegerField(default=0)
    last_challenge = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField("eingerichtet")
    used_at = models.DateTimeField("zuletzt benutzt", null=True, blank=True)

    class Meta:
        verbose_name = "Passkey"
        verbose_name_plural = "Passkeys"
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="passkey_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="passkey_named"),
        ]

    def __str__(self) -> str:
        return self.name


class FactorRule(Record):
    """From when on a role needs a second factor, and how long somebody may take to set it up; dated site data."""

    role = models.CharField("Rolle", max_length=30, choices=Role.choices)
    grace_days = models.PositiveSmallIntegerField("Frist in Tagen")
    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Pflicht zum zweiten Faktor"
        verbose_name_plural = "Pflichten zum zweiten Faktor"
        ordering = ["role", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["role", "valid_from"], name="factor_rule_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="factor_rule_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: nach {self.grace_days} Tagen"


class IdentityProvider(Record):
    """The house's own sign-in (OpenID Connect): whom we trust, for what strength, and which group has which role.

    :param acr: what its token may say about how somebody has signed in; empty: our own second factor is asked
    :param roles: role by value of ``roles_claim``
    """

    key = models.CharField(max_length=80, unique=True)
    name = models.CharField("Name", max_length=80)
    issuer = models.CharField("Aussteller", max_length=300)
    client_id = models.CharField("Client", max_length=200)
    acr = ArrayField(models.CharField(max_length=200), verbose_name="Stärke", default=list)
    algorithms = ArrayField(models.CharField(max_length=10), verbose_name="Verfahren", default=list)
    roles_claim = models.CharField("Angabe mit den Gruppen", max_length=80, blank=True)
    roles = models.JSONField("Rollen", default=dict)
    opens_accounts = models.BooleanField("legt Konten an", default=False)
    source = models.CharField("Quelle", max_length=300)

    class Meta:
        verbose_name = "Identitätsanbieter"
        verbose_name_plural = "Identitätsanbieter"

    def __str__(self) -> str:
        return self.name


class ExternalIdentity(Record):
    """Who an account is at the provider: issuer and subject, never the address, which may pass on to somebody else."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField("Aussteller", max_length=300)
    subject = models.CharField("Kennung", max_length=255)
    linked_at = models.DateTimeField("verbunden")
    used_at = models.DateTimeField("zuletzt benutzt")

    class Meta:
        verbose_name = "Kennung beim Anbieter"
        verbose_name_plural = "Kennungen beim Anbieter"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once"),
            models.UniqueConstraint(fields=["account", "issuer"], name="identity_of_account_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer}: {self.linked_at:%d.%m.%Y}"


class MappedRole(Record):
    """A role that the provider's word gave, and that ends with it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    assignment = models.OneToOneField(RoleAssignment, on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField("Aussteller", max_length=300)

    class Meta:
        verbose_name = "Rolle vom Anbieter"
        verbose_name_plural = "Rollen vom Anbieter"

    def __str__(self) -> str:
        return "Rolle vom Anbieter"
