"""Spins the thread: reports become themes, bodies decide, the effect is measured and told back.

Everything happens through the same operations as in the product, acting as the people who would do it.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from faden.demo.catalogue import Catalogue
from faden.demo.staff import Staff
from faden.demo.topics import ANSWERED, SINGLE_REPORTS, TOPICS, WORKING_GROUP_ITEMS, SingleReport, Topic
from faden.domain.cases.models import Case
from faden.domain.findings.enums import Nature, ThemeAct, ThemeState
from faden.domain.findings.models import GapReport, Theme
from faden.domain.findings.operations import gaps as reporting
from faden.domain.findings.operations import themes
from faden.domain.places.models import Municipality
from faden.domain.steering.calculation import Vote
from faden.domain.steering.enums import SITTING, BodyKind, Presence
from faden.domain.steering.models import Body, Meeting, Seat
from faden.domain.steering.operations import preparing, recording
from faden.domain.steering.transitions import MeetingAct
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.processes.bring_before_body import bring_before_body
from faden.processes.decide import Order, decide
from faden.processes.report_gap_from_case import report_gap_from_case

BERLIN = ZoneInfo("Europe/Berlin")
MONTH = timedelta(days=30)
S = ThemeState
#: These states have a meeting of the steering group behind them.
DECIDED = (S.DECIDED, S.IMPLEMENTING, S.EFFECT_CHECKED, S.CLOSED)


class Thread:
    """Spins one site's thread, from the oldest topic to the newest."""

    def __init__(self, staff: Staff, catalogue: Catalogue, random: Random) -> None:
        self.staff, self.catalogue, self.random, self.today = staff, catalogue, random, catalogue.today
        self.coordinator = staff.first(Role.COORDINATOR)
        self.assistant = staff.first(Role.ASSISTANT)

    def spin(self) -> None:
        """All topics, the meetings they were decided in, and what has not been looked at yet."""
        with act_as(self.coordinator, today=self.today):
            self.steering_group = Body.objects.get(kind=BodyKind.STEERING_GROUP)
            self.seats = list(Seat.objects.filter(body=self.steering_group, ended_on=None).order_by("position"))
        for topic in sorted(TOPICS, key=lambda topic: -topic.months_ago):
            self._topic(topic)
        self._working_groups()
        self._next_meeting()
        self._single_reports()

    def _topic(self, topic: Topic) -> None:
        began = self.today - MONTH * topic.months_ago
        reports = [self._report(topic, text, began + timedelta(days=9 * n)) for n, text in enumerate(topic.reports)]
        raised = began + timedelta(days=9 * len(reports) + 6)
        with act_as(self.coordinator, today=self.today):
            theme = themes.raise_theme(
                title=topic.title,
                description=topic.description,
                life_domain=self.catalogue.domains[topic.domain],
                level=topic.level,
                gaps=reports,
                on=raised,
                actor=self.coordinator,
            )
            self._name_indicator(theme, topic, raised)
        self._pursue(theme, topic, raised)

    def _report(self, topic: Topic, text: str, on: date) -> GapReport:
        """By a case manager, out of a case; every fourth by a partner."""
        single = SingleReport(topic.domain, topic.kind, topic.level, text)
        if self.random.random() < 0.25:
            return self._report_as(self.staff.first(Role.PARTNER), on, single)
        colleague = self.random.choice(self.staff.by_role[Role.CASE_MANAGER])
        barrier = next((b for b in self.catalogue.barriers.get(topic.domain, []) if b.key == topic.barrier), None)
        with act_as(colleague.actor, today=self.today):
            cases = list(Case.objects.filter(opened_on__lte=on).order_by("number")[:40])
            if not cases:
                return self._report_as(colleague.actor, on, single)
            case = self.random.choice(cases)
            return report_gap_from_case(
                case=case,
                kind=topic.kind,
                nature=Nature.QUANTITATIVE,
                life_domain=self.catalogue.domains[topic.domain],
                level=topic.level,
                text=text,
                municipalities=[case.municipality],
                barrier=barrier,
                on=on,
                actor=colleague.actor,
            )

    def _report_as(self, actor: Actor, on: date, what: SingleReport) -> GapReport:
        with act_as(actor, today=self.today):
            places = list(Municipality.objects.filter(ended_on=None, has_case_management=True).order_by("position"))
            return reporting.report_gap(
                kind=what.kind,
                nature=self.random.choice(list(Nature)),
                life_domain=self.catalogue.domains[what.domain],
                level=what.level,
                text=what.text,
                municipalities=self.random.sample(places, min(len(places), self.random.randint(1, 3))),
                on=on,
                actor=actor,
            )

    def _name_indicator(self, theme: Theme, topic: Topic, on: date) -> None:
        if topic.indicator is None:
            return
        name, unit, aim, first, _ = topic.indicator
        themes.name_indicator(
            theme=theme,
            version=theme.version,
            indicator=name,
            indicator_unit=unit,
            indicator_aim=aim,
            actor=self.coordinator,
        )
        self._measure(theme, first, on)

    def _measure(self, theme: Theme, value: str, on: date) -> None:
        source = "Erhebung der Koordination"
        themes.measure_indicator(
            theme=theme, value=Decimal(value), source=source, measured_on=on, on=on, actor=self.coordinator
        )

    def _pursue(self, theme: Theme, topic: Topic, raised: date) -> None:
        """Let the theme go as far as the topic says."""
        if topic.state == S.PROPOSED:
            return
        if topic.state in {S.REJECTED, S.PASSED_ON}:
            act = ThemeAct.REJECT if topic.state == S.REJECTED else ThemeAct.PASS_ON
            self._move(theme, act, raised + MONTH, topic.ending)
            return
        self._move(theme, ThemeAct.TO_WORKING_GROUP, raised + timedelta(days=10), "")
        if topic.state in DECIDED:
            decided = self._decide(theme, topic, raised + 2 * MONTH)
            self._carry_out(theme, topic, decided)

    def _move(self, theme: Theme, act: ThemeAct, on: date, reason: str) -> None:
        with act_as(self.coordinator, today=self.today):
            theme.refresh_from_db()
            themes.move_theme(theme=theme, act=act, reason=reason, on=min(on, self.today), actor=self.coordinator)

    def _meeting(self, body: Body, on: date, place: str) -> Meeting:
        """Two hours on a Wednesday afternoon."""
        day = on + timedelta(days=(2 - on.weekday()) % 7)
        if (day.month, day.day) > (12, 18) or (day.month, day.day) < (1, 8):
            # Nobody meets between the years.
            day += timedelta(days=21)
        begin = datetime.combine(day, time(14), BERLIN)
        return preparing.plan_meeting(
            body=body, starts_at=begin, ends_at=begin + timedelta(hours=2), place=place, actor=self.assistant
        )

    def _decide(self, theme: Theme, topic: Topic, on: date) -> date:
        """A meeting is held, the theme is decided, somebody gets to work."""
        with act_as(self.coordinator, today=self.today):
            meeting = self._planned_by_assistant(on)
            theme.refresh_from_db()
            bring_before_body(
                theme=theme,
                meeting=meeting,
                proposal=topic.proposal,
                on=meeting.starts_at.date(),
                actor=self.coordinator,
            )
        with act_as(self.assistant, today=self.today):
            held = meeting.starts_at.date()
            preparing.move_meeting(
                meeting=meeting, act=MeetingAct.INVITE, on=held - timedelta(days=21), actor=self.assistant
            )
            recording.record_attendance(meeting=meeting, presences=self._presences(), actor=self.assistant)
            item = meeting.agenda.get(theme=theme)
            recording.record_discussion(
                item=item,
                version=item.version,
                discussion="Die Koordination stellt die Meldungen vor; die Anwesenden bestätigen das Bild.",
                actor=self.assistant,
            )
            seats = sum(presence in SITTING for presence in self._presences().values())
            order = Order(topic.order, "KIM-Koordination", held + 4 * MONTH)
            vote = Vote(yes=seats - 1, no=0, abstained=1)
            decision = decide(item=item, text=topic.proposal, vote=vote, orders=[order], on=held, actor=self.assistant)
            preparing.move_meeting(meeting=meeting, act=MeetingAct.HOLD, on=held, actor=self.assistant)
            if topic.state == S.CLOSED:
                assignment = decision.assignments.get()
                recording.finish_assignment(
                    assignment=assignment,
                    version=assignment.version,
                    result="Vereinbarung mit den Berufskollegs unterschrieben.",
                    on=held + 3 * MONTH,
                    actor=self.assistant,
                )
        return held

    def _planned_by_assistant(self, on: date) -> Meeting:
        with act_as(self.assistant, today=self.today):
            return self._meeting(self.steering_group, on, "Kreishaus, Sitzungssaal 2")

    def _presences(self) -> dict[UUID, Presence]:
        """The same seats stay empty every time."""
        marks = (
            Presence.PRESENT,
            Presence.PRESENT,
            Presence.PRESENT,
            Presence.DEPUTY,
            Presence.PRESENT,
            Presence.EXCUSED,
        )
        return {seat.id: marks[number % len(marks)] for number, seat in enumerate(self.seats)}

    def _carry_out(self, theme: Theme, topic: Topic, decided: date) -> None:
        self._move(theme, ThemeAct.IMPLEMENT, decided + timedelta(days=20), "")
        if topic.indicator is None:
            return
        with act_as(self.coordinator, today=self.today):
            theme.refresh_from_db()
            self._measure(theme, topic.indicator[4], min(decided + 6 * MONTH, self.today))
        if topic.state == S.CLOSED:
            self._move(theme, ThemeAct.CHECK_EFFECT, decided + 9 * MONTH, "Der Indikator hat sich deutlich bewegt.")
            self._move(theme, ThemeAct.CLOSE, decided + 11 * MONTH, topic.ending)
            with act_as(self.coordinator, today=self.today):
                theme.refresh_from_db()
                themes.tell_reporters(
                    theme=theme, text=topic.ending, on=min(decided + 11 * MONTH, self.today), actor=self.coordinator
                )

    def _working_groups(self) -> None:
        """Each working group has met some times, without decisions."""
        with act_as(self.assistant, today=self.today):
            for body in Body.objects.filter(kind=BodyKind.WORKING_GROUP).order_by("position", "key"):
                for months, title in WORKING_GROUP_ITEMS:
                    meeting = self._meeting(body, self.today - MONTH * months, "Kreishaus, Raum 114")
                    held = meeting.starts_at.date()
                    preparing.add_item(meeting=meeting, title=title, actor=self.assistant)
                    for act in (MeetingAct.INVITE, MeetingAct.HOLD):
                        preparing.move_meeting(meeting=meeting, act=act, on=held, actor=self.assistant)

    def _next_meeting(self) -> None:
        """Three weeks ahead, with what is ripe on its agenda."""
        with act_as(self.coordinator, today=self.today):
            meeting = self._planned_by_assistant(self.today + timedelta(days=19))
            for topic in TOPICS:
                if topic.state == S.BEFORE_STEERING:
                    theme = Theme.objects.get(title=topic.title)
                    bring_before_body(
                        theme=theme, meeting=meeting, proposal=topic.proposal, on=self.today, actor=self.coordinator
                    )
            preparing.add_item(meeting=meeting, title="Sachstandsbericht der Koordination", actor=self.coordinator)
            preparing.add_item(meeting=meeting, title="Verschiedenes", actor=self.coordinator)

    def _single_reports(self) -> None:
        """Fresh reports wait; an older one has been answered."""
        colleagues = self.staff.by_role[Role.CASE_MANAGER]
        for number, what in enumerate(SINGLE_REPORTS):
            reporter = colleagues[number % len(colleagues)].actor
            on = self.today - timedelta(days=3 + 8 * number)
            gap = self._report_as(reporter, on, what)
            if number == len(SINGLE_REPORTS) - 1:
                with act_as(self.coordinator, today=self.today):
                    answered = on + timedelta(days=12)
                    reporting.answer_gap(
                        gap=gap, version=gap.version, answer=ANSWERED, on=answered, actor=self.coordinator
                    )
