"""Fill posts and vacate them."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from faden.domain.staffing.calculation import Held, most_held
from faden.domain.staffing.models import Occupation, Post
from faden.domain.staffing.rules import may_fill_posts
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.kernel.audit import operations as audit
from faden.kernel.identity.models import Account
from faden.lib.german import day, fte


@transaction.atomic
def fill_post(
    *, post: Post, account: Account, share: Decimal, since: date, actor: Actor, until: date | None = None
) -> Occupation:
    """Let somebody fill a part of a post for ``[since, until)``.

    :param share: in FTE, as the post itself
    :raises Refused: the actor may not fill posts
    :raises Invalid: the post is not that big, or not funded then
    """
    may_fill_posts.check(actor)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if until is not None and until <= since:
        raise Invalid({"until": "Das Ende liegt nicht nach dem Beginn."})
    _check_funding(locked, since, until)
    there = [Held(o.share, o.since, o.until) for o in Occupation.objects.filter(post=locked).order_by("since", "id")]
    free = locked.fte - most_held(there, since, until)
    if not 0 < share <= free:
        raise Invalid({"share": f"Frei sind in dieser Zeit {fte(free)} VZÄ von {fte(locked.fte)} VZÄ."})
    occupation = Occupation.objects.create(post=locked, account=account, share=share, since=since, until=until)
    audit.record("post.filled", actor=actor, subject=locked, account=account, share=share, since=since, until=until)
    return occupation


@transaction.atomic
def vacate_post(*, occupation: Occupation, until: date, actor: Actor) -> Occupation:
    """End somebody's part of a post; ``until`` is the first day without them.

    :raises Refused: the actor may not fill posts
    :raises Invalid: the day is not after the beginning
    """
    may_fill_posts.check(actor)
    locked = Occupation.objects.select_for_update().get(pk=occupation.pk)
    if until <= locked.since:
        raise Invalid({"until": f"Die Besetzung beginnt erst am {day(locked.since)}."})
    before, locked.until = locked.until, until
    locked.save(update_fields=["until"])
    audit.record(
        "post.vacated", actor=actor, subject=locked.post, account=locked.account_id, before=before, until=until
    )
    return locked


def _check_funding(post: Post, since: date, until: date | None) -> None:
    if post.funded_from and since < post.funded_from:
        raise Invalid({"since": f"Die Stelle wird erst ab dem {day(post.funded_from)} gefördert."})
    if post.funded_until and (until is None or until > post.funded_until):
        raise Invalid({"until": f"Die Stelle wird nur bis vor dem {day(post.funded_until)} gefördert."})
