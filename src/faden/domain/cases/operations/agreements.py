"""Conclude and sign a goal agreement; what was agreed before stays."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from faden.domain.cases.enums import GoalState, SignedBy, SignedHow
from faden.domain.cases.models import AgreedGoal, AgreementSignature, Case, Goal, GoalAgreement
from faden.domain.cases.operations.holding import check_day, hold
from faden.domain.cases.queries.agreements import Agreed, DraftGoal, agreement_of
from faden.domain.cases.rules import may_work_on
from faden.domain.client_texts.queries import texts_in
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.actor import Actor
from faden.kernel.access.editing import lock
from faden.kernel.access.errors import Invalid, Refused
from faden.kernel.audit import operations as audit
from faden.kernel.files import operations as stored_files
from faden.kernel.files.content import checksum_of
from faden.kernel.files.enums import FileKind
from faden.lib.file_content import Upload

#: The groups of texts that stand in an agreement.
TEXTS = ("agreement", "domain")
#: The field a signature is drawn on, and more than any hand draws on it.
WIDTH, HEIGHT, MOST_POINTS = 1000, 400, 20_000

Strokes = list[list[list[int]]]


@transaction.atomic
def conclude_agreement(
    *,
    case: Case,
    language: str,
    goals: Sequence[DraftGoal],
    pdf: bytes,
    on: date,
    actor: Actor,
    today: date,
    now: datetime,
) -> GoalAgreement:
    """File the printed agreement; it is signed afterwards.

    :param goals: what stands in the print, as ``goals_to_agree`` gave them
    :param pdf: the print
    :raises Invalid: no open goal, or the goals have changed since they were printed
    """
    case = hold(case, may_work_on, actor=actor, today=today, consented=True)
    check_day(on, today, earliest=case.opened_on, why="Der Fall")
    if language not in LANGUAGES:
        raise Invalid({"language": "In dieser Sprache gibt es die Vereinbarung nicht."})
    _check_unchanged(case, goals)
    document = _filed(case, pdf, f"Zielvereinbarung {on:%Y-%m-%d}", actor)
    agreement = GoalAgreement.objects.create(
        case=case,
        on=on,
        language=language,
        texts_reviewed=not texts_in(language).unreviewed(TEXTS),
        author_id=actor.id,
        concluded_at=now,
        document=document,
        digest=checksum_of(pdf),
    )
    AgreedGoal.objects.bulk_create(
        AgreedGoal(
            case=case,
            agreement=agreement,
            goal_id=goal.id,
            position=place,
            words=goal.words,
            language=goal.language,
            german=goal.german,
        )
        for place, goal in enumerate(goals)
    )
    audit.record("agreement.concluded", actor=actor, subject=agreement, on=on, language=language, goals=len(goals))
    return agreement


@transaction.atomic
def sign_on_device(
    *, agreement: GoalAgreement, by: SignedBy, strokes: Any, digest: str, actor: Actor, today: date, now: datetime
) -> AgreementSignature:
    """Keep a signature given on the device.

    :param strokes: lines of points on a field of 1000 by 400
    :param digest: checksum of the print that was shown
    :raises Invalid: nothing drawn, or something that nobody can have drawn
    """
    agreed = _to_sign(agreement, by, actor=actor, today=today)
    if digest != agreed.agreement.digest:
        raise Refused("Gezeigt wurde eine andere Fassung. Bitte die Seite neu laden.")
    return _sign(agreed, by, SignedHow.DEVICE, on=today, actor=actor, now=now, strokes=drawn(strokes))


@transaction.atomic
def sign_on_paper(
    *,
    agreement: GoalAgreement,
    on: date,
    actor: Actor,
    today: date,
    now: datetime,
    uploads: Sequence[Upload] = (),
) -> GoalAgreement:
    """Write down that the sheet with the signatures that are still missing is here, with a scan where there is one.

    :raises Invalid: the day lies before the agreement, or the scan is not taken
    """
    hold(agreement.case, may_work_on, actor=actor, today=today)
    agreement = lock(agreement)
    check_day(on, today, earliest=agreement.on, why="Die Vereinbarung")
    agreed = agreement_of(agreement.case, agreement.id)
    for by in agreed.missing:
        _to_sign(agreement, by, actor=actor, today=today)
        _sign(agreed, by, SignedHow.PAPER, on=on, actor=actor, now=now, strokes=[])
    stored = stored_files.store_all(
        uploads=uploads, subject=agreement.case_id, kind=FileKind.AGREEMENT, actor=actor, hangs_on=agreement.id
    )
    if stored:
        agreement.signed_document = stored[0]
        agreement.save(update_fields=["signed_document"])
    return agreement


@transaction.atomic
def file_signed(*, agreement: GoalAgreement, pdf: bytes, actor: Actor, today: date) -> GoalAgreement:
    """File the sheet on which both signatures stand."""
    hold(agreement.case, may_work_on, actor=actor, today=today)
    agreement = lock(agreement)
    if agreement.signed_document_id is None:
        name = f"Zielvereinbarung {agreement.on:%Y-%m-%d} unterschrieben"
        agreement.signed_document = _filed(agreement.case, pdf, name, actor)
        agreement.save(update_fields=["signed_document"])
    return agreement


def _to_sign(agreement: GoalAgreement, by: SignedBy, *, actor: Actor, today: date) -> Agreed:
    """Lock the agreement and ask whether this one may sign it now."""
    hold(agreement.case, may_work_on, actor=actor, today=today)
    agreed = agreement_of(agreement.case, lock(agreement).id)
    if not agreed.is_current:
        raise Refused("Die Ziele haben sich seitdem geändert. Bitte eine neue Vereinbarung schließen.")
    if by not in agreed.missing:
        raise Refused("Diese Unterschrift ist schon da.")
    return agreed


def _sign(
    agreed: Agreed, by: SignedBy, how: SignedHow, *, on: date, actor: Actor, now: datetime, strokes: Strokes
) -> AgreementSignature:
    agreement = agreed.agreement
    signature = AgreementSignature.objects.create(
        case_id=agreement.case_id,
        agreement=agreement,
        by=by,
        how=how,
        on=on,
        signed_at=now,
        recorded_by_id=actor.id,
        strokes=strokes,
        digest=agreement.digest,
    )
    audit.record("agreement.signed", actor=actor, subject=agreement, by=by, how=how, digest=agreement.digest)
    return signature


def _check_unchanged(case: Case, goals: Sequence[DraftGoal]) -> None:
    if not goals:
        raise Invalid({"": "Es gibt kein offenes Ziel. Vereinbaren Sie zuerst ein Ziel."})
    now = Goal.objects.select_for_update().filter(case_id=case.id, state=GoalState.OPEN)
    if {(goal.id, goal.version) for goal in now} != {(goal.id, goal.version) for goal in goals}:
        raise Invalid({"": "Die Ziele haben sich inzwischen geändert. Bitte die Seite neu laden."})


def _filed(case: Case, pdf: bytes, name: str, actor: Actor) -> Any:
    return stored_files.store(name=f"{name}.pdf", content=pdf, subject=case.id, kind=FileKind.AGREEMENT, actor=actor)


def drawn(strokes: Any) -> Strokes:
    """The lines of a signature.

    :raises Invalid: nothing drawn, or something that nobody can have drawn
    """
    try:
        lines = [[[int(x), int(y)] for x, y in stroke] for stroke in strokes]
    except (TypeError, ValueError, OverflowError):
        lines = []
    points = [point for line in lines for point in line]
    fits = all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    if not points or len(points) > MOST_POINTS or not fits or len({tuple(point) for point in points}) < 2:
        raise Invalid({"strokes": "Bitte im Feld unterschreiben."})
    return [line for line in lines if line]
