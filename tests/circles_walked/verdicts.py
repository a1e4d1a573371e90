"""Whether an act is allowed, and what it changes: the house's rules in plain Python, asked of a :class:`State`.

Each verdict is about somebody who tries, rightly or not; whoever sees nothing of a case can do nothing to it.
"""

from collections.abc import Collection

from tests.circles_walked.sight import Reach, advises, reach, received
from tests.circles_walked.state import (
    ADMIN,
    COORDINATOR,
    COVER,
    DOMAINS,
    EMERGENCY,
    HELPER,
    KEEPER,
    LEAD,
    MANAGER,
    NO_DOMAINS,
    PARTNER,
    PROTECTION,
    RESIDENCE,
    RESPONSIBLE,
    SUPPORT,
    TASKS,
    WHOLE,
    Entry,
    Handover,
    Merge,
    State,
)

DAYS_TO_UNDO = 30
#: Emergencies of one case by one person in 24 hours.
TIMES, HOURS = 2, 3


def is_(state: State, who: int, *roles: str) -> bool:
    """Whether an account is active and holds one of these roles."""
    return state.accounts[who].active and state.accounts[who].role in roles


def deals_with_handovers(state: State, who: int) -> bool:
    """Whose role it is to propose, answer or take back a hand-over."""
    return is_(state, who, MANAGER, COORDINATOR, LEAD)


def leads(state: State, who: int, case: int, *, open_only: bool = True) -> bool:
    """Whether somebody is responsible for a case (that is not closed)."""
    return case in reach(state, who).led and not (open_only and state.cases[case].closed_on is not None)


def sees_entry(state: State, who: int, entry: Entry) -> bool:
    """Whether an entry of a circle can be got hold of."""
    has: Reach = reach(state, who)
    return entry.case in has.mine or entry.case in has.touched


# -- the circle --------------------------------------------------------------------------------------


def overlaps(since: int, until: int | None, other: Entry) -> bool:
    """Whether two periods have a day in common; an empty one has none."""
    return meets(since, until, (other.since, other.until))


def meets(since: int, until: int | None, other: tuple[int, int | None]) -> bool:
    """The same of two periods."""
    begins, ends = other
    empty = ends is not None and ends <= begins
    return not empty and (until is None or begins < until) and (ends is None or ends > since)


def over(state: State, entry: Entry) -> int | None:
    """The first day without access: what rests on a release ends with it, at the latest."""
    if entry.release is None or state.consents[entry.release].person != state.cases[entry.case].person:
        return entry.until
    release = state.consents[entry.release]
    ends = [entry.until, release.withdrawn, None if release.until is None else release.until + 1]
    return max(entry.since, min(one for one in ends if one is not None))


def fitting(state: State, wanted: Entry) -> list[int]:
    """The releases on which somebody of another organisation may be let in."""
    organisation, scope, about = state.accounts[wanted.account].organisation, wanted.scope, wanted.domains
    if organisation is None:
        return []
    found = state.releases(wanted.case, organisation, SUPPORT, max(wanted.since, state.day))
    if scope == TASKS:
        return found
    return [
        n
        for n in found
        if (limit := state.consents[n].domains) is None or (scope == DOMAINS and bool(about) and about <= limit)
    ]


def may_invite(state: State, who: int, wanted: Entry) -> bool:
    """Only who leads the open case; nobody twice at a time; a partner on a release; for a time that lies ahead."""
    account = state.accounts[wanted.account]
    if not leads(state, who, wanted.case) or not is_(state, wanted.account, MANAGER, PARTNER):
        return False
    if wanted.since < state.day or wanted.until is None or wanted.until <= wanted.since:
        return False
    if any(
        (one.case, one.account) == (wanted.case, wanted.account)
        and one.function != EMERGENCY
        and meets(wanted.since, wanted.until, (one.since, over(state, one)))
        for one in state.entries
    ):
        return False
    return account.role == MANAGER or bool(fitting(state, wanted))


def invite(state: State, entry: Entry) -> None:
    """Let in; by name, where a Sperrvermerk is in force. What opens the file to an organisation is passed on."""
    state.entries.append(entry)
    clear(state, entry.case, entry.account)
    if entry.release is not None:
        state.cases[entry.case].transfers += 1


def may_end(state: State, who: int, entry: Entry) -> bool:
    """Who leads, or whose own it is; responsibility ends by a hand-over only."""
    if not sees_entry(state, who, entry) or entry.function == RESPONSIBLE:
        return False
    return leads(state, who, entry.case, open_only=False) or entry.account == who


