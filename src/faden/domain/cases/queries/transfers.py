"""What has left a case, and what something may leave on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from faden.domain.cases.models import Case, Transfer
from faden.domain.consent.enums import ConsentKind, Purpose, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.consent.queries import laws_on, releases_of
from faden.domain.consent.rules import covering, may_carry
from faden.domain.organisations.models import Organisation
from faden.lib import german


def transfers_of(case: Case) -> list[Transfer]:
    """Everything that has left the case, the newest first."""
    found = Transfer.objects.filter(case_id=case.id)
    return list(found.select_related("organisation", "consent__organisation", "legal_basis", "author"))


def transfers_on(consent: Consent, *, until: date | None = None) -> list[Transfer]:
    """What has been passed on resting on this release, the oldest first.

    :param until: without what left after that day
    """
    found = Transfer.objects.filter(consent=consent)
    if until is not None:
        found = found.filter(on__lte=until)
    return list(found.select_related("organisation", "author", "case").order_by("on", "id"))


def transfer_for(origin_id: UUID) -> Transfer | None:
    """By which transfer a row (referral, letter …) has left; None: by none that is written down."""
    found = Transfer.objects.filter(origin_id=origin_id).select_related("consent__organisation", "legal_basis")
    return found.order_by("-on", "-id").first()


@dataclass(frozen=True)
class Basis:
    """Something a transfer may rest on, as a form offers it."""

    row: Consent | LegalBasis

    @property
    def key(self) -> str:
        """What a form sends."""
        return str(self.row.id)

    def __str__(self) -> str:
        return basis_in_words(self.row)


def basis_in_words(row: Consent | LegalBasis) -> str:
    """``Schweigepflichtentbindung vom 03.04.2026 gegenüber Jobcenter`` or ``§ 4 Abs. 3 KKG (Kindeswohl)``."""
    if isinstance(row, LegalBasis):
        return str(row)
    until = f", gültig bis {german.day(row.valid_until)}" if row.valid_until else ""
    ended = f", widerrufen am {german.day(row.withdrawn_on)}" if row.withdrawn_on else until
    return f"{row.get_kind_display()} vom {german.day(row.given_on)} gegenüber {row.organisation}{ended}"


def basis_of(transfer: Transfer) -> str:
    """What it rests on, in words; of a release one may not read, only that it was one."""
    if transfer.legal_basis is not None:
        return basis_in_words(transfer.legal_basis)
    return basis_in_words(transfer.consent) if transfer.consent else str(ConsentKind.RELEASE.label)


def bases_for(
    person_id: UUID,
    organisation: Organisation,
    kind: TransferKind,
    *,
    on: date,
    about: Collection[UUID] | None = (),
    purpose: Purpose | None = None,
    releases: Iterable[Consent] | None = None,
) -> list[Basis]:
    """What this may leave on: releases first, the one that holds longest at the top; then norms.

    :param about: the life domains, as ``consent.rules.covers`` takes them
    :param releases: where they have been read already
    """
    given = releases_of(person_id, on=on) if releases is None else releases
    fit = covering(given, organisation, on, about=about, purpose=purpose)
    laws = [law for law in laws_on(on, carrying=kind) if may_carry.allows(law, kind, organisation, on)]
    return [*map(Basis, fit), *map(Basis, laws)]
