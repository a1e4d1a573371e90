"""Refusals that hardly anybody meets, since a page or the rows stand before them: each rule asked by itself.

``python -m tests.changed_rules`` changes every rule once and names those that no test notices.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from faden.domain.cases.calculation import Circle
from faden.domain.cases.enums import CircleFunction
from faden.domain.cases.models import Case
from faden.domain.conferences import rules as conferences
from faden.domain.conferences.enums import ConferenceState
from faden.domain.conferences.models import CaseConference, ConferenceParticipant
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.models import LegalBasis
from faden.domain.consent.rules import may_carry
from faden.domain.consultations.rules import may_bring_in, may_end_advice
from faden.domain.diary.models import Appointment
from faden.domain.diary.rules import may_change_appointment
from faden.domain.duplicates import rules as duplicates
from faden.domain.letters.enums import LetterAct, LetterKind, LetterState
from faden.domain.letters.models import Letter
from faden.domain.letters.rules import may_file
from faden.domain.letters.transitions import LETTER
from faden.domain.organisations.enums import OrganisationKind
from faden.domain.people.models import Person
from faden.domain.referrals.enums import ReferralAct
from faden.domain.referrals.models import AnswerLink, Referral
from faden.domain.referrals.rules import may_answer_through
from faden.domain.retention import rules as retention
from faden.domain.retention.enums import ErasureState
from faden.domain.retention.models import Erasure
from faden.domain.subject_requests.enums import AccessState, RightsState
from faden.domain.subject_requests.models import RightsRequest, SubjectAccess
from faden.domain.subject_requests.rules import may_be_extended, may_fulfil, may_take_longer
from faden.domain.tracks import rules as tracks
from faden.domain.tracks.enums import StepAct, StepState, TrackAct, TrackState
from faden.domain.tracks.models import CaseTrack, Track, TrackStep
from faden.kernel.access.actor import Actor, Grant
from faden.kernel.access.roles import Role
from faden.kernel.entrance.rules import may_invite
from faden.kernel.identity import rules as identity
from faden.kernel.identity.models import Account, ApiToken
from faden.kernel.outbox.models import OutgoingMail
from faden.kernel.outbox.rules import may_send_again
from faden.kernel.sign_in.rules import may_reset

ON = date(2026, 11, 20)


def _somebody(number: int, role: Role) -> Actor:
    return Actor(UUID(int=number), "Jemand", grants=(Grant(role),))


MANAGER, HELPER, ADMIN = _somebody(1, Role.CASE_MANAGER), _somebody(2, Role.CASE_MANAGER), _somebody(3, Role.ADMIN)
CIRCLE = Circle({MANAGER.id: CircleFunction.RESPONSIBLE, HELPER.id: CircleFunction.HELPER})
CASE, SHIELDED = Case(person=Person()), Case(person=Person(is_shielded=True))

#: What is asked, and the words of the answer.
REFUSED: dict[str, tuple[Callable[[], str | None], str]] = {
    "a stranger convenes": (lambda: conferences.may_convene(ADMIN, CASE, CIRCLE), ""),
    "a helper convenes": (lambda: conferences.may_convene(HELPER, CASE, CIRCLE), "fallführende Person"),
    "a conference in a closed case": (lambda: conferences.may_convene(MANAGER, Case(closed_on=ON), CIRCLE), ""),
    "guests of a conference that was": (
        lambda: conferences.may_prepare(CaseConference(state=ConferenceState.HELD)),
        "ändert sich nichts mehr",
    ),
    "minutes before the conference": (
        lambda: conferences.may_get_minutes(
            CaseConference(state=ConferenceState.PLANNED), ConferenceParticipant(), [], ON
        ),
        "stattgefunden",
    ),
    "a norm that names its receivers, without one": (
        lambda: may_carry(
            LegalBasis(valid_from=ON, carries=[TransferKind.EXPORT], receivers=[OrganisationKind.JOB_CENTRE]),
            TransferKind.EXPORT,
            None,
            ON,
        ),
        "nur die Weitergabe an eine Organisation",
    ),
    "a closed case brought in": (
        lambda: may_bring_in(MANAGER, Case(closed_on=ON, person=Person()), CIRCLE),
        "abgeschlossen",
    ),
    "advice of a closed case ended": (
        lambda: may_end_advice(MANAGER, Case(closed_on=ON, person=Person()), CIRCLE),
        "abgeschlossen",
    ),
    "a restricted person brought in": (lambda: may_bring_in(MANAGER, SHIELDED, CIRCLE), "Sperrvermerk"),
    "an appointment of a case one does not see": (
        lambda: may_change_appointment(MANAGER, _of_an_unseen_case()),
        "ganze Akte",
    ),
    "two become one under a Sperrvermerk": (
        lambda: duplicates.may_change_identity(Person(), Person(is_shielded=True)),
        "Sperrvermerk",
    ),
    "two become one by somebody else": (lambda: duplicates.may_merge(ADMIN, []), "Case Management"),
    "two become one where nobody leads": (lambda: duplicates.may_merge(MANAGER, [""]), "Koordination"),
    "a letter that is filed already": (
        lambda: may_file(MANAGER, Letter(state=_filed(), kind=LetterKind.OFFICE), CIRCLE, [], ON),
        "abgelegt",
    ),
    "an answer through a link of another referral": (
        lambda: may_answer_through(
            AnswerLink(referral_id=UUID(int=1)), Referral(id=UUID(int=2)), ReferralAct.ACCEPT, ON
        ),
        "gilt nicht mehr",
    ),
    "taking a referral back through a link": (
        lambda: may_answer_through(
            AnswerLink(referral_id=UUID(int=2), expires_on=ON), Referral(id=UUID(int=2)), ReferralAct.REVOKE, ON
        ),
        "verweisende Stelle",
    ),
    "a correction carried out by a helper": (lambda: may_fulfil(HELPER, CIRCLE), "fallführende Person"),
    "longer for a correction that is decided": (
        lambda: may_take_longer(RightsRequest(state=RightsState.REFUSED, due_on=ON), ON),
        "entschieden",
    ),
    "a hold without a reason": (lambda: retention.is_sensible_hold(" ", date(2027, 1, 1), ON), "wofür"),
    "a hold by somebody else": (lambda: retention.may_hold(HELPER, leads=False), "fallführende"),
    "an erasure that nobody has offered": (
        lambda: retention.is_time(_erasure(ErasureState.ANNOUNCED), [], closed_on=ON, today=ON),
        "kann jetzt nicht",
    ),
    "an erasure of a case that was opened again": (
        lambda: retention.is_time(_erasure(ErasureState.ANSWERED), [], closed_on=None, today=ON),
        "wieder eröffnet",
    ),
    "longer for what is answered": (
        lambda: may_be_extended(SubjectAccess(state=AccessState.DELIVERED, due_on=ON), ON),
        "beantwortet",
    ),
    "longer when the time is over": (
        lambda: may_be_extended(SubjectAccess(state=AccessState.RECEIVED, due_on=ON), date(2026, 11, 21)),
        "abgelaufen",
    ),
    "a track before it exists": (lambda: tracks.may_begin_on(Track(valid_from=date(2027, 1, 1)), ON), "erst ab"),
    "a track that is no more": (
        lambda: tracks.may_begin_on(Track(valid_from=date(2020, 1, 1), valid_until=ON), ON),
        "nicht mehr",
    ),
    "a track that has ended goes on": (
        lambda: tracks.may_move_track(CaseTrack(state=TrackState.ENDED), TrackAct.RESUME),
        "passt dazu nicht",
    ),
    "a step that is done is done": (
        lambda: tracks.may_move_step(CaseTrack(state=TrackState.RUNNING), TrackStep(state=StepState.DONE), StepAct.DO),
        "passt dazu nicht",
    ),
    "a closed account invited": (lambda: may_invite(ADMIN, Account(deactivated_on=ON)), "gesperrt"),
    "another's password": (lambda: identity.may_change_password(ADMIN, Account(id=HELPER.id)), "wem das Konto gehört"),
    "an account closed by somebody else": (
        lambda: identity.may_deactivate(MANAGER, Account(id=HELPER.id)),
        "Administration",
    ),
    "a closed account opened by somebody else": (
        lambda: identity.may_reactivate(MANAGER, Account(id=HELPER.id)),
        "Administration",
    ),
    "another's key": (lambda: identity.may_revoke(ADMIN, ApiToken(account_id=HELPER.id)), "eigene"),
    "a key for the second time": (lambda: identity.may_revoke(HELPER, _revoked()), "schon widerrufen"),
    "another's mail": (lambda: may_send_again(MANAGER, OutgoingMail(author_id=HELPER.id)), "Das können"),
    "a factor taken away by somebody else": (lambda: may_reset(MANAGER, Account(id=HELPER.id)), "Administration"),
    "one's own factor": (lambda: may_reset(ADMIN, Account(id=ADMIN.id)), "andere Person"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str) -> None:
    asks, words = REFUSED[what]
    reason = asks()
    assert reason, what
    assert words in reason


def _of_an_unseen_case() -> Appointment:
    made = Appointment(case_id=UUID(int=9), created_by_id=MANAGER.id)
    made._state.fields_cache["case"] = None
    return made


def _filed() -> LetterState:
    return next(state for state in LetterState if not LETTER.may(state, LetterAct.FILE))


def _erasure(state: ErasureState) -> Erasure:
    return Erasure(state=state, due_on=ON)


def _revoked() -> ApiToken:
    return ApiToken(account_id=HELPER.id, revoked_at=datetime(2026, 11, 20, tzinfo=UTC))
