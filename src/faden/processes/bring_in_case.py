"""Bring a case in for advice: without a release only words that name nobody leave it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from faden.domain.cases.models import Case
from faden.domain.consent.models import Consent
from faden.domain.consultations.models import CaseAdvice
from faden.domain.consultations.operations import bring_in
from faden.domain.findings.calculation.text_review import REFUSAL, PersonalData, settle
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import Invalid
from faden.processes.report_gap_from_case import review_text


@transaction.atomic
def bring_in_case(
    *,
    case: Case,
    question: str,
    until: date,
    actor: Actor,
    today: date,
    release: Consent | None = None,
    stated: Collection[str] = (),
) -> CaseAdvice:
    """As ``consultations.operations.bring_in``; a pseudonymised question is reviewed like a report of a gap.

    :param stated: keys of remarks that are about no person
    :raises Invalid: the text names somebody of the case, or something in it is neither changed nor stated
    """
    if release is None:
        try:
            settle(review_text(text=question, case=case), stated)
        except PersonalData as refusal:
            raise Invalid({"question": REFUSAL}) from refusal
    return bring_in(case=case, question=question, until=until, release=release, actor=actor, today=today)
