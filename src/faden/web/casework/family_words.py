"""The service chains of a family in words and on the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from faden.domain.cases.calculation.clashes import Clash, Obligation
from faden.domain.cases.enums import ClashKind
from faden.domain.cases.queries.clashes import Chains, Standing
from faden.lib import german, weekly_times
from faden.web.casework.time_axis import Bar, Lane


@dataclass(frozen=True)
class ClashLine:
    """A clash as the page tells it; ``acceptance`` is the id of the acceptance, with its reason and who gave it."""

    key: str
    kind: str
    words: str
    when: str
    reason: str = ""
    accepted: str = ""
    acceptance: UUID | None = None


@dataclass(frozen=True)
class ChainRow:
    """A step of somebody as the table beside the drawing tells it."""

    person: str
    title: str
    period: str
    times: str
    due: str
    clashes: str


def lanes_of(chains: Chains) -> list[Lane]:
    """One lane for each person; what clashes and is not accepted is marked."""
    marked = {one.id for standing in chains.standing if not standing.acceptance for one in standing.clash.obligations}
    return [
        Lane(person.name, tuple(_bar(one, one.id in marked) for one in chains.of(person.id)))
        for person in chains.people
    ]


def _bar(one: Obligation, clashes: bool) -> Bar:  # noqa: FBT001  a fact about the bar
    return Bar(one.title, one.since, one.last_day, one.due_on, "clash" if clashes else "")


def rows_of(chains: Chains) -> list[ChainRow]:
    """The same facts as a table, person by person."""
    return [
        ChainRow(
            person=person.name,
            title=one.title,
            period=_period(one),
            times=weekly_times.written(one.slots).replace("\n", "; "),
            due=german.day(one.due_on) if one.due_on else "",
            clashes=german.join(kinds(chains.standing, one.id)),
        )
        for person in chains.people
        for one in chains.of(person.id)
    ]


def kinds(standing: Sequence[Standing], step: UUID) -> list[str]:
    """In which kinds of clashes a step has a part; what the family lives with says so."""
    found = [one for one in standing if any(step == each.id for each in one.clash.obligations)]
    told = [f"{one.clash.kind.label} (angenommen)" if one.acceptance else str(one.clash.kind.label) for one in found]
    return list(dict.fromkeys(told))


def _period(one: Obligation) -> str:
    return german.span(one.since, one.last_day) if one.last_day else f"seit {german.day(one.since)}"


def told(chains: Chains) -> tuple[list[ClashLine], list[ClashLine]]:
    """The clashes to talk over, and those the family lives with."""
    lines = [line_of(chains, one) for one in chains.standing]
    return [one for one in lines if one.acceptance is None], [one for one in lines if one.acceptance is not None]


def line_of(chains: Chains, standing: Standing) -> ClashLine:
    """One clash in words."""
    clash, accepted = standing.clash, standing.acceptance
    by = f"{accepted.accepted_by.name}, {german.day(accepted.accepted_on)}" if accepted else ""
    reason = accepted.reason if accepted else ""
    return ClashLine(
        clash.key, _sentence(clash.kind.label), _words(chains, clash), _when(clash), reason, by,
        accepted.id if accepted else None,
    )  # fmt: skip


def _sentence(label: object) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]


def _words(chains: Chains, clash: Clash) -> str:
    steps = german.join([f"„{one.title}“ ({chains.named(one.person)})" for one in clash.obligations])
    if clash.kind == ClashKind.TOO_MANY and chains.limit:
        return (
            f"{len(clash.obligations)} Verpflichtungen gleichzeitig, tragbar sind {chains.limit.obligations}: {steps}"
        )
    if clash.kind == ClashKind.CHILD_CARE and len(clash.obligations) == 1:
        return f"Für {steps} ist Kinderbetreuung nötig, aber noch offen"
    return steps


def _when(clash: Clash) -> str:
    if clash.kind == ClashKind.UNHELD:
        return f"bis {german.day(clash.since)}"
    days = german.span(clash.since, clash.last_day) if clash.last_day else f"seit {german.day(clash.since)}"
    times = weekly_times.written(clash.at).replace("\n", "; ")
    return f"{times}, {days}" if times else days
