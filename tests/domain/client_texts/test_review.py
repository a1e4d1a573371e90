"""A translation is unreviewed until somebody with the right approves it against the German text of today."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from faden.domain.client_texts import queries, shipped
from faden.domain.client_texts.models import TextReview
from faden.domain.client_texts.operations import Approval, approve_texts
from faden.domain.client_texts.queries import Texts, texts_in
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid, NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from tests import given

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
KEY = "tablet.next"


def approval(text: str = "Siguiente", *, key: str = KEY, source: str = "", after: UUID | None = None) -> Approval:
    return Approval(key, text, source or shipped.fingerprint(key), after)


def approve(somebody: Actor, *approvals: Approval, language: str = "en") -> list[TextReview]:
    with act_as(somebody, today=given.TODAY):
        return list(approve_texts(language=language, approvals=approvals, actor=somebody, now=NOW))


def read(language: str = "en") -> Texts:
    with act_as(given.actor(Role.CASE_MANAGER), today=given.TODAY):
        return texts_in(language)


def test_what_nobody_has_checked_is_unreviewed_and_german_never_is() -> None:
    assert read("en").unreviewed(["tablet"])
    assert not read("de").unreviewed(["tablet"])


def test_the_approved_wording_replaces_the_shipped_one() -> None:
    lead = given.actor(Role.LEAD, name="Leitende")
    approve(lead, approval("Continue"))
    texts = read()
    phrase = texts.phrases[KEY]
    assert (texts[KEY], phrase.is_reviewed) == ("Continue", True)
    assert phrase.review is not None
    assert phrase.review.by == "Leitende"
    assert texts.unreviewed(["tablet"]), "the others of the group still wait"


def test_a_group_is_reviewed_when_all_its_texts_are() -> None:
    group = read().group("answer")
    approve(given.actor(Role.ADMIN), *(approval(one.text, key=one.key) for one in group))
    assert not read().unreviewed(["answer"])
    with act_as(given.actor(Role.ADMIN), today=given.TODAY):
        progress = next(one for one in queries.progress() if one.language.tag == "en")
    assert progress.reviewed == len(group)


def test_a_changed_german_text_makes_its_translations_unreviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    approve(given.actor(Role.ADMIN), approval("Continue"))
    changed = {**shipped.shipped("de"), KEY: "Zur nächsten Frage"}
    monkeypatch.setattr(queries, "fingerprint", lambda _: "another")
    monkeypatch.setattr(queries, "shipped", lambda tag: changed if tag == "de" else shipped.shipped(tag))
    phrase = read().phrases[KEY]
    assert not phrase.is_reviewed
    assert phrase.text == "Next", "what was approved for another sentence is not shown"
    assert phrase.review is not None
    assert phrase.review.german == "Weiter"


def test_a_later_approval_replaces_the_former_one_which_stays() -> None:
    admin = given.actor(Role.ADMIN)
    (first,) = approve(admin, approval("Continue"))
    approve(admin, approval("Go on", after=first.id))
    assert read()[KEY] == "Go on"
    with act_as(admin, today=given.TODAY):
        assert TextReview.objects.count() == 2
        assert AuditEntry.objects.filter(act="client_text.approved").count() == 2


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.COORDINATOR, Role.ASSISTANT, Role.DATA_PROTECTION])
def test_others_do_not_approve(role: Role) -> None:
    with pytest.raises(Refused, match="Übersetzungen prüfen"):
        approve(given.actor(role), approval())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (approval("  "), "Ohne Text"),
        (approval("Question {number}", key="tablet.progress"), r"es fehlt \{count\}"),
        (approval("Next {name}"), r"\{name\} kommt im Deutschen nicht vor"),
        (approval(source="old"), "inzwischen ein anderer: „Weiter“"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_text(wrong: Approval, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        approve(given.actor(Role.ADMIN), wrong)
    assert list(refused.value.errors) == [wrong.key]


def test_one_wrong_text_approves_none() -> None:
    with pytest.raises(Invalid):
        approve(given.actor(Role.ADMIN), approval("Continue"), approval("", key="tablet.back"))
    assert read()[KEY] == "Next"


def test_the_second_of_two_reviewers_is_told() -> None:
    approve(given.actor(Role.ADMIN), approval("Continue"))
    with pytest.raises(Invalid, match="Inzwischen hat jemand"):
        approve(given.actor(Role.LEAD), approval("Proceed"))
    assert read()[KEY] == "Continue"


def test_there_is_nothing_to_approve_in_german_or_for_no_text() -> None:
    admin = given.actor(Role.ADMIN)
    with pytest.raises(NotVisible):
        approve(admin, approval(), language="de")
    with pytest.raises(NotVisible):
        approve(admin, Approval("tablet.nothing", "x", "x", None))
    with pytest.raises(Invalid, match="ankreuzen"):
        approve(admin)


def test_values_stand_isolated_in_texts_from_right_to_left() -> None:
    assert read("ar").fill("tablet.progress", number=1, count=9) == "السؤال \u20681\u2069 من \u20689\u2069"
    assert read("en").fill("tablet.progress", number=1, count=9) == "Question 1 of 9"
