"""Leitung, Partner, Datenschutz, Administration: figures that lead on, packages to answer, accounts."""

from collections.abc import Iterator
from datetime import date, timedelta

from faden.domain.cases.queries.circle import helped_in
from faden.domain.cases.queries.emergencies import emergencies
from faden.domain.cases.queries.parts import shared_parts
from faden.domain.people.queries.shields import open_requests, restrictions_in_force
from faden.domain.referrals.queries import received
from faden.domain.staffing.queries import staffing_totals
from faden.domain.subject_requests.queries import open_requests as open_access
from faden.domain.subject_requests.queries import rights_to_answer
from faden.kernel.audit.queries import count_readings
from faden.kernel.identity.queries import count_accounts
from faden.lib import german
from faden.web.today.lines import MANY, SHOWN, Ask, Column, Line, Part, address
from faden.web.today.rights import rights_line

A_WEEK = timedelta(days=7)


def for_lead(ask: Ask) -> Iterator[Part]:
    """The report, and posts that nobody fills."""
    yield Part(
        Column.NEWS,
        "Sachstand",
        "chart",
        (
            Line(
                "Sachstandsbericht öffnen",
                address("monitoring:status_report"),
                "Fälle, Kontakte, Hürden, Themen und Beschlüsse",
            ),
        ),
        "",
    )
    posts = staffing_totals(ask.today)
    word, tone = (
        (f"{german.fte(posts.vacant)} VZÄ nicht besetzt", "warning") if posts.vacant else ("alle besetzt", "good")
    )
    yield Part(
        Column.NEWS,
        "Stellen",
        "programme",
        (Line(f"{german.fte(posts.fte)} VZÄ gefördert", address("programme:posts"), "", word, tone),),
        "",
    )


def for_partners(ask: Ask) -> Iterator[Part]:
    """Packages that wait for an answer, the oldest first; what of a file is shared with somebody."""
    lines = [
        Line(
            f"{package.life_domain}: {package.disclosed_name or 'ohne Namen'}",
            address("network:referral", package.id),
            f"von {package.sent_by}, gesendet {german.relative_day(package.sent_on, ask.today)}",
            package.state.label,
            "waiting" if package.answered_on is None else "open",
        )
        for package in received(ask.actor, finished=False, limit=SHOWN)
    ]
    yield Part(
        Column.TO_DO,
        "Erhaltene Verweise",
        "referral",
        tuple(lines),
        "Wenn das Case Management jemanden an Ihre Organisation verweist, erscheint die Anfrage hier.",
        "Alle erhaltenen Verweise",
        address("network:referrals"),
        asked=SHOWN,
    )
    yield from _shared(ask)


def _shared(ask: Ask) -> Iterator[Part]:
    """Files and parts of files in which somebody helps; what ends first comes first."""
    shared = [(one.until, one.number, one.name, one.reason, "casework:part") for one in shared_parts()]
    shared += [
        (one.until, one.case.number, one.case.person.full_name, one.reason, "casework:case")
        for one in helped_in(ask.actor.id, ask.today)
    ]
    lines = [
        Line(
            f"{number}: {name}",
            address(page, number),
            f"{reason}; bis {german.day(until - timedelta(days=1))}" if until else reason,
        )
        for until, number, name, reason, page in sorted(shared, key=lambda one: (one[0] or date.max, one[1]))
    ]
    if lines:
        yield Part(
            Column.TODAY, "Mit Ihnen geteilt", "people", tuple(lines), "", "Alle Fälle", address("casework:cases")
        )


def for_data_protection(ask: Ask) -> Iterator[Part]:
    """Emergency accesses that nobody has looked at; how often files were opened lately."""
    waiting = [
        Line(
            f"{one.member.account.name}: Fall {one.number}",
            address("protection:emergency", one.member.id),
            one.member.reason,
            "noch nicht geprüft",
            "warning",
        )
        for one in emergencies(MANY, unchecked=True)
    ]
    if waiting:
        more = ("Alle Notfallzugriffe", address("protection:emergencies"))
        yield Part(Column.TO_DO, "Notfallzugriffe zu prüfen", "lock", tuple(waiting), "", *more)
    readings, readers = count_readings(since=ask.now - A_WEEK)
    opened = german.count(readings, "Akte geöffnet", "Akten geöffnet", "Keine Akte geöffnet")
    by = german.count(readers, "Person", "Personen")
    yield Part(
        Column.TODAY,
        "Zugriffe in den letzten sieben Tagen",
        "lock",
        (Line(opened, address("protection:overview"), f"von {by}" if readers else ""),),
        "",
    )


def for_access(ask: Ask) -> Iterator[Part]:
    """Who waits to hear what is stored about them, and until when."""
    lines = [
        Line(
            f"Auskunft {one.access.number}",
            address("protection:access", one.access.number),
            ", ".join(one.numbers) or "Angehörige ohne eigenen Fall",
            *(
                ("überfällig", "bad")
                if one.access.due_on < ask.today
                else (f"bis {german.day(one.access.due_on)}", "waiting")
            ),
            on=one.access.due_on,
        )
        for one in open_access(ask.actor)
    ]
    if lines:
        more = ("Alle Auskunftsersuchen", address("protection:access_requests"))
        yield Part(Column.TO_DO, "Auskunft zu erteilen", "consent", tuple(lines), "", *more)

    asked = [
        rights_line(one.request, address("protection:rights_request", one.request.number), one.number, ask)
        for one in rights_to_answer(ask.actor)
    ]
    if asked:
        more = ("Alle Anliegen", address("protection:rights"))
        yield Part(Column.TO_DO, "Berichtigung und Widerspruch", "consent", tuple(asked), "", *more)


def for_shield_keepers(ask: Ask) -> Iterator[Part]:
    """Who waits for a Sperrvermerk, and which of them are to be looked at again."""
    waiting = [
        Line(
            f"Sperrvermerk beantragt: {', '.join(one.numbers) or 'Angehörige'}",
            address("protection:answer_request", one.row.id),
            f"von {one.row.asked_by.name}, {german.relative_day(one.row.asked_on, ask.today)}",
            "neu",
            "warning",
        )
        for one in open_requests(ask.actor)
    ]
    due = [
        Line(
            f"Sperrvermerk prüfen: {', '.join(one.numbers) or 'Angehörige'}",
            address("protection:restrictions"),
            f"fällig seit {german.day(one.row.review_on)}",
        )
        for one in restrictions_in_force(ask.actor)
        if one.row.review_on and one.row.review_on <= ask.today
    ]
    yield Part(
        Column.TO_DO,
        "Sperrvermerke",
        "lock",
        tuple(waiting + due),
        "Wenn jemand einen Sperrvermerk beantragt oder einer geprüft werden soll, steht es hier.",
        "Alle Sperrvermerke",
        address("protection:restrictions"),
    )


def for_administration(_: Ask) -> Iterator[Part]:
    """Accounts that may sign in, and those that may not."""
    active, blocked = count_accounts()
    yield Part(
        Column.TODAY,
        "Konten",
        "user",
        (
            Line(
                german.count(active, "aktives Konto", "aktive Konten"),
                address("administration:accounts"),
                german.count(blocked, "gesperrtes Konto", "gesperrte Konten", "keines gesperrt"),
            ),
        ),
        "",
        "Postausgang",
        address("administration:outbox"),
    )
