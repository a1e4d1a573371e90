"""Places of the site that a report should rather not name."""

from faden.domain.places.models import Municipality, Neighbourhood

# A limit of our own, not of a law: in a smaller town three facts about somebody are often enough to know who it is.
SMALL = 20_000


def small_places() -> list[str]:
    """Names of municipalities with few inhabitants, and of all neighbourhoods."""
    towns = Municipality.objects.filter(inhabitants__lt=SMALL).order_by("name").values_list("name", flat=True)
    quarters = Neighbourhood.objects.order_by("name").values_list("name", flat=True)
    return [*towns, *quarters]
