"""Faults, planted one at a time into the database or the code: each has to be noticed by the walk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction

from faden.domain.cases.operations import closing, handover
from faden.domain.consent.rules import may_record_consent
from faden.domain.people.operations import shields
from faden.kernel.database import erasure, rows
from faden.processes import merge_people
from tests.circles_walked import acts_circle, acts_outside, acts_people
from tests.circles_walked.deeds import Act
from tests.circles_walked.world import owning

HELP = (acts_circle.invite, acts_circle.end_help)
PARTNERS = (acts_circle.invite, acts_outside.release, acts_outside.withdraw)
SHIELDS = (acts_circle.invite, acts_people.restrict, acts_people.lift, acts_people.let_in_by_name)
PACKAGES = (acts_outside.release, acts_outside.compose, acts_outside.send, acts_outside.receive, acts_outside.answer)
ADVICE = (acts_outside.release, acts_outside.bring_in, acts_outside.end_bringing_in)
COVERS = (acts_circle.be_away, acts_circle.be_back, acts_circle.propose, acts_circle.answer_handover)
TIME = (acts_people.time_passes,)
CLOSING = (acts_circle.close, acts_circle.reopen)
MERGING = (acts_people.merge, acts_people.undo)


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and which acts bring it to light soonest.

    :ivar where: a guard (``faden_…``), a policy (``table.policy``), a consequence, a procedure, or a function of ours
    :ivar old: what stands there; None: the whole of it
    :ivar soon: it is found within some ten acts, so looked for with every test run
    """

    name: str
    where: Any
    old: str | None
    new: str
    acts: tuple[Act, ...]
    soon: bool = False


