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
from faden.domain.people.models.shields import Clearance, Restriction, ShieldedIdentity, ShieldRequest

__all__ = [
    "Address",
    "Clearance",
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
    "Restriction",
    "ShieldRequest",
    "ShieldedIdentity",
]
