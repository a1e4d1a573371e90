"""Acts on people, accounts and time: Sperrvermerk, merging, erasure, closed accounts, days that pass."""

from random import Random

from django.db import connection

from faden.domain.cases.models import Case
from faden.domain.duplicates.models import PersonMerge
from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import Person, Restriction, ShieldRequest
from faden.domain.people.operations import shields
from faden.domain.retention.enums import Archive
from faden.domain.retention.models import Erasure
from faden.domain.retention.operations import announce, carry_out, note_answer, offer_to_archive
from faden.kernel.access.actor import Actor
from faden.processes.keep_accounts import deactivate_account, reactivate_account
from faden.processes.merge_people import merge_people, undo_merge
from faden.processes.shield_person import answer_request, ask_for_shield, close_to_member, confirm_member, restrict_case
from tests.circles_walked import state as s
from tests.circles_walked import verdicts
from tests.circles_walked.acts_circle import member_of
from tests.circles_walked.deeds import Deed, account, circle, pick, row, somebody, with_role
from tests.circles_walked.sight import reach
from tests.circles_walked.world import World, owning

EVERYBODY = range(17)


def restrict(world: World, die: Random) -> Deed | None:
    """Set a Sperrvermerk by case number."""
    state = world.state
    case = pick(die, state.live())
    if case is None:
        return None
    person = state.cases[case].person
    return Deed(
        who := somebody(state, die, with_role(state, die, s.KEEPER)),
        f"restricts whom case {case} is about",
        verdicts.may_keep_shields(state, who) and not state.people[person].shielded,
        lambda actor: restrict_case(
            number=world.numbers[case], ground=ShieldGround.VIOLENCE, reason="x", review_on=None, actor=actor,
            today=world.today,
        ),
        lambda _: verdicts.shield(state, person),
        circle(state, case),
    )  # fmt: skip


def lift(world: World, die: Random) -> Deed | None:
    """Lift a Sperrvermerk."""
    state = world.state
    person = pick(die, (n for n, one in enumerate(state.people) if one.shielded and not one.gone))
    if person is None:
        return None
    with owning():
        restriction = Restriction.objects.get(person_id=world.key("person", person), lifted_on=None)
    return Deed(
        who := somebody(state, die, with_role(state, die, s.KEEPER)),
        f"lifts the restriction of {person}",
        verdicts.may_keep_shields(state, who),
        lambda actor: shields.lift_restriction(restriction=restriction, reason="x", actor=actor, today=world.today),
        lambda _: verdicts.lift(state, person),
        [one.account for one in state.entries if state.cases[one.case].person == person],
    )


def ask_to_restrict(world: World, die: Random) -> Deed | None:
    """Ask for a Sperrvermerk."""
    state = world.state
    case = pick(die, state.live())
    if case is None:
        return None
    person, file = state.people[state.cases[case].person], row(world, Case, "case", case, "person")
    who = somebody(state, die, state.leader(case))

    def then(_: ShieldRequest) -> None:
        person.awaited = True

    return Deed(
        who,
        f"asks to restrict whom case {case} is about",
        state.cases[case].person in reach(state, who).open and not person.shielded,
        lambda actor: ask_for_shield(
            case=file, ground=ShieldGround.VIOLENCE, reason="x", actor=actor, today=world.today
        ),
        then,
    )


def refuse_to_restrict(world: World, die: Random) -> Deed | None:
    """Answer that there will be none."""
    state = world.state
    number = pick(die, (n for n, one in enumerate(state.people) if one.awaited and not one.gone))
    if number is None:
        return None
    with owning():
        request = ShieldRequest.objects.get(person_id=world.key("person", number), answered_on=None)
    return Deed(
        who := somebody(state, die, with_role(state, die, s.KEEPER)),
        f"declines to restrict {number}",
        verdicts.may_keep_shields(state, who),
        lambda actor: answer_request(
            request=request, agrees=False, reason="x", review_on=None, actor=actor, today=world.today
        ),
        lambda _: setattr(state.people[number], "awaited", False),
    )


def let_in_by_name(world: World, die: Random) -> Deed | None:
    """Let somebody of the circle read the file of somebody restricted; or close it to them again."""
    state = world.state
    entry = pick(die, (one for one in state.not_ended_anywhere() if one.function != s.RESPONSIBLE))
    if entry is None:
        return None
    person, member = state.people[state.cases[entry.case].person], member_of(world, entry)
    case, who = member.case, somebody(state, die, state.leader(entry.case))
    allowed = verdicts.leads(state, who, entry.case)
    if die.random() < 0.6:
        return Deed(
            who, f"lets {entry.account} read case {entry.case} by name", allowed,
            lambda actor: confirm_member(member=member, actor=actor, today=world.today),
            lambda _: verdicts.clear(state, entry.case, entry.account), (entry.account,),
        )  # fmt: skip
    return Deed(
        who, f"closes case {entry.case} to {entry.account}", allowed,
        lambda actor: close_to_member(case=case, account_id=member.account_id, actor=actor, today=world.today),
        lambda _: person.cleared.discard(entry.account), (entry.account,),
    )  # fmt: skip


