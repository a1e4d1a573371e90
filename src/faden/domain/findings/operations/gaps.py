"""Report a gap, look into it, answer it; join several into a theme or take one out again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.catalogues.queries import GroupNode
from faden.domain.findings.calculation.text_review import review, settle
from faden.domain.findings.enums import GapAct, GapKind, GapState, Level, Nature
from faden.domain.findings.models import (
    GapMunicipality,
    GapReport,
    GapStep,
    GapTargetGroup,
    Theme,
    ThemeMunicipality,
)
from faden.domain.findings.queries.places import small_places
from faden.domain.findings.rules import may_describe, may_report, may_work_on
from faden.domain.findings.transitions import GAP
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.lib.identifiers import new_gap_number, new_id

# Even with half of the numbers of a year taken, so many draws find a free one (a miss in 10^15).
DRAWS = 50
NO_NUMBER = "Zurzeit ist keine Nummer frei. Bitte versuchen Sie es noch einmal."
NO_PLACE = "Bitte wählen Sie mindestens eine Kommune."


@transaction.atomic
def report_gap(
    *,
    kind: GapKind,
    nature: Nature,
    life_domain: LifeDomain,
    level: Level,
    text: str,
    municipalities: Collection[Municipality],
    target_groups: Collection[TargetGroup | GroupNode] = (),
    organisation: Organisation | None = None,
    barrier: Barrier | None = None,
    names: Collection[str] = (),
    stated: Collection[str] = (),
    gap_id: UUID | None = None,
    on: date,
    actor: Actor,
) -> GapReport:
    """Report a system gap: nothing in it is about a person.

    :param names: of people who must not appear in the text; known on the side of casework only
    :param stated: keys of those remarks on the text of which the reporter states that they are not about a person
    :param gap_id: made by the form, so that a form sent twice reports once
    :raises PersonalData: the text has to be changed, or something in it to be stated
    :raises Invalid: no place, or no text
    """
    may_report.check(actor)
    _check_report(text, municipalities)
    impersonal = settle(review(text, names=names, places=small_places()), stated)
    try:
        with transaction.atomic():
            gap = GapReport.objects.create(
                id=gap_id or new_id(),
                number=_free_number(on.year),
                kind=kind,
                nature=nature,
                life_domain=life_domain,
                level=level,
                organisation=organisation,
                barrier=barrier,
                text=text.strip(),
                reporter_id=actor.id,
                reported_on=on,
            )
    except IntegrityError:
        return _sent_before(gap_id, actor)
    GapMunicipality.objects.bulk_create(GapMunicipality(gap=gap, municipality=place) for place in municipalities)
    GapTargetGroup.objects.bulk_create(GapTargetGroup(gap=gap, target_group_id=group.id) for group in target_groups)
    GapStep.objects.create(gap=gap, to_state=GapState.REPORTED, on=on, author_id=actor.id)
    audit.record("gap.reported", actor=actor, subject=gap, kind=kind, stated_impersonal=impersonal)
    return gap


@transaction.atomic
def take_into_review(*, gap: GapReport, on: date, actor: Actor) -> GapReport:
    """Look into a report, or once more into one that has been answered; the former answer stays in its history."""
    gap = lock(gap)
    _step(gap, GapAct.REVIEW, on=on, actor=actor, answer="")
    return gap


@transaction.atomic
def answer_gap(*, gap: GapReport, version: int, answer: str, on: date, actor: Actor) -> GapReport:
    """Answer a report that does not become part of a theme; its reporter reads the words.

    :raises Conflict: somebody else has worked on the report since
    """
    gap = lock(gap, version=version, fields=("answer",))
    if not answer.strip():
        raise Invalid({"answer": "Bitte schreiben Sie, was aus der Meldung geworden ist."})
    _step(gap, GapAct.ANSWER, on=on, actor=actor, note=answer.strip(), answer=answer.strip())
    return gap


@transaction.atomic
def join_gaps(*, gaps: Iterable[GapReport], theme: Theme, on: date, actor: Actor) -> Theme:
    """Make several reports the evidence of a theme; its places grow by theirs, its reporters are told.

    :raises Invalid: one of them has gone another way meanwhile; then none is joined
    """
    theme = lock(theme)
    may_describe.check(actor, theme)
    chosen = _locked(gaps)
    if gone := [gap for gap in chosen if not GAP.may(gap.state_now, GapAct.JOIN)]:
        raise Invalid({"gaps": _gone(gone)})
    for gap in chosen:
        _step(gap, GapAct.JOIN, on=on, actor=actor, into=theme, theme=theme)
    _add_places(theme, chosen)
    _count_evidence(theme)
    audit.record("theme.gaps_joined", actor=actor, subject=theme, gaps=[gap.number for gap in chosen])
    return theme


@transaction.atomic
def detach_gap(*, gap: GapReport, reason: str, on: date, actor: Actor) -> GapReport:
    """Take a report out of its theme again; it goes back into review."""
    theme = lock(gap.theme) if gap.theme else None
    gap = lock(gap)
    may_work_on.check(actor, gap, GapAct.DETACH)
    if theme is None or gap.theme_id != theme.id:
        raise Invalid({"": "Die Meldung gehört inzwischen zu einem anderen Thema. Bitte laden Sie die Seite neu."})
    if not reason.strip():
        raise Invalid({"reason": "Bitte schreiben Sie, warum die Meldung nicht zu dem Thema gehört."})
    _step(gap, GapAct.DETACH, on=on, actor=actor, note=reason.strip(), into=theme, theme=None)
    _count_evidence(theme)
    return gap


def _sent_before(gap_id: UUID | None, actor: Actor) -> GapReport:
    """The report this form has made already; whose identifier is somebody else's gets no answer about it."""
    sent = GapReport.objects.filter(id=gap_id, reporter_id=actor.id).first() if gap_id else None
    if sent is None:
        raise Invalid({"": "Bitte laden Sie die Seite neu und melden Sie noch einmal."})
    return sent


