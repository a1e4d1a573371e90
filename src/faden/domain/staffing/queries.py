"""Read posts, sums and occupations."""

from datetime import date

from django.db.models import Q

from faden.domain.staffing.models import DeclaredSum, Occupation, Post


def posts_on(day: date) -> list[Post]:
    """The posts funded on that day, each with employer, place and supervision loaded."""
    return list(
        Post.objects.filter(
            Q(funded_from=None) | Q(funded_from__lte=day), Q(funded_until=None) | Q(funded_until__gt=day), ended_on=None
        )
        .select_related(
            "employer",
            "region",
            "municipality",
            "neighbourhood",
            "expert_supervision",
            "expert_supervisor",
            "staff_supervision",
        )
        .order_by("baustein", "position", "key")
    )


def occupations_on(day: date) -> list[Occupation]:
    """Who fills which post on that day, each with its account loaded."""
    return list(
        Occupation.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
        .select_related("account")
        .order_by("post_id", "account__name", "id")
    )


def declared_sums() -> list[DeclaredSum]:
    """The sums the sources state."""
    return list(DeclaredSum.objects.filter(ended_on=None).order_by("position", "key"))
