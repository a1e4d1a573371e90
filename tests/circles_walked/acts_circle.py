"""Acts on the circle: help, covers, emergencies, hand-overs, closing."""

from random import Random
from typing import Any

from django.db.models import Q

from faden.domain.cases.enums import CircleScope, ClosingReason, Constellation, ContactKind, GoalState, Visibility
from faden.domain.cases.models import Absence, Case, CircleMember, ContactNote, Goal, Handover
from faden.domain.cases.operations.absence import announce_absence, end_absence
from faden.domain.cases.operations.circle import end_helper, invite_helper
from faden.domain.cases.operations.closing import reopen_case
from faden.domain.cases.operations.handover import (
    decline_handover,
    propose_for_others,
    propose_handover,
    withdraw_handover,
)
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.queries.handover import CaseFacts, LedCase
from faden.kernel.access.actor import Actor
from faden.processes.close_case import close_case
from faden.processes.emergency_access import open_in_emergency
from faden.processes.hand_over import take_over
from tests.circles_walked import state as s
from tests.circles_walked import verdicts
from tests.circles_walked.deeds import Deed, account, circle, open_case, pick, row, somebody, with_role
from tests.circles_walked.world import World, owning


def _guest(state: s.State, die: Random, case: int) -> int:
    """Often somebody of another organisation whom a release lets in; now and then one whom nothing lets in."""
    partners = [n for n, one in enumerate(state.accounts) if one.role == s.PARTNER]
    released = [n for n in partners if state.releases(case, state.accounts[n].organisation or 0, s.SUPPORT)]
    inside = {one.account for one in state.not_ended(case)}
    free = [n for n in (*range(5), *partners) if n not in inside] or partners
    anybody = list(range(len(state.accounts)))
    chosen: list[int] = released if released and die.random() < 0.4 else free if die.random() < 0.7 else anybody
    return die.choice(chosen)


def invite(world: World, die: Random) -> Deed | None:
    """Grant a helper: of the own house or of a partner, the whole file, life domains or tasks."""
    state = world.state
    case = open_case(state, die)
    if case is None:
        return None
    helper = _guest(state, die, case)
    scope = die.choice((s.WHOLE, s.DOMAINS, s.TASKS))
    about = frozenset(die.sample((0, 1, 2), die.randint(1, 2))) if scope == s.DOMAINS else s.NO_DOMAINS
    since = state.day + die.choice((0, 0, 0, 1, 2))
    until = since + die.randint(1, 5)
    entry = s.Entry(case, helper, s.HELPER, scope, about, since, until)
    file, guest = row(world, Case, "case", case, "person"), account(world, helper)
    may_rest_on = verdicts.fitting(state, entry)

    def then(member: CircleMember) -> str | None:
        if state.accounts[helper].role == s.PARTNER:
            entry.release = None if member.release_id is None else world.number("consent", member.release_id)
            if entry.release not in may_rest_on:
                return f"rests on {entry.release}, none of {may_rest_on}"
        verdicts.invite(state, entry)
        return None

    return Deed(
        who := somebody(state, die, state.leader(case)),
        f"invites {helper} to case {case} for {scope} {sorted(about)} from {since} until {until}",
        verdicts.may_invite(state, who, entry),
        lambda actor: invite_helper(
            case=file, account=guest, reason="hilft", since=world.on(since), last_day=world.on(until - 1),
            scope=CircleScope(scope), life_domains=[world.domains[n] for n in sorted(about)], actor=actor,
            today=world.today,
        ),
        then,
        (helper,),
    )  # fmt: skip


def member_of(world: World, entry: s.Entry) -> CircleMember:
    """The row of an entry; that there is none as the oracle has it is an error of one of the two."""
    until = Q(until=None) if entry.until is None else Q(until=world.on(entry.until))
    if entry.ends is not None:
        until = Q()
    about = [world.domains[number].id for number in entry.domains]
    with owning():
        return CircleMember.objects.select_related("case__person").filter(
            until, life_domain_ids__contains=about, life_domain_ids__contained_by=about,
            case_id=world.key("case", entry.case), account_id=world.key("account", entry.account),
            function=entry.function, scope=entry.scope, since=world.on(entry.since),
        ).latest("id")  # fmt: skip


def end_help(world: World, die: Random) -> Deed | None:
    """Take an access back, of a helper, a cover or an emergency."""
    state = world.state
    running = [one for one in state.not_ended_anywhere() if one.function != s.RESPONSIBLE or die.random() < 0.1]
    running = running if die.random() < 0.9 else [one for one in state.entries if one.ends is None]
    entry = pick(die, running)
    if entry is None:
        return None
    member, over = member_of(world, entry), entry.until is not None and entry.until <= state.day
    right = die.choice((state.leader(entry.case), entry.account))
    return Deed(
        who := somebody(state, die, right),
        f"ends {entry.function} {entry.account} in case {entry.case}",
        verdicts.may_end(state, who, entry),
        lambda actor: end_helper(member=member, actor=actor, today=world.today),
        lambda _: None if over else state.end(entry),
        (entry.account,),
    )