def _check_report(text: str, municipalities: Collection[Municipality]) -> None:
    errors = {}
    if not text.strip():
        errors["text"] = "Bitte beschreiben Sie, was geschieht und was fehlt."
    if not municipalities:
        errors["municipalities"] = NO_PLACE
    if errors:
        raise Invalid(errors)


def _free_number(year: int) -> str:
    """Draw until the number is free; nobody sees foreign reports, so the database is asked by a guard function."""
    with connection.cursor() as cursor:
        for _ in range(DRAWS):
            number = new_gap_number(year)
            cursor.execute("SELECT faden_gap_number_is_free(%s)", [number])
            if cursor.fetchone() == (True,):
                return number
    raise Invalid({"": NO_NUMBER})


def _locked(gaps: Iterable[GapReport]) -> list[GapReport]:
    """Always in the same order, so that two coordinators never wait for each other."""
    wanted: Sequence[UUID] = sorted({gap.pk for gap in gaps})
    chosen = list(GapReport.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    if not chosen or len(chosen) != len(wanted):
        raise Invalid({"gaps": "Bitte wählen Sie mindestens eine Meldung."})
    return chosen


def _gone(gaps: Sequence[GapReport]) -> str:
    named = ", ".join(gap.number for gap in gaps)
    return f"{named}: gehört inzwischen zu einem Thema oder ist beantwortet. Es wurde nichts geändert."


def _step(
    gap: GapReport, act: GapAct, *, on: date, actor: Actor, note: str = "", into: Theme | None = None, **changes: object
) -> None:
    """Move a locked report and write that down for its reporter, its history and the trace."""
    may_work_on.check(actor, gap, act)
    before = gap.state_now
    after = GAP.target(before, act)
    save_edit(gap, state=after, news_on=on, **changes)
    GapStep.objects.create(gap=gap, from_state=before, to_state=after, theme=into, on=on, author_id=actor.id, note=note)
    audit.record(f"gap.{act}", actor=actor, subject=gap, before=before, after=after, theme=into)


def _add_places(theme: Theme, gaps: Sequence[GapReport]) -> None:
    known = set(ThemeMunicipality.objects.filter(theme=theme).values_list("municipality_id", flat=True))
    places = GapMunicipality.objects.filter(gap__in=gaps).order_by("municipality_id")
    new = set(places.values_list("municipality_id", flat=True)) - known
    ThemeMunicipality.objects.bulk_create(ThemeMunicipality(theme=theme, municipality_id=place) for place in new)


def _count_evidence(theme: Theme) -> None:
    """Kept on the theme: most of its readers do not see the reports behind it."""
    theme.evidence_gaps = GapReport.objects.filter(theme=theme).count()
    theme.save(update_fields=["evidence_gaps"])
