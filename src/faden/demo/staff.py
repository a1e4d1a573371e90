"""Who works at the site: accounts on the posts of the site file, partners, members, administration."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password

from faden.demo.names import staff_name
from faden.domain.organisations.models import Organisation
from faden.domain.places.models import Municipality, Site
from faden.domain.residence.queries import authorities
from faden.domain.staffing.enums import Function, Stated
from faden.domain.staffing.models import Occupation, Post
from faden.domain.steering.models import Seat
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account, RoleAssignment
from faden.kernel.identity.queries import actor_of
from faden.lib.names import search_form

PASSWORD = "faden-demo-2026"  # noqa: S105 - printed for everybody to see
LONG_AGO = date(2022, 1, 1)
ROLE_OF = {
    Function.LEAD: Role.LEAD,
    Function.COORDINATION: Role.COORDINATOR,
    Function.ASSISTANCE: Role.ASSISTANT,
    Function.CASE_MANAGEMENT: Role.CASE_MANAGER,
    Function.RESIDENCE: Role.RESIDENCE_OFFICER,
    Function.NATURALISATION: Role.RESIDENCE_OFFICER,
}


@dataclass(frozen=True)
class Login:
    """With what somebody signs in to the demo."""

    email: str
    password: str
    name: str
    roles: list[str]
    scopes: list[str]


@dataclass
class Colleague:
    """Somebody who works here, with where they counsel and how much of a full week."""

    actor: Actor
    places: list[Municipality]
    share: Decimal


@dataclass
class Staff:
    """Everybody, by role; the first of each role is the one shown to visitors."""

    by_role: dict[Role, list[Colleague]] = field(default_factory=dict)
    logins: list[Login] = field(default_factory=list)

    def first(self, role: Role) -> Actor:
        """The one the demo speaks of."""
        return self.by_role[role][0].actor


class Hiring:
    """Opens accounts; to be used acting as the system."""

    def __init__(self, random: Random, today: date) -> None:
        self.random, self.today = random, today
        self.staff = Staff()
        self._taken: set[str] = set()
        # One hash for all: hashing forty times the same password would cost three seconds.
        self._password = make_password(PASSWORD)
        self._host = f"{Site.objects.get().key}.example"
        self._municipalities = list(Municipality.objects.filter(has_case_management=True).order_by("position", "key"))

    def everybody(self) -> Staff:
        """Fill the posts, then the roles outside them."""
        for post in (
            Post.objects.filter(ended_on=None).select_related("municipality", "region").order_by("position", "key")
        ):
            self._fill(post)
        if Role.LEAD not in self.staff.by_role:
            self._entrust_lead()
        self._outsiders()
        self.staff.logins.sort(key=lambda login: list(Role.values).index(login.roles[0]))
        return self.staff

    def _fill(self, post: Post) -> None:
        """People for a post; what the source calls vacant stays so, and here and there somebody has just left."""
        if post.stated == Stated.VACANT:
            return
        role = ROLE_OF[Function(post.function)]
        left = post.fte
        while left > 0:
            share = min(left, Decimal(1))
            left -= share
            if role == Role.CASE_MANAGER and self.random.random() < 0.06:
                continue
            self._hire(role, post.title, share=share, places=self._places(post), post=post)

    def _places(self, post: Post) -> list[Municipality]:
        if post.municipality is not None:
            return [post.municipality]
        return [place for place in self._municipalities if place.region_id == post.region_id] or self._municipalities

    def _entrust_lead(self) -> None:
        """Where the source names no post for it, one of the coordinators leads."""
        colleague = self.staff.by_role[Role.COORDINATOR].pop(0)
        RoleAssignment.objects.create(account_id=colleague.actor.id, role=Role.LEAD, since=LONG_AGO)
        actor = actor_of(Account.objects.get(id=colleague.actor.id), on=self.today)
        self.staff.by_role[Role.LEAD] = [Colleague(actor, colleague.places, colleague.share)]
        self.staff.logins = [
            Login(login.email, login.password, login.name, [Role.LEAD.value, *login.roles], login.scopes)
            if login.email == actor.email
            else login
            for login in self.staff.logins
        ]

    def _outsiders(self) -> None:
        if Role.ASSISTANT not in self.staff.by_role:
            # WAF 3 names a "Verwaltungskraft" in the team, but no post for it.
            self._hire(Role.ASSISTANT, "Verwaltungsassistenz")
        for key in ("jobcenter", "jmd"):
            organisation = (
                Organisation.objects.filter(key__contains=key, receives_referrals=True).order_by("position").first()
            )
            if organisation is not None:
                self._hire(Role.PARTNER, f"Fachkraft {organisation.name}", organisation=organisation)
        seats = Seat.objects.filter(body__kind="steering_group", ended_on=None).order_by("position", "key")
        for seat in seats:
            self._seat(seat)
        self._hire(Role.DATA_PROTECTION, "Datenschutzbeauftragung")
        self._hire(Role.ADMIN, "Administration")
        # Of chance of their own, so that everything else of the demo stays what it was.
        chance, self.random = self.random, Random(Role.SHIELD_KEEPER)
        self._hire(Role.SHIELD_KEEPER, "Sperrvermerke")
        self.random = chance

    def _seat(self, seat: Seat) -> None:
        """Two members have an account; the others are invited by mail."""
        with_account = len(self.staff.by_role.get(Role.MEMBER, [])) < 2
        if with_account:
            member = self._hire(Role.MEMBER, f"{seat.function}, {seat.institution}")
            name, email = member.name, member.email
            seat.holder_id = member.id
        else:
            name = staff_name(self.random, self._taken)
            email = self._address(name)
        seat.holder_name, seat.holder_email = name, email
        seat.deputy_name = staff_name(self.random, self._taken)
        seat.save(update_fields=["holder", "holder_name", "holder_email", "deputy_name"])

    def _hire(
        self,
        role: Role,
        function: str,
        *,
        share: Decimal = Decimal(1),
        places: list[Municipality] | None = None,
        post: Post | None = None,
        organisation: Organisation | None = None,
    ) -> Actor:
        name = staff_name(self.random, self._taken)
        account = Account.objects.create(
            email=self._address(name), name=name, function=function[:200], password=self._password
        )
        scope: dict[str, Any] = {}
        if role == Role.RESIDENCE_OFFICER:
            organisation = next(iter(authorities()), None)
        if organisation is not None:
            scope = {"scope_kind": "organisation", "scope_id": organisation.id}
        elif role == Role.COORDINATOR and post is not None and post.region_id:
            scope = {"scope_kind": "region", "scope_id": post.region_id}
        RoleAssignment.objects.create(account=account, role=role, since=LONG_AGO, **scope)
        if post is not None:
            Occupation.objects.create(post=post, account=account, share=share, since=LONG_AGO)
        actor = actor_of(account, on=self.today)
        self.staff.by_role.setdefault(role, []).append(Colleague(actor, places or self._municipalities, share))
        shown = [organisation.name] if organisation else [place.name for place in places or []]
        self.staff.logins.append(Login(account.email, PASSWORD, name, [role.value], shown))
        return actor

    def _address(self, name: str) -> str:
        return re.sub(r"[^a-z]+", ".", search_form(name).lower()).strip(".") + f"@{self._host}"
