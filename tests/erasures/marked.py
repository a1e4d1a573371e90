"""Marked people: a case with a row in every table that an erasure knows, copied as often as wanted.

Each copy carries a mark of its own in every field that is about the client or a third person; afterwards the mark is
looked for in every column of every table.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, connections, models, transaction

from faden.domain.cases.models import CircleMember, ContactNote, EmergencyCheck, Handover, NoteParticipant
from faden.domain.catalogues.models import LegalArea, ResidenceKind, TargetGroup, TargetGroupRule
from faden.domain.people.models import (
    Clearance,
    LegalAreaPeriod,
    Nationality,
    ResidenceTitle,
    Restriction,
    ShieldedIdentity,
    ShieldRequest,
)
from faden.domain.retention.models import RetentionRule
from faden.kernel.database import erasure
from faden.kernel.database.register import Category, Whose, catalogue
from faden.kernel.drafts.models import Draft
from faden.kernel.outbox.models import MailAttachment, OutgoingMail
from faden.lib.identifiers import new_id
from tests.rows.ground import NOW, Ground
from tests.rows.population import populated_ground
from tests.rows.world import LONG_AGO, OWNER, TODAY

MARK = "Mrk{:05d}Z"
#: Their keys are numbers that the queue gives itself; copies are queued anew.
QUEUE = {"procrastinate.ProcrastinateJob", "procrastinate.ProcrastinateEvent"}
#: Words that the product writes, not people; they stay.
OURS = {
    ("cases.GoalStep", "from_state"),
    ("cases.GoalStep", "to_state"),
    ("retention.Erasure", "number"),
    ("retention.Erasure", "reason"),
    ("retention.Erasure", "counts"),
}
CLOSED_ON = TODAY.replace(year=TODAY.year - 1)
GIVEN = "(SELECT %s::uuid[] AS cases, %s::uuid[] AS people, %s::uuid[] AS households, %s::text[] AS words) AS given"


@dataclass
class Template:
    """The rows of one case, by model, as PostgreSQL writes them."""

    case: UUID
    number: str
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        """The keys of all its rows: what a copy gets anew."""
        return {row["id"] for rows in self.rows.values() for row in rows}


def template() -> tuple[Ground, Template]:
    """A site with one complete case."""
    here = populated_ground()
    _what_a_person_leaves_elsewhere(here)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = %s WHERE id = %s", [CLOSED_ON, here.case.id])
        cursor.execute(
            "UPDATE cases_stay SET until = %s, closing_reason = 'moved_away' WHERE case_id = %s AND until IS NULL",
            [CLOSED_ON, here.case.id],
        )
        _groups_that_follow(cursor, here)
        # Drawn, so that the lines can carry a mark.
        cursor.execute("UPDATE cases_agreementsignature SET how = 'device', strokes = '[1]'")
        # An erasure that was stopped, and a hold that was lifted: the case can be announced again.
        cursor.execute(
            "UPDATE retention_erasure SET state = 'stopped', ended_because = 'x' WHERE case_id = %s", [here.case.id]
        )
        cursor.execute("UPDATE retention_legalhold SET lifted_on = until, lifted_by_id = set_by_id")
    RetentionRule.objects.using(OWNER).create(
        retention_class="case_file", amount=1, unit="year", decided="site", valid_from=LONG_AGO, source="Test"
    )
    found = Template(here.case.id, here.case.number)
    for one in erasure.erased():
        if one.model not in QUEUE:
            found.rows[one.model] = list(_rows_of(one.model, here))
    return here, found


def copies(of: Template, count: int) -> list[tuple[str, UUID]]:
    """Store so many marked cases.

    :returns: mark and case of each
    """
    made = []
    for number in range(1, count + 1):
        mark = MARK.format(number)
        new = {key: str(new_id()) for key in of.keys} | {of.number: mark}
        with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
            # As a restore does it: what triggers once did stands in the rows already.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for label, rows in of.rows.items():
                for row in rows:
                    _store(cursor, label, row, mark, new)
            _queue(cursor, new[str(of.case)])
        made.append((mark, UUID(new[str(of.case)])))
    return made


def marks_left(marks: list[str]) -> tuple[dict[str, int], int]:
    """Where a mark still stands, by table; and how many columns were looked at."""
    left: dict[str, int] = {}
    # Binary columns are written in hexadecimal.
    pattern = "Mrk[0-9]{5}Z|4d726b(3[0-9]){5}5a"
    wanted = set(marks) | {mark.encode().hex() for mark in marks}
    with connections[OWNER].cursor() as cursor:
        cursor.execute(
            "SELECT table_name, count(*) FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1"
        )
        tables = dict(cursor.fetchall())
        for table in tables:
            cursor.execute(f"SELECT found[1] FROM \"{table}\" t, regexp_matches(t::text, '({pattern})', 'g') found")
            if hits := sum(mark in wanted for (mark,) in cursor.fetchall()):
                left[table] = hits
    return left, sum(tables.values())


def _groups_that_follow(cursor: Any, here: Ground) -> None:
    """Rules by which figures put somebody into a group, and somebody whom each of them meets for a time."""
    cursor.execute(
        "UPDATE people_person SET birth_date = '2000-02-29', arrived_on = '2023-12-03' WHERE id = %s", [here.person.id]
    )
    about = {"person": here.person, "recorded_on": LONG_AGO, "since": LONG_AGO}
    area = LegalArea.objects.using(OWNER).create(key="x-rule", name="x", law="x", source="Test")
    kind = ResidenceKind.objects.using(OWNER).create(key="x-rule", name="x", law="x", group="x", source="Test")
    LegalAreaPeriod(legal_area=area, until=TODAY.replace(month=6), **about).save(using=OWNER)
    ResidenceTitle(kind=kind, **about).save(using=OWNER)
    Nationality(country="SYR", **about).save(using=OWNER)
    rules: tuple[dict[str, Any], ...] = (
        {"age_below": 25},
        {"age_from": 24, "arrived_within": 24},
        {"arrived_before": 6},
        {"legal_areas": ["x-rule"]},
        {"residence_kinds": ["x-rule"]},
        {"nationalities": ["SYR"]},
    )
    for number, rule in enumerate(rules):
        group = TargetGroup.objects.using(OWNER).create(key=f"x-rule-{number}", name=f"Gruppe {number}", source="Test")
        TargetGroupRule.objects.using(OWNER).create(
            key=f"x-rule-{number}", target_group=group, text="x", valid_from=LONG_AGO, source="Test", **rule
        )


def _what_a_person_leaves_elsewhere(here: Ground) -> None:
    """What hangs on no case by a foreign key, and what the small world has only of others."""
    here.case.refresh_from_db(using=OWNER)
    for subject in (here.case.number, f"{here.case.number}-brief"):
        Draft(owner_id=here.id("manager"), form="x", subject=subject, values={}, saved_at=NOW, expires_on=TODAY).save(
            using=OWNER
        )
    _shielded(here)
    mail = OutgoingMail(
        recipient="x@faden.invalid", subject="x", body="x", author_id=here.id("manager"), file_id=here.case.id
    )
    mail.save(using=OWNER)
    MailAttachment(mail=mail, name="x", content_type="x").save(using=OWNER)
    member = CircleMember.objects.using(OWNER).filter(case=here.case).first()
    EmergencyCheck(case=here.case, member=member, remark="x", checked_on=TODAY, checked_by_id=here.id("manager")).save(
        using=OWNER
    )
    note = ContactNote.objects.using(OWNER).filter(case=here.case).first()
    NoteParticipant(note=note, person=here.child, words="x").save(using=OWNER)
    Handover(
        case=here.case,
        former_id=here.id("manager"),
        successor_id=here.id("other"),
        proposed_by_id=here.id("manager"),
        proposed_on=TODAY,
        earliest_on=TODAY,
        reason="x",
        state="declined",
        answered_on=TODAY,
        answer="x",
    ).save(using=OWNER)


def _shielded(here: Ground) -> None:
    """What is kept of somebody whose identity is kept apart, as if the child were."""
    keeper = here.id("manager")
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for row in (
            ShieldedIdentity(person=here.child, family_name="x", sort_name="X"),
            Restriction(person=here.child, ground="violence", reason="x", since=TODAY, set_by_id=keeper),
            Clearance(person=here.child, account_id=keeper, reason="x", since=TODAY, given_by_id=keeper),
            ShieldRequest(person=here.child, ground="violence", reason="x", asked_on=TODAY, asked_by_id=keeper),
        ):
            row.save(using=OWNER)


def _rows_of(label: str, here: Ground) -> Iterator[dict[str, Any]]:
    people = [here.person.id, here.child.id]
    given = [[here.case.id], people, [here.household.id], [here.case.number]]
    statement = f'SELECT to_jsonb(t) FROM "{erasure.table_of(label)}" t, {GIVEN} WHERE '
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement + _of_t(erasure.condition(label)), given)
        for (row,) in cursor.fetchall():
            yield json.loads(row) if isinstance(row, str) else row


def _of_t(condition: str) -> str:
    return condition.replace("id = ANY (cases)", "t.id = ANY (cases)", 1) if condition.startswith("id ") else condition


def _store(cursor: Any, label: str, row: dict[str, Any], mark: str, new: dict[str, str]) -> None:
    """Every text marked; where the table lets only one of two be there, those that are."""
    try:
        with transaction.atomic(using=OWNER):
            _insert(cursor, label, _renamed(_marked(label, row, mark), new))
    except IntegrityError:
        filled = {name: value for name, value in _marked(label, row, mark).items() if row[name] not in (None, "")}
        _insert(cursor, label, _renamed(row | filled, new))


def _marked(label: str, row: dict[str, Any], mark: str) -> dict[str, Any]:
    """The row with the mark in whatever is about somebody."""
    one, model = catalogue()[label], apps.get_model(label)
    marked = dict(row)
    if label == "retention.Erasure":
        marked["number"] = f"A-{mark[3:8]}"
    for column in model._meta.concrete_fields:
        about = one.whose(column.name) in {Whose.CLIENT, Whose.THIRD} if column.name in one.fields else False
        if column.unique and column.get_internal_type() == "CharField" and not about:
            marked[str(column.column)] = f"{mark} {row['id'][-8:]}"
        about = about and (label, column.name) not in OURS
        free = one.fields.get(column.name) not in {Category.LINK, Category.TECHNICAL}
        # What holds no content has no seal either, and cannot be given one here.
        there = column.get_internal_type() != "BinaryField" or row[str(column.column)] is not None
        if about and free and there and (value := _mark_in(column, mark)) is not None:
            marked[str(column.column)] = value
    return marked


def _mark_in(column: "models.Field[Any, Any]", mark: str) -> Any:
    kind = column.get_internal_type()
    if kind == "TextField":
        return mark
    if kind == "CharField" and not column.choices and (column.max_length or 0) >= len(mark):
        return mark
    if kind == "EmailField":
        return f"{mark}@faden.invalid"
    if kind == "JSONField":
        return {"x": mark}
    if kind == "BinaryField":
        return f"\\x{mark.encode().hex()}"
    return None


def _renamed(row: dict[str, Any], new: dict[str, str]) -> dict[str, Any]:
    """The row with the keys of the copy."""
    text = json.dumps(row)
    for old, key in new.items():
        if old in text:
            text = text.replace(old, key)
    found: dict[str, Any] = json.loads(text)
    return found


def _insert(cursor: Any, label: str, row: dict[str, Any]) -> None:
    table = erasure.table_of(label)
    cursor.execute(f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s)', [json.dumps(row)])


def _queue(cursor: Any, case: str) -> None:
    cursor.execute("SET LOCAL session_replication_role = origin")
    cursor.execute("SELECT id::text FROM outbox_outgoingmail WHERE file_id = %s", [case])
    for (mail,) in cursor.fetchall():
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status, attempts, abort_requested) "
            "VALUES ('default', 'outbox.deliver', 0, %s, 'todo', 0, false)",
            [json.dumps({"mail_id": mail})],
        )
