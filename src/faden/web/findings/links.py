"""Addresses in other workplaces that a page of the findings leads to."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def case_address(number: str) -> str:
    """The case somebody reports from."""
    return reverse("casework:case", args=[number])


def meeting_address(meeting_id: UUID) -> str | None:
    """The meeting in which something was decided; None where this installation has no such page."""
    try:
        return reverse("steering:meeting", args=[meeting_id])
    except NoReverseMatch:
        return None
