"""Report a gap that was met in a case: the report crosses the line, the case does not.

Three acts on the side of casework: look what the case suggests, review the text against the names of its people,
report.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.queries.file import case_or_404
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.catalogues.queries import GroupNode
from faden.domain.findings.calculation.text_review import Remark, review
from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.findings.models import GapOrigin, GapReport
from faden.domain.findings.operations.gaps import report_gap
from faden.domain.findings.queries.places import small_places
from faden.domain.findings.queries.suggestions import Suggestions, suggestions_from
from faden.domain.findings.rules import may_report
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import HouseholdMember, Person
from faden.domain.people.queries.identity import reveal
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.audit import operations as audit


@dataclass(frozen=True)
class Opened:
    """A case opened for a report: what it suggests, in words of the catalogues."""

    case: Case
    suggestions: Suggestions


@transaction.atomic
def open_case_for_report(*, number: str, actor: Actor) -> Opened:
    """Look into a case for what it suggests; reading the file is traced.

    :raises NotVisible: the case is not there for this actor
    """
    may_report.check(actor)
    case = case_or_404(number)
    audit.record_reading(actor=actor, subject=case)
    return Opened(case, suggestions_from(case))


def review_text(*, text: str, case: Case | None = None) -> tuple[Remark, ...]:
    """Remarks on a text that has not been reported yet; the names of the case's people stay on this side."""
    return review(text, names=_names(case) if case else (), places=small_places())


@transaction.atomic
def report_gap_from_case(
    *,
    case: Case,
    kind: GapKind,
    nature: Nature,
    life_domain: LifeDomain,
    level: Level,
    text: str,
    municipalities: Collection[Municipality],
    target_groups: Collection[TargetGroup | GroupNode] = (),
    organisation: Organisation | None = None,
    barrier: Barrier | None = None,
    stated: Collection[str] = (),
    gap_id: UUID | None = None,
    on: date,
    actor: Actor,
) -> GapReport:
    """Report with nothing but what is given here, and keep on the casework side which case it came from.

    The origin is a row of the case: its circle sees it, nobody finds from the report to the case.

    :raises NotVisible: the case is not there for this actor
    :raises PersonalData: the text has to be changed, or something in it to be stated
    """
    case = lock(case)
    gap = report_gap(
        kind=kind,
        nature=nature,
        life_domain=life_domain,
        level=level,
        text=text,
        municipalities=municipalities,
        target_groups=target_groups,
        organisation=organisation,
        barrier=barrier,
        names=_names(case),
        stated=stated,
        gap_id=gap_id,
        on=on,
        actor=actor,
    )
    origin, is_new = GapOrigin.objects.get_or_create(gap=gap, case=case)
    if is_new:
        audit.record("case.gap_reported", actor=actor, subject=origin)
    return gap


def _names(case: Case) -> list[str]:
    """Of the client and of everybody who has ever lived in the household."""
    people = {case.person_id}
    if case.household_id:
        people |= set(
            HouseholdMember.objects.filter(household_id=case.household_id)
            .order_by("id")
            .values_list("person_id", flat=True)
        )
    found = list(Person.objects.filter(id__in=people).order_by("id"))
    reveal(*found)
    return [name for person in found for name in (person.family_name, person.given_names, person.pseudonym) if name]
