"""How somebody was counselled over time: stays, constellations, phases, and the checks of the four criteria."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from faden.domain.cases.enums import Phase
from faden.domain.cases.models import (
    Case,
    ClosingPostponement,
    ConstellationPeriod,
    CriteriaCheck,
    Measure,
    PhasePeriod,
    Stay,
)
from faden.domain.cases.transitions import UNFINISHED
from faden.domain.consent.enums import ConsentKind
from faden.domain.consent.models import Consent
from faden.domain.organisations.enums import Known
from faden.domain.people.models import Person


@dataclass(frozen=True)
class PeriodLine:
    """A period with its name, from–until, and why it began."""

    name: str
    since: date
    until: date | None
    reason: str
    days: int


@dataclass(frozen=True)
class Course:
    """Everything dated about the course of a case; the newest first."""

    stays: tuple[Stay, ...]
    constellations: tuple[PeriodLine, ...]
    phases: tuple[PeriodLine, ...]
    checks: tuple[CriteriaCheck, ...]
    postponements: tuple[ClosingPostponement, ...]


@dataclass(frozen=True)
class Helping:
    """An organisation that helps already, and how that is known.

    :param own_case_management: it has one of its own; two would be a double structure
    """

    name: str
    how: str
    own_case_management: bool = False


def course_of(case: Case, today: date) -> Course:
    """The dated histories of a case."""
    of_case = {"case_id": case.id}
    return Course(
        stays=tuple(Stay.objects.filter(**of_case).order_by("-since", "-id")),
        constellations=_lines(ConstellationPeriod.objects.filter(**of_case).order_by("-since", "-id"), today),
        phases=_lines(PhasePeriod.objects.filter(**of_case).order_by("-since", "-id"), today),
        checks=tuple(CriteriaCheck.objects.filter(**of_case).select_related("author").order_by("-on", "-id")),
        postponements=tuple(
            ClosingPostponement.objects.filter(**of_case).select_related("author").order_by("-on", "-id")
        ),
    )


def phases_passed(course: Course) -> dict[Phase, date]:
    """The phases the present stay has been in, each with the day on which it was last entered."""
    began = course.stays[0].since if course.stays else None
    labels = {phase.label: phase for phase in Phase}
    return {labels[line.name]: line.since for line in reversed(course.phases) if began is None or line.since >= began}


def last_check(case: Case) -> CriteriaCheck | None:
    """The latest check of the criteria."""
    return CriteriaCheck.objects.filter(case_id=case.id).order_by("-on", "-id").first()


def helping_already(person: Person, case: Case | None, today: date) -> list[Helping]:
    """Who helps already, as far as the file says: released organisations, open steps, the last check.

    Referrals are told by their own app; an organisation is named once, with everything known about it.

    :param case: None when it is about to be opened
    """
    releases = Consent.objects.filter(person=person, kind=ConsentKind.RELEASE).select_related("organisation")
    found = [
        Helping(one.organisation.name, f"entbunden seit {one.given_on:%d.%m.%Y}", _has_own(one.organisation))
        for one in releases.order_by("given_on", "id")
        if one.organisation and one.is_valid_on(today)
    ]
    if case is not None:
        steps = Measure.objects.filter(case_id=case.id, state__in=UNFINISHED, organisation__isnull=False)
        found += [
            Helping(step.organisation.name, f"Maßnahme: {step.title}", _has_own(step.organisation))
            for step in steps.select_related("organisation").order_by("created_on", "id")
            if step.organisation
        ]
        check = last_check(case)
        if check and check.other_case_management:
            how = f"eigenes Fallmanagement laut Prüfung vom {check.on:%d.%m.%Y}"
            found.append(Helping(check.other_case_management, how, own_case_management=True))
    return together(found)


def together(found: Sequence[Helping]) -> list[Helping]:
    """Each organisation once: those with a case management of their own first, then by name."""
    by_name: dict[str, Helping] = {}
    for one in found:
        before = by_name.get(one.name)
        by_name[one.name] = (
            Helping(one.name, f"{before.how}; {one.how}", before.own_case_management or one.own_case_management)
            if before
            else one
        )
    return sorted(by_name.values(), key=lambda one: (not one.own_case_management, one.name))


def _has_own(organisation: object) -> bool:
    return getattr(organisation, "own_case_management", None) == Known.YES


def _lines(periods: Iterable[ConstellationPeriod | PhasePeriod], today: date) -> tuple[PeriodLine, ...]:
    return tuple(
        PeriodLine(
            name=str(period),
            since=period.since,
            until=period.until,
            reason=getattr(period, "reason", ""),
            days=((period.until or today) - period.since).days,
        )
        for period in periods
    )