def be_away(world: World, die: Random) -> Deed | None:
    """Somebody covers for a time."""
    state = world.state
    leader = pick(die, [state.leader(n) for n in state.live()])
    if leader is None:
        return None
    led = [n for n in state.live() if state.leader(n) == leader and state.cases[n].closed_on is None]
    cases = tuple(led) if die.random() < 0.8 else tuple(n for n in state.live() if die.random() < 0.5)
    cover = die.randrange(6)
    since = state.day + die.choice((0, 0, 1))
    until = since + die.randint(1, 4)
    who = somebody(state, die, leader)
    files, guest = [row(world, Case, "case", n, "person") for n in cases], account(world, cover)

    def then(absence: Absence) -> None:
        if absence.id in world.keys.get("absence", []):
            return
        number = world.add("absence", absence.id)
        state.absences.append(s.Absence(who, since, until))
        verdicts.step_in(state, number, cases, cover)

    return Deed(
        who,
        f"is away from {since} until {until}, {cover} covers cases {cases}",
        verdicts.may_be_away(state, who, cases, cover, (since, until)),
        lambda actor: announce_absence(
            since=world.on(since), last_day=world.on(until - 1), cover=guest, cases=files, actor=actor,
            today=world.today,
        ),
        then,
        (cover,),
    )  # fmt: skip


def be_back(world: World, die: Random) -> Deed | None:
    """The covers end."""
    state = world.state
    number = pick(die, (n for n, one in enumerate(state.absences) if one.until > state.day))
    if number is None:
        return None
    absence = row(world, Absence, "absence", number)
    right = state.absences[number].account
    return Deed(
        who := somebody(state, die, right),
        f"ends absence {number}",
        who == right and state.accounts[who].active,
        lambda actor: end_absence(absence=absence, actor=actor, today=world.today),
        lambda _: verdicts.come_back(state, number),
        [one.account for one in state.entries if one.absence == number],
    )


def emergency(world: World, die: Random) -> Deed | None:
    """Enter a file for three hours."""
    state = world.state
    case = pick(die, state.live())
    if case is None:
        return None
    who = die.randrange(6) if die.random() < 0.8 else die.randrange(len(state.accounts))
    about = s.NO_DOMAINS if die.random() < 0.6 else frozenset({die.randrange(2)})
    scope = s.DOMAINS if about else s.WHOLE
    return Deed(
        who,
        f"enters case {case} in an emergency for {scope} {sorted(about)}",
        verdicts.may_enter(state, who, case),
        lambda actor: open_in_emergency(
            number=world.numbers[case], reason="Es kann nicht warten", scope=CircleScope(scope),
            life_domains=[world.domains[n] for n in about], actor=actor, today=world.today,
        ),
        lambda _: state.entries.append(
            s.Entry(case, who, s.EMERGENCY, scope, about, state.day, state.day + 2, ends=state.hour + verdicts.HOURS)
        ),
        (who,),
    )  # fmt: skip


def propose(world: World, die: Random) -> Deed | None:
    """Offer a case to a colleague; or coordination and lead for somebody else."""
    state = world.state
    case = pick(die, (n for n in state.live() if not verdicts.proposed(state, n)))
    if case is None:
        return None
    former = state.leader(case)
    for_others = die.random() < 0.4
    right = with_role(state, die, s.COORDINATOR, s.LEAD) if for_others else former
    who = somebody(state, die, right)
    for_others = state.accounts[who].role in (s.COORDINATOR, s.LEAD)
    earliest = state.day + die.choice((0, 0, 1))
    stays = None if for_others or die.random() < 0.6 else earliest + die.randint(0, 3)
    successor = die.choice([n for n in range(6) if n != former or die.random() < 0.1])
    wanted = s.Handover(case, former, successor, who, earliest, stays)
    file, guest, before = row(world, Case, "case", case), account(world, successor), account(world, former)
    told = {"successor": guest, "reason": "x", "earliest_on": world.on(earliest)}
    facts = LedCase(file.id, CaseFacts("x", Constellation.GUIDANCE, world.today, True, "x"), False)  # noqa: FBT003

    def do(actor: Actor) -> list[Handover]:
        if for_others:
            return propose_for_others(former=before, cases=[facts], actor=actor, today=world.today, **told)  # type: ignore[arg-type]
        last = None if stays is None else world.on(stays)
        return [
            propose_handover(
                case=file,
                actor=actor,
                today=world.today,
                helps_until=last,
                helps_because="kennt den Fall",
                **told,  # type: ignore[arg-type]
            )
        ]

    def then(made: list[Handover]) -> None:
        world.add("handover", made[0].id)
        state.handovers.append(wanted)

    return Deed(
        who,
        f"proposes {wanted.successor} for case {case} from {earliest}, helping until {stays}",
        verdicts.may_propose(state, who, wanted),
        do,
        then,
        (former, wanted.successor),
    )


