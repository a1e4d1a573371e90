"""Relations within a household."""

from django.db.models import TextChoices


class Relation(TextChoices):
    """Who somebody is in the household, seen from the person the case is about."""

    SELF = "self", "Bezugsperson"
    PARTNER = "partner", "Partner:in"
    CHILD = "child", "Kind"
    PARENT = "parent", "Elternteil"
    SIBLING = "sibling", "Geschwister"
    OTHER = "other", "weitere Person"
