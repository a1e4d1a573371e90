"""How the needs are seen in the small world: an assessment, and an own view that has just begun."""

from datetime import date, datetime
from typing import Any

from faden.domain.cases.calculation import DomainView
from faden.domain.cases.enums import FilledBy, Need
from faden.domain.cases.models import Case
from faden.domain.cases.operations.agreements import conclude_agreement
from faden.domain.cases.operations.assessing import assess
from faden.domain.cases.operations.own_view import begin_own_view
from faden.domain.cases.queries.agreements import goals_to_agree
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given


def client_voice(case: Case, manager: Actor, today: date, now: datetime) -> dict[str, Any]:
    """The identifiers by their name in an address."""
    with act_as(manager, today=today):
        views = [DomainView(given.life_domain().id, Need(2))]
        assess(case=case, on=today, views=views, actor=manager, today=today)
        own_view = begin_own_view(
            case=case, language="ar", filled_by=FilledBy.SELF, actor=manager, today=today, now=now
        )
        concluded = conclude_agreement(
            case=case,
            language="ar",
            goals=goals_to_agree(case),
            pdf=b"%PDF-1.7\n%%EOF\n",
            on=today,
            actor=manager,
            today=today,
            now=now,
        )
    return {"own_view_id": own_view.id, "agreement_id": concluded.id}
