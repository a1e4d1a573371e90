"""Reports and themes for the pages' tests, made as the people themselves would make them."""

from datetime import date
from typing import Any

from faden.domain.findings.enums import GapKind, Level, Nature
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.operations.gaps import report_gap
from faden.domain.findings.operations.themes import raise_theme
from faden.domain.steering.enums import BodyKind
from faden.domain.steering.models import Body, Meeting
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests import given


def gap(by: Actor, text: str = "Es gibt keinen Sprachkurs mit Kinderbetreuung.", **changes: Any) -> GapReport:
    """A report of this person."""
    on: date = changes.pop("on", given.TODAY)
    with act_as(by, today=on):
        return report_gap(
            **{
                "kind": GapKind.MISSING_OFFER,
                "nature": Nature.QUANTITATIVE,
                "life_domain": given.life_domain(),
                "level": Level.KREIS,
                "text": text,
                "municipalities": [given.municipality()],
                "on": on,
                "actor": by,
                **changes,
            }
        )


def theme(by: Actor, *gaps: GapReport, title: str = "Kinderbetreuung im Sprachkurs") -> Theme:
    """A theme of this coordinator."""
    with act_as(by, today=given.TODAY):
        return raise_theme(
            title=title,
            description="Eltern bleiben dem Kurs fern.",
            life_domain=given.life_domain(),
            level=Level.KREIS,
            municipalities=[given.municipality()],
            gaps=gaps,
            on=given.TODAY,
            actor=by,
        )


def meeting(by: Actor, starts_at: Any, ends_at: Any, kind: BodyKind = BodyKind.STEERING_GROUP) -> Meeting:
    """A planned meeting of a body of that kind."""
    with act_as(by, today=given.TODAY):
        body = Body.objects.create(key=kind.value.replace("_", "-"), kind=kind, name=kind.label, source="Test")
        return Meeting.objects.create(body=body, starts_at=starts_at, ends_at=ends_at, place="Kreishaus")