def free_days(state: State, case: int, account: int, since: int, until: int) -> list[tuple[int, int]]:
    """The parts of a period in which somebody does not see the whole file anyway."""
    taken = [
        one
        for one in state.entries
        if (one.case, one.account) == (case, account)
        and one.scope == WHOLE
        and one.ends is None
        and one.release is None
    ]
    days = [day for day in range(since, until) if not any(overlaps(day, day + 1, one) for one in taken)]
    found: list[tuple[int, int]] = []
    for day in days:
        if found and found[-1][1] == day:
            found[-1] = (found[-1][0], day + 1)
        else:
            found.append((day, day + 1))
    return found


def may_be_away(state: State, who: int, cases: tuple[int, ...], cover: int, days: tuple[int, int]) -> bool:
    """Who leads all of these open cases; a colleague steps in."""
    since, until = days
    if not is_(state, who, MANAGER) or cover == who or not is_(state, cover, MANAGER):
        return False
    return bool(cases) and state.day <= since < until and all(leads(state, who, one) for one in cases)


def step_in(state: State, absence: int, cases: tuple[int, ...], cover: int) -> None:
    """The covers of an absence."""
    away = state.absences[absence]
    for case in cases:
        for since, until in free_days(state, case, cover, away.since, away.until):
            state.entries.append(Entry(case, cover, COVER, WHOLE, NO_DOMAINS, since, until, absence=absence))


def come_back(state: State, absence: int) -> None:
    """The covers of an absence end."""
    away = state.absences[absence]
    for one in state.entries:
        if one.absence == absence and one.until is not None and one.until > state.day:
            state.end(one)
    away.until = max(away.since, min(away.until, state.day))


def may_enter(state: State, who: int, case: int) -> bool:
    """A counsellor of the house who does not see the file, twice a day; a Sperrvermerk stays closed."""
    has = reach(state, who)
    person = state.cases[case].person
    if not is_(state, who, MANAGER) or case in has.mine or (state.people[person].shielded and person not in has.open):
        return False
    day_before = state.hour - 24
    times = sum(
        (one.case, one.account, one.function) == (case, who, EMERGENCY)
        and one.ends is not None
        and one.ends > day_before
        for one in state.entries
    )
    return times < TIMES


# -- responsibility ----------------------------------------------------------------------------------


def proposed(state: State, case: int) -> bool:
    """Whether a hand-over waits for an answer."""
    return any(one.case == case and one.state == "proposed" for one in state.handovers)


def may_propose(state: State, who: int, wanted: Handover) -> bool:
    """Who leads; or coordination and lead for somebody else, in their reach."""
    if wanted.successor in (wanted.former, who) or not is_(state, wanted.successor, MANAGER):
        return False
    if wanted.earliest < state.day or proposed(state, wanted.case) or state.cases[wanted.case].erased:
        return False
    if is_(state, who, COORDINATOR, LEAD):
        return state.accounts[who].reaches
    return leads(state, who, wanted.case, open_only=False)


def may_accept(state: State, who: int, wanted: Handover) -> bool:
    """The successor, from the agreed day on."""
    return (
        wanted.state == "proposed"
        and wanted.successor == who
        and is_(state, who, MANAGER)
        and (wanted.earliest <= state.day)
    )


def accept(state: State, wanted: Handover) -> None:
    """Responsibility passes; the former one goes, or stays as a helper for a time; who stood in goes too."""
    wanted.state = "accepted"
    for one in state.not_ended(wanted.case):
        if one.account == wanted.successor or one.function in (COVER, RESPONSIBLE):
            state.end(one)
    state.entries.append(Entry(wanted.case, wanted.successor, RESPONSIBLE, WHOLE, NO_DOMAINS, state.day, None))
    state.cases[wanted.case].manager = wanted.successor
    if wanted.helps_until is not None and wanted.helps_until >= state.day:
        state.entries.append(
            Entry(wanted.case, wanted.former, HELPER, WHOLE, NO_DOMAINS, state.day, wanted.helps_until + 1)
        )


def may_close(state: State, who: int, case: int) -> bool:
    """Who leads; not before anything that lies in the stay."""
    found = state.cases[case]
    return leads(state, who, case) and max(found.episode, found.last_event) <= state.day


def close(state: State, case: int) -> None:
    """Everybody but the responsible one goes; what was proposed is taken back."""
    state.cases[case].closed_on = state.day
    for one in state.not_ended(case):
        if one.function != RESPONSIBLE:
            state.end(one)
    for waiting in state.handovers:
        if waiting.case == case and waiting.state == "proposed":
            waiting.state = "withdrawn"
    state.end_advices("closed", lambda one: one.case == case)


