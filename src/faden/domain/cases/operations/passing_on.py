"""Letting something about a client leave: never without a release that covers it, or a norm (domain.md 12.3)."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.rules import may_work_on
from faden.domain.catalogues.models import LifeDomain
from faden.domain.consent.enums import Purpose, TransferKind
from faden.domain.consent.models import Consent, LegalBasis
from faden.domain.consent.queries import basis_for, releases_of, why_not
from faden.domain.consent.rules import covering, may_carry, purpose_towards
from faden.domain.organisations.models import Organisation
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit

#: Under which name a form asks for the basis.
FIELD = "basis"


@transaction.atomic
def pass_on(
    *,
    case: Case,
    kind: TransferKind,
    contained: str,
    actor: Actor,
    on: date,
    organisation: Organisation | None = None,
    receiver: str = "",
    about: Collection[UUID] | None = (),
    purpose: Purpose | None = None,
    basis: Consent | LegalBasis | None = None,
    origin_id: UUID | None = None,
    field: str = FIELD,
) -> Transfer:
    """Check what lets something leave, and write down that it left; part of the act by which it leaves.

    Whether the actor may do that act, its own rule has decided.

    :param contained: what left, in words of the trade and without the content
    :param receiver: who gets it, where it is no organisation of the network; then only a norm carries it
    :param about: the life domains, as ``consent.rules.covers`` takes them; by default the client as a whole
    :param basis: what it rests on, chosen by somebody; None: the release that holds longest
    :param origin_id: the row that leaves
    :raises Invalid: nothing carries it; says what is missing and what to do
    """
    if isinstance(basis, LegalBasis):
        _check_law(basis, kind, organisation, on, field)
    elif organisation is None:
        raise Invalid({field: "Für diese Weitergabe fehlt eine Rechtsgrundlage."})
    else:
        purpose = purpose or purpose_towards(organisation)
        basis = _release(case, organisation, basis, about=about, purpose=purpose, on=on, field=field)
    transfer = Transfer(case=case, kind=kind, organisation=organisation, receiver=receiver.strip(), on=on)
    transfer.contained, transfer.author_id, transfer.origin_id = contained.strip(), actor.id, origin_id
    _rest(transfer, basis, about, purpose)
    transfer.save(force_insert=True)
    told = {"kind": kind, "to": organisation, "release": transfer.consent_id, "law": transfer.legal_basis_id, "on": on}
    audit.record("transfer.made", actor=actor, subject=transfer, **told)
    return transfer


@transaction.atomic
def record_talk(
    *,
    case: Case,
    organisation: Organisation,
    contained: str,
    on: date,
    actor: Actor,
    today: date,
    life_domains: Collection[LifeDomain] = (),
    law: LegalBasis | None = None,
) -> Transfer:
    """Write down that an organisation was told something, by phone or across the table.

    :param contained: what it was told, in words of the trade and without the content
    :param life_domains: what it was about; none: the client as a whole
    :param law: the norm it rests on; None: the release that held that day
    :raises Refused: not the actor's to work on, or the case is closed
    :raises Invalid: nothing carried it that day, it is not said what, or the day is none
    """
    case = hold(case, may_work_on, actor=actor, today=today)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    if not contained.strip():
        raise Invalid({"contained": "Bitte sagen Sie in wenigen Worten, worum es ging."})
    about = [one.id for one in life_domains]
    told: dict[str, Any] = {"case": case, "organisation": organisation, "contained": contained.strip(), "on": on}
    same = Transfer.objects.filter(**told, kind=TransferKind.TALK, author_id=actor.id, life_domain_ids=sorted(about))
    # The same form sent by two clicks is one talk.
    if already := same.first():
        return already
    field = "law" if law else "organisation"
    return pass_on(kind=TransferKind.TALK, about=about, basis=law, actor=actor, field=field, **told)


def _check_law(law: LegalBasis, kind: TransferKind, organisation: Organisation | None, on: date, field: str) -> None:
    if refusal := may_carry(law, kind, organisation, on):
        raise Invalid({field: refusal})


def _release(
    case: Case,
    organisation: Organisation,
    chosen: Consent | None,
    *,
    about: Collection[UUID] | None,
    purpose: Purpose,
    on: date,
    field: str,
) -> Consent:
    """The release chosen, as it stands now; or the one that holds longest."""
    if chosen is None:
        return basis_for(case.person_id, organisation, on=on, about=about, purpose=purpose, field=field)
    releases = releases_of(case.person_id, on=on)
    fit = covering(releases, organisation, on, about=about, purpose=purpose)
    for one in fit:
        if one.id == chosen.id:
            return one
    if fit:
        raise Invalid({field: "Diese Erklärung gilt nicht mehr. Bitte wählen Sie noch einmal."})
    raise Invalid({field: why_not(releases, organisation, about=about, purpose=purpose)})


def _rest(
    transfer: Transfer, basis: Consent | LegalBasis, about: Collection[UUID] | None, purpose: Purpose | None
) -> None:
    """Let it name its basis; free text on a release about some life domains is about these."""
    if isinstance(basis, LegalBasis):
        transfer.legal_basis = basis
    else:
        transfer.consent, transfer.purpose = basis, purpose or ""
        about = basis.life_domain_ids if about is None else about
    transfer.life_domain_ids = sorted(about or ())
