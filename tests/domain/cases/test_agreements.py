"""Goal agreements: what stands in them stays, both sign what was printed, a changed goal needs a new one."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from faden.domain.cases.enums import GoalState, SignedBy
from faden.domain.cases.models import AgreementSignature, Case, Goal, GoalAgreement, GoalStep
from faden.domain.cases.operations.agreements import (
    conclude_agreement,
    file_signed,
    sign_on_device,
    sign_on_paper,
)
from faden.domain.cases.operations.goals import agree_goal, change_goal
from faden.domain.cases.queries.agreements import DraftGoal, agreements_of, goals_to_agree
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given

pytestmark = pytest.mark.django_db
TODAY = given.TODAY
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF\n"
LINE = [[[10, 10], [200, 300]]]


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


@pytest.fixture
def case(manager: Actor) -> Case:
    return given.case(manager, consented=True)


def goal(
    case: Case, manager: Actor, words: str = "أريد أن أعمل", language: str = "ar", german: str = "Arbeiten"
) -> Goal:
    with act_as(manager, today=TODAY):
        return agree_goal(
            case=case, life_domain=given.life_domain(), words=words, language=language, german=german, on=TODAY,
            actor=manager, today=TODAY,
        )  # fmt: skip


def conclude(case: Case, manager: Actor, goals: list[DraftGoal] | None = None, **changes: Any) -> GoalAgreement:
    with act_as(manager, today=TODAY):
        given_values: dict[str, Any] = {
            "goals": goals_to_agree(case) if goals is None else goals,
            "language": "ar",
            "pdf": PDF,
            "on": TODAY,
        }
        return conclude_agreement(case=case, actor=manager, today=TODAY, now=NOW, **{**given_values, **changes})


def sign(agreement: GoalAgreement, manager: Actor, by: SignedBy, **changes: Any) -> AgreementSignature:
    with act_as(manager, today=TODAY):
        drawn: dict[str, Any] = {"strokes": LINE, "digest": agreement.digest, **changes}
        return sign_on_device(agreement=agreement, by=by, actor=manager, today=TODAY, now=NOW, **drawn)


def reword(aim: Goal, manager: Actor, **changes: Any) -> None:
    with act_as(manager, today=TODAY):
        said: dict[str, Any] = {"words": aim.words, "state": GoalState.OPEN, **changes}
        change_goal(goal=aim, version=aim.version, on=TODAY, actor=manager, today=TODAY, **said)


# -- the words ------------------------------------------------------------------------------------


def test_a_goal_keeps_its_language_and_its_german_rendering_and_what_they_were(manager: Actor, case: Case) -> None:
    aim = goal(case, manager)
    assert (aim.language, aim.german) == ("ar", "Arbeiten")
    reword(aim, manager, words="Кухарем", language="uk", german="Als Koch arbeiten")
    with act_as(manager, today=TODAY):
        step = GoalStep.objects.get()
        assert (step.former_words, step.former_german) == ("أريد أن أعمل", "Arbeiten")
        assert list(Goal.objects.values_list("words", "language", "german")) == [("Кухарем", "uk", "Als Koch arbeiten")]


def test_german_words_need_no_rendering_and_other_callers_leave_it_alone(manager: Actor, case: Case) -> None:
    aim = goal(case, manager, "Arbeiten", "de", "Noch einmal dasselbe")
    assert aim.german == ""
    spoken = goal(case, manager)
    reword(spoken, manager, state=GoalState.PARTLY)
    with act_as(manager, today=TODAY):
        spoken.refresh_from_db()
    assert (spoken.language, spoken.german) == ("ar", "Arbeiten")


def test_a_language_nobody_knows_is_refused(manager: Actor, case: Case) -> None:
    with pytest.raises(Invalid, match="Sprache"):
        goal(case, manager, language="xx")


# -- concluding ------------------------------------------------------------------------------------


def test_what_was_agreed_stays_whatever_becomes_of_the_goal(manager: Actor, case: Case) -> None:
    aim = goal(case, manager)
    agreement = conclude(case, manager)
    assert agreement.digest == sha256(PDF).hexdigest()
    assert not agreement.texts_reviewed
    reword(aim, manager, words="Etwas anderes", language="de", german="")
    with act_as(manager, today=TODAY):
        (agreed,) = agreements_of(case)
    assert [(one.words, one.german) for one in agreed.goals] == [("أريد أن أعمل", "Arbeiten")]
    assert agreed.is_newest
    assert not agreed.is_current


def test_a_new_goal_needs_a_new_agreement_and_a_reached_one_does_not(manager: Actor, case: Case) -> None:
    aim = goal(case, manager)
    conclude(case, manager)
    reword(aim, manager, state=GoalState.REACHED)
    with act_as(manager, today=TODAY):
        assert agreements_of(case)[0].is_current
    goal(case, manager, "Wohnung", "de")
    with act_as(manager, today=TODAY):
        assert not agreements_of(case)[0].is_current
    conclude(case, manager)
    with act_as(manager, today=TODAY):
        assert [(one.is_newest, one.is_current) for one in agreements_of(case)] == [(True, True), (False, False)]


def test_goals_changed_since_the_print_are_not_agreed(manager: Actor, case: Case) -> None:
    aim = goal(case, manager)
    with act_as(manager, today=TODAY):
        printed = goals_to_agree(case)
    reword(aim, manager, words="Anders")
    with pytest.raises(Invalid, match="inzwischen geändert"):
        conclude(case, manager, printed)
    with act_as(manager, today=TODAY):
        assert not GoalAgreement.objects.exists()


def test_it_needs_a_goal_a_language_a_day_and_the_consent(manager: Actor, case: Case) -> None:
    with pytest.raises(Invalid, match="kein offenes Ziel"):
        conclude(case, manager)
    goal(case, manager)
    for wrong in ({"language": "xx"}, {"on": TODAY + timedelta(days=1)}, {"on": date(2020, 1, 1)}):
        with pytest.raises(Invalid):
            conclude(case, manager, **wrong)
    with pytest.raises(Refused, match="Einwilligung"):
        conclude(given.case(manager), manager, [])


# -- signing ---------------------------------------------------------------------------------------


def test_both_sign_what_was_printed_once(manager: Actor, case: Case) -> None:
    goal(case, manager)
    agreement = conclude(case, manager)
    for by in SignedBy:
        assert sign(agreement, manager, by).digest == agreement.digest
        with pytest.raises(Refused, match="schon da"):
            sign(agreement, manager, by)
    with act_as(manager, today=TODAY):
        assert agreements_of(case)[0].is_signed
        filed = file_signed(agreement=agreement, pdf=PDF.replace(b"1.7", b"1.6"), actor=manager, today=TODAY)
        again = file_signed(agreement=agreement, pdf=PDF.replace(b"1.7", b"1.5"), actor=manager, today=TODAY)
        assert filed.signed_document_id == again.signed_document_id
        assert AuditEntry.objects.filter(act="agreement.signed", facts__digest=agreement.digest).count() == 2


@pytest.mark.parametrize(
    "strokes",
    [[], [[]], [[[1, 1]]], [[[1, 1], [1, 1]]], "x", None, 7, [[[1, 1], [1, 401]]], [[[-1, 0], [5, 5]]], [[["a", 1]]],
     [[[1, 1, 1], [2, 2, 2]]], [[[number % 1000, number % 400] for number in range(20_001)]], [[[1e400, 1], [2, 2]]]],
)  # fmt: skip
def test_what_nobody_can_have_drawn_is_no_signature(manager: Actor, case: Case, strokes: Any) -> None:
    goal(case, manager)
    agreement = conclude(case, manager)
    with pytest.raises(Invalid, match="Feld"):
        sign(agreement, manager, SignedBy.CLIENT, strokes=strokes)


def test_another_sheet_than_the_one_shown_is_not_signed(manager: Actor, case: Case) -> None:
    goal(case, manager)
    agreement = conclude(case, manager)
    with pytest.raises(Refused, match="andere Fassung"):
        sign(agreement, manager, SignedBy.CLIENT, digest="x")


def test_an_agreement_whose_goals_have_changed_is_not_signed(manager: Actor, case: Case) -> None:
    aim = goal(case, manager)
    agreement = conclude(case, manager)
    reword(aim, manager, words="Anders")
    with pytest.raises(Refused, match="seitdem geändert"):
        sign(agreement, manager, SignedBy.CLIENT)
    with act_as(manager, today=TODAY), pytest.raises(Refused):
        sign_on_paper(agreement=agreement, on=TODAY, actor=manager, today=TODAY, now=NOW)


def test_paper_gives_the_signatures_that_are_missing(manager: Actor, case: Case) -> None:
    goal(case, manager)
    agreement = conclude(case, manager)
    sign(agreement, manager, SignedBy.COUNSELLOR)
    with act_as(manager, today=TODAY):
        with pytest.raises(Invalid, match="beginnt erst"):
            sign_on_paper(agreement=agreement, on=TODAY - timedelta(days=1), actor=manager, today=TODAY, now=NOW)
        sign_on_paper(agreement=agreement, on=TODAY, actor=manager, today=TODAY, now=NOW)
        assert dict(AgreementSignature.objects.values_list("by", "how")) == {
            "counsellor": "device",
            "client": "paper",
        }


def test_nobody_outside_the_circle_sees_or_signs(manager: Actor, case: Case) -> None:
    goal(case, manager)
    agreement, stranger = conclude(case, manager), given.actor(Role.CASE_MANAGER)
    with act_as(stranger, today=TODAY):
        assert agreements_of(case) == []
    with pytest.raises(NotVisible):
        sign(agreement, stranger, SignedBy.CLIENT)
