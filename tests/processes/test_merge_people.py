"""Two become one and two again: nothing is lost in either direction, over every table that points to a person."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, models
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faden.domain.cases.models import Case, CircleMember, Stay, Transfer
from faden.domain.cases.operations.belonging import follow_name
from faden.domain.cases.operations.handover import propose_handover
from faden.domain.cases.queries.people_search import Search, find_people
from faden.domain.consent.enums import TransferKind
from faden.domain.duplicates.models import Distinction, PersonMerge
from faden.domain.people.enums import Relation, ShieldGround
from faden.domain.people.models import (
    Clearance,
    HouseholdMember,
    NameToken,
    Person,
    Restriction,
    ShieldedIdentity,
    ShieldRequest,
)
from faden.domain.people.operations import begin_household, correct_person, join_household, register_person
from faden.domain.people.operations.shields import ask_for_restriction, decline_request
from faden.domain.retention.enums import ErasureState
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.database.references import name_of, references_to
from faden.processes.hand_over import take_over
from faden.processes.merge_people import merge_people, preview_merge, undo_merge
from tests import given as start
from tests.old_cases import erasure

TODAY = start.TODAY
pytestmark = pytest.mark.django_db
#: Kept by the acts below and not by hand.
BY_ACTS = {CircleMember, Case, NameToken, PersonMerge, Restriction, ShieldedIdentity, Clearance, ShieldRequest}
_running = count(1)


def everything() -> dict[str, list[str]]:
    """Every row that points to a person, and every person, without what counts edits and the keys of the search."""
    tables = {one.model._meta.db_table for one in references_to(Person, without=(NameToken, PersonMerge))}
    return {table: _rows(table) for table in {*tables, Person._meta.db_table}}


def _rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT (to_jsonb(t) - 'version')::text FROM \"{table}\" t")
        return sorted(text for (text,) in cursor.fetchall())


def keys() -> set[tuple[UUID, str]]:
    """Under which keys who is found."""
    return set(NameToken.objects.values_list("person_id", "value"))


def example(model: type[models.Model], actor: Actor, text: str = "", /, **given_values: Any) -> models.Model:
    """A row of any table, filled as plainly as its columns allow; what it does not suit gets a line in ``EXAMPLES``."""
    values = {**EXAMPLES.get(model._meta.label, {}), **given_values}
    for field in model._meta.concrete_fields:
        if field.name not in values and not field.null and not field.has_default() and not field.blank:
            values[field.name] = _plain(field, actor, text)
    row = model(**values)
    row.save(force_insert=True)
    return row


EXAMPLES: dict[str, dict[str, Any]] = {
    "cases.ContactNote": {"visibility": "author"},
    "subject_requests.SubjectAccess": {"due_on": TODAY + timedelta(days=30)},
    "subject_requests.RightsRequest": {
        "due_on": TODAY + timedelta(days=30),
        "subject": "person",
        "should_say": "x",
    },
}


def _plain(field: "models.Field[Any, Any]", actor: Actor, text: str) -> Any:
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        if target._meta.label == "identity.Account":
            return target._base_manager.get(id=actor.id)
        return target._base_manager.order_by("pk").first() or example(target, actor)
    if field.choices:
        return field.flatchoices[0][0]
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return TODAY
    if isinstance(field, models.IntegerField):
        return 1
    return {} if isinstance(field, models.JSONField) else text or f"x{next(_running)}"[-(field.max_length or 10) :]


def two(manager: Actor) -> tuple[Person, Person]:
    """The same person, stored twice, each with a case of this case manager."""
    found = []
    for family_name, given_names in (("Hamdan", "Yousef"), ("Hamdān", "Jusuf")):
        person = start.case(manager, family_name="Vorher", given_names=given_names, consented=True).person
        with act_as(manager, today=TODAY):
            found.append(correct_person(person=person, version=1, actor=manager, today=TODAY, family_name=family_name))
            follow_name(found[-1])
    return found[0], found[1]


def merge(keep: Person, other: Person, actor: Actor, *take: str, today: date = TODAY) -> PersonMerge:
    """Merge as the page would, acting already."""
    keep, other = Person.objects.get(id=keep.id), Person.objects.get(id=other.id)
    return merge_people(
        keep=keep,
        other=other,
        versions=(keep.version, other.version),
        take=take,
        actor=actor,
        today=today,
        now=timezone.now(),
    )


REFERENCES = [one for one in references_to(Person) if one.model not in BY_ACTS]
CHOSEN = ("family_name", "given_names", "birth_date", "language", "municipality", "interpreter_needed")


@pytest.mark.parametrize("text", ["", "x"], ids=["each its own", "both the same"])
@pytest.mark.parametrize("reference", REFERENCES, ids=name_of)
def test_every_table_that_points_to_a_person_moves_and_comes_back(
    reference: "models.ForeignKey[Any, Any]", text: str
) -> None:
    """Also a table that is made later: its rows go with the person, and all of them return.

    Where both have the same, it may be set aside or stay out of sight; it comes back as well.
    """
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        for person in (other, keep):
            if reference.model is Distinction:
                third = start.case(manager, given_names=f"Dritte {person.given_names}").person
                example(Distinction, manager, **{reference.name: person, _other_side(reference): third})
            elif reference.model is HouseholdMember:
                _household(person, manager)
            else:
                example(reference.model, manager, **{reference.name: person})
        before, found_by = everything(), keys()
        undo = merge(keep, other, manager)
        table = reference.model._meta.db_table
        left = set(reference.model._base_manager.values_list(reference.name, flat=True)) & {other.id}
        assert text or not left, f"{table} needs a policy by which its rows can go with the person"
        undo_merge(merge=undo, actor=manager, today=TODAY)
        assert everything() == before
        assert keys() == found_by


@pytest.mark.parametrize("reference", REFERENCES, ids=name_of)
def test_a_child_entered_twice_in_the_family_becomes_two_again(reference: "models.ForeignKey[Any, Any]") -> None:
    """Without a case of their own they are seen by the household alone, which is one place for both."""
    manager = start.actor(Role.CASE_MANAGER)
    parent = start.case(manager, consented=True).person
    with act_as(manager, today=TODAY):
        _household(parent, manager)
        home = HouseholdMember.objects.get(person=parent).household
        keep, other = (
            register_person(actor=manager, today=TODAY, family_name=name, given_names="Yara")
            for name in ("Hamdan", "Hamdān")
        )
        for child in (keep, other):
            join_household(household=home, person=child, relation=Relation.CHILD, since=TODAY, actor=manager)
        if reference.model is Distinction:
            example(Distinction, manager, **{reference.name: other, _other_side(reference): parent})
        elif reference.model is not HouseholdMember:
            example(reference.model, manager, **{reference.name: other})
        before = everything()
        undo_merge(merge=merge(keep, other, manager), actor=manager, today=TODAY)
        assert everything() == before


def _other_side(reference: "models.ForeignKey[Any, Any]") -> str:
    return "second" if reference.name == "first" else "first"


def _household(person: Person, actor: Actor) -> None:
    household = begin_household(name=f"Familie {person.family_name}", actor=actor)
    case = Case.objects.get(person=person)
    case.household = household
    case.save()
    CircleMember.objects.filter(case=case).update(household=household)
    join_household(household=household, person=person, relation=Relation.SELF, since=TODAY, actor=actor)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    take=st.sets(st.sampled_from(CHOSEN)),
    both=st.lists(st.sampled_from(REFERENCES), max_size=4, unique=True),
    spoken=st.tuples(st.sampled_from(["", "ar"]), st.sampled_from(["", "en"])),
    days=st.integers(0, 30),
)
def test_merge_and_undo_are_the_identity(
    take: set[str], both: "list[models.ForeignKey[Any, Any]]", spoken: tuple[str, str], days: int
) -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        for person, language in zip((keep, other), spoken, strict=True):
            Person.objects.filter(id=person.id).update(language=language)
            for reference in both:
                if reference.model not in {Distinction, HouseholdMember}:
                    example(reference.model, manager, **{reference.name: person})
        before, found_by = everything(), keys()
        done = merge(keep, other, manager, *sorted(take))
        assert everything() != before
    with act_as(manager, today=TODAY + timedelta(days=days)):
        undo_merge(merge=done, actor=manager, today=TODAY + timedelta(days=days))
        assert everything() == before
        assert keys() == found_by


def test_the_cases_stay_cases_of_one_person_who_is_found_by_the_chosen_name() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        merge(keep, other, manager, "family_name", "given_names")
        assert {case.person_id for case in Case.objects.all()} == {keep.id}
        assert {case.sort_name.split("\t")[1] for case in Case.objects.all()} == {"JUSUF"}
        assert [one.person.full_name for one in find_people(Search("Jusuf Hamdan"), actor=manager).known] == [
            "Jusuf Hamdān"
        ]
        entry = AuditEntry.objects.get(act="people.merged")
        assert "Hamdan" not in str(entry.facts)


def test_the_absorbed_one_is_nowhere_to_be_found_and_free_for_nobody() -> None:
    manager, thief = start.actor(Role.CASE_MANAGER), start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        Person.objects.filter(id=other.id).update(birth_date=date(1990, 1, 1))
        merge(keep, other, manager)
        assert not find_people(Search("", date(1990, 1, 1)), actor=manager).known
        assert not Person.objects.filter(id=other.id).exists()
    with act_as(thief, today=TODAY):
        assert not find_people(Search("", date(1990, 1, 1)), actor=thief).masked
    with pytest.raises(ProgrammingError, match="row-level security"), act_as(thief, today=TODAY):
        start.case_about(thief, other)


def test_whoever_is_not_responsible_for_both_is_told_whom_to_ask() -> None:
    manager, colleague = start.actor(Role.CASE_MANAGER), start.actor(Role.CASE_MANAGER, name="Kollegin")
    keep, _ = two(manager)
    theirs = start.case(colleague)
    with act_as(colleague, today=TODAY):
        CircleMember.objects.create(
            case=theirs, account_id=manager.id, person=theirs.person, function="helper", reason="hilft", since=TODAY
        )
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="Bitte fragen Sie Kollegin"):
        merge(keep, theirs.person, manager)
    lead = start.actor(Role.LEAD)
    with act_as(manager, today=TODAY):
        done = merge(*two(manager), manager)
    with act_as(lead, today=TODAY), pytest.raises(NotVisible):
        undo_merge(merge=done, actor=lead, today=TODAY)


def test_whoever_waits_for_a_sperrvermerk_is_not_merged() -> None:
    manager, keeper = start.actor(Role.CASE_MANAGER), start.actor(Role.SHIELD_KEEPER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        asked = ask_for_restriction(person=other, ground=ShieldGround.VIOLENCE, reason="x", actor=manager, today=TODAY)
        for one, two_ in ((keep, other), (other, keep)):
            with pytest.raises(Refused, match="ein Sperrvermerk beantragt"):
                merge(one, two_, manager)
    with act_as(keeper, today=TODAY):
        decline_request(request=asked, reason="kein Anlass", actor=keeper, today=TODAY)
    with act_as(manager, today=TODAY):
        assert merge(keep, other, manager).survivor_id == keep.id


def test_while_a_sperrvermerk_is_asked_for_one_does_not_become_two_again() -> None:
    manager, keeper = start.actor(Role.CASE_MANAGER), start.actor(Role.SHIELD_KEEPER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        merged = merge(keep, other, manager)
        asked = ask_for_restriction(person=keep, ground=ShieldGround.VIOLENCE, reason="x", actor=manager, today=TODAY)
        with pytest.raises(Refused, match="ein Sperrvermerk beantragt"):
            undo_merge(merge=merged, actor=manager, today=TODAY)
    with act_as(keeper, today=TODAY):
        decline_request(request=asked, reason="kein Anlass", actor=keeper, today=TODAY)
    with act_as(manager, today=TODAY):
        assert undo_merge(merge=merged, actor=manager, today=TODAY).id == other.id


def test_a_helper_does_not_merge() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    _, other = two(manager)
    with act_as(manager, today=TODAY):
        shared = Case.objects.get(person=other)
    helper = start.helper(shared, manager)
    own = start.case(helper).person
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="Bitte fragen Sie"):
        merge(own, other, helper)


def test_two_tabs_and_a_stale_preview() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        stale = (keep.version, other.version)
        correct_person(person=other, version=other.version, actor=manager, today=TODAY, language="ar")
        with pytest.raises(Conflict):
            merge_people(
                keep=keep, other=other, versions=stale, take=(), actor=manager, today=TODAY, now=timezone.now()
            )
        merge(keep, other, manager)
        with pytest.raises((Conflict, NotVisible)):
            merge_people(
                keep=keep, other=other, versions=stale, take=(), actor=manager, today=TODAY, now=timezone.now()
            )


def test_what_was_written_since_stays_and_later_corrections_are_kept() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        Person.objects.filter(id=other.id).update(language="ar", birth_date=date(1990, 1, 1))
        done = merge(keep, other, manager, "language", "birth_date")
        merged = Person.objects.get(id=keep.id)
        assert (merged.language, merged.birth_date) == ("ar", date(1990, 1, 1))
        correct_person(person=merged, version=merged.version, actor=manager, today=TODAY, language="fa")
        undo_merge(merge=done, actor=manager, today=TODAY)
        merged.refresh_from_db()
        assert (merged.language, merged.birth_date) == ("fa", None)


def test_whoever_was_let_in_since_sees_only_the_one_whose_case_it_is_again() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        case = Case.objects.get(person=other)
        done = merge(keep, other, manager)
        case.refresh_from_db()
    helper = start.helper(case, manager)
    with act_as(manager, today=TODAY):
        undo_merge(merge=done, actor=manager, today=TODAY)
    with act_as(helper, today=TODAY):
        assert list(Person.objects.all()) == [other]


def test_what_a_file_rests_on_stays_with_it_when_the_other_is_erased() -> None:
    """The merge is undone, the release goes back to whoever gave it, and that case is erased."""
    manager, officer, partner = start.actor(Role.CASE_MANAGER), start.actor(Role.DATA_PROTECTION), start.organisation()
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        going, staying = Case.objects.get(person=other), Case.objects.get(person=keep)
    release = start.release(going, partner, manager)
    with act_as(manager, today=TODAY):
        done = merge(keep, other, manager)
        kept = {"case": staying, "kind": TransferKind.LETTER, "organisation": partner, "contained": "Anliegen"}
        transfer = Transfer.objects.create(consent=release, on=TODAY, author_id=manager.id, **kept)
        undo_merge(merge=done, actor=manager, today=TODAY)
        release.refresh_from_db()
        assert release.person_id == other.id
        tomorrow = TODAY + timedelta(days=1)
        Stay.objects.filter(case=going).update(until=tomorrow, closing_reason="moved_away")
        Case.objects.filter(id=going.id).update(closed_on=tomorrow)
    later = TODAY + timedelta(days=1200)
    erasure(officer, going, today=later, state=ErasureState.CARRIED_OUT)
    with act_as(manager, today=later):
        rests_on = Transfer.objects.get(id=transfer.id).consent
        assert rests_on is not None
        assert (rests_on.person_id, rests_on.withdrawn_on) == (keep.id, later)


def test_whoever_has_taken_both_cases_over_since_can_undo_it() -> None:
    manager, successor = start.actor(Role.CASE_MANAGER), start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        cases = list(Case.objects.filter(person__in=(keep, other)))
        done = merge(keep, other, manager)
    for case in cases:
        told = {"successor": start.account_of(successor), "reason": "wechselt die Stelle"}
        with act_as(manager, today=TODAY):
            offered = propose_handover(case=case, actor=manager, today=TODAY, **told)  # type: ignore[arg-type]
        with act_as(successor, today=TODAY):
            take_over(handover=offered, actor=successor, today=TODAY, now=timezone.now())
    with act_as(successor, today=TODAY):
        assert undo_merge(merge=done, actor=successor, today=TODAY) == other
        assert {one.person_id for one in Case.objects.all()} == {keep.id, other.id}


def test_thirty_days_and_the_newest_first() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    _, third = two(manager)
    with act_as(manager, today=TODAY):
        first, second = merge(keep, other, manager), merge(keep, third, manager)
        with pytest.raises(Refused, match="Danach wurde noch jemand"):
            undo_merge(merge=first, actor=manager, today=TODAY)
        undo_merge(merge=second, actor=manager, today=TODAY)
        with pytest.raises(Refused, match="schon rückgängig"):
            undo_merge(merge=second, actor=manager, today=TODAY)
    too_late = TODAY + timedelta(days=31)
    with act_as(manager, today=too_late), pytest.raises(Refused, match="Frist ist vorbei"):
        undo_merge(merge=first, actor=manager, today=too_late)


def test_the_preview_suggests_what_is_not_empty_and_counts_what_moves() -> None:
    manager = start.actor(Role.CASE_MANAGER)
    keep, other = two(manager)
    with act_as(manager, today=TODAY):
        Person.objects.filter(id=other.id).update(language="ar")
        preview = preview_merge(keep=keep, other=Person.objects.get(id=other.id))
    choices = {choice.name: choice for choice in preview.choices}
    assert choices["language"].suggested == "other"
    assert choices["family_name"].suggested == "keep"
    assert choices["family_name"].differs
    assert not choices["municipality"].differs
    assert preview.moves == {"Einwilligungen": 1, "Fälle": 1, "Kreis": 1}
    assert preview.others == ()
