"""Relations within a household, kinds of search tokens."""

from django.db.models import TextChoices


class Relation(TextChoices):
    """Who somebody is in the household, seen from the person the case is about."""

    SELF = "self", "Bezugsperson"
    PARTNER = "partner", "Partner:in"
    CHILD = "child", "Kind"
    PARENT = "parent", "Elternteil"
    SIBLING = "sibling", "Geschwister"
    OTHER = "other", "weitere Person"


class TokenKind(TextChoices):
    """How a name was made searchable."""

    SPELLING = "spelling", "Suchform nach DIN 91379"
    SOUND = "sound", "Kölner Phonetik"
    TRANSLITERATION = "transliteration", "Umschrift"
    PSEUDONYM = "pseudonym", "Pseudonym"
