"""People who may be stored twice: looked at, told apart, made one, and both taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Field, Router, Schema, Status

from faden.api.acting import Call, endpoint, everyday
from faden.api.schemas import Input, Reason, shown
from faden.domain.duplicates.calculation import last_day_to_undo
from faden.domain.duplicates.operations import take_back, tell_apart
from faden.domain.duplicates.queries import (
    MOST_SHOWN,
    Pair,
    are_told_apart,
    distinction_or_404,
    merge_or_404,
    merges,
    pair_or_404,
    possible_duplicates,
    told_apart,
)
from faden.domain.duplicates.rules import may_look_for_duplicates
from faden.domain.people.queries import person_or_404
from faden.kernel.access.errors import Conflict, Invalid, NotVisible
from faden.kernel.audit import operations as audit
from faden.processes.merge_people import Preview, merge_people, preview_merge, undo_merge

router = Router(tags=["duplicates"])
PAIR = "/duplicates/{one}/{other}"
Value = str | bool | date | UUID | None


class SomebodyOut(Schema):
    """Somebody of a pair whom the caller sees."""

    id: UUID
    name: str
    birth_date: date | None


class StrangerOut(Schema):
    """Somebody of a pair who is counselled by others."""

    initials: str
    born_in: int | None
    responsible: list[str]


class PairOut(Schema):
    """Two who may be one, and why."""

    one: SomebodyOut
    other_id: UUID
    other: SomebodyOut | None
    stranger: StrangerOut | None
    reasons: list[str]


class MergeOut(Schema):
    """Two who were made one; until when it can be undone."""

    id: UUID
    survivor: UUID
    merged_on: date
    last_day_to_undo: date


class ApartOut(Schema):
    """Two who were told apart."""

    id: UUID
    first: UUID | None
    second: UUID | None
    reason: str
    decided_on: date


class DuplicateList(Schema):
    """Pairs to look at, and what was decided about others."""

    items: list[PairOut]
    more: int = Field(description="so viele Paare gibt es noch")
    merges: list[MergeOut]
    told_apart: list[ApartOut]


class ChoiceOut(Schema):
    """A field of both; ``suggested`` says whose value is proposed."""

    name: str
    label: str
    keep: Value
    other: Value
    suggested: str
    differs: bool


class PreviewOut(Schema):
    """Every field of both, what would move, and who else must agree."""

    fields: list[ChoiceOut]
    moves: dict[str, int]
    others: list[str]
    version_keep: int
    version_other: int


class MergeIn(Input):
    """Which values are taken from the other one, and which versions were looked at."""

    take: list[str] = Field([], max_length=50, description="Namen der Felder, deren Wert der zweiten Person gilt")
    version_keep: int = Field(ge=1, le=1_000_000)
    version_other: int = Field(ge=1, le=1_000_000)


class ApartIn(Input):
    """Why two are two."""

    reason: Reason


@router.get("/duplicates", response=DuplicateList, summary="Mögliche Dubletten")
@endpoint()
def list_duplicates(request: Call) -> DuplicateList:
    """Pairs of which the caller sees at least one, the most alike first; at most 100."""
    found = possible_duplicates(request.actor)
    return DuplicateList(
        items=[_pair(one) for one in found[:MOST_SHOWN]],
        more=max(0, len(found) - MOST_SHOWN),
        merges=[_merge(one) for one in merges(request.today)],
        told_apart=[_apart(one) for one in told_apart()],
    )


@router.get(f"{PAIR}/preview", response=PreviewOut, summary="Vorschau einer Zusammenführung")
@endpoint(reads_file=True)
def read_preview(request: Call, one: UUID, other: UUID) -> PreviewOut:
    """Every field of both and what would move to ``one``; the comparison is recorded."""
    keep, away, preview = _compared(request, one, other)
    audit.record("people.compared", actor=request.actor, subject=keep, other=away)
    return PreviewOut(
        fields=[_choice(choice) for choice in preview.choices],
        moves=preview.moves,
        others=list(preview.others),
        version_keep=keep.version,
        version_other=away.version,
    )


@router.post(f"{PAIR}/merge", response={201: MergeOut}, summary="Zwei Personen zusammenführen")
@endpoint(writes=True)
def merge(request: Call, one: UUID, other: UUID, data: MergeIn) -> Status[MergeOut]:
    """Let ``one`` be both; for 30 days it can be undone."""
    keep, away, preview = _compared(request, one, other)
    if unknown := set(data.take) - {choice.name for choice in preview.choices if choice.differs}:
        raise Invalid({"take": f"Hier ist nichts zu wählen: {min(unknown)[:80]}."})
    versions = (data.version_keep, data.version_other)
    now = timezone.now()
    try:
        done = merge_people(keep=keep, other=away, versions=versions, take=data.take, now=now, **everyday(request))
    except Conflict as conflict:
        # Two rows are meant: the tag of one of them would mislead.
        raise Conflict(None, conflict.fields) from None
    return Status(201, _merge(done))


@router.delete("/duplicates/merges/{merge_id}", response={204: None}, summary="Zusammenführung rückgängig machen")
@endpoint(writes=True)
def undo(request: Call, merge_id: UUID) -> None:
    """Two again."""
    undo_merge(merge=merge_or_404(merge_id), **everyday(request))


@router.post(f"{PAIR}/distinction", response={204: None}, summary="Zwei Personen unterscheiden")
@endpoint(writes=True)
def distinguish(request: Call, one: UUID, other: UUID, data: ApartIn) -> None:
    """Two who look alike are two; said twice it is stored once."""
    may_look_for_duplicates.check(request.actor)
    if are_told_apart(one, other):
        return
    pair = pair_or_404(one, other, request.actor)
    tell_apart(one=pair.one, other_id=pair.other_id, reason=data.reason, on=request.today, actor=request.actor)


@router.delete("/duplicates/distinctions/{distinction_id}", response={204: None}, summary="Unterscheidung zurücknehmen")
@endpoint(writes=True)
def forget(request: Call, distinction_id: UUID) -> None:
    """The two may be one after all."""
    take_back(distinction=distinction_or_404(distinction_id), on=request.today, actor=request.actor)


def _compared(request: Call, one: UUID, other: UUID) -> tuple[Any, Any, Preview]:
    may_look_for_duplicates.check(request.actor)
    keep, away = person_or_404(one), person_or_404(other)
    if keep.id == away.id:
        raise NotVisible
    return keep, away, preview_merge(keep=keep, other=away)


def _pair(pair: Pair) -> PairOut:
    stranger = pair.stranger
    return PairOut(
        one=_somebody(pair.one),
        other_id=pair.other_id,
        other=_somebody(pair.other) if pair.other else None,
        stranger=shown(StrangerOut, stranger, responsible=list(stranger.responsible)) if stranger else None,
        reasons=list(pair.reasons),
    )


def _somebody(person: Any) -> SomebodyOut:
    return shown(SomebodyOut, person, name=person.full_name)


def _merge(one: Any) -> MergeOut:
    return shown(MergeOut, one, survivor=one.survivor_id, last_day_to_undo=last_day_to_undo(one.merged_on))


def _apart(one: Any) -> ApartOut:
    first, second = (person.id if person else None for person in (one.first, one.second))
    return shown(ApartOut, one.distinction, first=first, second=second)


def _choice(choice: Any) -> ChoiceOut:
    return shown(ChoiceOut, choice, keep=_plain(choice.keep), other=_plain(choice.other))


def _plain(value: Any) -> Value:
    return value if isinstance(value, str | bool | date | UUID | None) else str(value)
