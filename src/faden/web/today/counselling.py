"""Case Management: steps that are due, what is missing, what came back."""

from collections.abc import Iterator

from faden.domain.cases.queries.contacts import written_on
from faden.domain.cases.queries.to_do import cases_to_close, cases_without_consent, due_steps
from faden.domain.referrals.queries import under_way
from faden.lib import german
from faden.web.today.lines import SHOWN, Ask, Column, Line, Part, address, due


def parts(ask: Ask) -> Iterator[Part]:
    """What a case manager has to do today."""
    yield _contacts(ask)
    yield _steps(ask)
    yield _consents(ask)
    yield _quiet(ask)
    yield _referrals(ask)


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
    lines = [
        Line(
            f"{step.title}: {step.case.person.full_name}",
            address("casework:plan", step.case.number),
            *due(step.due_on, ask.today),
        )
        for step in due_steps(ask.actor, ask.today, SHOWN)
    ]
    return Part(
        Column.TO_DO,
        "Schritte mit Frist",
        "measure",
        tuple(lines),
        "In den nächsten sieben Tagen ist kein Schritt aus einem Hilfeplan fällig.",
        "Alle überfälligen Fälle" if lines else "",
        f"{address('casework:cases')}?frist=ueberschritten" if lines else "",
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
        for case in cases_without_consent(ask.actor, ask.today, SHOWN)
    ]
    return Part(
        Column.TO_DO, "Einwilligungen", "consent", tuple(lines), "Für alle offenen Fälle liegt die Einwilligung vor."
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
        for quiet in cases_to_close(ask.actor, ask.today, SHOWN)
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


def _referrals(ask: Ask) -> Part:
    lines = [
        Line(
            f"{waiting.referral.organisation}: Fall {waiting.case_number}",
            address("casework:referral", waiting.case_number, waiting.referral.id),
            f"seit {german.days(waiting.age)}" if waiting.age else "seit heute",
            waiting.referral.get_state_display(),
            "waiting" if waiting.referral.state == "sent" else "open",
        )
        for waiting in under_way(ask.actor, ask.today, SHOWN)
    ]
    return Part(
        Column.NEWS,
        "Verweise unterwegs",
        "referral",
        tuple(lines),
        "Verweise, auf deren Antwort oder Abschluss Sie warten, stehen hier mit ihrem Alter.",
    )