def may_reopen(state: State, who: int, case: int) -> bool:
    """Who leads the closed case, while the client consents."""
    closed = state.cases[case].closed_on is not None
    return closed and leads(state, who, case, open_only=False) and state.consented(case)


def reopen(state: State, case: int) -> None:
    """A new stay begins, at the earliest the day after the closing."""
    found = state.cases[case]
    found.episode = max(state.day, (found.closed_on or 0) + 1)
    found.closed_on = None


# -- restriction -------------------------------------------------------------------------------------


def clear(state: State, case: int, account: int) -> None:
    """Let somebody in by name."""
    person = state.people[state.cases[case].person]
    if person.shielded and account not in person.cleared:
        person.cleared.add(account)
        person.clearances += 1


def shield(state: State, person: int) -> None:
    """A Sperrvermerk is set."""
    one = state.people[person]
    one.shielded, one.awaited = True, False
    one.restrictions += 1
    state.end_advices("shielded", lambda advice: state.cases[advice.case].person == person)


def lift(state: State, person: int) -> None:
    """It is lifted; whoever was let in by name is so no more."""
    one = state.people[person]
    one.shielded = False
    one.cleared.clear()


def may_keep_shields(state: State, who: int) -> bool:
    """A right of its own."""
    return is_(state, who, KEEPER)


# -- merging -----------------------------------------------------------------------------------------


def leads_all(state: State, who: int, *people: int) -> bool:
    """Whether nobody else is responsible for a case of these people, or of a household of theirs."""
    homes = {household for person, household in state.households if person in people}
    concerned = [n for n in state.live() if state.cases[n].person in people or state.cases[n].household in homes]
    return all(state.leader(n) == who for n in concerned)


def may_merge(state: State, who: int, keep: int, other: int) -> bool:
    """Who sees both, leads all of it; not while a Sperrvermerk is in force or asked for."""
    has, pair = reach(state, who), (state.people[keep], state.people[other])
    if keep == other or not is_(state, who, MANAGER) or not {keep, other} <= has.visible:
        return False
    return leads_all(state, who, keep, other) and not any(one.shielded or one.awaited for one in pair)


def merge(state: State, keep: int, other: int) -> Merge:
    """Everything of the one belongs to the other from now on."""
    made = Merge(
        survivor=keep,
        absorbed=other,
        on=state.day,
        cases=frozenset(n for n in state.live() if state.cases[n].person == other),
        consents=frozenset(n for n, one in enumerate(state.consents) if one.person == other),
        households=frozenset(home for person, home in state.households if person == other),
        kept=frozenset(home for person, home in state.households if person == keep),
    )
    for n in made.cases:
        state.cases[n].person = keep
    for n in made.consents:
        state.consents[n].person = keep
    for home in made.households:
        state.households -= {(other, home)}
        state.households |= {(keep, home)}
    state.merges.append(made)
    _end_named(state, made.cases, made.consents)
    return made


def _end_named(state: State, cases: Collection[int], consents: Collection[int]) -> None:
    """Case or release is about another one from now on: whoever read the name reads it no more."""
    state.end_advices("merged", lambda one: one.release is not None and (one.case in cases or one.release in consents))


def may_undo(state: State, who: int, number: int) -> bool:
    """Within 30 days, the newest one first; who leads everything the survivor has now."""
    made, has = state.merges[number], reach(state, who)
    if made.undone or made.gone or made.survivor not in has.open or state.day > made.on + DAYS_TO_UNDO:
        return False
    newest = max(n for n, one in enumerate(state.merges) if one.survivor == made.survivor and not one.undone)
    person = state.people[made.survivor]
    if number != newest or person.shielded or person.awaited or not is_(state, who, MANAGER):
        return False
    return leads_all(state, who, made.survivor)


def undo(state: State, made: Merge) -> None:
    """What had belonged to the other one goes back; what came since stays."""
    made.undone = True
    cases = [n for n in made.cases if state.cases[n].person == made.survivor and not state.cases[n].erased]
    consents = [n for n in made.consents if state.consents[n].person == made.survivor]
    for n in cases:
        state.cases[n].person = made.absorbed
    for n in consents:
        state.consents[n].person = made.absorbed
    _end_named(state, cases, consents)
    for home in made.households:
        state.households |= {(made.absorbed, home)}
        if home not in made.kept:
            state.households -= {(made.survivor, home)}


# -- what leaves the file ------------------------------------------------------------------------------