def merge(world: World, die: Random) -> Deed | None:
    """Make one person of two."""
    state = world.state
    there = [n for n, one in enumerate(state.people) if not one.gone]
    absorbed = {one.absorbed for one in state.merges if not one.undone and not one.gone}
    pair = [n for n in there if n not in absorbed]
    if len(pair) < 2:
        return None
    keep, other = die.sample(_of_one_leader(state, pair) if die.random() < 0.7 else pair, 2)
    first, second = row(world, Person, "person", keep), row(world, Person, "person", other)
    leaders = [state.leader(n) for n in state.live() if state.cases[n].person in (keep, other)]
    touched = [one.account for one in state.entries if state.cases[one.case].person in (keep, other)]

    def then(made: PersonMerge) -> None:
        world.add("merge", made.id)
        verdicts.merge(state, keep, other)

    return Deed(
        who := somebody(state, die, pick(die, leaders)),
        f"merges {other} into {keep}",
        verdicts.may_merge(state, who, keep, other),
        lambda actor: merge_people(
            keep=first, other=second, versions=(first.version, second.version), take=(), actor=actor,
            today=world.today, now=world.moment(),
        ),
        then,
        touched,
    )  # fmt: skip


def _of_one_leader(state: s.State, people: list[int]) -> list[int]:
    """People whose cases one person leads; all of them where there are no two."""
    led: dict[int, list[int]] = {}
    for n in state.live():
        if (person := state.cases[n].person) in people and person not in led.setdefault(state.leader(n), []):
            led[state.leader(n)].append(person)
    return max([*led.values(), people], key=lambda found: (1 < len(found) < len(people), len(found)))


def undo(world: World, die: Random) -> Deed | None:
    """Make two of one again."""
    state = world.state
    number = pick(die, (n for n, one in enumerate(state.merges) if not one.undone and not one.gone))
    if number is None:
        return None
    made, kept = state.merges[number], row(world, PersonMerge, "merge", number)
    leaders = [state.leader(n) for n in state.live() if state.cases[n].person == made.survivor]
    touched = [one.account for one in state.entries if state.cases[one.case].person == made.survivor]
    return Deed(
        who := somebody(state, die, pick(die, leaders)),
        f"undoes merge {number}",
        verdicts.may_undo(state, who, number),
        lambda actor: undo_merge(merge=kept, actor=actor, today=world.today),
        lambda _: verdicts.undo(state, made),
        touched,
    )


def erase(world: World, die: Random) -> Deed | None:
    """Announce the erasure of a closed case, offer it to the archive, and carry it out; the waiting is shortened."""
    state = world.state
    case = pick(die, (n for n in state.live() if state.cases[n].closed_on is not None))
    if case is None:
        return None
    key = world.key("case", case)

    def do(actor: Actor) -> Erasure:
        (made,) = announce(cases=[key], actor=actor, today=world.today)
        offered = offer_to_archive(erasure=made, version=1, actor=actor, today=world.today)
        answered = note_answer(
            erasure=offered, archive=Archive.DECLINED, version=offered.version, actor=actor, today=world.today
        )
        with owning(), connection.cursor() as cursor:
            cursor.execute("UPDATE retention_erasure SET due_on = announced_on WHERE id = %s", [made.id])
        return carry_out(erasure=answered, version=answered.version, actor=actor, today=world.today)

    return Deed(
        who := somebody(state, die, with_role(state, die, s.PROTECTION)),
        f"erases case {case}",
        verdicts.may_erase(state, who, case),
        do,
        lambda _: verdicts.erase(state, case),
        EVERYBODY,
    )


def close_account(world: World, die: Random) -> Deed | None:
    """Deactivate an account; one or two at a time."""
    state = world.state
    if sum(not one.active for one in state.accounts) >= 2:
        return None
    number = die.choice([n for n, one in enumerate(state.accounts) if one.active and one.role != s.ADMIN])
    closed = account(world, number)
    return Deed(
        who := somebody(state, die, with_role(state, die, s.ADMIN)),
        f"deactivates account {number}",
        verdicts.may_deactivate(state, who, number),
        lambda actor: deactivate_account(account=closed, on=world.today, actor=actor, now=world.now),
        lambda _: setattr(state.accounts[number], "active", False),
        (number,),
    )


def open_account(world: World, die: Random) -> Deed | None:
    """Open it again."""
    state = world.state
    number = pick(die, (n for n, one in enumerate(state.accounts) if not one.active))
    if number is None:
        return None
    closed = account(world, number)
    return Deed(
        who := somebody(state, die, with_role(state, die, s.ADMIN)),
        f"reactivates account {number}",
        verdicts.is_(state, who, s.ADMIN),
        lambda actor: reactivate_account(account=closed, actor=actor),
        lambda _: setattr(state.accounts[number], "active", True),
        (number,),
    )


def _hours_pass(world: World, hours: int) -> None:
    """The database's clock stands still in a transaction: the ends of emergencies come nearer instead."""
    with owning(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_circlemember SET ends_at = ends_at - make_interval(hours => %s) WHERE ends_at IS NOT NULL",
            [hours],
        )
    world.state.hour += hours


def time_passes(world: World, die: Random) -> Deed:
    """A day, or three hours."""
    state = world.state

    def then(_: object) -> None:
        if is_day:
            state.day += 1
        _hours_pass(world, 24 if is_day else verdicts.HOURS)

    is_day = die.random() < 0.6
    words = "a day passes" if is_day else "three hours pass"
    return Deed(0, words, True, lambda _: None, then, EVERYBODY)  # noqa: FBT003 - allowed
