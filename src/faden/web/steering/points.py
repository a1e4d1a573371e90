"""A meeting as its page tells it: what lies ahead, points with their papers, what can be done now, the thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from django.urls import reverse

from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import MeetingState
from faden.domain.steering.queries import AHEAD, Paper, agenda_of, papers_of
from faden.domain.steering.rules import may_move_meeting, may_prepare, may_record, may_record_decision
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.access.actor import Actor
from faden.lib import german


@dataclass(frozen=True)
class Calendar:
    """The meetings of a body, the nearest first on both sides of today."""

    ahead: list[Any]
    past: list[Any]

    @classmethod
    def of(cls, meetings: Iterable[Any], now: datetime) -> "Calendar":
        """Divide what the query has read, the latest first."""
        listed = list(meetings)
        ahead = [meeting for meeting in listed if meeting.state in AHEAD and meeting.ends_at >= now]
        return cls(ahead[::-1], [meeting for meeting in listed if meeting not in ahead])

    @property
    def held(self) -> int:
        """How many have taken place."""
        return sum(meeting.state == MeetingState.HELD for meeting in self.past)


@dataclass(frozen=True)
class Point:
    """A point of the agenda, with what was decided and what a reader finds beside it."""

    item: Any
    decision: Any | None
    assignments: list[Any]
    paper: Paper | None

    @property
    def theme(self) -> Any | None:
        """The theme, if it is one."""
        return self.item.theme

    @property
    def vote(self) -> str:
        """How the body voted, in words."""
        if self.decision is None:
            return ""
        return Vote(self.decision.yes, self.decision.no, self.decision.abstained).in_words


def points_of(meeting: Any) -> list[Point]:
    """The agenda of a meeting; a fixed number of statements however long it is."""
    agenda = agenda_of(meeting)
    papers = papers_of(agenda, on=meeting.day)
    return [_point(item, papers.get(item.id)) for item in agenda]


def _point(item: Any, paper: Paper | None) -> Point:
    decision = getattr(item, "decision", None)
    return Point(item, decision, list(decision.assignments.all()) if decision else [], paper)


@dataclass(frozen=True)
class Allowed:
    """What this reader may do with the meeting today."""

    prepare: bool
    invite: bool
    cancel: bool
    hold: bool
    record: bool
    decide: bool

    @classmethod
    def of(cls, actor: Actor, meeting: Any, today: date) -> "Allowed":
        """Ask the rules."""
        return cls(
            prepare=may_prepare.allows(actor, meeting),
            invite=may_move_meeting.allows(actor, meeting, MeetingAct.INVITE, today),
            cancel=may_move_meeting.allows(actor, meeting, MeetingAct.CANCEL, today),
            hold=may_move_meeting.allows(actor, meeting, MeetingAct.HOLD, today),
            record=may_record.allows(actor, meeting),
            decide=may_record_decision.allows(actor, meeting, today),
        )


def thread(meeting: Any, points: Sequence[Point]) -> list[dict[str, Any]]:
    """Themes that came here, this meeting, what followed."""
    here = {"kind": "Sitzung", "text": f"{meeting.body}, {german.day(meeting.day)}", "here": True}
    themes = [
        {
            "kind": "Thema",
            "text": point.theme.title,
            "href": reverse("findings:theme", args=[point.theme.number]),
            "note": german.count(point.theme.evidence_gaps, "Meldung", "Meldungen", none="noch keine Meldung"),
        }
        for point in points
        if point.theme
    ]
    return [*themes, here, *_followed(points)]


def _followed(points: Sequence[Point]) -> list[dict[str, Any]]:
    decided = [point for point in points if point.decision]
    if not decided:
        return [{"kind": "Beschluss", "text": "noch keiner"}]
    steps = [
        {
            "kind": "Beschluss",
            "text": shorten(point.decision.text, 70, placeholder=" …"),
            "href": f"#top-{point.item.position}",
            "note": f"TOP {point.item.position}, " + ("angenommen" if point.decision.is_adopted else "abgelehnt"),
        }
        for point in decided
        if point.decision
    ]
    assignments = [assignment for point in decided for assignment in point.assignments]
    if assignments:
        done = sum(assignment.done_on is not None for assignment in assignments)
        text = german.count(len(assignments), "Auftrag", "Aufträge")
        note = f"{done} von {len(assignments)} erledigt"
        steps.append({"kind": "Auftrag", "text": text, "href": reverse("steering:assignments"), "note": note})
    return steps
