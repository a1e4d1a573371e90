"""What can be done in a case: one table for the page, in the order of the work."""

from dataclasses import dataclass

from django.urls import reverse

from faden.domain.cases.queries.file import File
from faden.domain.cases.rules import (
    CaseRule,
    may_change_circle,
    may_change_constellation,
    may_close,
    may_enter_phase,
    may_hand_over,
    may_refer,
    may_work_on,
)
from faden.domain.conferences.rules import may_convene
from faden.domain.subject_requests.rules import may_take_up
from faden.kernel.access.actor import Actor
from faden.web.casework.thread import address


@dataclass(frozen=True)
class Act:
    """Something that can be done in a case, and where; the frequent ones stand beside each other."""

    label: str
    href: str
    is_frequent: bool = True


#: What is done every week, then what is done a few times in a case (in the menu "Weitere").
FREQUENT: tuple[tuple[str, str, CaseRule], ...] = (
    ("Einschätzung", "casework:assess", may_work_on),
    ("Ziel", "casework:agree_goal", may_work_on),
    ("Maßnahme", "casework:plan_measure", may_work_on),
    ("Verweis", "casework:refer", may_refer),
)
SELDOM: tuple[tuple[str, str, CaseRule], ...] = (
    ("Brief oder Bescheinigung", "casework:letters", may_work_on),
    ("Anfrage an Ausländerbehörde", "casework:residence_requests", may_refer),
    ("Fallkonferenz planen", "casework:plan_conference", may_convene),
    ("Hürde festhalten", "casework:record_barrier", may_work_on),
    ("Kriterien prüfen", "casework:check_criteria", may_change_constellation),
    ("Phase wechseln", "casework:enter_phase", may_enter_phase),
    ("Konstellation wechseln", "casework:change_constellation", may_change_constellation),
    ("Helfer:in hinzuziehen", "casework:invite_helper", may_change_circle),
    ("Fall übergeben", "casework:hand_over", may_hand_over),
    ("Sperrvermerk", "casework:shield", may_work_on),
    ("Auskunft verlangt", "casework:access_requests", may_work_on),
    ("Berichtigung oder Widerspruch", "casework:rights", may_take_up),
    ("Fall abschließen", "casework:close", may_close),
)


def acts_in(actor: Actor, file: File) -> list[Act]:
    """What this reader may do now."""
    acts = _allowed(actor, file, FREQUENT, is_frequent=True)
    report = address("findings:report")
    if report is not None and file.case.is_open:
        acts.append(Act("Lücke melden", f"{report}?fall={file.case.number}"))
    return [*acts, *_allowed(actor, file, SELDOM, is_frequent=False)]


def _allowed(
    actor: Actor, file: File, wanted: tuple[tuple[str, str, CaseRule], ...], *, is_frequent: bool
) -> list[Act]:
    return [
        Act(label, reverse(name, args=[file.case.number]), is_frequent)
        for label, name, may in wanted
        if may.allows(actor, file.case, file.circle)
    ]
