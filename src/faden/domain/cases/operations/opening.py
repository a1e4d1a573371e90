"""Begin a case: the case itself, who sees it, and its first histories."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from faden.domain.cases.calculation import Criteria, advise
from faden.domain.cases.enums import AccessPath, CircleFunction, Constellation, Phase
from faden.domain.cases.models import Case, CircleMember, ConstellationPeriod, CriteriaCheck, PhasePeriod, Stay
from faden.domain.cases.queries.emergencies import is_seen_in_emergency_only
from faden.domain.cases.rules import decision_is_explained, is_not_of_emergency, may_open_case
from faden.domain.people.models import Household, Person
from faden.domain.people.queries.shields import check_open
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import insert
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_case_number, new_id

DRAWS = 20
#: The number of a case names its year by two digits.
FIRST_YEAR = 2000


@transaction.atomic
def begin_case(
    *,
    person: Person,
    municipality: Municipality,
    access_path: AccessPath,
    constellation: Constellation,
    on: date,
    actor: Actor,
    household: Household | None = None,
    reason: str = "",
    case_id: UUID | None = None,
) -> Case:
    """Begin a case of which the actor is responsible, with its first stay, constellation and phase.

    The circle comes right after the case: only then does row security show the actor what belongs to it.

    :param person: new (in this transaction), or one the actor sees already
    :param case_id: made by the form, so that a form sent twice opens one case
    :raises Refused, Invalid: the person is closed, or open in an emergency only; so long ago that it gets no number
    """
    may_open_case.check(actor)
    _check_open(person, household)
    case = Case(
        id=case_id or new_id(),
        number=_free_number(on.year),
        person=person,
        household=household,
        municipality=municipality,
        manager_id=actor.id,
        access_path=access_path,
        constellation=constellation,
        phase=Phase.FIRST_COUNSELLING,
        opened_on=on,
        sort_name=person.sort_name,
    )
    insert(case)
    CircleMember(
        case=case,
        account_id=actor.id,
        person=person,
        household=household,
        function=CircleFunction.RESPONSIBLE,
        reason="Fall eröffnet",
        since=on,
    ).save(force_insert=True)
    Stay.objects.create(case=case, since=on, reason=reason)
    ConstellationPeriod.objects.create(case=case, constellation=constellation, since=on)
    PhasePeriod.objects.create(case=case, phase=case.phase, since=on)
    audit.record("case.opened", actor=actor, subject=case, constellation=constellation, access_path=access_path, on=on)
    return case


@transaction.atomic
def record_criteria(
    *, case: Case, criteria: Criteria, decided: Constellation, reason: str, on: date, actor: Actor
) -> CriteriaCheck:
    """Keep the four answers, what they spoke for, and what was decided."""
    advice = advise(criteria)
    if unexplained := decision_is_explained(advice, decided, reason):
        raise Invalid({"reason": unexplained})
    check = CriteriaCheck.objects.create(
        case=case,
        on=on,
        author_id=actor.id,
        longer_term=criteria.longer_term,
        several_actors=criteria.several_actors,
        overall_plan=criteria.overall_plan,
        mandate=criteria.mandate,
        other_case_management=criteria.other_case_management.strip(),
        recommended=advice.recommendation,
        decided=decided,
        reason=reason.strip(),
    )
    audit.record("case.criteria_checked", actor=actor, subject=case, recommended=advice.recommendation, decided=decided)
    return check


def _free_number(year: int) -> str:
    """Draw until the number is free; row security hides foreign numbers, so a guard function is asked."""
    if year < FIRST_YEAR:
        raise Invalid({"on": f"Ein Fall beginnt frühestens im Jahr {FIRST_YEAR}. Bitte prüfen Sie das Datum."})
    with connection.cursor() as cursor:
        for _ in range(DRAWS):
            number = new_case_number(year)
            cursor.execute("SELECT faden_number_is_free(%s)", [number])
            if cursor.fetchone() == (True,):
                return number
    raise Invalid({"": "Zurzeit ist keine Fallnummer frei. Bitte versuchen Sie es noch einmal."})


def _check_open(person: Person, household: Household | None) -> None:
    """Whether the actor may make a case of their own of what they see."""
    check_open(person)
    home = household.id if household else None
    is_not_of_emergency.check(in_emergency_only=is_seen_in_emergency_only(person.id, home))
