"""Acts by which something leaves the file, or is taken back: releases, packages, cases brought in."""

from random import Random

from faden.domain.cases.models import Case
from faden.domain.consent.enums import ConsentKind, Direction, Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent, withdraw_consent
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.operations import contribute, end_advice
from faden.domain.people.models import Person
from faden.domain.residence.enums import Outcome, QuestionKind, RequestAct
from faden.domain.residence.models import ResidenceRequest
from faden.domain.residence.operations import (
    answer_request,
    compose_request,
    lead_request,
    note_request_read,
    send_request,
)
from faden.processes.bring_in_case import bring_in_case
from tests.circles_walked import state as s
from tests.circles_walked import verdicts
from tests.circles_walked.deeds import Deed, circle, open_case, pick, row, somebody
from tests.circles_walked.sight import READ_BY_OFFICE, received
from tests.circles_walked.world import HOUSES, OFFICES, PARTNERS, World

FIELDS = ("language", "file_number")


def release(world: World, die: Random) -> Deed | None:
    """Keep a release: towards a partner, an authority, or the coordination."""
    state = world.state
    case = pick(die, state.live())
    if case is None:
        return None
    person = state.cases[case].person
    drafts = [one.office for one in state.packages if one.case == case and one.state == "draft"]
    purposes = ((s.SUPPORT, PARTNERS), (s.RESIDENCE, OFFICES), (s.ADVICE, HOUSES))
    purpose, towards = purposes[1] if drafts and die.random() < 0.5 else die.choice(purposes)
    organisation = die.choice(drafts if drafts and purpose == s.RESIDENCE else towards)
    limited = purpose == s.SUPPORT and die.random() < 0.4
    about = frozenset(die.sample((0, 1, 2), die.randint(1, 2))) if limited else None
    last = state.day + die.randint(0, 4) if die.random() < 0.4 else None
    begins = state.day + die.choice((0, 0, 0, 1))
    last = None if last is None else max(last, begins)
    direction = die.choice((Direction.BOTH, Direction.BOTH, Direction.TO_THEM, Direction.FROM_THEM))
    client = row(world, Person, "person", person)
    who = somebody(state, die, state.leader(case))

    def then(consent: Consent) -> None:
        if consent.id not in world.keys["consent"]:
            world.add("consent", consent.id)
            out = direction != Direction.FROM_THEM
            state.consents.append(s.Consent(person, organisation, purpose, out, about, begins, last))

    return Deed(
        who,
        f"records a release of {person} to {organisation} for {purpose} {direction} about {sorted(about or ())} "
        f"from {begins} to {last}",
        verdicts.may_record(state, who, person),
        lambda actor: record_consent(
            person=client, kind=ConsentKind.RELEASE, form_version="2026-1", given_on=world.today, actor=actor,
            today=world.today, organisation=world.organisations[organisation], direction=direction,
            life_domains=[world.domains[n] for n in sorted(about or ())], purpose=Purpose(purpose),
            valid_from=world.on(begins), valid_until=None if last is None else world.on(last),
        ),
        then,
        circle(state, case),
    )  # fmt: skip


def withdraw(world: World, die: Random) -> Deed | None:
    """The client takes a release back."""
    state = world.state
    number = pick(
        die,
        (
            n
            for n, one in enumerate(state.consents)
            if one.purpose and one.withdrawn is None and not state.people[one.person].gone
        ),
    )
    if number is None:
        return None
    found, consent = state.consents[number], row(world, Consent, "consent", number)
    concerned = [n for n in state.live() if state.cases[n].person == found.person]
    right = pick(die, (state.leader(n) for n in concerned))
    return Deed(
        who := somebody(state, die, right),
        f"withdraws release {number}",
        verdicts.may_record(state, who, found.person),
        lambda actor: withdraw_consent(consent=consent, on=world.today, actor=actor, today=world.today),
        lambda _: verdicts.withdraw(state, number),
        [n for n, one in enumerate(state.accounts) if one.organisation == found.organisation],
    )


def _request(world: World, number: int) -> ResidenceRequest:
    return row(world, ResidenceRequest, "package", number, "case__person", "office")


