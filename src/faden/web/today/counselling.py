"""Case Management: steps that are due, what is missing, what came back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from faden.domain.cases.queries.contacts import written_on
from faden.domain.cases.queries.emergencies import emergencies_in_led_cases
from faden.domain.cases.queries.expiring import Expiring, consents_expiring, titles_expiring
from faden.domain.cases.queries.handover import OpenHandover, answered_lately, open_handovers
from faden.domain.cases.queries.reassessing import reassessments_due
from faden.domain.cases.queries.to_do import DueStep, cases_to_close, cases_without_consent, due_steps
from faden.domain.consultations.queries import said_lately
from faden.domain.referrals.queries import answers_lately, under_way
from faden.domain.tracks.queries import DueTrackStep, track_steps_due
from faden.lib import german
from faden.web.today.lines import MANY, SHOWN, Ask, Column, Line, Part, Press, address, due, mark_as_read
from faden.web.today.rights import for_counsellors

A_WEEK, A_MONTH = timedelta(days=7), timedelta(days=30)


def parts(ask: Ask) -> Iterator[Part]:
    """What a case manager has to do today."""
    yield _contacts(ask)
    yield from handovers(ask)
    yield _steps(ask)
    yield _consents(ask)
    yield from for_counsellors(ask)
    yield from _titles(ask)
    yield from _assessments(ask)
    yield _quiet(ask)
    yield from _emergencies(ask)
    yield from _answers(ask)
    yield from _advice(ask)
    yield _referrals(ask)


def handovers(ask: Ask) -> Iterator[Part]:
    """What the reader is asked to take over, and what became of own proposals; nothing when there is nothing."""
    asked = [_asked(one, ask) for one in open_handovers(ask.actor) if one.handover.successor_id == ask.actor.id]
    if asked:
        more = ("Alle Übergaben", address("casework:handovers"))
        yield Part(Column.TO_DO, "Fälle zu übernehmen", "arrow", tuple(asked), "", *more, leads=True)
    answered = [
        Line(
            f"Übergabe an {one.successor.name}",
            address("casework:handovers"),
            f"{german.relative_day(one.answered_on, ask.today)}{f': {one.answer}' if one.answer else ''}",
            one.get_state_display(),
            "good" if one.state == "accepted" else "bad",
            (mark_as_read(one.id),),
        )
        for one in answered_lately(ask.actor, ask.today - A_WEEK, MANY)
        if one.answered_on and one.id not in ask.seen
    ]
    if answered:
        yield Part(Column.NEWS, "Antworten auf Übergaben", "arrow", tuple(answered), "")


def _asked(one: OpenHandover, ask: Ask) -> Line:
    handover, facts = one.handover, one.facts
    takes = Press("Übernehmen", address("casework:accept_handover", handover.id))
    case = f"{facts.constellation.label}, {facts.municipality}"
    return Line(
        f"Fall {facts.number} von {handover.former.name}",
        address("casework:handover", handover.id),
        f"{case}; seit {german.day(handover.proposed_on)}: {handover.reason}",
        "wartet auf Antwort",
        "waiting",
        (takes,) if handover.earliest_on <= ask.today else (),
    )


def _titles(ask: Ask) -> Iterator[Part]:
    lines = [_ending(one, "casework:person", ask) for one in titles_expiring(ask.actor, ask.today, MANY)]
    if lines:
        yield Part(Column.TO_DO, "Aufenthaltstitel laufen ab", "document", tuple(lines), "", one="Aufenthaltstitel")


def _ending(one: Expiring, page: str, ask: Ask) -> Line:
    """Something that runs out, or has run out."""
    title, href = f"{one.what}: {one.name}", address(page, one.number)
    when = f"{german.day(one.last_day)} ({german.relative_day(one.last_day, ask.today)})"
    if one.last_day < ask.today:
        return Line(title, href, f"galt bis {when}", "abgelaufen", "bad", on=one.last_day)
    return Line(title, href, f"gilt bis {when}", "läuft ab", "warning", on=one.last_day)


def _to_renew(one: Expiring, ask: Ask) -> Line:
    """A declaration that runs out: the line opens the new form, filled in like the old one."""
    line = _ending(one, "casework:print_form", ask)
    return replace(line, href=f"{line.href}?erneuern={one.consent_id}", note=f"{line.note}, Formular erneuern")


def _assessments(ask: Ask) -> Iterator[Part]:
    lines = [
        Line(
            f"{one.case.number}: {one.case.person.full_name}",
            address("casework:assess", one.case.number),
            f"zuletzt am {german.day(one.last_on)}" if one.last_on else "noch nie eingeschätzt",
            "Einschätzung fällig",
            "waiting",
        )
        for one in reassessments_due(ask.actor, ask.today, MANY)
    ]
    if lines:
        yield Part(Column.TO_DO, "Neu einzuschätzen", "measure", tuple(lines), "")


def _contacts(ask: Ask) -> Part:
    lines = [
        Line(
            f"Fall {one.number}" if one.number else "anonymer Kontakt",
            address("casework:case", one.number) if one.number else "",
            f"{one.kind}, {german.duration(one.minutes)}, {one.municipality}",
        )
        for one in written_on(ask.actor, ask.today)[:SHOWN]
    ]
    return Part(
        Column.TODAY,
        "Heute festgehalten",
        "contact",
        tuple(lines),
        "Heute haben Sie noch keinen Kontakt festgehalten.",
        "Kurzkontakt festhalten",
        address("casework:short_contact"),
    )


def _steps(ask: Ask) -> Part:
    """Steps of plans and of tracks."""
    steps: list[tuple[DueStep | DueTrackStep, str]] = [
        *((step, "casework:plan") for step in due_steps(ask.actor, ask.today, MANY)),
        *((step, "casework:tracks") for step in track_steps_due(ask.actor, ask.today, MANY)),
    ]
    lines = [
        Line(
            f"{one.title}: {one.case.person.full_name}",
            address(page, one.case.number),
            *due(one.due_on, ask.today),
            on=one.due_on,
        )
        for one, page in steps
    ]
    return Part(
        Column.TO_DO,
        "Schritte mit Frist",
        "measure",
        tuple(lines),
        "In den nächsten sieben Tagen ist kein Schritt aus einem Hilfeplan oder Begleitweg fällig.",
        "Alle überfälligen Fälle" if lines else "",
        f"{address('casework:cases')}?frist=ueberschritten" if lines else "",
        "Schritt",
    )


def _consents(ask: Ask) -> Part:
    lines = [
        Line(
            f"{case.number}: {case.person.full_name}",
            address("casework:record_consent", case.number),
            f"offen seit {german.day(case.opened_on)}",
            "Einwilligung fehlt",
            "warning",
        )
        for case in cases_without_consent(ask.actor, ask.today, MANY)
    ]
    lines += [_to_renew(one, ask) for one in consents_expiring(ask.actor, ask.today, MANY)]
    return Part(
        Column.TO_DO,
        "Einwilligungen",
        "consent",
        tuple(lines),
        "Für alle offenen Fälle liegt die Einwilligung vor.",
        one="Einwilligung",
    )


def _quiet(ask: Ask) -> Part:
    lines = [
        Line(
            f"{quiet.case.number}: {quiet.case.person.full_name}",
            address("casework:close", quiet.case.number),
            f"letzter Kontakt {german.day(quiet.case.last_contact_on or quiet.case.opened_on)}",
            "Abschluss vorgeschlagen",
            "waiting",
        )
        for quiet in cases_to_close(ask.actor, ask.today, MANY)
    ]
    return Part(
        Column.TO_DO,
        "Lange kein Kontakt",
        "clock",
        tuple(lines),
        "Fälle, in denen lange niemand da war, werden hier zum Abschluss vorgeschlagen.",
        "Alle durchsehen" if lines else "",
        address("casework:proposed_closings") if lines else "",
    )


def _advice(ask: Ask) -> Iterator[Part]:
    """What was advised on cases that the reader has brought in."""
    lines = [
        Line(
            f"Rat zum Fall {one.advice.case.number}",
            address("casework:advices", one.advice.case.number),
            f"{one.author.name}, {german.relative_day(one.on, ask.today)}",
            "neu",
            "good",
            (mark_as_read(one.id),),
        )
        for one in said_lately(ask.actor, ask.today - A_MONTH, MANY)
        if one.id not in ask.seen
    ]
    if lines:
        yield Part(Column.NEWS, "Beiträge zur Fallberatung", "finding", tuple(lines), "")


def _emergencies(ask: Ask) -> Iterator[Part]:
    """Who has opened a file of which the reader is responsible."""
    lines = [
        Line(
            f"{one.account.name}: Fall {one.case.number}",
            address("casework:circle", one.case.number),
            one.reason,
            "Notfallzugriff",
            "warning",
            (mark_as_read(one.id),),
        )
        for one in emergencies_in_led_cases(ask.today - A_MONTH, MANY)
        if one.id not in ask.seen
    ]
    if lines:
        yield Part(Column.NEWS, "Notfallzugriffe auf Ihre Fälle", "lock", tuple(lines), "", leads=True)


def _answers(ask: Ask) -> Iterator[Part]:
    lines = [
        Line(
            f"{one.referral.organisation}: Fall {one.referral.case.number}",
            address("casework:referral", one.referral.case.number, one.referral_id),
            german.relative_day(one.on, ask.today),
            one.get_to_state_display(),
            "bad" if one.to_state == "declined" else "good",
            (mark_as_read(one.id),),
        )
        for one in answers_lately(ask.actor, ask.today - A_MONTH, MANY)
        if one.id not in ask.seen
    ]
    if lines:
        yield Part(Column.NEWS, "Antworten auf Verweise", "referral", tuple(lines), "")


def _referral(waiting: Any) -> Line:
    """With its age; what the organisation no longer sees is not waited for."""
    one = waiting.referral
    title = f"{one.organisation}: Fall {waiting.case_number}"
    href = address("casework:referral", waiting.case_number, one.id)
    if waiting.closed:
        return Line(title, href, "Die Stelle sieht den Verweis nicht mehr", "gilt nicht mehr", "warning")
    since = f"seit {german.count(waiting.age, 'Tag', 'Tagen')}" if waiting.age else "seit heute"
    return Line(title, href, since, one.get_state_display(), "waiting" if one.state == "sent" else "open")


def _referrals(ask: Ask) -> Part:
    lines = [_referral(waiting) for waiting in under_way(ask.actor, ask.today, SHOWN)]
    return Part(
        Column.NEWS,
        "Verweise unterwegs",
        "referral",
        tuple(lines),
        "Verweise, auf deren Antwort oder Abschluss Sie warten, stehen hier mit ihrem Alter.",
    )