def may_record(state: State, who: int, person: int) -> bool:
    """A counsellor who sees the person, and not masked."""
    return is_(state, who, MANAGER) and person in reach(state, who).open


def sendable(state: State, number: int) -> list[int]:
    """The releases on which a package may go."""
    package = state.packages[number]
    return state.releases(package.case, package.office, RESIDENCE)


def may_send(state: State, who: int, number: int) -> bool:
    """Who leads; a draft that has not expired, on a release."""
    package = state.packages[number]
    ready = package.state == "draft" and state.day <= package.expires and not state.cases[package.case].erased
    return ready and leads(state, who, package.case) and bool(sendable(state, number))


def may_take_back(state: State, who: int, number: int) -> bool:
    """Who leads, in a closed case too; while nobody has read it."""
    package = state.packages[number]
    return package.state in ("draft", "sent") and leads(state, who, package.case, open_only=False)


def may_answer(state: State, who: int, number: int) -> bool:
    """Who received it, after reading."""
    return received(state, who, number) and state.packages[number].state in ("read", "queried")


def withdraw(state: State, number: int) -> None:
    """A release is taken back, and what rests on it ends."""
    state.consents[number].withdrawn = state.day
    state.end_advices("withdrawn", lambda one: one.release == number)


def may_open(state: State, who: int, number: int) -> bool:
    """Who received it; somebody of the case opens it without noting anything, once the authority has read it."""
    package = state.packages[number]
    if received(state, who, number):
        return True
    return package.state != "sent" and package.case in reach(state, who).mine


def may_bring_in(state: State, who: int, case: int, release: int | None) -> bool:
    """Who leads an open case of somebody who is not restricted; with a name on a release for it."""
    found = state.cases[case]
    if not leads(state, who, case) or state.people[found.person].shielded or not state.consented(case):
        return False
    if release is None:
        return True
    organisation = state.consents[release].organisation
    return organisation is not None and release in state.releases(case, organisation, "advice")


def may_end_advice(state: State, who: int, number: int) -> bool:
    """Who leads the open case; while it runs."""
    advice = state.advices[number]
    return leads(state, who, advice.case) and advice.ended is None and state.day <= advice.until


def may_advise(state: State, who: int, number: int) -> bool:
    """Coordination and lead."""
    return advises(state, who, number)


def may_write_note(state: State, who: int, case: int) -> bool:
    """Whoever sees the whole of an open file."""
    return case in reach(state, who).mine and state.cases[case].closed_on is None


# -- the end ------------------------------------------------------------------------------------------


def may_erase(state: State, who: int, case: int) -> bool:
    """Data protection; a closed case whose period (a day) is over."""
    closed = state.cases[case].closed_on
    return is_(state, who, PROTECTION) and closed is not None and closed < state.day and not state.cases[case].erased


def erase(state: State, case: int) -> None:
    """Everything of a case goes; its people too, unless another case is about them or names their household."""
    found = state.cases[case]
    found.erased = True
    state.entries = [one for one in state.entries if one.case != case]
    for waiting in state.handovers:
        waiting.state = "gone" if waiting.case == case else waiting.state
    live = [state.cases[n] for n in state.live()]
    homes = {found.household} - {None} - {one.household for one in live}
    people = {found.person} | {person for person, home in state.households if home in homes}
    while more := {m.absorbed for m in state.merges if m.survivor in people and not m.undone} - people:
        people |= more
    people -= {one.person for one in live}
    people -= {person for person, home in state.households if home in {one.household for one in live}}
    _releases_of_other_files(state, people)
    for person in people:
        state.people[person].gone = True
    state.households = {
        (person, home) for person, home in state.households if person not in people and home not in homes
    }
    for one in state.merges:
        one.gone = one.gone or bool({one.survivor, one.absorbed} & people)


def _releases_of_other_files(state: State, people: Collection[int]) -> None:
    """What a live file rests on stays with it, withdrawn: a merge had been undone."""
    resting = {(one.case, one.release) for one in state.entries}
    resting |= {(one.case, one.release) for one in state.advices}
    resting |= {(one.case, one.release) for one in state.packages}
    for case, release in sorted((case, release) for case, release in resting if release is not None):
        consent = state.consents[release]
        if consent.person in people and not state.cases[case].erased:
            consent.person = state.cases[case].person
            consent.withdrawn = state.day if consent.withdrawn is None else consent.withdrawn


def may_deactivate(state: State, who: int, account: int) -> bool:
    """The administration, not itself."""
    return is_(state, who, ADMIN) and who != account