def compose(world: World, die: Random) -> Deed | None:
    """Put a package together."""
    state = world.state
    case = open_case(state, die)
    if case is None:
        return None
    released = [office for office in OFFICES if state.releases(case, office, s.RESIDENCE)]
    office, expires = die.choice(released or OFFICES), state.day + die.randint(1, 6)
    keys = die.sample(FIELDS, die.randint(1, 2))
    file = row(world, Case, "case", case, "person")

    def then(request: ResidenceRequest) -> None:
        world.add("package", request.id)
        state.packages.append(s.Package(case, office, expires, len(keys)))

    return Deed(
        who := somebody(state, die, state.leader(case)),
        f"composes a package of case {case} to {office} until {expires}",
        verdicts.leads(state, who, case),
        lambda actor: compose_request(
            case=file, office=world.organisations[office], kind=QuestionKind.TITLE, question="x",
            due_on=world.on(expires), expires_on=world.on(expires), disclosed=dict.fromkeys(keys, "x"),
            actor=actor, today=world.today,
        ),
        then,
        circle(state, case),
    )  # fmt: skip


def _package(world: World, die: Random, *states: str) -> int | None:
    """A package in one of these states, of a case that is there."""
    state = world.state
    return pick(
        die,
        (n for n, one in enumerate(state.packages) if one.state in states and not state.cases[one.case].erased),
    )


def send(world: World, die: Random) -> Deed | None:
    """Send a package, on the release that covers it."""
    state = world.state
    number = _package(world, die, "draft", "sent", "withdrawn") if die.random() < 0.2 else _package(world, die, "draft")
    drafts = [n for n, one in enumerate(state.packages) if one.state == "draft" and not state.cases[one.case].erased]
    ready = [n for n in drafts if verdicts.sendable(state, n)]
    number = pick(die, ready) if die.random() < 0.7 else number
    if number is None:
        return None
    found, request = state.packages[number], _request(world, number)
    may_rest_on = verdicts.sendable(state, number)

    def then(sent: ResidenceRequest) -> str | None:
        found.state, found.steps = "sent", found.steps + 1
        state.cases[found.case].transfers += 1
        consent = sent.transfer.consent_id if sent.transfer else None
        found.release = None if consent is None else world.number("consent", consent)
        return None if found.release in may_rest_on else f"rests on {found.release}, none of {may_rest_on}"

    return Deed(
        who := somebody(state, die, state.leader(found.case)),
        f"sends package {number}",
        verdicts.may_send(state, who, number),
        lambda actor: send_request(request=request, version=request.version, actor=actor, today=world.today),
        then,
        [n for n, one in enumerate(state.accounts) if one.organisation == found.office],
    )


def take_back(world: World, die: Random) -> Deed | None:
    """Take a package back while nobody has read it."""
    state = world.state
    number = _package(world, die, "draft", "sent", "sent", "read", "answered")
    if number is None:
        return None
    found, request = state.packages[number], _request(world, number)
    return Deed(
        who := somebody(state, die, state.leader(found.case)),
        f"takes package {number} back",
        verdicts.may_take_back(state, who, number),
        lambda actor: lead_request(
            request=request, version=request.version, act=RequestAct.WITHDRAW, actor=actor, today=world.today
        ),
        lambda _: _moved(found, "withdrawn"),
        [n for n, one in enumerate(state.accounts) if one.organisation == found.office],
    )


def _moved(package: s.Package, to: str) -> None:
    package.state, package.steps = to, package.steps + 1


def _readers(world: World, number: int) -> list[int]:
    """Who has received a package."""
    return [n for n in range(len(world.state.accounts)) if received(world.state, n, number)]


def receive(world: World, die: Random) -> Deed | None:
    """The authority opens a package."""
    state = world.state
    unread = [n for n, one in enumerate(state.packages) if one.state == "sent" and _readers(world, n)]
    number = pick(die, unread) if die.random() < 0.8 else _package(world, die, *READ_BY_OFFICE, "draft")
    if number is None:
        return None
    found, request = state.packages[number], _request(world, number)
    right = pick(die, _readers(world, number))
    return Deed(
        who := somebody(state, die, right),
        f"opens package {number}",
        verdicts.may_open(state, who, number),
        lambda actor: note_request_read(request=request, actor=actor, today=world.today),
        lambda _: _moved(found, "read") if found.state == "sent" else None,
        circle(state, found.case),
    )


