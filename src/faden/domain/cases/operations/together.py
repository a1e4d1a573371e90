"""One act on many cases: each through the same rules, and what is left out is told with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.cases.operations.handover import propose_handover
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, NotVisible, Refused
from faden.kernel.identity.models import Account

MOST = 100
OPEN_GOAL = "Ein Ziel ist noch offen. Bitte werten Sie es im Fall aus."
CHANGED = "Der Fall wurde gerade geändert. Bitte sehen Sie ihn noch einmal an."


@dataclass(frozen=True)
class LeftOut:
    """A case with which it did not happen, and why."""

    case: Case
    reason: str


@dataclass(frozen=True)
class Together:
    """What became of the cases that were chosen."""

    done: tuple[Case, ...]
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def hand_over_together(
    *,
    cases: Sequence[Case],
    successor: Account,
    reason: str,
    actor: Actor,
    today: date,
    earliest_on: date | None = None,
    note: str = "",
) -> Together:
    """Propose the same colleague for many cases; each is accepted or declined by itself.

    :raises Invalid: what is wrong with all of them, at its field
    """
    told = {"successor": successor, "reason": reason, "earliest_on": earliest_on, "note": note}
    return each_case(
        cases,
        lambda case: propose_handover(case=case, actor=actor, today=today, **told),  # type: ignore[arg-type]
        fields=("successor", "reason", "earliest_on"),
    )


def each_case(cases: Sequence[Case], act: Callable[[Case], object], *, fields: Sequence[str]) -> Together:
    """Do it case by case; what belongs to a field of the form stops all, anything else only the one case."""
    if not cases:
        raise Invalid({"": "Bitte wählen Sie mindestens einen Fall."})
    done, left_out = list[Case](), list[LeftOut]()
    for case in cases[:MOST]:
        try:
            with transaction.atomic():
                act(case)
            done.append(case)
        except Refused as refused:
            left_out.append(LeftOut(case, refused.reason))
        except (Conflict, NotVisible):
            left_out.append(LeftOut(case, CHANGED))
        except Invalid as invalid:
            if common := {name: text for name, text in invalid.errors.items() if name in fields}:
                raise Invalid(common) from None
            left_out.append(LeftOut(case, _why(invalid)))
    return Together(tuple(done), tuple(left_out))


def _why(invalid: Invalid) -> str:
    goal = any(name.startswith("goal_") for name in invalid.errors)
    return OPEN_GOAL if goal else next(iter(invalid.errors.values()))
