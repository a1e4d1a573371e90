"""Who tells people apart, and who makes them one."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from faden.domain.duplicates.calculation import DAYS_TO_UNDO, last_day_to_undo
from faden.domain.duplicates.models import Distinction, PersonMerge
from faden.domain.people.models import Person
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.access.rules import rule
from faden.lib import german


@rule
def may_look_for_duplicates(actor: Actor) -> str | None:
    """Only counsellors; which people they see, row security decides."""
    return None if actor.has(Role.CASE_MANAGER) else "Dubletten bearbeitet nur das Case Management."


@rule
def may_merge(actor: Actor, others: Sequence[str]) -> str | None:
    """Whoever is responsible for everything that moves.

    :param others: who else is responsible for a case of one of the two; an empty name where nobody is
    """
    if reason := may_look_for_duplicates(actor):
        return reason
    if names := [name for name in others if name]:
        return f"Zusammenführen kann nur, wer alle Fälle beider Personen führt. Bitte fragen Sie {german.join(names)}."
    if others:
        return "Für einen Fall dieser Personen ist zurzeit niemand zuständig. Bitte fragen Sie die Koordination."
    return None


@rule
def may_change_identity(*people: Person) -> str | None:
    """Not while a Sperrvermerk is in force: a merge keeps both names, and would keep them outside its protection."""
    if any(one.is_shielded for one in people):
        return "Hier gilt ein Sperrvermerk. Zusammenführen und Trennen geht erst, wenn er aufgehoben ist."
    return None


@rule
def no_shield_is_awaited(people: Sequence[Person], awaiting: Collection[UUID]) -> str | None:
    """Not while a Sperrvermerk is asked for: granted later, it would protect one of two, or a row that is nobody's.

    :param awaiting: keys of people about whom a request is unanswered
    """
    if any(one.id in awaiting for one in people):
        return (
            "Hier ist ein Sperrvermerk beantragt. Zusammenführen und Trennen geht erst, wenn über den Antrag "
            "entschieden ist."
        )
    return None


@rule
def may_undo(merge: PersonMerge, newest: PersonMerge, today: date) -> str | None:
    """For 30 days, the newest merge of a person first.

    :param newest: the newest merge of the same survivor that stands
    """
    if merge.undone_on is not None:
        return "Diese Zusammenführung ist schon rückgängig gemacht."
    if today > last_day_to_undo(merge.merged_on):
        return f"Rückgängig machen lässt sich eine Zusammenführung {DAYS_TO_UNDO.days} Tage lang; die Frist ist vorbei."
    if newest.id != merge.id:
        return "Danach wurde noch jemand mit dieser Person zusammengeführt. Bitte machen Sie zuerst das rückgängig."
    return None


@rule
def may_take_back(distinction: Distinction) -> str | None:
    """Once."""
    return None if distinction.withdrawn_on is None else "Das ist schon zurückgenommen."
