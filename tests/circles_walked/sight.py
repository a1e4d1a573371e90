"""Who sees what: the house's rules (domain.md 2, 5, 12) in plain Python, asked of a :class:`State`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.circles_walked.state import (
    COORDINATOR,
    DOMAINS,
    EMERGENCY,
    KEEPER,
    LEAD,
    MANAGER,
    OFFICER,
    PARTNER,
    PROTECTION,
    RESPONSIBLE,
    WHOLE,
    Entry,
    State,
)

#: Something seen: what, which, and what else is to be seen of it.
Thing = tuple[object, ...]
READ_BY_OFFICE = ("sent", "read", "queried", "answered", "closed")


@dataclass(frozen=True)
class Reach:
    """What an account reaches now.

    :ivar mine: cases seen whole; ``led`` those of them it is responsible for; ``parts``: by case the life domains
    :ivar touched: cases of which any part is shared
    :ivar visible: people whose row is seen; ``open``: those among them who are not masked
    """

    mine: frozenset[int]
    led: frozenset[int]
    parts: dict[int, frozenset[int]]
    touched: frozenset[int]
    households: frozenset[int]
    visible: frozenset[int]
    open: frozenset[int]
    counted: tuple[Entry, ...]


def counts(state: State, entry: Entry) -> bool:
    """Whether an entry of a circle opens something now."""
    account, case = state.accounts[entry.account], state.cases[entry.case]
    if not account.active or account.role == OFFICER or case.erased:
        return False
    if not (entry.since <= state.day and (entry.until is None or state.day < entry.until)):
        return False
    if entry.ends is not None and state.hour >= entry.ends:
        return False
    person = state.people[case.person]
    if entry.function != RESPONSIBLE and person.shielded and entry.account not in person.cleared:
        return False
    if entry.release is None:
        return account.role == MANAGER
    release = state.consents[entry.release]
    return (
        account.role == PARTNER
        and release.organisation == account.organisation
        and release.person == case.person
        and release.lets_out
        and state.holds(release)
    )


def reach(state: State, who: int) -> Reach:
    """What an account reaches."""
    counted = tuple(one for one in state.entries if one.account == who and counts(state, one))
    mine = frozenset(one.case for one in counted if one.scope == WHOLE)
    led = frozenset(one.case for one in counted if one.function == RESPONSIBLE)
    parts: dict[int, frozenset[int]] = {}
    for one in counted:
        if one.scope == DOMAINS:
            parts[one.case] = parts.get(one.case, frozenset()) | one.domains
    own = {state.cases[n].person for n in mine}
    households = frozenset(h for n in mine if (h := state.cases[n].household) is not None)
    relatives = {person for person, household in state.households if household in households}
    masked = {
        n
        for n, one in enumerate(state.people)
        if one.shielded and n not in own and not (who in one.cleared and n in relatives)
    }
    visible = frozenset(own | relatives)
    return Reach(
        mine=mine,
        led=led,
        parts=parts,
        touched=frozenset(one.case for one in counted if one.scope != WHOLE),
        households=households,
        visible=visible,
        open=visible - masked,
        counted=counted,
    )


def advises(state: State, who: int, number: int) -> bool:
    """Whether somebody reads a case that was brought in."""
    account, advice = state.accounts[who], state.advices[number]
    case = state.cases[advice.case]
    if not account.active or account.role not in (COORDINATOR, LEAD) or not account.reaches:
        return False
    if not advice.since <= state.day <= advice.until or (advice.ended is not None and advice.ended <= state.day):
        return False
    if case.erased or case.closed_on is not None or state.people[case.person].shielded:
        return False
    if advice.release is None:
        return True
    release = state.consents[advice.release]
    return (
        release.person == case.person
        and release.lets_out
        and release.purpose == "advice"
        and state.holds(release)
        and release.organisation == account.organisation
    )


def received(state: State, who: int, number: int) -> bool:
    """Whether an officer reads a package."""
    account, package = state.accounts[who], state.packages[number]
    if not account.active or account.role != OFFICER or account.organisation != package.office:
        return False
    if package.state not in READ_BY_OFFICE or state.day > package.expires or package.release is None:
        return False
    release = state.consents[package.release]
    case = state.cases[package.case]
    return not case.erased and release.person == case.person and release.lets_out and state.holds(release)


def seen(state: State, who: int) -> set[Thing]:
    """Everything an account reads, and what it may write (``w-…``)."""
    has = reach(state, who)
    asked = (_people, _declared, _households, _notes, _parts, _circles, _handovers, _left, _packages, _advices)
    return {thing for of in asked for thing in of(state, who, has)}


def _is(state: State, who: int, *roles: str) -> bool:
    return state.accounts[who].active and state.accounts[who].role in roles


def _people(state: State, who: int, has: Reach) -> Iterator[Thing]:
    keeps = _is(state, who, KEEPER, PROTECTION)
    for n, one in enumerate(state.people):
        if n in has.visible:
            yield ("person", n, "masked" if one.shielded else "named")
        if n in has.open:
            yield from (("token", n), ("w-person", n))
            yield from [("identity", n)] if one.shielded else []
        if (keeps or n in has.open) and not one.gone:
            yield from [("restriction", n, one.restrictions)] if one.restrictions else []
            yield from [("clearance", n, one.clearances)] if one.clearances else []


def _declared(state: State, who: int, has: Reach) -> Iterator[Thing]:
    for n, one in enumerate(state.consents):
        if one.person in has.open:
            yield from (("consent", n), ("w-consent", n))
    for n, merge in enumerate(state.merges):
        if merge.survivor in has.open and not merge.gone:
            yield ("merge", n)


def _households(state: State, who: int, has: Reach) -> Iterator[Thing]:
    yield from (("household", one) for one in has.households)
    yield from (("lives", household, one) for one, household in state.households if household in has.households)


def _notes(state: State, who: int, has: Reach) -> Iterator[Thing]:
    yield from ((kind, n) for n in has.mine for kind in ("case", "w-case"))
    readable = {"circle", "inside"} if state.accounts[who].role == MANAGER else {"circle"}
    for n, note in enumerate(state.notes):
        shared = bool(note.domains) and note.domains <= has.parts.get(note.case, frozenset())
        if (note.case in has.mine or shared) and (note.visibility in readable or note.author == who):
            yield ("note", n)
        if note.case in has.mine and note.author == who:
            yield ("w-note", n)


def _parts(state: State, who: int, has: Reach) -> Iterator[Thing]:
    for n, part in enumerate(state.parts):
        if part.case in has.mine:
            yield from [("part", n), ("w-part", n)] if part.kind in ("goal", "measure", "barrier") else [("part", n)]
        elif part.case in has.parts and (part.domain is None or part.domain in has.parts[part.case]):
            yield ("part", n)
    for entry in has.counted:
        if entry.scope != WHOLE and entry.case not in has.mine:
            hidden = state.people[state.cases[entry.case].person].shielded
            yield ("shared", entry.case, entry.scope, "masked" if hidden else "named")


def _circles(state: State, who: int, has: Reach) -> Iterator[Thing]:
    """The list of a circle is shown to everybody in it; the officer for data protection sees the emergencies."""
    own = [one for one in state.entries if one.case in has.mine | has.touched]
    others = [one for one in state.entries if one.function == EMERGENCY] if _is(state, who, PROTECTION) else own
    known = Counter(one.case for one in (own or others))
    writes = Counter(one.case for one in own if one.case in has.led or one.account == who)
    yield from (("circle", case, number) for case, number in known.items())
    yield from (("w-circle", case, number) for case, number in writes.items())


def _handovers(state: State, who: int, has: Reach) -> Iterator[Thing]:
    for n, one in enumerate(state.handovers):
        party = _is(state, who, MANAGER, COORDINATOR, LEAD) and who in (one.former, one.successor, one.proposer)
        if state.cases[one.case].erased or not (party or one.case in has.mine):
            continue
        yield ("handover", n, one.state)
        if party and one.state == "proposed":
            yield ("facts", n)


def _left(state: State, who: int, has: Reach) -> Iterator[Thing]:
    """What has left the file, and that files were erased: for the circle, and for data protection."""
    for n, case in enumerate(state.cases):
        if n in has.mine or _is(state, who, PROTECTION):
            yield from [("transfer", n, case.transfers)] if case.transfers and not case.erased else []
            yield from [("erasure", n)] if case.erased else []


def _packages(state: State, who: int, has: Reach) -> Iterator[Thing]:
    for n, package in enumerate(state.packages):
        if package.case in has.mine or received(state, who, n):
            yield from (("package", n, package.state), ("fields", n, package.fields), ("w-package", n))
            yield from [("steps", n, package.steps)] if package.steps else []


def _advices(state: State, who: int, has: Reach) -> Iterator[Thing]:
    for n, advice in enumerate(state.advices):
        asked = advises(state, who, n)
        state_of_it = "lasts" if advice.ended is None else advice.because or "ended"
        yield from [("advice", n, state_of_it)] if advice.case in has.mine else []
        yield from [("brought", n)] if asked else []
        yield from [("sheet", n)] if asked and advice.release is not None else []
        yield from [("said", n, advice.said)] if advice.said and (asked or advice.case in has.mine) else []


def found_by_number(state: State, who: int, case: int) -> str:
    """What a search by case number tells somebody: their own, somebody of a colleague's, or that one is protected."""
    account, person = state.accounts[who], state.cases[case].person
    if not account.active or account.role != MANAGER:
        return "refused"
    if state.people[person].shielded and person not in reach(state, who).open:
        return "protected"
    return "mine" if person in reach(state, who).visible else "other"
