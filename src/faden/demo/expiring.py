"""Files from the first years whose period is over, and what data protection has made of them."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from faden.demo.catalogue import Catalogue, read_catalogue
from faden.demo.notes import Talk
from faden.demo.people import invent_client
from faden.demo.shelf import Shelf
from faden.demo.stage import Stage
from faden.domain.cases.enums import (
    AccessPath,
    CircleFunction,
    ClosingReason,
    Constellation,
    ContactKind,
    Phase,
    Visibility,
)
from faden.domain.cases.models import Case, CircleMember, ConstellationPeriod, ContactNote, PhasePeriod, Stay
from faden.domain.retention.enums import Archive
from faden.domain.retention.models import Erasure
from faden.domain.retention.operations import announce, carry_out, hold, note_answer, offer_to_archive, stop
from faden.domain.retention.queries import to_announce
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.lib.identifiers import new_case_number

#: How long before today the oldest of them ended: five years, and a little more for each.
OVER = timedelta(days=5 * 366 + 40)
#: What was done with the file, from the oldest on; the last ones are only proposed.
ENDS = ("carried_out", "stopped", "answered", "offered", "held", "announced", "proposed", "proposed")
BEGUN = timedelta(days=36)


def invent_erasures(stage: Stage) -> None:
    """Old files, and their erasures at every stage."""
    catalogue, random = read_catalogue(stage.today), Random("Löschung")
    files = [_old_file(stage, catalogue, random, nth) for nth in range(len(ENDS))]
    officer, begun = stage.staff.first(Role.DATA_PROTECTION), stage.today - BEGUN
    late = [case.id for case, end in zip(files, ENDS, strict=True) if end == "announced"]
    due = [case.id for case, end in zip(files, ENDS, strict=True) if end not in ("announced", "proposed")]
    with act_as(officer, today=begun):
        if not {one.case for one in to_announce()}:
            return  # the site keeps its files for longer
        erasures = {one.case_id: one for one in announce(cases=due, actor=officer, today=begun)}
    for case, end in zip(files, ENDS, strict=True):
        if case.id in erasures:
            _go_on(stage, erasures[case.id], end)
    lately = stage.today - timedelta(days=3)
    with act_as(officer, today=lately):
        announce(cases=late, actor=officer, today=lately)


def _go_on(stage: Stage, erasure: Erasure, end: str) -> None:
    officer, asked = stage.staff.first(Role.DATA_PROTECTION), stage.today - timedelta(days=20)
    act: dict[str, Any] = {"actor": officer}
    with act_as(officer, today=asked):
        if end == "stopped":
            because = "Der Fall wird wieder aufgenommen; die Familie hat sich gemeldet."
            stop(erasure=erasure, because=because, version=erasure.version, **act)
            return
        if end == "held":
            reason = "Klage vor dem Sozialgericht, die Akte wird als Nachweis gebraucht."
            hold(case_id=erasure.case_id, reason=reason, until=stage.today + timedelta(days=200), today=asked, **act)
        moved = offer_to_archive(erasure=erasure, version=erasure.version, today=asked, **act)
        if end in ("answered", "carried_out"):
            moved = note_answer(erasure=moved, archive=Archive.DECLINED, version=moved.version, today=asked, **act)
    if end == "carried_out":
        with act_as(officer, today=stage.today):
            carry_out(erasure=moved, version=moved.version, today=stage.today, **act)


def _old_file(stage: Stage, catalogue: Catalogue, random: Random, nth: int) -> Case:
    """A case of some months, closed when its period began to run; every second one is mine."""
    manager = stage.managers[0 if nth % 2 else 1 + nth // 2]
    ended = stage.today - OVER - timedelta(days=11 * (len(ENDS) - nth))
    begun = ended - timedelta(days=random.randint(40, 120))
    place = next(one.places[0] for one in stage.staff.by_role[Role.CASE_MANAGER] if one.actor.id == manager.id)
    shelf = Shelf()
    newcomer = invent_client(shelf, random, catalogue, place, begun)
    person, household = newcomer.person, newcomer.household
    case = shelf.put(
        Case(
            number=new_case_number(begun.year, random),
            person=person,
            household=household,
            municipality=place,
            manager_id=manager.id,
            access_path=AccessPath.OPEN_HOUR,
            constellation=Constellation.SHORT,
            phase=Phase.FIRST_COUNSELLING,
            opened_on=begun,
            closed_on=ended,
            last_contact_on=ended,
            sort_name=person.sort_name,
        )
    )
    shelf.put(
        CircleMember(
            case=case,
            person=person,
            household=household,
            account_id=manager.id,
            function=CircleFunction.RESPONSIBLE,
            reason="Fall eröffnet",
            since=begun,
        )
    )
    _what_happened(shelf, case, random, (begun, ended))
    with act_as(manager, today=stage.today):
        shelf.store()
    return case


def _what_happened(shelf: Shelf, case: Case, random: Random, days: tuple[date, date]) -> None:
    begun, ended = days
    over = ended + timedelta(days=1)
    shelf.put(ConstellationPeriod(case=case, constellation=case.constellation, since=begun, until=over))
    shelf.put(PhasePeriod(case=case, phase=case.phase, since=begun, until=over))
    told, talk = "Das Anliegen ist geklärt.", Talk(random)
    shelf.put(Stay(case=case, since=begun, until=over, closing_reason=ClosingReason.AGREEMENT, evaluation=told))
    for day in days:
        shelf.put(
            ContactNote(
                case=case,
                municipality=case.municipality,
                author_id=case.manager_id,
                on=day,
                written_at=timezone.make_aware(datetime.combine(day, time(12))),
                kind=ContactKind.VISIT,
                minutes=30,
                text=talk.about("existenzsicherung", ContactKind.VISIT),
                access_path=AccessPath.OPEN_HOUR,
                visibility=Visibility.CIRCLE,
            )
        )
