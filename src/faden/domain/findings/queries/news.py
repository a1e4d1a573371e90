"""What is new for those who have reported: they always see what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from faden.domain.findings.models import GapReport, ThemeFeedback, ThemeStep
from faden.kernel.access.actor import Actor


@dataclass(frozen=True)
class News:
    """One piece of news; it leads to the theme if there is one, else to the report.

    :param key: of this piece of news, so that it can be marked as read
    :param gaps: numbers of the reader's own reports it is about
    :param sentence: what happened
    :param text: an answer, a reason or a message, in the author's words; may be empty
    """

    key: UUID
    on: date
    gaps: tuple[str, ...]
    theme: str | None
    sentence: str
    text: str


def news_for(actor: Actor, *, since: date) -> list[News]:
    """What became of somebody's reports since a day, newest first; three statements."""
    mine = list(
        GapReport.objects.filter(reporter_id=actor.id, news_on__isnull=False)
        .select_related("theme")
        .order_by("-news_on", "-id")
    )
    by_theme: dict[UUID, list[GapReport]] = {}
    for gap in mine:
        if gap.theme_id:
            by_theme.setdefault(gap.theme_id, []).append(gap)
    news = [_of_gap(gap) for gap in mine if gap.news_on and gap.news_on >= since]
    steps = ThemeStep.objects.filter(theme__in=by_theme, on__gte=since).exclude(from_state="")
    messages = ThemeFeedback.objects.filter(theme__in=by_theme, on__gte=since)
    news += _of_theme(steps.select_related("theme").order_by("on", "id"), by_theme)
    news += _of_theme(messages.select_related("theme").order_by("on", "id"), by_theme)
    return sorted(news, key=lambda item: item.on, reverse=True)


def _of_gap(gap: GapReport) -> News:
    sentence = f"Ihre Meldung: {gap.state_now.label}"
    if gap.theme:
        sentence = f"Ihre Meldung ist Teil des Themas „{gap.theme.title}“"
    # The same report has other news on another day, in another state or as part of a theme.
    key = uuid5(gap.id, f"{gap.news_on} {gap.state_now.value} {gap.theme_id}")
    return News(key, gap.news_on or gap.reported_on, (gap.number,), None, sentence, gap.answer)


def _of_theme(events: Iterable[ThemeStep | ThemeFeedback], by_theme: dict[UUID, list[GapReport]]) -> Iterable[News]:
    """What happened to a theme before a report joined it is no news to its reporter."""
    for event in events:
        told = tuple(gap.number for gap in by_theme[event.theme_id] if gap.news_on and gap.news_on <= event.on)
        if not told:
            continue
        if isinstance(event, ThemeStep):
            sentence = f"Thema „{event.theme.title}“: {event.get_to_state_display()}"
            yield News(event.id, event.on, told, event.theme.number, sentence, event.reason)
        else:
            sentence = f"Rückmeldung zum Thema „{event.theme.title}“"
            yield News(event.id, event.on, told, event.theme.number, sentence, event.text)
