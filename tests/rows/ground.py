"""Accounts, offices, people and cases of the small world, and who may do what with each."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from faden.domain.cases import models as cases
from faden.domain.catalogues.models import Barrier, LifeDomain, TargetGroup
from faden.domain.client_texts.models import TextReview
from faden.domain.consent.models import Consent
from faden.domain.offers.models import Offer, OfferMunicipality
from faden.domain.organisations.models import Organisation
from faden.domain.people import models as people
from faden.domain.places.models import Municipality
from faden.domain.staffing.models import Occupation, Post
from faden.kernel.drafts.models import Draft
from faden.kernel.identity.models import Account, ApiToken, RoleAssignment
from faden.kernel.identity.queries import SYSTEM_ID
from faden.kernel.outbox.models import MailAttachment, OutgoingMail
from tests.rows.world import (
    CIRCLE,
    COUNSELLORS,
    EVERYBODY,
    KEEPER,
    LONG_AGO,
    NOBODY,
    OWNER,
    ROLES,
    SHARER,
    TASKER,
    TODAY,
    YESTERDAY,
    World,
    having,
)

TOMORROW = TODAY + timedelta(days=1)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
BUNDLERS = having("coordinator", "lead")
KEEPERS = having("coordinator", "lead", "assistant", "system")
REPORTERS = having("case_manager", "coordinator", "lead", "partner", "residence_officer")
ADMINISTRATION = having("admin", "system")
STAFFING = having("lead", "admin", "system")
STAFF = EVERYBODY - {"retired", "warden", "member", "partner", "partner_elsewhere"}
OFFICE = having("lead", "assistant", "admin", "system")


class Ground:
    """Fills a world; the attributes are what later rows point to."""

    def __init__(self) -> None:
        self.world = World()
        self.domain = LifeDomain.objects.using(OWNER).create(key="x-domain", name="Sprache", source="Test")
        self.health = LifeDomain.objects.using(OWNER).create(key="x-health", name="Gesundheit", source="Test")
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
        self.drafts()
        self.casework()

    shielded: people.Person
    shielded_home: people.Household

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
            if role == "residence_officer":
                scope = {"scope_kind": "organisation", "scope_id": self.organisation.id}
            assignment = RoleAssignment(account=account, role=role, since=LONG_AGO, **scope)
            self.world.add(assignment, name, sees=EVERYBODY, adds=ADMINISTRATION, changes=ADMINISTRATION)
        # Revoked: the administration closes keys and changes nothing else, and UPDATE is asked of all rows at once.
        token = ApiToken(
            account_id=self.id("other"), name="x", digest="d", created_at=NOW, expires_on=TODAY, revoked_at=NOW
        )
        own = frozenset({"other"})
        seen = own | ADMINISTRATION
        self.world.add(token, sees=seen | {"with_token"}, adds=own, changes=seen, removes=own)

    def offices(self) -> None:
        """Posts, offers and mail."""
        keepers = having("coordinator", "lead", "system")
        offer = Offer(key="x-offer", title="x", organisation=self.organisation, life_domain=self.domain, source="Test")
        self.world.add(offer, sees=EVERYBODY, adds=keepers, changes=keepers)
        place = OfferMunicipality(offer=offer, municipality=self.place)
        self.world.add(place, sees=EVERYBODY, adds=keepers, removes=keepers)
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
        secret = OutgoingMail(
            recipient="x@faden.invalid",
            subject="x",
            body="x",
            is_confidential=True,
            author_id=self.id("coordinator"),
            created_at=NOW,
        )
        self.world.add(secret, "confidential", sees=author | having("system"), adds=author, changes=having("system"))
        self.texts()
        attachment = MailAttachment(mail=mail, name="x.ics", content_type="text/calendar")
        self.world.add(attachment, sees=author | OFFICE | KEEPER, adds=author, changes=KEEPER)

    def drafts(self) -> None:
        """What somebody types and what nobody came back to; the system removes the latter without seeing it."""
        own = frozenset({"helper"})
        for label, expires_on, removers in (("typed", TOMORROW, own), ("expired", TODAY, own | having("system"))):
            draft = Draft(
                owner_id=self.id("helper"), form="x", values={"text": ["x"]}, saved_at=NOW, expires_on=expires_on
            )
            self.world.add(draft, label, sees=own, adds=own, changes=own, removes=removers)

    def texts(self) -> None:
        """A translation that the lead has approved; nobody approves in somebody else's name."""
        for name, adds in (("lead", frozenset({"lead"})), ("coordinator", NOBODY)):
            review = TextReview(
                language="ar", key="x", german="x", source="x", text="x", reviewed_by_id=self.id(name), reviewed_at=NOW
            )
            self.world.add(review, f"by {name}", sees=EVERYBODY, adds=adds)

    def casework(self) -> None:
        """A case with its family, one of somebody else, and one that is being opened."""
        self.household, self.person, self.child, case, circle = self._case("a", "26-000001", "manager")
        self.case = case
        for person, label in ((self.person, "client"), (self.child, "child")):
            self.world.add(person, label, sees=CIRCLE, adds=COUNSELLORS, changes=CIRCLE)
        self.world.add(self.household, sees=CIRCLE, adds=COUNSELLORS, changes=CIRCLE)
        self.world.add(case, sees=CIRCLE, adds=frozenset({"manager"}), changes=CIRCLE)
        leads = frozenset({"manager"})
        in_it = CIRCLE | SHARER | TASKER
        self.world.add(circle, "responsible", sees=in_it, adds=leads, changes=leads)
        entries = (("helper", None), ("former", TODAY), ("retired", None), ("sharer", TOMORROW),
                   ("sharer", TODAY), ("tasker", TOMORROW), ("tasker", TODAY))  # fmt: skip
        for name, until in entries:
            scope = {"sharer": "domains", "tasker": "tasks"}.get(name, "whole")
            member = cases.CircleMember(
                case=case,
                account_id=self.id(name),
                person=self.person,
                household=self.household,
                function="helper",
                scope=scope,
                life_domain_ids=[self.domain.id] if scope == "domains" else [],
                reason="x",
                since=LONG_AGO,
                until=until,
            )
            # Withdrawing is all that others do with their own entry (test_circle.py); here every own row is written.
            self.world.add(member, f"{name} until {until}", sees=in_it, adds=leads, changes=leads)
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
                valid_from=LONG_AGO,
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
        self.other_case = case
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
        member = people.HouseholdMember(household=self.household, person=person, relation="child", since=LONG_AGO)
        self.world.imagine(member, "somebody else's client in one's own household", adds=NOBODY)
        self._beginning(person)
        alone = people.Person(family_name="New", sort_name="NEW")
        alone.save(using=OWNER)
        self.world.imagine(people.NameToken(person=alone, value="S:NEW"), "of a new person", adds=COUNSELLORS)

    def _beginning(self, stranger: people.Person) -> None:
        """A household no case names yet takes people of one's own, unless others live there."""
        begun, left = people.Household(name="begun"), people.Household(name="left")
        for household in (begun, left):
            household.save(using=OWNER)
        staying = people.Person(family_name="Stays", sort_name="STAYS", municipality=self.place)
        staying.save(using=OWNER)
        people.HouseholdMember(household=left, person=staying, relation="other", since=LONG_AGO).save(using=OWNER)
        for label, household, person, adds in (
            ("own child in a household that begins", begun, self.child, CIRCLE & COUNSELLORS),
            ("other's client in a household that begins", begun, stranger, frozenset({"other"})),
            ("own child where others stayed", left, self.child, NOBODY),
        ):
            member = people.HouseholdMember(household=household, person=person, relation="child", since=LONG_AGO)
            self.world.imagine(member, label, adds=adds)

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
