"""The pages that are measured, and what they may cost."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from benchmarks.browser import Answer, Form, Visitor

PASSWORD = "ein langes Kennwort"  # noqa: S105 - of invented accounts
#: Signs in as this or that; besides the case manager of the case.
LEAD, COORDINATOR, DATA_PROTECTION = (f"{name}@bench.invalid" for name in ("lead", "coordinator", "data_protection"))
HELPER, OFFICER = "helper@bench.invalid", "officer@bench.invalid"
NOTE = "Bescheid gemeinsam gelesen. Nächster Termin in zwei Wochen."


#: Somebody with whom two life domains of this case are shared, and somebody of the residence office.
ACCOMPANIED = (
    """INSERT INTO identity_account (id, email, name, function, password)
    SELECT gen_random_uuid(), email, email, 'Messung', '!' FROM unnest(ARRAY[%(helper)s, %(officer)s]) AS new (email)
    ON CONFLICT DO NOTHING""",
    """INSERT INTO identity_roleassignment (id, account_id, role, scope_kind, scope_id, since)
    SELECT gen_random_uuid(), a.id, given.role, given.kind, given.scope, '2024-01-01'
    FROM (SELECT %(helper)s, 'case_manager', '', NULL::uuid UNION ALL
        SELECT %(officer)s, 'residence_officer', 'organisation',
            (SELECT id FROM organisations_organisation WHERE kind = 'residence_authority' ORDER BY name LIMIT 1)
    ) given (email, role, kind, scope) JOIN identity_account a ON a.email = given.email
    WHERE NOT EXISTS (SELECT FROM identity_roleassignment r WHERE r.account_id = a.id)""",
    """INSERT INTO cases_circlemember
        (id, case_id, account_id, person_id, household_id, function, reason, since, until, scope, life_domain_ids)
    SELECT gen_random_uuid(), k.id, a.id, k.person_id, k.household_id, 'helper', 'hilft', CURRENT_DATE - 30,
        CURRENT_DATE + 300, 'domains',
        (SELECT array_agg(id) FROM (SELECT id FROM catalogues_lifedomain ORDER BY key LIMIT 2) d)
    FROM cases_case k, identity_account a WHERE k.id = %(case)s AND a.email = %(helper)s
    AND NOT EXISTS (SELECT FROM cases_circlemember m WHERE m.case_id = k.id AND m.account_id = a.id)""",
)


@dataclass(frozen=True)
class Subjects:
    """Somebody to act as (by e-mail address), and an open case with 25 notes that this person leads."""

    email: str
    case_id: str
    number: str
    family_name: str
    given_names: str


@dataclass(frozen=True)
class Page:
    """What is measured.

    :param aim: at most so many floors; None where nothing was promised
    :param most: at most so many bytes
    """

    name: str
    ask: Callable[[], Answer]
    aim: float | None = None
    most: int | None = None


def subjects() -> Subjects:
    """Choose them, with a family where there is one, and let everybody who is needed sign in."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - Django is set up only now
    from django.db import connections  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT a.email, k.id::text, k.number, p.family_name, p.given_names FROM cases_case k "
            "JOIN identity_account a ON a.id = k.manager_id JOIN people_person p ON p.id = k.person_id "
            "CROSS JOIN LATERAL (SELECT count(*) AS notes FROM cases_contactnote n WHERE n.case_id = k.id) counted "
            "WHERE k.closed_on IS NULL AND k.constellation = 'case_management' AND k.household_id IS NOT NULL "
            "AND k.id IN (SELECT id FROM cases_case WHERE closed_on IS NULL ORDER BY id LIMIT 20000) "
            "ORDER BY abs(notes - 26), k.id LIMIT 1"
        )
        found = Subjects(*cursor.fetchone())
        for statement in ACCOMPANIED:
            cursor.execute(statement, {"case": found.case_id, "helper": HELPER, "officer": OFFICER})
        cursor.execute(
            "UPDATE identity_account SET password = %s WHERE email = ANY (%s)",
            [make_password(PASSWORD), [found.email, LEAD, COORDINATOR, DATA_PROTECTION, HELPER, OFFICER]],
        )
    connections["owner"].close()
    return found


def hot_pages(visit: Callable[[], Visitor], chosen: Subjects) -> list[Page]:
    """Sign in, take the forms, and say what is asked for; the first page is the floor.

    :param visit: makes somebody new who can ask
    """
    manager, lead, officer, helper, office, coordinator = (visit() for _ in range(6))
    for visitor, email in (
        (manager, chosen.email),
        (lead, LEAD),
        (officer, DATA_PROTECTION),
        (helper, HELPER),
        (office, OFFICER),
        (coordinator, COORDINATOR),
    ):
        visitor.sign_in(email, PASSWORD)
    case = f"/faelle/{chosen.number}/"
    note = manager.fill(f"{case}kontakt/", text=NOTE)
    talk = manager.fill("/kontakt/neu/", "domains", text=NOTE, minutes="20")
    names = {"family_name": chosen.family_name, "given_names": chosen.given_names}
    # Somebody who is called like many: the guard shows who is alike, and nothing is stored.
    alike = {"family_name": "Ahmadi", "given_names": "Aleksandr", "birth_date": "03.05.1988", "minutes": "20"}

    def get(name: str, path: str, aim: float | None, most: int | None = None, who: Visitor = manager) -> Page:
        return Page(name, lambda: who.get(path), aim, most)

    def post(name: str, path: str, form: Form, aim: float | None) -> Page:
        return Page(name, lambda: manager.post(path, _as_new(form)), aim)

    return [
        get("floor: one guarded row", f"/messen/boden/{chosen.case_id}/", None),
        get("only the middleware", "/messen/leer/", None),
        get("list of 25 cases", "/faelle/", 10, 60_000),
        get("list, filtered and counted", "/faelle/?frist=ueberschritten&sortierung=frist", 15),
        get("case with 25 notes", case, 12),
        post("search by name", "/suche/", manager.fill("/suche/", text=chosen.family_name), 12),
        post("search by two names", "/suche/", manager.fill("/suche/", text=" ".join(names.values())), 15),
        post("duplicates guard", "/kontakt/neu/", manager.fill("/kontakt/neu/", "domains", text=NOTE, **alike), 15),
        post("write a note", f"{case}kontakt/", note, 8),
        post("quick entry, saved", "/kontakt/neu/", talk, 15),
        get("Mein Tag", "/heute/", 15),
        get("person", f"{case}person/", 15),
        get("family", f"{case}familie/", 15),
        get("plan", f"{case}plan/", 15),
        get("shared part of a case", f"{case}teil/", 12, who=helper),
        get("requests to the office", "/anfragen/", 12, who=office),
        get("sheets without a case", "/fachberatung/", 15, who=coordinator),
        get("audit trail", "/datenschutz/protokoll/", None, who=officer),
        get("unusual reading", "/datenschutz/auffaellig/", 15, who=officer),
        get("status report of a year", "/berichte/sachstand/", 50, who=lead),
    ]


def _as_new(form: Form) -> Form:
    """Each sending is one of its own: a form sent twice is stored once."""
    ours = ("note_id", "draft_id")
    return [(name, str(uuid4()) if name in ours else value) for name, value in form]