def answer(world: World, die: Random) -> Deed | None:
    """The authority answers."""
    state = world.state
    read = [n for n, one in enumerate(state.packages) if one.state == "read" and _readers(world, n)]
    number = pick(die, read) if die.random() < 0.8 else _package(world, die, "sent", "read", "answered")
    if number is None:
        return None
    found, request = state.packages[number], _request(world, number)
    right = pick(die, _readers(world, number))
    return Deed(
        who := somebody(state, die, right),
        f"answers package {number}",
        verdicts.may_answer(state, who, number),
        lambda actor: answer_request(
            request=request, version=request.version, outcome=Outcome.INFORMED, answer="x", actor=actor,
            today=world.today,
        ),
        lambda _: _moved(found, "answered"),
        circle(state, found.case),
    )  # fmt: skip


def bring_in(world: World, die: Random) -> Deed | None:
    """Bring a case in, pseudonymised or on a release."""
    state = world.state
    case = open_case(state, die)
    if case is None:
        return None
    file, last = row(world, Case, "case", case, "person"), state.day + die.randint(0, 5)
    chosen = [
        n for n, one in enumerate(state.consents) if one.purpose == s.ADVICE and not state.people[one.person].gone
    ]
    own = [n for n in chosen if state.consents[n].person == state.cases[case].person]
    number = pick(die, own or chosen) if die.random() < 0.6 else None
    consent = None if number is None else row(world, Consent, "consent", number, "organisation")
    who = somebody(state, die, state.leader(case))

    def then(advice: CaseAdvice) -> None:
        if advice.id in world.keys.get("advice", []):
            return
        world.add("advice", advice.id)
        state.advices.append(s.Advice(case, state.day, last, number))
        state.cases[case].transfers += number is not None

    return Deed(
        who,
        f"brings case {case} in until {last} on release {number}",
        verdicts.may_bring_in(state, who, case, number),
        lambda actor: bring_in_case(
            case=file, question="Was hilft jetzt weiter?", until=world.on(last), actor=actor, today=world.today,
            release=consent,
        ),
        then,
        (8, 9, 10),
    )  # fmt: skip


def _advice(world: World, die: Random) -> int | None:
    state = world.state
    there = [n for n, one in enumerate(state.advices) if not state.cases[one.case].erased]
    running = [n for n in there if state.advices[n].ended is None and state.advices[n].until >= state.day]
    return pick(die, running if running and die.random() < 0.7 else there)


def end_bringing_in(world: World, die: Random) -> Deed | None:
    """End it before its time."""
    state = world.state
    number = _advice(world, die)
    if number is None:
        return None
    found, advice = state.advices[number], row(world, CaseAdvice, "advice", number, "case__person")
    return Deed(
        who := somebody(
            state, die, state.leader(found.case) if die.random() < 0.7 else pick(die, circle(state, found.case))
        ),
        f"ends advice {number}",
        verdicts.may_end_advice(state, who, number),
        lambda actor: end_advice(advice=advice, actor=actor, today=world.today),
        lambda _: setattr(found, "ended", state.day),
        (8, 9, 10),
    )


def advise(world: World, die: Random) -> Deed | None:
    """Write what one advises."""
    state = world.state
    number = _advice(world, die)
    if number is None:
        return None
    key, found = world.key("advice", number), state.advices[number]
    said = f"Rat {world.count()}"

    def then(_: object) -> None:
        found.said += 1

    return Deed(
        who := somebody(state, die, pick(die, (n for n in (8, 9, 10) if verdicts.may_advise(state, n, number)))),
        f"advises on {number}",
        verdicts.may_advise(state, who, number),
        lambda actor: contribute(advice_id=key, text=said, actor=actor, today=world.today),
        then,
        circle(state, found.case),
    )
