"""Who sees what: the house's rules (domain.md 2, 5, 12) in plain Python, asked of a :class:`State`."""

from collections import Counter
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
    """Everything an account reads, and what it may write."""
    has = reach(state, who)
    return {
        *_people(state, who, has),
        *_files(state, who, has),
        *_circles(state, who, has),
        *_outside(state, who, has),
    }


def _people(state: State, who: int, has: Reach) -> set[Thing]:
    account = state.accounts[who]
    keeps = account.active and account.role in (KEEPER, PROTECTION)
    found: set[Thing] = set()
    for n, one in enumerate(state.people):
        if n in has.visible:
            found.add(("person", n, "masked" if one.shielded else "named"))
        if n in has.open:
            found |= {("token", n), ("w-person", n)}
            if one.shielded:
                found.add(("identity", n))
        if (keeps or n in has.open) and not one.gone:
            found |= {("restriction", n, one.restrictions)} if one.restrictions else set()
            found |= {("clearance", n, one.clearances)} if one.clearances else set()
    for n, one in enumerate(state.consents):
        if one.person in has.open:
            found |= {("consent", n), ("w-consent", n)}
    for person, household in state.households:
        if household in has.households:
            found |= {("household", household), ("lives", household, person)}
    found |= {("household", one) for one in has.households}
    for n, merge in enumerate(state.merges):
        if merge.survivor in has.open and not merge.gone:
            found.add(("merge", n))
    return found


def _files(state: State, who: int, has: Reach) -> set[Thing]:
    found: set[Thing] = set()
    for n in has.mine:
        found |= {("case", n), ("w-case", n)}
    for n, note in enumerate(state.notes):
        shared = has.parts.get(note.case, frozenset())
        if note.case in has.mine or (note.domains and note.domains <= shared):
            inside = note.visibility == "inside" and state.accounts[who].role == MANAGER
            if note.visibility == "circle" or note.author == who or inside:
                found.add(("note", n))
        if note.case in has.mine and note.author == who:
            found.add(("w-note", n))
    for n, part in enumerate(state.parts):
        if part.case in has.mine:
            found |= {("part", n), ("w-part", n)} if part.kind in ("goal", "measure", "barrier") else {("part", n)}
        elif part.case in has.parts and (part.domain is None or part.domain in has.parts[part.case]):
            found.add(("part", n))
    for entry in has.counted:
        if entry.scope != WHOLE and entry.case not in has.mine:
            hidden = state.people[state.cases[entry.case].person].shielded
            found.add(("shared", entry.case, entry.scope, "masked" if hidden else "named"))
    return found


def _circles(state: State, who: int, has: Reach) -> set[Thing]:
    """The list of a circle is shown to everybody in it; the officer for data protection sees the emergencies."""
    account = state.accounts[who]
    watches = account.active and account.role == PROTECTION
    known, writes = Counter[int](), Counter[int]()
    for entry in state.entries:
        if entry.case in has.mine or entry.case in has.touched:
            known[entry.case] += 1
            if entry.case in has.led or entry.account == who:
                writes[entry.case] += 1
        elif watches and entry.function == EMERGENCY and not state.cases[entry.case].erased:
            known[entry.case] += 1
    found: set[Thing] = {("circle", case, number) for case, number in known.items()}
    found |= {("w-circle", case, number) for case, number in writes.items()}
    for n, one in enumerate(state.handovers):
        party = account.active and who in (one.former, one.successor, one.proposer)
        if state.cases[one.case].erased:
            continue
        if one.case in has.mine or party:
            found.add(("handover", n, one.state))
        if party and one.state == "proposed":
            found.add(("facts", n))
    return found


def _outside(state: State, who: int, has: Reach) -> set[Thing]:
    """What has left the file, and to whom."""
    account = state.accounts[who]
    watches = account.active and account.role == PROTECTION
    found: set[Thing] = set()
    for n, case in enumerate(state.cases):
        if case.transfers and not case.erased and (n in has.mine or watches):
            found.add(("transfer", n, case.transfers))
        if case.erasures and (n in has.mine or watches):
            found.add(("erasure", n))
    for n, package in enumerate(state.packages):
        got = received(state, who, n)
        if package.case in has.mine or got:
            found |= {("package", n, package.state), ("fields", n, package.fields), ("w-package", n)}
            found |= {("steps", n, package.steps)} if package.steps else set()
    for n, advice in enumerate(state.advices):
        if advice.case in has.mine:
            found.add(("advice", n))
        if advises(state, who, n):
            found.add(("brought", n))
            found |= set() if advice.release is None else {("sheet", n)}
        if advice.said and (advice.case in has.mine or advises(state, who, n)):
            found.add(("said", n, advice.said))
    return found


def found_by_number(state: State, who: int, case: int) -> str:
    """What a search by case number tells somebody: their own, somebody of a colleague's, or that one is protected."""
    account, person = state.accounts[who], state.cases[case].person
    if not account.active or account.role != MANAGER:
        return "refused"
    if state.people[person].shielded and person not in reach(state, who).open:
        return "protected"
    return "mine" if person in reach(state, who).visible else "other"
