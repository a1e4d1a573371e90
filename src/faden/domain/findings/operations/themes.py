"""Raise a theme, describe it, measure it, move it, and tell those who reported."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from faden.domain.catalogues.models import LifeDomain
from faden.domain.findings.enums import Aim, Level, ThemeAct, ThemeState
from faden.domain.findings.models import GapReport, IndicatorValue, Theme, ThemeFeedback, ThemeMunicipality, ThemeStep
from faden.domain.findings.operations.gaps import DRAWS, NO_NUMBER, NO_PLACE, join_gaps
from faden.domain.findings.rules import may_bundle, may_describe, may_move, may_note_decision, may_tell_reporters
from faden.domain.findings.transitions import NEEDS_REASON, THEME
from faden.domain.places.models import Municipality
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock, save_edit
from faden.kernel.access.errors import Conflict, Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib.identifiers import new_theme_number

DESCRIPTION = ("title", "description", "life_domain", "level", "responsible")
INDICATOR = ("indicator", "indicator_unit", "indicator_aim")


@transaction.atomic
def raise_theme(
    *,
    title: str,
    description: str,
    life_domain: LifeDomain,
    level: Level,
    municipalities: Collection[Municipality] = (),
    gaps: Iterable[GapReport] = (),
    on: date,
    actor: Actor,
) -> Theme:
    """Propose a generative theme, mostly from reports that tell of the same; their places become its places.

    :raises Invalid: neither a place nor a report, or a report has gone another way meanwhile
    """
    may_bundle.check(actor)
    gaps = list(gaps)
    if not gaps and not municipalities:
        raise Invalid({"municipalities": NO_PLACE})
    theme = Theme.objects.create(
        number=_free_number(on.year),
        title=title.strip(),
        description=description.strip(),
        life_domain=life_domain,
        level=level,
        raised_on=on,
        raised_by_id=actor.id,
        responsible_id=actor.id,
    )
    ThemeMunicipality.objects.bulk_create(ThemeMunicipality(theme=theme, municipality=m) for m in municipalities)
    ThemeStep.objects.create(theme=theme, to_state=ThemeState.PROPOSED, on=on, author_id=actor.id)
    audit.record("theme.raised", actor=actor, subject=theme, level=level)
    return join_gaps(gaps=gaps, theme=theme, on=on, actor=actor) if gaps else theme


@transaction.atomic
def describe_theme(
    *,
    theme: Theme,
    version: int,
    title: str,
    description: str,
    life_domain: LifeDomain,
    level: Level,
    responsible: Account,
    municipalities: Collection[Municipality],
    actor: Actor,
) -> Theme:
    """Say better what a theme is about, where, and who is responsible for it.

    :raises Conflict: somebody else has described it since
    """
    theme = _lock_description(theme, version)
    may_describe.check(actor, theme)
    if not municipalities:
        raise Invalid({"municipalities": NO_PLACE})
    ThemeMunicipality.objects.filter(theme=theme).delete()
    ThemeMunicipality.objects.bulk_create(ThemeMunicipality(theme=theme, municipality=m) for m in municipalities)
    told = save_edit(
        theme,
        title=title.strip(),
        description=description.strip(),
        life_domain=life_domain,
        level=level,
        responsible=responsible,
    )
    audit.record("theme.described", actor=actor, subject=theme, **told)
    return theme


@transaction.atomic
def name_indicator(
    *, theme: Theme, version: int, indicator: str, indicator_unit: str, indicator_aim: Aim, actor: Actor
) -> Theme:
    """Say by which figure one will see that something has changed.

    :raises Invalid: the figure has been measured already and would become another one
    """
    theme = lock(theme, version=version, fields=INDICATOR)
    may_describe.check(actor, theme)
    if not indicator.strip():
        raise Invalid({"indicator": "Bitte nennen Sie, woran die Wirkung zu sehen ist."})
    if theme.values.exists() and indicator_unit.strip() != theme.indicator_unit:
        raise Invalid({"indicator_unit": "Es sind schon Werte in dieser Einheit festgehalten."})
    save_edit(theme, indicator=indicator.strip(), indicator_unit=indicator_unit.strip(), indicator_aim=indicator_aim)
    audit.record("theme.indicator_named", actor=actor, subject=theme, aim=indicator_aim)
    return theme


@transaction.atomic
def measure_indicator(
    *, theme: Theme, value: Decimal, source: str, measured_on: date, on: date, actor: Actor
) -> IndicatorValue:
    """Note the indicator's value on a day; a second value for the same day replaces the first.

    :raises Invalid: the theme names no indicator, or the day lies ahead
    """
    theme = lock(theme)
    may_describe.check(actor, theme)
    if not theme.indicator:
        raise Invalid({"": "Nennen Sie zuerst, woran die Wirkung zu sehen ist."})
    if measured_on > on:
        raise Invalid({"measured_on": "Der Tag liegt in der Zukunft."})
    if value < 0:
        raise Invalid({"value": "Der Wert kann nicht kleiner als null sein."})
    noted, _ = IndicatorValue.objects.update_or_create(
        theme=theme, on=measured_on, defaults={"value": value, "source": source.strip()}
    )
    audit.record("theme.indicator_measured", actor=actor, subject=theme, value=value, on=measured_on)
    return noted


@transaction.atomic
def move_theme(*, theme: Theme, act: ThemeAct, reason: str = "", on: date, actor: Actor) -> Theme:
    """Take the next step with a theme.

    :raises Invalid: those who reported must be able to read why, or the effect has not been measured
    """
    theme = lock(theme)
    may_move.check(actor, theme, act)
    if act in NEEDS_REASON and not reason.strip():
        raise Invalid({"reason": "Bitte schreiben Sie einen Grund; die Meldenden lesen ihn."})
    if act == ThemeAct.CHECK_EFFECT and theme.values.count() < 2:
        raise Invalid({"": "Halten Sie zuerst den Ausgangswert und einen neuen Wert des Indikators fest."})
    _step(theme, act, reason=reason.strip(), on=on, actor=actor)
    return theme


@transaction.atomic
def note_decision(*, theme: Theme, reason: str, on: date, actor: Actor) -> Theme:
    """A body has decided on the theme; called with the decision, never by itself.

    :param reason: which body, in one line
    """
    theme = lock(theme)
    may_note_decision.check(actor, theme)
    _step(theme, ThemeAct.DECIDE, reason=reason, on=on, actor=actor)
    return theme


@transaction.atomic
def tell_reporters(*, theme: Theme, text: str, on: date, actor: Actor) -> ThemeFeedback:
    """Tell all who reported what became of it; they find it on their start page and beside their report."""
    theme = lock(theme)
    may_tell_reporters.check(actor, theme)
    if not text.strip():
        raise Invalid({"text": "Bitte schreiben Sie, was die Meldenden wissen sollen."})
    said: dict[str, Any] = {"text": text.strip(), "on": on, "author_id": actor.id}
    # Sent by two clicks, it is told once.
    if same := theme.feedback.filter(**said).first():
        return same
    feedback = theme.feedback.create(**said)
    audit.record("theme.reporters_told", actor=actor, subject=theme, gaps=theme.evidence_gaps)
    return feedback


def _lock_description(theme: Theme, version: int) -> Theme:
    """A conflict also tells the places that stand there now."""
    try:
        return lock(theme, version=version, fields=DESCRIPTION)
    except Conflict as conflict:
        places = [place.name for place in theme.municipalities.order_by("position", "key")]
        raise Conflict(conflict.current, {**conflict.fields, "municipalities": ("Kommunen", places)}) from None


def _step(theme: Theme, act: ThemeAct, *, reason: str, on: date, actor: Actor) -> None:
    before = theme.state_now
    after = THEME.target(before, act)
    save_edit(theme, state=after)
    ThemeStep.objects.create(theme=theme, from_state=before, to_state=after, on=on, author_id=actor.id, reason=reason)
    audit.record(f"theme.{act}", actor=actor, subject=theme, before=before, after=after)


def _free_number(year: int) -> str:
    """Draw until the number is free; everybody sees all themes."""
    for _ in range(DRAWS):
        number = new_theme_number(year)
        if not Theme.objects.filter(number=number).exists():
            return number
    raise Invalid({"": NO_NUMBER})
