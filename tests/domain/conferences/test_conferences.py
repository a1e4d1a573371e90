"""Case conferences: nobody hears of a person without a release, every view is kept, minutes go out one by one."""

from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from faden.domain.cases.models import Case
from faden.domain.cases.story import Kind
from faden.domain.conferences import queries
from faden.domain.conferences.enums import ConferenceState, Disclosure, HandedHow, Presence, Side
from faden.domain.conferences.models import CaseConference, ConferenceParticipant
from faden.domain.conferences.operations import preparing, recording
from faden.domain.consent.operations import withdraw_consent
from faden.domain.consent.queries import releases_of
from faden.domain.diary.models import Task
from faden.domain.diary.operations.tasks import end_task
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.organisations.models import Organisation
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Conflict, Invalid, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.outbox.models import OutgoingMail
from faden.processes.invite_to_conference import call_off_conference, invite_to_conference
from tests import given
from tests.stories import told_by

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NEXT_WEEK = TODAY + timedelta(days=7)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER, name="Bianca Beispiel")


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=30), consented=True)


@pytest.fixture
def jobcentre() -> Organisation:
    return given.organisation()


def at(day: date, hour: int = 14) -> datetime:
    return datetime.combine(day, time(hour), BERLIN)


def plan(
    case: Case, manager: Actor, *, day: date = NEXT_WEEK, today: date = TODAY, **changes: object
) -> CaseConference:
    told = {
        "occasion": "Kurs abgebrochen",
        "question": "Wie geht es weiter?",
        "starts_at": at(day),
        "ends_at": at(day, 15),
        "place": "Kreishaus, Raum 3",
        **changes,
    }
    return preparing.plan_conference(case=case, actor=manager, today=TODAY, **told)  # type: ignore[arg-type]


def ask(
    conference: CaseConference, organisation: Organisation, manager: Actor, **changes: object
) -> ConferenceParticipant:
    told = {"disclosure": Disclosure.PERSONAL, "contact_name": "Frau Muster", "contact_email": "m@faden.invalid"}
    return preparing.ask_organisation(
        conference=conference,
        organisation=organisation,
        actor=manager,
        today=TODAY,
        **{**told, **changes},  # type: ignore[arg-type]
    )


def held(case: Case, manager: Actor, *organisations: Organisation) -> CaseConference:
    """A conference of today with each of these, released."""
    for one in organisations:
        given.release(case, one, manager, given_on=TODAY)
    conference = plan(case, manager, day=TODAY)
    for one in organisations:
        ask(conference, one, manager)
    return write(conference, manager)


def write(conference: CaseConference, manager: Actor, **changes: object) -> CaseConference:
    people = queries.participants_of(conference)
    conference.refresh_from_db()
    told = {
        "version": conference.version,
        "presences": {one.id: Presence.CAME for one in people},
        "came": {},
        "views": {one.id: f"Sicht von {one.name}" for one in people},
        "shared_view": "Ein Kurs am Vormittag würde helfen.",
        **changes,
    }
    return recording.write_minutes(conference=conference, actor=manager, today=TODAY, **told)  # type: ignore[arg-type]


def test_the_client_takes_part_from_the_start_and_is_heard_first(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        sides = [one.side for one in queries.participants_of(conference)]
        assert sides == [Side.CLIENT, Side.COUNSEL]
        assert plan(case, manager).id == conference.id, "two clicks are one conference"


def test_without_the_consent_to_data_processing_nobody_talks_it_over(manager: Actor) -> None:
    case = given.case(manager)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="Einwilligung"):
        plan(case, manager)


def test_only_the_responsible_convenes_and_the_circle_writes(case: Case, manager: Actor) -> None:
    helper = given.helper(case, manager)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="Nur die fallführende Person"):
        plan(case, helper)
    with act_as(manager, today=TODAY):
        conference = plan(case, manager, day=TODAY)
    with act_as(helper, today=TODAY):
        assert write(conference, helper).state == ConferenceState.HELD


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": TODAY - timedelta(days=1)}, "day"),
        ({"ends_at": at(NEXT_WEEK, 13)}, "ends_at"),
        ({"place": "Zuhause bei Familie Đorđević"}, "place"),
    ],
    ids=["in the past", "ends before it begins", "the place names the family"],
)
def test_what_cannot_be(case: Case, manager: Actor, changes: dict[str, object], field: str) -> None:
    with act_as(manager, today=TODAY), pytest.raises(Invalid) as caught:
        plan(case, manager, **changes)  # type: ignore[arg-type]
    assert set(caught.value.errors) == {field}


