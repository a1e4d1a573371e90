"""Read the territory: one statement each."""

from faden.domain.places.models import Municipality, Neighbourhood, Region, Site


def site() -> Site | None:
    """The site of this database; None until a site file has been loaded."""
    return Site.objects.first()


def municipalities() -> list[Municipality]:
    """The municipalities of the site, each with its region loaded."""
    return list(Municipality.objects.filter(ended_on=None).select_related("region").order_by("position", "key"))


def regions() -> list[Region]:
    """Regions and tracks of the site."""
    return list(Region.objects.filter(ended_on=None).order_by("position", "key"))


def neighbourhoods() -> list[Neighbourhood]:
    """Neighbourhoods of all municipalities, each with its municipality loaded."""
    return list(
        Neighbourhood.objects.filter(ended_on=None)
        .select_related("municipality")
        .order_by("municipality__position", "municipality__key", "position", "key")
    )
