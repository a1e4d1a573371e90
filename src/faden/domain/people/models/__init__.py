"""Clients and their households, and what is known of them."""

from faden.domain.people.models.entries import (
    Address,
    ContactChannel,
    Entry,
    LanguageSkill,
    LegalAreaPeriod,
    Nationality,
    Qualification,
    ResidenceTitle,
)
from faden.domain.people.models.person import (
    Household,
    HouseholdMember,
    NameToken,
    Person,
    PersonTargetGroup,
)

__all__ = [
    "Address",
    "ContactChannel",
    "Entry",
    "Household",
    "HouseholdMember",
    "LanguageSkill",
    "LegalAreaPeriod",
    "NameToken",
    "Nationality",
    "Person",
    "PersonTargetGroup",
    "Qualification",
    "ResidenceTitle",
]