FAULTS = (
    Fault("a part opens the whole file", "faden_my_cases", "scope = 'whole'", "true", HELP, soon=True),
    Fault(
        "help does not end by itself",
        "faden_my_cases",
        "(SELECT faden_today()) < until",
        "true",
        (*HELP, *TIME),
        soon=True,
    ),
    Fault("help begins before its day", "faden_my_cases", "since <= (SELECT faden_today())", "true", HELP),
    Fault(
        "an emergency does not end",
        "faden_my_cases",
        "now() < ends_at",
        "true",
        (acts_circle.emergency, *TIME),
        soon=True,
    ),
    Fault(
        "a withdrawn release still opens",
        "faden_release_opens",
        "faden_today() < c.withdrawn_on",
        "true",
        PARTNERS,
        soon=True,
    ),
    Fault(
        "an ended release still opens",
        "faden_release_opens",
        "faden_today() <= c.valid_until",
        "true",
        (*PARTNERS, *TIME),
    ),
    Fault("any release opens", "faden_release_opens", "c.person_id = whose", "true", (*PARTNERS[:2], *MERGING)),
    Fault(
        "a Sperrvermerk closes nothing to helpers",
        "faden_closed_off",
        "WHERE NOT EXISTS",
        "WHERE false AND NOT EXISTS",
        SHIELDS,
        soon=True,
    ),
    Fault(
        "nobody is masked",
        "faden_masked_people",
        "WHERE s.person_id",
        "WHERE false AND s.person_id",
        SHIELDS,
        soon=True,
    ),
    Fault("all life domains are shared", "faden_my_domains", "AND case_id = wanted", "OR true", HELP),
    Fault("a note of two domains is of each", "cases_contactnote.note_read", "<@", "&&", (*HELP, acts_circle.write)),
    Fault(
        "the author's notes are the circle's",
        "cases_contactnote.note_read",
        "visibility = 'circle'",
        "visibility IN ('circle', 'author')",
        HELP,
        soon=True,
    ),
    Fault(
        "partners read what is for the inside",
        "cases_contactnote.note_read",
        " AND (SELECT faden_has_role('case_manager'))",
        "",
        PARTNERS,
    ),
    Fault(
        "a closed account goes on",
        "faden_actor_is_active",
        "AND deactivated_on IS NULL",
        "",
        (acts_people.close_account, acts_circle.propose),
    ),
    Fault(
        "a closed account goes on counselling",
        "faden_counsels",
        "AND o.deactivated_on IS NULL",
        "",
        (acts_people.close_account,),
    ),
    Fault(
        "a closed account keeps its roles",
        "faden_has_role",
        "AND o.deactivated_on IS NULL",
        "",
        (acts_people.close_account, acts_outside.bring_in),
    ),
    Fault(
        "an expired package stays",
        "faden_received_requests",
        "faden_today() <= r.expires_on",
        "true",
        (*PACKAGES, *TIME),
    ),
    Fault(
        "a package outlives its release",
        "faden_received_requests",
        "faden_today() < c.withdrawn_on",
        "true",
        (*PACKAGES, acts_outside.withdraw),
    ),
    Fault(
        "a package is read by the other authority",
        "faden_received_requests",
        "r.office_id = ANY",
        "r.office_id IS NOT NULL OR r.office_id = ANY",
        PACKAGES,
    ),
    Fault(
        "a package that was taken back stays",
        "faden_received_requests",
        "'sent', 'read'",
        "'withdrawn', 'sent', 'read'",
        (*PACKAGES, acts_outside.take_back),
    ),
    Fault("advice outlives its last day", "faden_advised", "faden_today() <= a.until", "true", (*ADVICE, *TIME)),
    Fault("advice outlives its end", "faden_advised", "faden_today() < a.ended_on", "true", ADVICE, soon=True),
    # That the guard closes as well what the consequences have ended, the row oracle notices (tests/rows), not the walk.
    Fault(
        "reopening revives advice",
        "cases_case.faden_end_advice_with_case",
        "NEW.closed_on IS NOT NULL",
        "false",
        (*ADVICE, *CLOSING),
        soon=True,
    ),
    Fault(
        "lifting revives advice",
        "people_restriction.faden_end_advice_with_restriction",
        None,
        "",
        (*ADVICE, *SHIELDS),
        soon=True,
    ),
    Fault(
        "a withdrawal leaves advice",
        "consent_consent.faden_end_advice_with_release",
        "NEW.withdrawn_on IS NOT NULL",
        "false",
        (*ADVICE, acts_outside.withdraw),
    ),
    Fault(
        "merging anew revives advice on a case",
        "cases_case.faden_end_advice_with_case",
        "OLD.person_id <> NEW.person_id",
        "false",
        (*ADVICE, *MERGING),
    ),
    Fault(
        "merging anew revives advice on a release",
        "consent_consent.faden_end_advice_with_release",
        "OLD.person_id <> NEW.person_id",
        "false",
        (*ADVICE, *MERGING),
    ),
    Fault(
        "advice outlives the days of its release",
        "faden_advised",
        "faden_today() <= c.valid_until",
        "true",
        (*ADVICE, *TIME),
    ),
    Fault(
        "a name is told to the other house",
        "faden_advised",
        "c.organisation_id = ANY",
        "true OR c.organisation_id = ANY",
        ADVICE,
    ),
    Fault(
        "advice reaches another region",
        "faden_advised",
        "m.region_id = ANY",
        "true OR m.region_id = ANY",
        ADVICE,
        soon=True,
    ),
    Fault(
        "a hand-over proposed is one accepted",
        "faden_taken_over",
        "state = 'accepted'",
        "state = 'proposed'",
        COVERS,
        soon=True,
    ),
    Fault(
        "consents of masked people are read",
        "consent_consent.consent_read",
        None,
        "person_id {people}",
        SHIELDS,
        soon=True,
    ),
    Fault("a restricted name stays in the row", "people_restriction.faden_shield_person", None, "", SHIELDS, soon=True),
    Fault(
        "a clearance outlives the restriction",
        "people_restriction.faden_unshield_person",
        "withdrawn_on = NEW.lifted_on",
        "withdrawn_on = NULL",
        SHIELDS,
        soon=True,
    ),
    Fault(
        "an erased circle stays",
        "faden_erase_rows",
        'DELETE FROM "cases_circlemember"',
        'DELETE FROM "cases_emergencycheck"',
        (*CLOSING, acts_people.erase, *TIME),
        soon=True,
    ),
    Fault("whoever helped stays after the closing", (closing, "end_access"), None, "", (*HELP, *CLOSING), soon=True),
    Fault("who stood in stays after the hand-over", (handover, "end_access"), None, "", COVERS, soon=True),
    Fault(
        "whoever came since the merge stays",
        (merge_people, "_let_circles_follow"),
        None,
        "",
        (*MERGING, acts_circle.emergency),
    ),
    Fault("inviting lets nobody in by name", (shields, "withdraw_clearance"), None, "", SHIELDS),
    Fault("a helper records no release", (may_record_consent, "_reason"), None, "Nein", (acts_outside.release,)),
)


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """With this fault, until the end."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        if isinstance(fault.where, str):
            with owning(), connection.cursor() as cursor:
                for statement in _statements(fault):
                    cursor.execute(statement)
        else:
            target, name = fault.where
            patch.setattr(target, name, lambda *_, **__: fault.new or None)
        yield
        transaction.set_rollback(True)


def _statements(fault: Fault) -> Iterator[str]:
    table, _, name = fault.where.partition(".")
    if not name:
        yield from _function(fault)
        return
    for one in rows.consequences():
        if one.name == name:
            yield from rows._consequence(
                rows.Consequence(one.name, one.table, one.event, _changed(fault, one.body) if fault.old else "")
            )
            return
    (policy,) = [p for t in rows.declared() if t.name == table for p in t.policies if p.name == name]
    using = policy.using or ""
    if fault.old is None:
        people = "= ANY ((SELECT faden_my_people())::uuid[]) OR person_id = ANY ((SELECT faden_my_relatives())::uuid[])"
        using = fault.new.format(people=people)
    else:
        using = _changed(fault, using)
    yield f'DROP POLICY {name} ON "{table}"'
    yield rows.policy_statement(table, rows.Policy(name, policy.command, using=using, check=policy.check))


def _function(fault: Fault) -> Iterator[str]:
    for one in rows.guards():
        if one.signature.startswith(f"{fault.where}("):
            yield from rows._guard(rows.Guard(one.signature, one.returns, _changed(fault, one.body)))
            return
    (procedure,) = [one for one in erasure.procedures() if one.signature.startswith(f"{fault.where}(")]
    changed = erasure.Procedure(procedure.signature, procedure.returns, _changed(fault, procedure.body), to_app=False)
    yield from (one.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1) for one in erasure._procedure(changed))


def _changed(fault: Fault, text: str) -> str:
    assert fault.old is not None
    assert fault.old in text, f"{fault.name}: nothing to plant it in"
    return text.replace(fault.old, fault.new)
