"""Addresses in other workplaces that a page of the findings leads to."""

from uuid import UUID

from django.urls import reverse


def case_address(number: str) -> str:
    """The case somebody reports from."""
    return reverse("casework:case", args=[number])


def meeting_address(meeting_id: UUID) -> str:
    """The meeting in which something was decided."""
    return reverse("steering:meeting", args=[meeting_id])