def answer_handover(world: World, die: Random) -> Deed | None:
    """Accept a case, decline it, or take the offer back."""
    state = world.state
    number = pick(die, (n for n, one in enumerate(state.handovers) if one.state == "proposed"))
    if number is None:
        return None
    wanted, offered = state.handovers[number], row(world, Handover, "handover", number)
    how = die.choice(("accepts", "accepts", "accepts", "declines", "withdraws"))
    parties = (wanted.former, wanted.proposer)
    who = somebody(state, die, die.choice(parties) if how == "withdraws" else wanted.successor)
    active = verdicts.deals_with_handovers(state, who)
    told: dict[str, Any] = {"handover": offered, "today": world.today}
    if how == "accepts":
        allowed = verdicts.may_accept(state, who, wanted)
        return Deed(
            who, f"accepts hand-over {number}", allowed, lambda actor: take_over(actor=actor, now=world.now, **told),
            lambda _: verdicts.accept(state, wanted), circle(state, wanted.case),
        )  # fmt: skip
    if how == "declines":
        return Deed(
            who, f"declines hand-over {number}", active and who == wanted.successor,
            lambda actor: decline_handover(actor=actor, reason="keine Zeit", **told),
            lambda _: setattr(wanted, "state", "declined"), parties,
        )  # fmt: skip
    return Deed(
        who, f"withdraws hand-over {number}", active and who in parties,
        lambda actor: withdraw_handover(actor=actor, **told),
        lambda _: setattr(wanted, "state", "withdrawn"), (wanted.successor,),
    )  # fmt: skip


def close(world: World, die: Random) -> Deed | None:
    """End the stay."""
    state = world.state
    case = pick(die, (n for n in state.live() if state.cases[n].closed_on is None))
    if case is None:
        return None
    file = row(world, Case, "case", case, "person")
    with owning():
        goals = dict.fromkeys(Goal.objects.filter(case=file).values_list("id", flat=True), GoalState.REACHED)
    return Deed(
        who := somebody(state, die, state.leader(case)),
        f"closes case {case}",
        verdicts.may_close(state, who, case),
        lambda actor: close_case(
            case=file, version=file.version, actor=actor, today=world.today, now=world.now,
            reason=ClosingReason.AGREEMENT, on=world.today, evaluation="Vieles ist geschafft.", goals=goals,
        ),
        lambda _: verdicts.close(state, case),
        circle(state, case),
    )  # fmt: skip


def reopen(world: World, die: Random) -> Deed | None:
    """Begin a new stay."""
    state = world.state
    case = pick(die, (n for n in state.live() if state.cases[n].closed_on is not None))
    if case is None:
        return None
    file = row(world, Case, "case", case, "person")
    return Deed(
        who := somebody(state, die, state.leader(case)),
        f"reopens case {case}",
        verdicts.may_reopen(state, who, case),
        lambda actor: reopen_case(
            case=file, version=file.version, on=world.today, reason="x", constellation=Constellation.GUIDANCE,
            actor=actor, today=world.today,
        ),
        lambda _: verdicts.reopen(state, case),
        circle(state, case),
    )  # fmt: skip


def write(world: World, die: Random) -> Deed | None:
    """Write a note about some life domains, for some."""
    state = world.state
    case = open_case(state, die)
    if case is None:
        return None
    file = row(world, Case, "case", case, "person", "municipality")
    about = frozenset(die.sample((0, 1, 2), die.randint(0, 2)))
    visibility = die.choice(list(Visibility))
    right = pick(die, circle(state, case))
    who = somebody(state, die, right)

    def then(note: ContactNote) -> None:
        world.add("note", note.id)
        state.notes.append(s.Note(case, who, about, visibility.value))
        state.cases[case].last_event = max(state.cases[case].last_event, state.day)

    return Deed(
        who,
        f"writes a note in case {case} about {sorted(about)} for {visibility}",
        verdicts.may_write_note(state, who, case),
        lambda actor: write_note(
            case=file, on=world.today, kind=ContactKind.VISIT, minutes=5, text="Gespräch", visibility=visibility,
            life_domains=[world.domains[n] for n in sorted(about)], actor=actor, today=world.today, now=world.now,
        ),
        then,
        circle(state, case),
    )  # fmt: skip
