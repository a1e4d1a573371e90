"""The rows of the small world, and who may do what with each."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from faden.domain.cases import models as cases
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.consent.models import Consent
from faden.domain.findings import models as findings
from faden.domain.organisations.models import Organisation
from faden.domain.people import models as people
from faden.domain.places.models import Municipality
from faden.domain.referrals import models as referrals
from faden.domain.staffing.models import Occupation, Post
from faden.domain.steering import models as steering
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment
from faden.kernel.identity.queries import SYSTEM_ID
from faden.kernel.outbox.models import MailAttachment, OutgoingMail
from tests.rows.world import (
    CIRCLE,
    COUNSELLORS,
    EVERYBODY,
    LONG_AGO,
    NOBODY,
    OWNER,
    ROLES,
    TODAY,
    YESTERDAY,
    World,
    having,
)

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BUNDLERS = having("coordinator", "lead")
KEEPERS = having("coordinator", "lead", "assistant", "system")
REPORTERS = having("case_manager", "coordinator", "lead", "partner", "residence_officer")
ADMINISTRATION = having("admin", "system")
STAFFING = having("lead", "admin", "system")
STAFF = EVERYBODY - {"retired", "member", "partner", "partner_elsewhere"}
OFFICE = having("lead", "assistant", "admin", "system")


class Population:
    """Fills a world; the attributes are what later rows point to."""

    def __init__(self) -> None:
        self.world = World()
        self.domain = LifeDomain.objects.using(OWNER).create(key="x-domain", name="Sprache", source="Test")
        self.barrier = Barrier.objects.using(OWNER).create(
            key="x-barrier", name="kein Platz", life_domain=self.domain, source="Test"
        )
        self.group = TargetGroup.objects.using(OWNER).create(key="x-group", name="Neu", source="Test")
        self.place = Municipality.objects.using(OWNER).create(
            key="x-place",
            name="Musterdorf",
            kind="town",
            ags="05999001",
            inhabitants=1,
            inhabitants_on=TODAY,
            inhabitants_source="Test",
            source="Test",
        )
        self.organisation, self.elsewhere = (
            Organisation.objects.using(OWNER).create(key=f"x-{name}", name=name, kind="other", source="Test")
            for name in ("hier", "dort")
        )
        self.accounts()
        self.offices()
        self.casework()
        self.counselling()
        self.referring()
        self.findings()
        self.steering()

    def id(self, name: str) -> UUID:
        """The account of an actor."""
        return self.world.actors[name]

    def accounts(self) -> None:
        """Every actor with its one role."""
        for name, role in ROLES.items():
            if name == "system":
                self.world.actors[name] = SYSTEM_ID
                continue
            account = Account(
                email=f"{name}@faden.invalid", name=name, deactivated_on=YESTERDAY if name == "retired" else None
            )
            self.world.actors[name] = account.id
            sees = EVERYBODY | {"with_password"} if name == "manager" else EVERYBODY
            self.world.add(account, name, sees=sees, adds=ADMINISTRATION, changes=ADMINISTRATION | {name})
            scope: dict[str, Any] = {}
            if role == "partner":
                at = self.organisation if name == "partner" else self.elsewhere
                scope = {"scope_kind": "organisation", "scope_id": at.id}
            assignment = RoleAssignment(account=account, role=role, since=LONG_AGO, **scope)
            self.world.add(assignment, name, sees=EVERYBODY, adds=ADMINISTRATION, changes=ADMINISTRATION)
        token = ApiToken(account_id=self.id("other"), name="x", digest="d", created_at=NOW, expires_on=TODAY)
        own = frozenset({"other"})
        self.world.add(token, sees=own | {"with_token"}, adds=own, changes=own, removes=own)
        entry = AuditEntry(
            at=NOW, actor_id=self.id("manager"), act="x.y", subject_kind="x", subject_id=self.id("other")
        )
        mine = frozenset({"manager"})
        self.world.add(entry, sees=mine | {"protection"}, adds=mine)

    def offices(self) -> None:
        """Posts and mail."""
        post = Post.objects.using(OWNER).create(
            key="x-post", title="Stelle", baustein=2, function="case_management", fte=1, source="Test"
        )
        occupation = Occupation(post=post, account_id=self.id("manager"), share=1, since=LONG_AGO)
        self.world.add(occupation, sees=STAFF, adds=STAFFING, changes=STAFFING)
        author = frozenset({"coordinator"})
        mail = OutgoingMail(
            recipient="x@faden.invalid", subject="x", body="x", author_id=self.id("coordinator"), created_at=NOW
        )
        self.world.add(mail, sees=author | OFFICE, adds=author, changes=having("system"))
        attachment = MailAttachment(mail=mail, name="x.ics", content_type="text/calendar", content=b"")
        self.world.add(attachment, sees=author | OFFICE, adds=author)

    def casework(self) -> None:
        """A case with its family, one of somebody else, and one that is being opened."""
        self.household, self.person, self.child, case, circle = self._case("a", "26-000001", "manager")
        self.case = case
        for person, label in ((self.person, "client"), (self.child, "child")):
            self.world.add(person, label, sees=CIRCLE, adds=COUNSELLORS, changes=CIRCLE)
        self.world.add(self.household, sees=CIRCLE, adds=COUNSELLORS, changes=CIRCLE)
        self.world.add(case, sees=CIRCLE, adds=frozenset({"manager"}), changes=CIRCLE)
        self.world.add(circle, "responsible", sees=CIRCLE, adds=CIRCLE, changes=CIRCLE)
        for name, until in (("helper", None), ("former", TODAY), ("retired", None)):
            member = cases.CircleMember(
                case=case,
                account_id=self.id(name),
                person=self.person,
                household=self.household,
                function="helper",
                reason="x",
                since=LONG_AGO,
                until=until,
            )
            self.world.add(member, name, sees=CIRCLE, adds=CIRCLE, changes=CIRCLE)
        everything = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE, "removes": CIRCLE}
        for person, relation in ((self.person, "self"), (self.child, "child")):
            member_of = people.HouseholdMember(
                household=self.household, person=person, relation=relation, since=LONG_AGO
            )
            self.world.add(member_of, relation, **everything)
            attribute = people.PersonTargetGroup(person=person, target_group=self.group, since=LONG_AGO)
            self.world.add(attribute, relation, **everything)
            consent = Consent(
                person=person,
                kind="data_processing",
                form_version="1",
                given_on=LONG_AGO,
                recorded_by_id=self.id("manager"),
            )
            self.world.add(consent, relation, sees=CIRCLE, adds=CIRCLE, changes=CIRCLE)
        for person, label in ((self.person, "client"), (self.child, "child")):
            token = people.NameToken(person=person, value="S:X")
            self.world.add(token, label, sees=CIRCLE, adds=CIRCLE, removes=CIRCLE)
        self._strangers()

    def _strangers(self) -> None:
        others = frozenset({"other"})
        household, person, child, case, circle = self._case("b", "26-000002", "other")
        self.world.add(household, "other's", sees=others, adds=COUNSELLORS, changes=others)
        self.world.add(person, "other's", sees=others, adds=COUNSELLORS, changes=others)
        child.save(using=OWNER)
        self.world.add(case, "other's", sees=others, adds=others, changes=others)
        self.world.add(circle, "other's", sees=others, adds=others, changes=others)
        self._ways_in(household, person)
        household, person, child, case, circle = self._case("c", "26-000003", "former")
        for row in (household, person, child, case):
            row.save(using=OWNER)
        self.world.imagine(circle, "first entry of a new case", adds=frozenset({"former"}))

    def _ways_in(self, household: people.Household, person: people.Person) -> None:
        """An identifier alone opens no way to somebody else's client, neither by a case nor by an entry of a circle."""
        *_, case, _ = self._case("d", "26-000004", "manager")
        case.person, case.household = person, None
        self.world.imagine(case, "about somebody else's client", adds=NOBODY)
        *_, case, _ = self._case("e", "26-000005", "manager")
        case.person, case.household = self.person, household
        self.world.imagine(case, "about somebody else's household", adds=NOBODY)
        *_, circle = self._case("f", "26-000006", "manager")
        circle.case, circle.person, circle.household = self.case, person, self.household
        self.world.imagine(circle, "naming somebody else's client", adds=NOBODY)
        alone = people.Person(family_name="New", sort_name="NEW")
        alone.save(using=OWNER)
        self.world.imagine(people.NameToken(person=alone, value="S:NEW"), "of a new person", adds=COUNSELLORS)

    def _case(self, key: str, number: str, manager: str) -> tuple[Any, ...]:
        household = people.Household(name=f"Haushalt {key}")
        person, child = (
            people.Person(family_name=f"{name} {key}", sort_name=name, municipality=self.place)
            for name in ("Client", "Child")
        )
        case = cases.Case(
            number=number,
            person=person,
            household=household,
            municipality=self.place,
            manager_id=self.id(manager),
            access_path="open_hour",
            constellation="short",
            phase="access",
            opened_on=LONG_AGO,
            sort_name="X",
        )
        circle = cases.CircleMember(
            case=case,
            account_id=self.id(manager),
            person=person,
            household=household,
            function="responsible",
            reason="eröffnet",
            since=LONG_AGO,
        )
        return household, person, child, case, circle

    def counselling(self) -> None:
        """What hangs on the case."""
        kept = {"sees": CIRCLE, "adds": CIRCLE, "changes": CIRCLE}
        written = {"sees": CIRCLE, "adds": CIRCLE}
        author = self.id("manager")
        self.world.add(cases.Stay(case=self.case, since=LONG_AGO), **kept)
        self.world.add(cases.ConstellationPeriod(case=self.case, constellation="short", since=LONG_AGO), **kept)
        self.world.add(cases.PhasePeriod(case=self.case, phase="access", since=LONG_AGO), **kept)
        check = cases.CriteriaCheck(
            case=self.case,
            on=TODAY,
            author_id=author,
            longer_term=True,
            several_actors=True,
            overall_plan=True,
            mandate=True,
            recommended="short",
            decided="short",
            reason="x",
        )
        self.world.add(check, **written)
        assessment = cases.Assessment(case=self.case, on=TODAY, author_id=author)
        self.world.add(assessment, **written)
        self.world.add(cases.Rating(assessment=assessment, case=self.case, life_domain=self.domain, need=1), **written)
        self.world.add(cases.CaseBarrier(case=self.case, barrier=self.barrier, since=TODAY), **kept)
        goal = cases.Goal(case=self.case, life_domain=self.domain, words="x", agreed_on=TODAY)
        self.world.add(goal, **kept)
        reached = cases.GoalStep(
            case=self.case, goal=goal, from_state="open", to_state="reached", on=TODAY, author_id=author
        )
        self.world.add(reached, **written)
        measure = cases.Measure(case=self.case, title="x", responsible="client", created_on=TODAY)
        self.world.add(measure, **kept)
        step = cases.MeasureStep(
            case=self.case, measure=measure, from_state="planned", to_state="active", on=TODAY, author_id=author
        )
        self.world.add(step, **written)
        self._notes()

    def _notes(self) -> None:
        author = frozenset({"manager"})
        shared = self._note("manager", case=self.case, visibility="circle")
        self.world.add(shared, "for the circle", sees=CIRCLE, adds=author, changes=author)
        private = self._note("manager", case=self.case, visibility="author")
        self.world.add(private, "for the author", sees=author, adds=author, changes=author)
        anonymous = self._note("other", visibility="author")
        others = frozenset({"other"})
        self.world.add(anonymous, "anonymous", sees=others, adds=others, changes=others)
        left = self._note("former", case=self.case, visibility="circle")
        self.world.add(left, "by somebody who left", sees=CIRCLE, adds=NOBODY, changes=NOBODY)
        revisions = ((shared, "shared", CIRCLE), (private, "private", author))
        for note, label, sees in revisions:
            revision = cases.ContactNoteRevision(
                note=note, text="x", replaced_at=NOW, replaced_by_id=self.id("manager")
            )
            self.world.add(revision, label, sees=sees, adds=author)

    def _note(self, author: str, **fields: Any) -> cases.ContactNote:
        return cases.ContactNote(
            municipality=self.place,
            author_id=self.id(author),
            on=TODAY,
            written_at=NOW,
            kind="visit",
            access_path="open_hour",
            minutes=10,
            **fields,
        )

    def referring(self) -> None:
        """A draft, and one that was sent."""
        for state, sees in (("draft", CIRCLE), ("sent", CIRCLE | {"partner"}), ("revoked", CIRCLE)):
            referral = referrals.Referral(
                case=self.case,
                organisation=self.organisation,
                life_domain=self.domain,
                concern="x",
                state=state,
                author_id=self.id("manager"),
                created_on=TODAY,
                sent_on=TODAY,
            )
            self.world.add(referral, state, sees=sees, adds=CIRCLE, changes=sees)
            for name in ("manager", "partner"):
                step = referrals.ReferralStep(
                    case=self.case,
                    referral=referral,
                    from_state="sent",
                    to_state="accepted",
                    on=TODAY,
                    author_id=self.id(name),
                )
                answers = frozenset({"partner"}) if (state, name) == ("sent", "partner") else NOBODY
                self.world.add(step, f"{state} by {name}", sees=CIRCLE, adds=CIRCLE | answers)

    def findings(self) -> None:
        """Themes with what hangs on them; gaps, one of them met in the case."""
        by = self.id("coordinator")
        read = {"sees": EVERYBODY, "adds": BUNDLERS}
        kept = {**read, "changes": BUNDLERS, "removes": BUNDLERS}
        movers = BUNDLERS | {"assistant"}
        self.theme = findings.Theme(
            number="T-26-0001",
            title="x",
            description="x",
            life_domain=self.domain,
            level="kreis",
            raised_on=TODAY,
            raised_by_id=by,
            responsible_id=by,
        )
        self.world.add(self.theme, **read, changes=movers)
        self.world.add(findings.ThemeMunicipality(theme=self.theme, municipality=self.place), **kept)
        step = findings.ThemeStep(theme=self.theme, to_state="proposed", on=TODAY, author_id=by)
        self.world.add(step, sees=EVERYBODY, adds=movers)
        self.world.add(findings.ThemeFeedback(theme=self.theme, on=TODAY, author_id=by, text="x"), **read)
        self.world.add(findings.IndicatorValue(theme=self.theme, on=TODAY, value=1, source="x"), **kept)
        for number, reporter in enumerate(("former", "partner", "member")):
            gap = findings.GapReport(
                number=f"L-26-000{number}",
                kind="law",
                nature="qualitative",
                life_domain=self.domain,
                level="bund",
                text="x",
                reporter_id=self.id(reporter),
                reported_on=TODAY,
            )
            # Met in the case by somebody who has left its circle since: both go on seeing it.
            readers = BUNDLERS | {reporter} | (CIRCLE if reporter == "former" else NOBODY)
            self.world.add(gap, reporter, sees=readers, adds=REPORTERS & {reporter}, changes=BUNDLERS)
            both = {"sees": readers, "adds": readers}
            self.world.add(findings.GapMunicipality(gap=gap, municipality=self.place), reporter, **both)
            self.world.add(findings.GapTargetGroup(gap=gap, target_group=self.group), reporter, **both)
            reported = findings.GapStep(gap=gap, to_state="reported", on=TODAY, author_id=self.id(reporter))
            self.world.add(reported, reporter, **both)
            if reporter == "former":
                self.world.add(findings.GapOrigin(case=self.case, gap=gap), sees=CIRCLE, adds=CIRCLE)

    def steering(self) -> None:
        """A body, its meeting, and what came of it."""
        kept = {"sees": EVERYBODY, "adds": KEEPERS, "changes": KEEPERS, "removes": KEEPERS}
        body = steering.Body(key="x-body", kind="steering_group", name="x", source="Test")
        seat = steering.Seat(key="x-seat", body=body, institution="x", source="Test")
        meeting = steering.Meeting(body=body, starts_at=NOW, ends_at=NOW.replace(hour=12), place="x")
        item = steering.AgendaItem(meeting=meeting, position=1, title="x", theme=self.theme)
        decision = steering.Decision(item=item, theme=self.theme, text="x", yes=1, is_adopted=True, decided_on=TODAY)
        for row in (
            body,
            seat,
            meeting,
            item,
            steering.Attendance(meeting=meeting, seat=seat, presence="present"),
            decision,
            steering.Assignment(decision=decision, text="x", responsible_text="x", due_on=TODAY),
        ):
            self.world.add(row, **kept)
