"""The letters of the small world: a draft, and one that is filed."""

from datetime import date, datetime
from typing import Any

from faden.domain.cases.models import Case
from faden.domain.letters.operations.writing import file_letter, write_letter
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from tests.files_made import pdf
from tests.matrix.client_voice import client_voice
from tests.matrix.conferences import BEGUN, conferences

__all__ = ["BEGUN", "paperwork"]


def letters(case: Case, manager: Actor, today: date) -> dict[str, Any]:
    """What the names in an address of a letter stand for; ``filed`` instead of ``letter_id`` where it must be."""
    everyday: dict[str, Any] = {"actor": manager, "today": today}
    told = {"Termin": "Montag, 14 Uhr", "Ort": "Kreishaus"}
    with act_as(manager, today=today):
        draft, filed = (
            write_letter(case=case, key="terminbrief", address="Musterweg 1", values=told, **everyday) for _ in range(2)
        )
        file_letter(letter=filed, version=1, pdf=pdf(), **everyday)
    return {"letter_id": draft.id, "filed": filed.id}


def paperwork(case: Case, manager: Actor, organisation: Organisation, today: date, now: datetime) -> dict[str, Any]:
    """Letters, conferences and what the client was asked."""
    return {
        **letters(case, manager, today),
        **conferences(case, manager, organisation, today, now),
        **client_voice(case, manager, today, now),
    }
