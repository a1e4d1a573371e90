"""Take a list of cases along, and leave a trace of it in each file."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.queries.listing import Wanted, chosen_cases
from faden.domain.cases.rules import may_list_cases
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Refused
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib import german

MOST = 5000


@transaction.atomic
def export_cases(
    *, wanted: Wanted, filters: Mapping[str, str], file_type: str, actor: Actor, today: date
) -> list[Case]:
    """All cases of a list that the actor sees.

    The trace holds the filters and how many cases it were; each client can be told who took what along, and when.

    :param filters: what stood in the address, by parameter
    :raises Refused: the actor lists no cases, or there are too many
    """
    may_list_cases.check(actor)
    cases = chosen_cases(wanted, today, most=MOST)
    if len(cases) > MOST:
        raise Refused(f"Das sind mehr als {german.number(MOST)} Fälle. Bitte schränken Sie die Liste ein.")
    facts = {"filters": dict(filters), "file_type": file_type}
    audit.record("cases.exported", actor=actor, subject=Account(id=actor.id), count=len(cases), **facts)
    audit.record_each("case.exported", actor=actor, subjects=cases, file_type=file_type)
    return cases
