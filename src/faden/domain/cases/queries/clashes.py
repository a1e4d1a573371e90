"""The service chains of a family on one time axis, and where they get in each other's way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from faden.domain.cases.calculation.clashes import Clash, Limits, Obligation, Someone, clashes_in
from faden.domain.cases.enums import ChildCare, MeasureState, Responsible
from faden.domain.cases.models import Case, ClashAcceptance, FamilyLimit, Measure
from faden.domain.cases.queries.family import Relative, family_of
from faden.domain.cases.queries.plan import slots_of
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class Standing:
    """A clash as it stands today; ``acceptance`` is there when somebody has accepted just this one."""

    clash: Clash
    acceptance: ClashAcceptance | None


@dataclass(frozen=True)
class Chains:
    """What everybody of a family does and attends, and what of it clashes.

    :param limit: what the site holds for bearable; None when it has said nothing
    """

    people: tuple[Someone, ...]
    obligations: tuple[Obligation, ...]
    standing: tuple[Standing, ...]
    limit: FamilyLimit | None

    def of(self, person: UUID) -> list[Obligation]:
        """One person's chain, in the order of its beginning."""
        return sorted((one for one in self.obligations if one.person == person), key=lambda one: (one.since, one.title))

    def named(self, person: UUID) -> str:
        """The name of somebody of the family."""
        return next((one.name for one in self.people if one.id == person), "")


def clashes_of(case: Case, family: Sequence[Relative], today: date) -> Chains:
    """The chains of everybody of the family (``family_of``) whose case the actor sees."""
    people = tuple(Someone(one.person.id, one.person.full_name, one.person.birth_date) for one in family)
    obligations = tuple(_obligations(family, today))
    limit = limit_on(today)
    limits = Limits(limit.obligations, limit.care_below) if limit else None
    accepted = {one.key: one for one in acceptances_of(case)}
    clashes = clashes_in(people, obligations, limits, today)
    return Chains(people, obligations, tuple(Standing(one, accepted.get(one.key)) for one in clashes), limit)


def limit_on(day: date) -> FamilyLimit | None:
    """What the site holds for bearable that day."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return FamilyLimit.objects.filter(valid, valid_from__lte=day).order_by("-valid_from").first()


def acceptances_of(case: Case) -> list[ClashAcceptance]:
    """What is accepted in this family, the latest first."""
    of_family = Q(case_id=case.id)
    if case.household_id is not None:
        of_family |= Q(household_id=case.household_id)
    found = ClashAcceptance.objects.filter(of_family, taken_back_on__isnull=True)
    return list(found.select_related("accepted_by").order_by("-accepted_on", "-id"))


def acceptance_or_404(case: Case, acceptance_id: UUID) -> ClashAcceptance:
    """One acceptance of this family that stands.

    :raises NotVisible: there is none
    """
    found = next((one for one in acceptances_of(case) if one.id == acceptance_id), None)
    if found is None:
        raise NotVisible
    return found


def standing_or_404(case: Case, key: str, today: date) -> tuple[Chains, Standing]:
    """One clash of the family, as long as it is there.

    :raises NotVisible: it is not (any more)
    """
    chains = clashes_of(case, family_of(case, today), today)
    found = next((one for one in chains.standing if one.clash.key == key), None)
    if found is None:
        raise NotVisible
    return chains, found


def _obligations(family: Sequence[Relative], today: date) -> Iterable[Obligation]:
    steps = ((measure, one.case) for one in family if one.case for measure in one.measures)
    for measure, case in sorted(steps, key=lambda step: (step[0].created_on, step[0].id)):
        yield obligation_of(measure, case, today)


def obligation_of(measure: Measure, case: Case, today: date) -> Obligation:
    """A step of the plan as the time axis sees it.

    It runs from its first day (or when it was planned) to its last one (or its deadline; an overdue one until today).
    """
    slots = slots_of(measure)
    since = measure.starts_on or measure.created_on
    last_day = measure.ends_on or (max(measure.due_on, today) if measure.due_on else None)
    return Obligation(
        id=measure.id,
        person=case.person_id,
        title=measure.title,
        since=min(since, last_day) if last_day else since,
        last_day=last_day,
        due_on=measure.due_on,
        slots=slots,
        child_care=ChildCare(measure.child_care),
        is_own=measure.responsible == Responsible.CLIENT or bool(slots),
        is_held=_is_held(measure, case),
    )


def _is_held(measure: Measure, case: Case) -> bool:
    """Whether somebody sees to the deadline: nobody does in a closed case, or before the organisation has begun."""
    waits_for_organisation = measure.responsible == Responsible.ORGANISATION and measure.state == MeasureState.PLANNED
    return case.is_open and not waits_for_organisation