# -- what an organisation may hear ------------------------------------------------------------


def test_without_a_release_an_organisation_hears_nothing(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        with pytest.raises(Invalid, match="Es fehlt eine gültige Schweigepflichtentbindung gegenüber „Jobcenter“"):
            ask(conference, jobcentre, manager)
        participant = ask(conference, jobcentre, manager, disclosure=Disclosure.NONE)
        assert participant.release is None


@pytest.mark.parametrize(("days", "allowed"), [(6, False), (7, True)])
def test_a_release_must_reach_the_day_of_the_conference(
    case: Case, manager: Actor, jobcentre: Organisation, days: int, *, allowed: bool
) -> None:
    release = given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        release.valid_until = TODAY + timedelta(days=days)
        release.save()
        conference = plan(case, manager)
        if allowed:
            assert ask(conference, jobcentre, manager).release == release
        else:
            with pytest.raises(Invalid, match=r"gilt am 27\.11\.2026 nicht mehr"):
                ask(conference, jobcentre, manager)


def test_the_release_of_somebody_else_covers_nothing(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    given.release(given.case(manager, family_name="Fremd", consented=True), jobcentre, manager)
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        with pytest.raises(Invalid):
            ask(conference, jobcentre, manager)


def test_the_database_itself_wants_the_release(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        with pytest.raises(IntegrityError), transaction.atomic():
            conference.participants.create(case=case, side=Side.ORGANISATION, organisation=jobcentre)


def test_a_conference_is_not_moved_beyond_a_release(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    release = given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        release.valid_until = NEXT_WEEK
        release.save()
        conference = plan(case, manager)
        ask(conference, jobcentre, manager)
        later = {"starts_at": at(NEXT_WEEK + timedelta(days=1)), "ends_at": at(NEXT_WEEK + timedelta(days=1), 15)}
        with pytest.raises(Invalid, match="nicht mehr"):
            preparing.change_conference(
                conference=conference, version=1, occasion="x", question="x", place="x",
                actor=manager, today=TODAY, **later,
            )  # fmt: skip


# -- invitations ------------------------------------------------------------------------------


def invite(conference: CaseConference, manager: Actor) -> int:
    conference.refresh_from_db()
    arguments = {"attachments": [], "actor": manager, "today": TODAY}
    return len(invite_to_conference(conference=conference, version=conference.version, **arguments))  # type: ignore[arg-type]


def test_the_mail_names_neither_the_client_nor_the_case_nor_the_occasion(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        ask(conference, jobcentre, manager)
        assert invite(conference, manager) == 1
        mail = OutgoingMail.objects.get()
        told = f"{mail.subject} {mail.body} {mail.recipient} {mail.recipient_name}"
        assert not [word for word in ("Đorđević", "Ana", case.number, "Kurs", "Wie geht") if word in told]
        assert "27.11.2026" in mail.subject
        assert "Kreishaus, Raum 3" in mail.body


def test_nobody_is_told_twice_and_everybody_again_after_a_change(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        ask(conference, jobcentre, manager, disclosure=Disclosure.NONE)
        with pytest.raises(Invalid):
            invite_to_conference(conference=conference, version=99, attachments=[], actor=manager, today=TODAY)
        invite(conference, manager)
        with pytest.raises(Invalid, match="niemand"):
            invite(conference, manager)
        conference.refresh_from_db()
        preparing.change_conference(
            conference=conference, version=conference.version, occasion="x", question="x", starts_at=at(NEXT_WEEK, 10),
            ends_at=at(NEXT_WEEK, 11), place="Kreishaus, Raum 3", actor=manager, today=TODAY,
        )  # fmt: skip
        assert invite(conference, manager) == 1
        assert OutgoingMail.objects.filter(subject__startswith="Geänderte Einladung").count() == 1


def test_no_mail_goes_out_once_a_release_is_withdrawn(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    release = given.release(case, jobcentre, manager)
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        ask(conference, jobcentre, manager)
        withdraw_consent(consent=release, on=TODAY, actor=manager, today=TODAY)
        with pytest.raises(Invalid, match="Es fehlt eine gültige Schweigepflichtentbindung"):
            invite(conference, manager)
        assert not OutgoingMail.objects.exists()
        people = queries.participants_of(conference)
        lost = queries.standing(conference, people, releases_of(case.person_id, on=TODAY), TODAY)
        assert [one.participant.name for one in lost if one.lost] == ["Jobcenter"]


def test_clients_and_families_get_no_mail(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        with pytest.raises(Invalid):
            invite(conference, manager)


def test_calling_off_tells_those_who_were_invited_and_not_why(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        ask(conference, jobcentre, manager, disclosure=Disclosure.NONE)
        invite(conference, manager)
        told = call_off_conference(conference=conference, reason="Ana ist krank", actor=manager, today=TODAY)
        assert len(told) == 1
        assert "krank" not in OutgoingMail.objects.get(subject__startswith="Absage").body
        conference.refresh_from_db()
        assert conference.state == ConferenceState.CANCELLED
        with pytest.raises(Refused):
            preparing.cancel_conference(conference=conference, reason="noch einmal", actor=manager, today=TODAY)
        with pytest.raises(Refused, match="abgesagt"):
            write(conference, manager)


def test_whoever_is_invited_is_not_simply_struck_off(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        guest = ask(conference, jobcentre, manager, disclosure=Disclosure.NONE)
        client = queries.participants_of(conference)[0]
        with pytest.raises(Refused, match="Ohne die Klientin"):
            preparing.ask_no_longer(participant=client, actor=manager, today=TODAY)
        invite(conference, manager)
        with pytest.raises(Refused, match="schon verschickt"):
            preparing.ask_no_longer(participant=guest, actor=manager, today=TODAY)


# -- minutes ----------------------------------------------------------------------------------


def test_minutes_wait_for_the_day(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
        with pytest.raises(Refused, match=r"erst am 27\.11\.2026"):
            write(conference, manager)


def test_two_who_write_the_same_minutes_both_keep_their_words(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager, day=TODAY)
        write(conference, manager, version=1)
        with pytest.raises(Conflict) as caught:
            write(conference, manager, version=1, shared_view="anders")
        client = queries.participants_of(conference)[0]
        assert caught.value.fields[recording.view_field(client)] == (
            "Sicht: Ana Đorđević", "Sicht von Ana Đorđević",
        )  # fmt: skip
        assert caught.value.fields["shared_view"][1] == "Ein Kurs am Vormittag würde helfen."


def test_agreements_have_somebody_and_a_day(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager, day=TODAY)
        client = queries.participants_of(conference)[0]
        agreed = {"text": "Kurs anfragen", "responsible": client, "actor": manager, "today": TODAY}
        with pytest.raises(Invalid, match="zuerst"):
            recording.agree(conference=conference, due_on=NEXT_WEEK, **agreed)  # type: ignore[arg-type]
        write(conference, manager)
        with pytest.raises(Invalid, match="vor der Fallkonferenz"):
            recording.agree(conference=conference, due_on=TODAY - timedelta(days=1), **agreed)  # type: ignore[arg-type]
        agreement = recording.agree(conference=conference, due_on=NEXT_WEEK, **agreed)  # type: ignore[arg-type]
        assert recording.agree(conference=conference, due_on=NEXT_WEEK, **agreed) == agreement  # type: ignore[arg-type]
        assert [(one.text, one.who) for one in queries.round_of(case).open_agreements] == [
            ("Kurs anfragen", "Ana Đorđević")
        ]
        recording.finish_agreement(agreement=agreement, version=1, on=TODAY, actor=manager, today=TODAY)
        assert queries.round_of(case).open_agreements == ()


def test_an_agreement_is_somebodys_task_and_either_way_done(case: Case, manager: Actor) -> None:
    helper = given.helper(case, manager)
    with act_as(manager, today=TODAY):
        conference = plan(case, manager, day=TODAY)
        colleagues = [given.account_of(helper)]
        preparing.ask_people(conference=conference, colleagues=colleagues, actor=manager, today=TODAY)
        write(conference, manager)
        everyday = {"due_on": NEXT_WEEK, "actor": manager, "today": TODAY}
        client, *_, colleague = queries.participants_of(conference)
        theirs, own = (
            recording.agree(conference=conference, text="Kurs anfragen", responsible=one, **everyday)  # type: ignore[arg-type]
            for one in (client, colleague)
        )
        told = [(one.task.text, one.task.responsible_id, one.task.due_on) for one in (theirs, own) if one.task]
        assert told == [
            ("Nachhalten: Kurs anfragen (die Familie)", manager.id, NEXT_WEEK),
            ("Kurs anfragen", helper.id, NEXT_WEEK),
        ]
        assert theirs.task is not None
        assert own.task is not None
        recording.finish_agreement(agreement=theirs, version=1, on=TODAY, actor=manager, today=TODAY)
        assert not Task.objects.get(id=theirs.task.id).is_open
    with act_as(helper, today=TODAY):
        end_task(task=own.task, actor=helper, today=TODAY)
        assert queries.round_of(case).open_agreements == ()
        assert queries.agreement_of(conference, own.id).finished_on == TODAY


def hand(conference: CaseConference, name: str, manager: Actor) -> object:
    participant = next(one for one in queries.participants_of(conference) if one.name == name)
    return recording.hand_out_minutes(
        conference=conference, participant=participant, how=HandedHow.POST, on=TODAY, actor=manager, today=TODAY
    )


def test_minutes_go_to_an_organisation_on_its_release_and_then_stay_as_they_are(
    case: Case, manager: Actor, jobcentre: Organisation
) -> None:
    with act_as(manager, today=TODAY):
        conference = held(case, manager, jobcentre)
        hand(conference, "Jobcenter", manager)
        handout = queries.handouts_of(conference)[0]
        assert handout.release is not None
        assert AuditEntry.objects.filter(act="conference.minutes_handed_out").count() == 1
        with pytest.raises(Refused, match="schon ausgegeben"):
            write(conference, manager, shared_view="nachträglich anders")


def test_minutes_do_not_go_out_on_a_withdrawn_release(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    with act_as(manager, today=TODAY):
        conference = held(case, manager, jobcentre)
        withdraw_consent(consent=releases_of(case.person_id, on=TODAY)[0], on=TODAY, actor=manager, today=TODAY)
        with pytest.raises(Refused, match="Ohne sie darf die Niederschrift nicht"):
            hand(conference, "Jobcenter", manager)
        assert hand(conference, "Ana Đorđević", manager)


def test_who_was_invited_without_data_gets_no_minutes(case: Case, manager: Actor, jobcentre: Organisation) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager, day=TODAY)
        ask(conference, jobcentre, manager, disclosure=Disclosure.NONE)
        write(conference, manager)
        with pytest.raises(Refused, match="ohne Angaben zur Person eingeladen"):
            hand(conference, "Jobcenter", manager)


def test_a_residence_authority_gets_no_minutes_even_with_a_release(case: Case, manager: Actor) -> None:
    authority = Organisation.objects.create(
        key="abh", name="Ausländerbehörde", kind=OrganisationKind.RESIDENCE_AUTHORITY, source="Test"
    )
    with act_as(manager, today=TODAY):
        conference = held(case, manager, authority)
        with pytest.raises(Refused, match="erfahren nur, was eine Anfrage"):
            hand(conference, "Ausländerbehörde", manager)


def test_the_story_tells_each_step(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        write(plan(case, manager, day=TODAY), manager)
        told = partial(told_by, queries.STORY, Kind.CONFERENCE, case=case, today=TODAY)
        events = told()
        assert [(event.kind, event.facts["state"]) for event in events] == [
            (Kind.CONFERENCE, "held"),
            (Kind.CONFERENCE, "planned"),
        ]
        assert told(after=events[0].place) == events[1:]


def test_others_see_nothing_of_it(case: Case, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        conference = plan(case, manager)
    other = given.actor(Role.CASE_MANAGER, Role.COORDINATOR, Role.LEAD)
    with act_as(other, today=TODAY):
        assert not CaseConference.objects.filter(id=conference.id).exists()
        assert not ConferenceParticipant.objects.exists()
