"""Gaps, themes and bodies, and who may do what with them."""

from datetime import UTC, datetime

from faden.domain.findings import models as findings
from faden.domain.steering import models as steering
from tests.rows.ground import Ground
from tests.rows.world import (
    CIRCLE,
    EVERYBODY,
    NOBODY,
    TODAY,
    having,
)

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BUNDLERS = having("coordinator", "lead")
KEEPERS = having("coordinator", "lead", "assistant", "system")
REPORTERS = having("case_manager", "coordinator", "lead", "partner", "residence_officer")


def add_findings(here: Ground) -> findings.Theme:
    """Themes with what hangs on them; gaps, one of them met in the case."""
    by = here.id("coordinator")
    read = {"sees": EVERYBODY, "adds": BUNDLERS}
    kept = {**read, "changes": BUNDLERS, "removes": BUNDLERS}
    movers = BUNDLERS | {"assistant"}
    theme = findings.Theme(
        number="T-26-0001",
        title="x",
        description="x",
        life_domain=here.domain,
        level="kreis",
        raised_on=TODAY,
        raised_by_id=by,
        responsible_id=by,
    )
    here.world.add(theme, **read, changes=movers)
    here.world.add(findings.ThemeMunicipality(theme=theme, municipality=here.place), **kept)
    step = findings.ThemeStep(theme=theme, to_state="proposed", on=TODAY, author_id=by)
    here.world.add(step, sees=EVERYBODY, adds=movers)
    here.world.add(findings.ThemeFeedback(theme=theme, on=TODAY, author_id=by, text="x"), **read)
    here.world.add(findings.IndicatorValue(theme=theme, on=TODAY, value=1, source="x"), **kept)
    for number, reporter in enumerate(("former", "partner", "member")):
        gap = findings.GapReport(
            number=f"L-26-000{number}",
            kind="law",
            nature="qualitative",
            life_domain=here.domain,
            level="bund",
            text="x",
            reporter_id=here.id(reporter),
            reported_on=TODAY,
        )
        # Met in the case by somebody who has left its circle since: both go on seeing it.
        readers = BUNDLERS | {reporter} | (CIRCLE if reporter == "former" else NOBODY)
        here.world.add(gap, reporter, sees=readers, adds=REPORTERS & {reporter}, changes=BUNDLERS)
        both = {"sees": readers, "adds": readers}
        here.world.add(findings.GapMunicipality(gap=gap, municipality=here.place), reporter, **both)
        here.world.add(findings.GapTargetGroup(gap=gap, target_group=here.group), reporter, **both)
        reported = findings.GapStep(gap=gap, to_state="reported", on=TODAY, author_id=here.id(reporter))
        here.world.add(reported, reporter, **both)
        if reporter == "former":
            here.world.add(findings.GapOrigin(case=here.case, gap=gap), sees=CIRCLE, adds=CIRCLE)
    return theme


def add_steering(here: Ground, theme: findings.Theme) -> None:
    """A body, its meeting, and what came of it."""
    kept = {"sees": EVERYBODY, "adds": KEEPERS, "changes": KEEPERS, "removes": KEEPERS}
    body = steering.Body(key="x-body", kind="steering_group", name="x", source="Test")
    seat = steering.Seat(key="x-seat", body=body, institution="x", source="Test")
    meeting = steering.Meeting(body=body, starts_at=NOW, ends_at=NOW.replace(hour=12), place="x")
    item = steering.AgendaItem(meeting=meeting, position=1, title="x", theme=theme)
    decision = steering.Decision(item=item, theme=theme, text="x", yes=1, is_adopted=True, decided_on=TODAY)
    for row in (
        body,
        seat,
        meeting,
        item,
        steering.Attendance(meeting=meeting, seat=seat, presence="present"),
        decision,
    ):
        here.world.add(row, **kept)
    order = steering.Assignment(
        decision=decision, text="x", responsible_text="x", responsible_id=here.id("partner"), due_on=TODAY
    )
    here.world.add(order, **{**kept, "changes": KEEPERS | {"partner"}})
