"""Filling posts: who may, how much, when; and who sees it."""

from datetime import date
from decimal import Decimal

import pytest

from faden.domain.staffing.models import Occupation, Post
from faden.domain.staffing.operations import fill_post, vacate_post
from faden.domain.staffing.rules import may_fill_posts, may_see_posts
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given

pytestmark = pytest.mark.django_db

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
HALF, WHOLE = Decimal("0.5"), Decimal(1)


@pytest.fixture
def lead() -> Actor:
    return given.actor(Role.LEAD)


@pytest.fixture
def post() -> Post:
    return Post.objects.create(
        key="b2-probe", title="Case Management", baustein=2, function="case_management", fte=WHOLE, source="Test"
    )


def fill(post: Post, actor: Actor, share: Decimal, since: date, until: date | None = None) -> Occupation:
    account = given.account_of(given.actor(Role.CASE_MANAGER))
    with act_as(actor, today=given.TODAY):
        return fill_post(post=post, account=account, share=share, since=since, until=until, actor=actor)


def test_two_people_share_a_post_and_a_third_has_no_place(post: Post, lead: Actor) -> None:
    fill(post, lead, HALF, MAY)
    fill(post, lead, HALF, JUNE)
    with pytest.raises(Invalid) as refusal:
        fill(post, lead, Decimal("0.25"), JULY)
    assert refusal.value.errors == {"share": "Frei sind in dieser Zeit 0,00 VZÄ von 1,00 VZÄ."}


def test_what_ends_makes_room(post: Post, lead: Actor) -> None:
    first = fill(post, lead, WHOLE, MAY)
    with act_as(lead, today=given.TODAY):
        vacate_post(occupation=first, until=JUNE, actor=lead)
    second = fill(post, lead, WHOLE, JUNE)
    with act_as(lead, today=given.TODAY):
        assert list(Occupation.objects.order_by("since").values_list("since", "until")) == [(MAY, JUNE), (JUNE, None)]
        acts = AuditEntry.objects.filter(subject_id=post.id).order_by("at", "id").values_list("act", flat=True)
        assert sorted(acts) == ["post.filled", "post.filled", "post.vacated"]
    assert second.until is None


@pytest.mark.parametrize(
    ("since", "until", "errors"),
    [
        (MAY, MAY, {"until": "Das Ende liegt nicht nach dem Beginn."}),
        (MAY, None, {"since": "Die Stelle wird erst ab dem 01.06.2026 gefördert."}),
        (JUNE, None, {"until": "Die Stelle wird nur bis vor dem 01.07.2026 gefördert."}),
    ],
)
def test_only_while_it_is_funded(
    post: Post, lead: Actor, since: date, until: date | None, errors: dict[str, str]
) -> None:
    Post.objects.filter(pk=post.pk).update(funded_from=JUNE, funded_until=JULY)
    with pytest.raises(Invalid) as refusal:
        fill(post, lead, HALF, since, until)
    assert refusal.value.errors == errors


def test_nobody_leaves_before_the_beginning(post: Post, lead: Actor) -> None:
    first = fill(post, lead, WHOLE, MAY)
    with act_as(lead, today=given.TODAY), pytest.raises(Invalid, match=r"beginnt erst am 01\.05\.2026"):
        vacate_post(occupation=first, until=MAY, actor=lead)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LEAD, Role.ADMIN, Role.SYSTEM}))
def test_others_may_not_fill_posts(post: Post, role: Role) -> None:
    with pytest.raises(Refused, match="Stellen besetzt die KIM-Leitung"):
        fill(post, given.actor(role), HALF, MAY)


def test_who_sees_the_plan() -> None:
    allowed = {role for role in Role if may_see_posts.allows(given.actor(role))}
    assert allowed == {Role.LEAD, Role.COORDINATOR, Role.ASSISTANT, Role.ADMIN}
    assert may_fill_posts.allows(given.actor(Role.ADMIN))


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MEMBER])
def test_the_database_hides_occupations_from_outsiders(post: Post, lead: Actor, role: Role) -> None:
    fill(post, lead, HALF, MAY)
    with act_as(given.actor(role), today=given.TODAY):
        assert not Occupation.objects.exists()
    with act_as(given.actor(Role.CASE_MANAGER), today=given.TODAY):
        assert Occupation.objects.count() == 1
        assert Occupation.objects.update(share=HALF) == 0
