"""Answering without an account: link and code open one referral, for a while, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from faden.domain.cases.models import Case
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import Consent
from faden.domain.organisations.models import Organisation
from faden.domain.people.models import Person
from faden.domain.referrals import queries
from faden.domain.referrals.enums import CodeTold, ReferralAct, ReferralState
from faden.domain.referrals.models import ATTEMPTS, AnswerLink, Referral, ReferralStep
from faden.domain.referrals.operations import (
    Made,
    Tried,
    answer_through_link,
    ask_code,
    code_digest,
    draft_referral,
    make_link,
    revoke_referral,
    send_referral,
    tell_code,
    try_code,
    withdraw_link,
)
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.identity.queries import link_actor
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
IN_A_MONTH = TODAY + timedelta(days=30)


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def organisation() -> Organisation:
    return given.organisation()


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, on=TODAY - timedelta(days=10), consented=True)


@pytest.fixture
def referral(case: Case, manager: Actor, organisation: Organisation) -> Referral:
    return sent(case, manager, organisation)


def sent(case: Case, manager: Actor, organisation: Organisation, concern: str = "Bürgergeld klären") -> Referral:
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        drafted = draft_referral(
            case=case,
            organisation=organisation,
            life_domain=given.life_domain(),
            concern=concern,
            actor=manager,
            today=TODAY,
        )
        return send_referral(referral=drafted, version=1, actor=manager, today=TODAY)


def link_to(referral: Referral, manager: Actor, **changes: object) -> Made:
    arguments = {
        "recipient_name": "Beate Muster",
        "recipient_mail": "muster@traeger.invalid",
        "code_told": CodeTold.PHONE,
        "expires_on": IN_A_MONTH,
        **changes,
    }
    with act_as(manager, today=TODAY):
        return make_link(referral=referral, actor=manager, today=TODAY, now=NOW, **arguments)  # type: ignore[arg-type]


@contextmanager
def opened(made: Made, code: str = "") -> Iterator[tuple[AnswerLink, Referral]]:
    proof = code_digest(made.secret, code or made.code)
    with act_as(link_actor(), today=TODAY), queries.opened_link(made.secret, proof, on=TODAY) as (link, _, referral):
        yield link, referral


def tried(made: Made, code: str = "", *, on: object = TODAY, at: datetime = NOW) -> Tried:
    with act_as(link_actor(), today=on):  # type: ignore[arg-type]
        return try_code(secret=made.secret, code=code or made.code, today=on, now=at)  # type: ignore[arg-type]


def asked(made: Made, at: datetime = NOW) -> Made | None:
    with act_as(link_actor(), today=TODAY):
        return ask_code(secret=made.secret, today=TODAY, now=at)


def wrong(made: Made) -> str:
    return f"{(int(made.code) + 1) % 1_000_000:06}"


def test_the_recipient_answers_and_the_case_manager_hears(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    assert tried(made) == Tried.RIGHT
    with opened(made) as (link, row):
        done = answer_through_link(
            link=link,
            referral=row,
            version=row.version,
            act=ReferralAct.ACCEPT,
            remark="gern",
            appointment_on=TODAY + timedelta(days=7),
            today=TODAY,
        )
        assert done.state == ReferralState.APPOINTED
    with act_as(manager, today=TODAY):
        steps = queries.steps_of(referral)
        assert [(step.to_state, step.told_by) for step in steps[1:]] == [
            ("accepted", "Beate Muster (über einen Antwortlink)"),
            ("appointed", "Beate Muster (über einen Antwortlink)"),
        ]
        assert [step.to_state for step in queries.answers_lately(manager, TODAY, 5)] == ["appointed", "accepted"]
        stored = Referral.objects.get(id=referral.id)
        assert (stored.answer, stored.appointment_on) == ("gern", TODAY + timedelta(days=7))
    with act_as(link_actor(), today=TODAY):
        acts = AuditEntry.objects.order_by("at", "id").values_list("act", "file_id")
        assert set(acts) == {("referral.link_opened", referral.case_id), ("referral.moved", referral.case_id)}


def test_link_and_code_open_one_referral_and_nothing_else(
    case: Case, referral: Referral, manager: Actor, organisation: Organisation
) -> None:
    sent(case, manager, organisation, concern="etwas anderes")
    made = link_to(referral, manager)
    with opened(made):
        assert list(Referral.objects.values_list("id", flat=True)) == [referral.id]
        assert AnswerLink.objects.count() == 1
        for table in (Case, Person, Consent, ReferralStep):
            assert not table.objects.exists()
    with act_as(link_actor(), today=TODAY):
        assert not Referral.objects.exists()
        assert not AnswerLink.objects.exists()


def test_the_link_without_its_code_shows_no_referral(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    with act_as(link_actor(), today=TODAY), queries.asked_link(made.secret) as link:
        assert link is not None
        assert not Referral.objects.exists()
    with pytest.raises(NotVisible), opened(made, wrong(made)):
        pass


def test_secret_and_code_are_not_stored(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    with act_as(manager, today=TODAY):
        (stored,) = AnswerLink.objects.values_list()
    assert not {made.secret, made.code} & {str(value) for value in stored}


def test_five_wrong_codes_lock_the_link_for_the_right_one(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    assert [tried(made, wrong(made)) for _ in range(ATTEMPTS)] == [Tried.WRONG] * (ATTEMPTS - 1) + [Tried.GONE]
    assert tried(made) == Tried.GONE
    with pytest.raises(NotVisible), opened(made):
        pass
    with act_as(link_actor(), today=TODAY):
        assert AuditEntry.objects.filter(act="referral.link_locked").count() == 1
    renewed = link_to(referral, manager)
    assert tried(renewed) == Tried.RIGHT


def test_a_code_opens_for_ten_minutes_and_a_new_one_for_ten_more(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    late = NOW + timedelta(minutes=10, seconds=1)
    assert tried(made, at=NOW + timedelta(minutes=10)) == Tried.RIGHT
    assert [tried(made, at=late), tried(made, wrong(made), at=late)] == [Tried.STALE, Tried.STALE]
    with act_as(manager, today=TODAY):
        assert AnswerLink.objects.get().failures == 0, "too late is no guess"
        renewed = tell_code(link=made.link, actor=manager, today=TODAY, now=late)
        assert AuditEntry.objects.filter(act="referral.code_told", actor_id=manager.id).count() == 1
    assert tried(made, renewed.code, at=late) == Tried.RIGHT
    if renewed.code != made.code:
        assert tried(made, at=late) == Tried.WRONG


def test_who_asks_for_a_code_by_mail_gets_one_and_a_minute_later_another(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager, code_told=CodeTold.MAIL, code_mail="leitung@traeger.invalid")
    assert made.code == ""
    assert tried(made, "000000") == Tried.STALE, "no code has been told yet"
    first = asked(made)
    assert first is not None
    assert tried(made, first.code) == Tried.RIGHT
    assert asked(made, NOW + timedelta(seconds=59)) is None
    second = asked(made, NOW + timedelta(seconds=61))
    assert second is not None
    assert tried(made, second.code) == Tried.RIGHT


def test_a_new_code_gives_no_new_guesses(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    for _ in range(ATTEMPTS):
        with act_as(manager, today=TODAY):
            renewed = tell_code(link=made.link, actor=manager, today=TODAY, now=NOW)
        tried(made, wrong(renewed))
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="gilt nicht mehr"):
        tell_code(link=made.link, actor=manager, today=TODAY, now=NOW)


def test_nobody_asks_for_a_code_that_is_told_by_phone_or_of_a_link_that_ended(
    referral: Referral, manager: Actor
) -> None:
    with pytest.raises(NotVisible):
        asked(link_to(referral, manager))
    mailed = link_to(referral, manager, code_told=CodeTold.MAIL, code_mail="leitung@traeger.invalid")
    with act_as(manager, today=TODAY):
        Consent.objects.filter(kind="release").update(withdrawn_on=TODAY)
    with pytest.raises(NotVisible):
        asked(mailed)
    with act_as(manager, today=TODAY), pytest.raises(Refused, match="gilt nicht mehr"):
        tell_code(link=mailed.link, actor=manager, today=TODAY, now=NOW)


@pytest.mark.parametrize("end", ["withdrawn", "renewed", "expired", "revoked", "declined"])
def test_an_ended_link_leads_nowhere(referral: Referral, manager: Actor, end: str) -> None:
    made = link_to(referral, manager, expires_on=TODAY)
    day = TODAY
    assert tried(made) == Tried.RIGHT
    with act_as(manager, today=TODAY):
        if end == "withdrawn":
            withdraw_link(link=made.link, actor=manager, today=TODAY, now=NOW)
        elif end == "revoked":
            revoke_referral(referral=referral, version=2, actor=manager, today=TODAY)
    if end == "renewed":
        link_to(referral, manager)
    elif end == "expired":
        day = TODAY + timedelta(days=1)
    elif end == "declined":
        with opened(made) as (link, row):
            answer_through_link(
                link=link, referral=row, version=row.version, act=ReferralAct.DECLINE, remark="voll", today=TODAY
            )
    proof = code_digest(made.secret, made.code)
    with (
        act_as(link_actor(), today=day),
        pytest.raises(NotVisible),
        queries.opened_link(made.secret, proof, on=day),
    ):
        pass


def test_a_link_of_another_referral_answers_nothing(
    case: Case, referral: Referral, manager: Actor, organisation: Organisation
) -> None:
    other = sent(case, manager, organisation, concern="etwas anderes")
    with opened(link_to(referral, manager)) as (link, _), pytest.raises(NotVisible):
        answer_through_link(link=link, referral=other, version=2, act=ReferralAct.ACCEPT, today=TODAY)


def test_only_what_waits_for_an_answer_gets_a_link(case: Case, manager: Actor, organisation: Organisation) -> None:
    given.release(case, organisation, manager)
    with act_as(manager, today=TODAY):
        drafted = draft_referral(
            case=case,
            organisation=organisation,
            life_domain=given.life_domain(),
            concern="x",
            actor=manager,
            today=TODAY,
        )
    with pytest.raises(Refused, match="zu antworten gibt es nichts"):
        link_to(drafted, manager)


def test_without_a_release_there_is_no_link(referral: Referral, manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        Consent.objects.filter(kind="release").update(withdrawn_on=TODAY)
    with pytest.raises(Refused, match="gilt nicht mehr"):
        link_to(referral, manager)


def test_what_went_on_a_norm_gets_a_link_without_a_release(
    case: Case, manager: Actor, organisation: Organisation
) -> None:
    law = given.legal_basis(TransferKind.REFERRAL)
    with act_as(manager, today=TODAY):
        drafted = draft_referral(
            case=case,
            organisation=organisation,
            life_domain=given.life_domain(),
            concern="x",
            actor=manager,
            today=TODAY,
        )
        on_law = send_referral(referral=drafted, version=1, actor=manager, today=TODAY, basis=law)
    with opened(link_to(on_law, manager)) as (_, row):
        assert row.id == on_law.id


def test_a_right_code_after_the_release_has_ended_opens_nothing(referral: Referral, manager: Actor) -> None:
    made = link_to(referral, manager)
    with act_as(manager, today=TODAY):
        Consent.objects.filter(kind="release").update(withdrawn_on=TODAY)
    assert tried(made) == Tried.GONE
    with act_as(manager, today=TODAY):
        assert AnswerLink.objects.get(id=made.link.id).opened_at is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code_told": CodeTold.MAIL}, "code_mail"),
        ({"code_told": CodeTold.MAIL, "code_mail": "Muster@traeger.invalid"}, "code_mail"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        ({"expires_on": TODAY + timedelta(days=91)}, "expires_on"),
    ],
)
def test_link_and_code_go_two_ways_and_not_for_ever(
    referral: Referral, manager: Actor, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        link_to(referral, manager, **changes)
    assert list(invalid.value.errors) == [field]


def test_a_helper_neither_makes_nor_withdraws_a_link(case: Case, referral: Referral, manager: Actor) -> None:
    made, helper = link_to(referral, manager), given.helper(case, manager)
    with pytest.raises(Refused, match="Nur die fallführende Person"):
        link_to(referral, helper)
    with act_as(helper, today=TODAY), pytest.raises(Refused, match="Nur die fallführende Person"):
        withdraw_link(link=made.link, actor=helper, today=TODAY, now=NOW)


def test_nobody_writes_a_step_in_the_name_of_the_links(referral: Referral, manager: Actor) -> None:
    forged = ReferralStep(
        case_id=referral.case_id,
        referral=referral,
        from_state="sent",
        to_state="accepted",
        on=TODAY,
        author_id=link_actor().id,
    )
    with act_as(manager, today=TODAY), pytest.raises(IntegrityError), transaction.atomic():
        forged.save()
