"""A few people stored twice, as happens in an open consultation hour, and lists that somebody keeps."""

from collections.abc import Mapping, Sequence
from datetime import date

from faden.demo.staff import Colleague
from faden.domain.cases.models import Case
from faden.domain.cases.operations.belonging import follow_name
from faden.domain.duplicates.operations import tell_apart
from faden.domain.people.operations import correct_person
from faden.domain.staffing.queries import teams_of
from faden.kernel.access.acting import act_as
from faden.kernel.saved_lists.operations import keep_list

#: Family name, given names and birth date as they were written the first time, and the second.
TWICE = (
    (("Al-Khatib", "Yousef", date(1991, 5, 12)), ("Alkhatib", "Jusuf", date(1991, 5, 21))),
    (("Hrytsenko", "Yevheniia", date(1988, 2, 3)), ("Gritsenko", "Jewhenija", date(1988, 2, 3))),
    (("Müller-Öztürk", "Ayşe", date(1979, 11, 8)), ("Oeztuerk", "Ayse", date(1979, 11, 8))),
)
LISTS = (
    ("Case Management ohne Kontakt", {"konstellation": "case_management", "sortierung": "kontakt"}, True),
    ("Überschrittene Fristen", {"frist": "ueberschritten", "konstellation": "guidance"}, False),
)
PAGE = "casework:cases"


def invent_twice(managers: Sequence[Colleague], cases: Mapping[str, Sequence[Case]], today: date) -> None:
    """Two pairs of one case manager, one across two of them, twins who are told apart: as many as there are cases."""
    one, other = managers[0], managers[1]
    mine, theirs = (_without_family(cases[colleague.actor.email]) for colleague in (one, other))
    for index, (first, second) in enumerate(TWICE):
        across = index == len(TWICE) - 1
        if mine and (theirs if across else mine[1:]):
            _name(one, mine.pop(), first, today)
            _name(other if across else one, (theirs if across else mine).pop(), second, today)
    if len(mine) > 1:
        _twins(one, mine.pop(), mine.pop(), today)
    for colleague in (one, other):
        _keep_lists(colleague, today)


def _without_family(cases: Sequence[Case]) -> list[Case]:
    """Those which are about one person; the newest cases, of which the demo tells, are left alone."""
    return [case for case in cases[6:] if case.household_id is None]


def _name(colleague: Colleague, case: Case, who: tuple[str, str, date], today: date) -> Case:
    family_name, given_names, birth_date = who
    with act_as(colleague.actor, today=today):
        person = correct_person(
            person=case.person,
            version=case.person.version,
            family_name=family_name,
            given_names=given_names,
            pseudonym="",
            birth_date=birth_date,
            actor=colleague.actor,
            today=today,
        )
        follow_name(person)
    return case


def _twins(colleague: Colleague, one: Case, other: Case, today: date) -> None:
    born_on = date(2001, 8, 17)
    first = _name(colleague, one, ("Tekle", "Saba", born_on), today)
    second = _name(colleague, other, ("Tekle", "Semhar", born_on), today)
    with act_as(colleague.actor, today=today):
        reason = "Zwillinge; beide waren zusammen in der Sprechstunde."
        tell_apart(one=first.person, other_id=second.person_id, reason=reason, on=today, actor=colleague.actor)


def _keep_lists(colleague: Colleague, today: date) -> None:
    with act_as(colleague.actor, today=today):
        teams = teams_of(colleague.actor, today)
        for name, filters, shared in LISTS:
            team = teams[0][0] if shared and teams else None
            keep_list(page=PAGE, name=name, filters=filters, team=team, actor=colleague.actor)
