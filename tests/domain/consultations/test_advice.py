"""Bringing a case in: who reads it, how long, and what closes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from faden.domain.cases.enums import ClosingReason, Constellation, Phase
from faden.domain.cases.models import Case, CaseBarrier, CircleMember, Transfer
from faden.domain.cases.operations.closing import close_case, reopen_case
from faden.domain.consent.enums import ConsentKind, Purpose
from faden.domain.consent.models import Consent
from faden.domain.consent.operations import record_consent, withdraw_consent
from faden.domain.consultations.enums import EndedBecause
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.operations import bring_in, contribute, end_advice, note_reading
from faden.domain.consultations.queries import (
    FactFilter,
    Sheet,
    Some,
    advised,
    case_facts,
    contributions_to,
    pseudonymised_sheet,
    released_preview,
    released_sheet,
    releases_for_advice,
    said_lately,
    sheet_previews,
)
from faden.domain.organisations.models import Organisation
from faden.domain.people.enums import ShieldGround
from faden.domain.people.models import Person
from faden.domain.people.operations.shields import lift_restriction, set_restriction
from faden.domain.places.models import Municipality, Region
from faden.domain.staffing.models import Occupation, Post
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import system_actor
from faden.processes.bring_in_case import bring_in_case
from faden.processes.merge_people import merge_people, undo_merge
from faden.reporting.trace_details import details
from tests import given
from tests.domain.consultations.test_case_facts import OPENED, agreed, coordinator_of
from tests.given import TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def coordinator() -> Actor:
    somebody = given.actor(Role.COORDINATOR)
    with act_as(system_actor(), today=TODAY):
        post = Post.objects.create(
            key="k", title="Koordination", baustein=1, function="coordination", fte=1, employer=office(), source="Test"
        )
        Occupation.objects.create(post=post, account_id=somebody.id, share=1, since=TODAY)
    return somebody


def asked(case: Case, manager: Actor, **changes: Any) -> CaseAdvice:
    with act_as(manager, today=TODAY):
        told = {"question": "Wie kommt die Familie zu einem Kita-Platz?", "until": TODAY + 7 * DAY, **changes}
        return bring_in(case=case, actor=manager, today=TODAY, **told)


def office() -> Organisation:
    """Where the coordinators of these tests are employed."""
    return Organisation.objects.filter(name="Kreis").first() or given.organisation("Kreis")


def release(case: Case, manager: Actor, organisation: Organisation | None = None, **changes: Any) -> Consent:
    with act_as(manager, today=TODAY):
        return record_consent(
            person=case.person,
            kind=ConsentKind.RELEASE,
            organisation=organisation or office(),
            purpose=Purpose.ADVICE,
            form_version="1",
            given_on=TODAY,
            actor=manager,
            today=TODAY,
            **changes,
        )


def seen(reader: Actor, *, days: int = 0) -> list[Any]:
    with act_as(reader, today=TODAY + days * DAY):
        return [one.id for one in advised()]


def test_a_case_is_brought_in_without_a_name_read_and_advised_on(manager: Actor, coordinator: Actor) -> None:
    cases = agreed(manager, 6)
    advice = asked(cases[0], manager)
    with act_as(coordinator, today=TODAY):
        (one,) = advised()
        assert (one.id, one.released, one.by) == (advice.id, False, None), "not even who asks"
        sheet = pseudonymised_sheet(advice.id)
        assert sheet is not None
        assert released_sheet(advice.id) is None
        assert list(CaseAdvice.objects.all()) == [], "the row, which names the case, is not theirs"
        assert list(CircleMember.objects.all()) == []
        said = contribute(advice_id=advice.id, text="Kita-Navigator", actor=coordinator, today=TODAY)
        assert contribute(advice_id=advice.id, text="Kita-Navigator", actor=coordinator, today=TODAY) == said
    with act_as(manager, today=TODAY):
        assert [one.text for one in contributions_to([advice.id])[advice.id]] == ["Kita-Navigator"]
        assert said_lately(manager, TODAY, 5) == [said]
        assert not Transfer.objects.exists()


def test_the_sheet_needs_company_and_the_switch_is_another_thing(manager: Actor, coordinator: Actor) -> None:
    alone = given.case(manager, on=OPENED, consented=True)
    advice = asked(alone, manager)
    agreed(manager, 9)
    with act_as(coordinator, today=TODAY):
        assert pseudonymised_sheet(advice.id) is None, "it would be the only one that is missing from the list"
    for _ in range(4):
        given.case(manager, on=OPENED, consented=True)
    with act_as(coordinator, today=TODAY):
        assert pseudonymised_sheet(advice.id) is not None, "the case was brought in, whatever the switch says"


def test_who_compares_list_and_sheet_narrows_nothing_down(manager: Actor, coordinator: Actor) -> None:
    """Nine listed cases share what only one of the missing has: the sheet of the missing one tells of it as rare."""
    listed = agreed(manager, 9)
    missing = [given.case(manager, on=OPENED, consented=True) for _ in range(6)]
    common, rare = given.barrier("Kita-Platz"), given.barrier("Kursplatz")
    with act_as(manager, today=TODAY):
        for case in [*missing, *listed]:
            CaseBarrier.objects.create(case=case, barrier=common, since=OPENED)
        for case in [missing[0], *listed]:
            CaseBarrier.objects.create(case=case, barrier=rare, since=OPENED)
        # Eight in the list and one that is missing are in another phase.
        Case.objects.filter(id__in=[case.id for case in [missing[0], *listed[1:]]]).update(phase=Phase.PLANNING)
    before = case_facts_of(coordinator)
    advice = asked(missing[0], manager)
    assert case_facts_of(coordinator) == before, "the list does not change by bringing in"
    with act_as(coordinator, today=TODAY):
        sheet = pseudonymised_sheet(advice.id)
        assert sheet is not None
        assert (sheet.phase, sheet.barriers) == (None, Some((common.name,), others=True))
    with_switch = asked(listed[0], manager)
    with act_as(coordinator, today=TODAY):
        assert pseudonymised_sheet(with_switch.id) in before, "who is in the list is told there and here alike"


def test_the_preview_is_what_each_reader_finds_afterwards(manager: Actor, coordinator: Actor) -> None:
    here = given.municipality("Dorf")
    with act_as(system_actor(), today=TODAY):
        region = Region.objects.create(key="r", name="R", source="Test")
        Municipality.objects.filter(id=here.id).update(region=region)
    cases = agreed(manager, 12)
    with act_as(manager, today=TODAY):
        Case.objects.filter(id__in=[case.id for case in cases[:5]]).update(municipality=here, phase=Phase.PLANNING)
        for case in (cases[0], *cases[5:9]):
            CaseBarrier.objects.create(case=case, barrier=given.barrier(), since=OPENED)
    readers = [coordinator, given.actor(Role.LEAD), coordinator_of("region", region.id)]
    elsewhere = coordinator_of("region", manager.id)
    with act_as(manager, today=TODAY):
        previews = sheet_previews(Case.objects.select_related("municipality").get(id=cases[0].id), TODAY)
    told = {name: one.sheet for one in previews for name in one.readers}
    assert set(told) == {one.name for one in readers}
    assert elsewhere.name not in told
    assert len(previews) == 2, "who sees the whole site reads the same"
    advice = asked(cases[0], manager)
    for reader in readers:
        with act_as(reader, today=TODAY):
            sheet, preview = pseudonymised_sheet(advice.id), told[reader.name]
            assert sheet is not None
            assert preview is not None
            assert replace(sheet, handle="", name="") == replace(preview, handle="", name="")
    whole, _, region_only = (told[reader.name].barriers for reader in readers)  # type: ignore[union-attr]
    assert (whole, region_only) == (Some((given.barrier().name,), others=False), Some((), others=True))


def test_the_preview_with_a_name_is_the_sheet_with_a_name(manager: Actor, coordinator: Actor) -> None:
    case = given.case(manager, consented=True)
    basis = release(case, manager)
    with act_as(manager, today=TODAY):
        preview = released_preview(case, basis)
    advice = asked(case, manager, release=basis)
    with act_as(coordinator, today=TODAY):
        assert released_sheet(advice.id) == preview is not None
    for other in (given.actor(Role.CASE_MANAGER), coordinator):
        with act_as(other, today=TODAY):
            assert released_preview(case, basis) is None, "before it is brought in, of those alone who lead the case"
            assert [one.sheet for one in sheet_previews(case, TODAY)] == [None]
    with act_as(manager, today=TODAY):
        withdraw_consent(consent=basis, on=TODAY, actor=manager, today=TODAY)
        assert released_preview(case, basis) is None


def case_facts_of(reader: Actor) -> tuple[Sheet, ...]:
    with act_as(reader, today=TODAY):
        return case_facts(FactFilter()).sheets


def test_a_release_opens_the_name_to_those_alone_who_work_for_the_office_it_names(
    manager: Actor, coordinator: Actor
) -> None:
    case = given.case(manager, consented=True)
    advice = asked(case, manager, release=release(case, manager, given.organisation("Sozialamt")))
    with act_as(coordinator, today=TODAY):
        assert (advised(), released_sheet(advice.id)) == ([], None)


def test_with_a_release_the_sheet_names_what_it_allows_and_a_transfer_is_written(
    manager: Actor, coordinator: Actor
) -> None:
    case = given.case(manager, consented=True)
    advice = asked(case, manager, release=release(case, manager))
    with act_as(coordinator, today=TODAY):
        sheet = released_sheet(advice.id)
        assert sheet is not None
        assert sheet.name == case.person.full_name
        note_reading(advice_id=advice.id, actor=coordinator)
        assert not Case.objects.exists(), "the sheet opens no file"
    with act_as(manager, today=TODAY):
        assert Transfer.objects.get(case=case).origin_id == advice.id
        assert [one.account_id for one in CircleMember.objects.filter(case=case)] == [manager.id]
    with act_as(given.actor(Role.DATA_PROTECTION), today=TODAY):
        assert AuditEntry.objects.filter(act="advice.read", file_id=case.id, actor_id=coordinator.id).exists()


def test_a_withdrawal_closes_it_with_the_next_look(manager: Actor, coordinator: Actor) -> None:
    case = given.case(manager, consented=True)
    consent = release(case, manager)
    advice = asked(case, manager, release=consent)
    assert seen(coordinator) == [advice.id]
    with act_as(manager, today=TODAY):
        withdraw_consent(consent=consent, on=TODAY, actor=manager, today=TODAY)
        assert releases_for_advice(case, TODAY) == []
        assert CaseAdvice.objects.get(id=advice.id).ended_because == EndedBecause.WITHDRAWN
    assert seen(coordinator) == []
    with act_as(coordinator, today=TODAY):
        assert released_sheet(advice.id) is None
        with pytest.raises(NotVisible):
            contribute(advice_id=advice.id, text="x", actor=coordinator, today=TODAY)


def test_it_ends_by_itself_and_before(manager: Actor, coordinator: Actor) -> None:
    advice = asked(given.case(manager, consented=True), manager)
    assert seen(coordinator, days=7) == [advice.id]
    assert seen(coordinator, days=8) == []
    with act_as(manager, today=TODAY):
        end_advice(advice=advice, actor=manager, today=TODAY)
        with pytest.raises(Refused, match="schon beendet"):
            end_advice(advice=advice, actor=manager, today=TODAY)
    assert seen(coordinator) == []


def _close_and_reopen(case: Case, manager: Actor) -> Actor:
    with act_as(manager, today=TODAY):
        told: dict[str, Any] = {"version": case.version, "actor": manager, "today": TODAY, "on": TODAY}
        close_case(case=case, reason=ClosingReason.AGREEMENT, evaluation="x", goals={}, **told)
        told["version"] = Case.objects.get(id=case.id).version
        reopen_case(case=case, reason="x", constellation=Constellation.GUIDANCE, **told)
    return manager


def _restrict_and_lift(case: Case, manager: Actor) -> Actor:
    keeper = given.actor(Role.SHIELD_KEEPER)
    told: dict[str, Any] = {"reason": "x", "actor": keeper, "today": TODAY}
    with act_as(keeper, today=TODAY):
        restriction = set_restriction(person_id=case.person_id, ground=ShieldGround.VIOLENCE, **told)
        lift_restriction(restriction=restriction, **told)
        acts = set(AuditEntry.objects.values_list("act", flat=True))
        assert acts == {"restriction.set", "restriction.lifted"}, "the keeper is not told that it was brought in"
    return system_actor()


@pytest.mark.parametrize(
    ("happens", "because"),
    [(_close_and_reopen, EndedBecause.CLOSED), (_restrict_and_lift, EndedBecause.SHIELDED)],
)
def test_a_closing_and_a_restriction_end_it_for_good(
    happens: Callable[[Case, Actor], Actor], because: EndedBecause, manager: Actor, coordinator: Actor
) -> None:
    case = given.case(manager, consented=True)
    advice, over = asked(case, manager), asked(case, manager, until=TODAY)
    with act_as(manager, today=TODAY):
        end_advice(advice=over, actor=manager, today=TODAY)
    whose = happens(case, manager)
    assert seen(coordinator) == []
    with act_as(manager, today=TODAY):
        ended = {one.id: (one.ended_on, one.ended_because) for one in CaseAdvice.objects.all()}
        assert ended == {advice.id: (TODAY, because), over.id: (TODAY, "")}, "what has ended is left alone"
        with pytest.raises(Refused, match="schon beendet"):
            end_advice(advice=advice, actor=manager, today=TODAY)
    with act_as(given.actor(Role.DATA_PROTECTION), today=TODAY):
        told = AuditEntry.objects.get(act="advice.ended", subject_id=advice.id)
    assert (told.file_id, told.actor_id) == (case.id, whose.id)
    assert details(told, {}) == [f"am: {TODAY:%d.%m.%Y}", f"beendet: {because.label}"]
    anew = asked(case, manager, until=TODAY + 8 * DAY)
    assert seen(coordinator) == [anew.id], "whoever leads the case brings it in again"


def test_what_has_run_out_is_not_ended_once_more(manager: Actor) -> None:
    case = given.case(manager, consented=True)
    advice = asked(case, manager, until=TODAY)
    with act_as(manager, today=TODAY + DAY):
        Case.objects.filter(id=case.id).update(closed_on=TODAY + DAY)
        assert CaseAdvice.objects.get(id=advice.id).ended_on is None


def test_nobody_lets_an_ended_one_run_again(manager: Actor) -> None:
    advice = asked(given.case(manager, consented=True), manager)
    with act_as(manager, today=TODAY):
        end_advice(advice=advice, actor=manager, today=TODAY)
        assert CaseAdvice.objects.filter(id=advice.id).update(ended_on=None) == 0


@pytest.mark.parametrize("released", [True, False], ids=["named", "pseudonymised"])
def test_merging_and_undoing_it_end_what_is_read_with_a_name(
    released: bool, manager: Actor, coordinator: Actor
) -> None:
    keep, case = given.case(manager, consented=True), given.case(manager, consented=True)
    basis = release(case, manager) if released else None
    advice = asked(case, manager, release=basis)
    told: dict[str, Any] = {"actor": manager, "today": TODAY}
    with act_as(manager, today=TODAY):
        first, second = (Person.objects.get(id=one.person_id) for one in (keep, case))
        told |= {"keep": first, "other": second, "versions": (first.version, second.version), "take": ()}
        merge = merge_people(**told, now=timezone.now())
        assert CaseAdvice.objects.get(id=advice.id).ended_because == (EndedBecause.MERGED if released else "")
    assert seen(coordinator) == ([] if released else [advice.id])
    anew = asked(case, manager, release=basis, until=TODAY)
    assert seen(coordinator) == ([anew.id] if released else [anew.id, advice.id])
    with act_as(manager, today=TODAY):
        undo_merge(merge=merge, actor=manager, today=TODAY)
    assert seen(coordinator) == ([] if released else [anew.id, advice.id])


def test_a_release_that_goes_over_ends_what_rests_on_it(manager: Actor, coordinator: Actor) -> None:
    case, other = given.case(manager, consented=True), given.case(manager, consented=True)
    basis = release(case, manager)
    advice = asked(case, manager, release=basis)
    for person_id in (other.person_id, case.person_id):
        with act_as(manager, today=TODAY):
            Consent.objects.filter(id=basis.id).update(person_id=person_id)
            assert CaseAdvice.objects.get(id=advice.id).ended_because == EndedBecause.MERGED
        assert seen(coordinator) == []


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.LEAD, Role.COORDINATOR, Role.SYSTEM}])
def test_nobody_else_reads_it(manager: Actor, role: Role) -> None:
    case = given.case(manager, consented=True)
    advice = asked(case, manager, release=release(case, manager))
    other = given.actor(role)
    assert seen(other) == []
    with act_as(other, today=TODAY):
        assert released_sheet(advice.id) is None
        assert contributions_to([advice.id]) == {}


def test_a_helper_is_told_that_only_who_leads_the_case_ends_it(manager: Actor) -> None:
    case = given.case(manager, consented=True)
    advice, helper = asked(case, manager), given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="wer den Fall führt"):
        end_advice(advice=CaseAdvice.objects.get(id=advice.id), actor=helper, today=TODAY)


def test_another_ones_case_is_not_brought_in(manager: Actor) -> None:
    case = given.case(manager, consented=True)
    other = given.actor(Role.CASE_MANAGER)
    with act_as(other, today=TODAY), pytest.raises(NotVisible):
        bring_in(case=case, question="x", until=TODAY, actor=other, today=TODAY)
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="wer ihn führt"):
        bring_in(case=case, question="x", until=TODAY, actor=helper, today=TODAY)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"question": " "}, "question"), ({"until": TODAY - DAY}, "until"), ({"until": TODAY + 200 * DAY}, "until")],
)
def test_what_is_missing_is_said_at_its_field(manager: Actor, changes: dict[str, Any], wrong: str) -> None:
    case = given.case(manager, consented=True)
    with pytest.raises(Invalid) as invalid:
        asked(case, manager, **changes)
    assert set(invalid.value.errors) == {wrong}


def test_a_release_for_something_else_does_not_carry_it(manager: Actor) -> None:
    case = given.case(manager, consented=True)
    other = given.release(case, given.organisation("Kreis"), manager)
    with pytest.raises(Invalid):
        asked(case, manager, release=other)


def test_a_question_that_names_somebody_of_the_case_does_not_leave_it(manager: Actor, coordinator: Actor) -> None:
    case = given.case(manager, consented=True)
    name = case.person.family_name
    told: dict[str, Any] = {"case": case, "until": TODAY, "actor": manager, "today": TODAY}
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid) as invalid:
            bring_in_case(question=f"Frau {name} wartet.", **told)
        assert set(invalid.value.errors) == {"question"}
    assert seen(coordinator) == []
    with act_as(manager, today=TODAY):
        bring_in_case(question=f"Frau {name} wartet.", release=release(case, manager), **told)
    assert len(seen(coordinator)) == 1
