"""Take a list of cases along, and leave a trace of it in each file."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case, Transfer
from faden.domain.cases.queries.listing import Wanted, chosen_cases
from faden.domain.cases.rules import may_list_cases
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import LegalBasis
from faden.domain.consent.queries import laws_on
from faden.domain.consent.rules import may_carry
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib import german

MOST = 5000
#: What a line of such a list tells.
CONTAINED = "Nummer, Name, Konstellation, Phase, Kommune, Tage, Fallführung"
#: The norm of the catalogue for lists of one's own work; where a site has another one for this way, that one.
OWN_WORK = "eigene-aufgabe"
NO_NORM = (
    "Für Listen zum Mitnehmen nennt der Standort keine Rechtsgrundlage. Bitte wenden Sie sich an die Administration "
    "(Weg „Liste oder Kopie“)."
)


@transaction.atomic
def export_cases(
    *, wanted: Wanted, filters: Mapping[str, str], file_type: str, actor: Actor, today: date
) -> list[Case]:
    """All cases of a list that the actor sees.

    The trace holds the filters and how many cases it were; each client can be told who took what along, and when.

    :param filters: what stood in the address, by parameter
    :raises Refused: the actor lists no cases, there are too many, or the site names no norm that it may rest on
    """
    may_list_cases.check(actor)
    cases = chosen_cases(wanted, today, most=MOST)
    if len(cases) > MOST:
        raise Refused(f"Das sind mehr als {german.number(MOST)} Fälle. Bitte schränken Sie die Liste ein.")
    law = _norm(today)
    facts = {"filters": dict(filters), "file_type": file_type}
    audit.record("cases.exported", actor=actor, subject=Account(id=actor.id), count=len(cases), **facts)
    audit.record_each("case.exported", actor=actor, subjects=cases, file_type=file_type)
    _write_down(cases, law, actor, today)
    return cases


def _norm(today: date) -> LegalBasis:
    found = [
        law
        for law in laws_on(today, carrying=TransferKind.EXPORT)
        if may_carry(law, TransferKind.EXPORT, None, today) is None
    ]
    chosen = next((law for law in found if law.key == OWN_WORK), found[0] if found else None)
    if chosen is None:
        raise Refused(NO_NORM)
    return chosen


def _write_down(cases: Iterable[Case], law: LegalBasis, actor: Actor, today: date) -> None:
    """In each case that its line left, in two statements for all of them."""
    left = [
        Transfer(
            case=case,
            kind=TransferKind.EXPORT,
            receiver=f"{actor.name} (Liste)",
            contained=CONTAINED,
            legal_basis=law,
            on=today,
            author_id=actor.id,
        )
        for case in cases
    ]
    Transfer.objects.bulk_create(left)
    audit.record_each("transfer.made", actor=actor, subjects=left, kind=TransferKind.EXPORT, law=law.id, on=today)
