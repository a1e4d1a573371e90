"""Three people whose identity is kept apart, somebody for whom that is asked, and one who needs it no longer."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from faden.demo.staff import Staff
from faden.domain.cases.models import Case
from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import Restriction
from faden.domain.people.operations.shields import ask_for_restriction, lift_restriction, set_restriction
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role

SET = (
    (ShieldGround.VIOLENCE, "Drohungen des früheren Partners; Schutzanordnung liegt vor."),
    (ShieldGround.COLLEAGUE, "Angehörige einer Beschäftigten der Kreisverwaltung."),
    (ShieldGround.WITNESS, "Aussage in einem laufenden Strafverfahren."),
)
ASKED = (ShieldGround.VIOLENCE, "Hat gestern von Nachstellungen erzählt und bittet um Schutz.")
#: Set half a year ago, or when the case began, and lifted since.
LIFTED = (ShieldGround.VIOLENCE, "Annäherungsverbot gegen den früheren Partner.", "Ist verzogen, auf eigenen Wunsch.")
HALF_A_YEAR, LATELY = timedelta(days=180), timedelta(days=12)
#: The first cases, of which the demo tells, are left alone; for the one before that it is asked.
FIRST = 4


def invent_shields(staff: Staff, cases: Mapping[str, Sequence[Case]], today: date) -> None:
    """Set by whoever holds the right, on cases of the first two case managers; as many as there are cases."""
    keeper = staff.first(Role.SHIELD_KEEPER)
    managers = [colleague.actor for colleague in staff.by_role[Role.CASE_MANAGER][:2]]
    mine, theirs = (cases[manager.email][FIRST - 1 : FIRST + 2] for manager in managers)
    found = [*mine[1:2], *theirs[1:]]
    for (ground, reason), case in zip(SET, found, strict=False):
        with act_as(keeper, today=today):
            set_restriction(
                person_id=case.person_id,
                ground=ground,
                reason=reason,
                review_on=today + timedelta(days=180),
                actor=keeper,
                today=today,
            )
    for case in theirs[:1]:
        _lift(keeper, case, today)
    manager = managers[0]
    for case in mine[:1]:
        ground, reason = ASKED
        with act_as(manager, today=today):
            ask_for_restriction(person=case.person, ground=ground, reason=reason, actor=manager, today=today)


def _lift(keeper: Actor, case: Case, today: date) -> None:
    """What was set once and has ended: the list of what was lifted has something to show."""
    ground, reason, over = LIFTED
    since = max(today - HALF_A_YEAR, case.opened_on)
    until = max(today - LATELY, since)
    with act_as(keeper, today=since):
        review_on = since + HALF_A_YEAR
        set_restriction(
            person_id=case.person_id, ground=ground, reason=reason, review_on=review_on, actor=keeper, today=since
        )
    with act_as(keeper, today=until):
        restriction = Restriction.objects.get(person_id=case.person_id, lifted_on=None)
        lift_restriction(restriction=restriction, reason=over, actor=keeper, today=until)
