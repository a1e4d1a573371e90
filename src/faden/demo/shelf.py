"""Rows that wait to be stored together, in the order in which they refer to each other."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db import models

from faden.domain.cases.models import (
    AgreedGoal,
    AgreementSignature,
    Assessment,
    Case,
    CaseBarrier,
    CircleMember,
    ConstellationPeriod,
    ContactNote,
    CriteriaCheck,
    Feedback,
    Goal,
    GoalAgreement,
    GoalStep,
    Measure,
    MeasureSlot,
    MeasureStep,
    NoteParticipant,
    OwnAnswer,
    OwnView,
    PhasePeriod,
    Rating,
    Stay,
    Transfer,
)
from faden.domain.conferences.models import (
    CaseConference,
    ConferenceAgreement,
    ConferenceParticipant,
    ConferenceStep,
    MinutesHandout,
)
from faden.domain.consent.models import Consent
from faden.domain.consultations.models import CaseAdvice
from faden.domain.diary.models import Task
from faden.domain.letters.models import Letter
from faden.domain.people.models import (
    Address,
    ContactChannel,
    Household,
    HouseholdMember,
    LanguageSkill,
    LegalAreaPeriod,
    NameToken,
    Nationality,
    Person,
    PersonTargetGroup,
    Qualification,
    ResidenceTitle,
)
from faden.domain.referrals.models import AnswerLink, Referral, ReferralStep
from faden.domain.residence.models import DisclosedField, ResidenceRequest, ResidenceStep
from faden.kernel.files.models import StoredFile

Row = TypeVar("Row", bound=models.Model)

#: The circle comes right after the case: only then does row security let the actor add what hangs on it.
ORDER: tuple[type[models.Model], ...] = (
    Person,
    Household,
    Case,
    CircleMember,
    HouseholdMember,
    NameToken,
    PersonTargetGroup,
    ResidenceTitle,
    LegalAreaPeriod,
    Nationality,
    LanguageSkill,
    Qualification,
    ContactChannel,
    Address,
    Consent,
    Stay,
    Feedback,
    ConstellationPeriod,
    PhasePeriod,
    CriteriaCheck,
    ContactNote,
    NoteParticipant,
    StoredFile,
    OwnView,
    OwnAnswer,
    Assessment,
    Rating,
    CaseBarrier,
    Goal,
    GoalStep,
    GoalAgreement,
    AgreedGoal,
    AgreementSignature,
    Measure,
    MeasureSlot,
    MeasureStep,
    Transfer,
    Referral,
    AnswerLink,
    ReferralStep,
    ResidenceRequest,
    DisclosedField,
    ResidenceStep,
    CaseAdvice,
    CaseConference,
    ConferenceStep,
    ConferenceParticipant,
    Task,
    ConferenceAgreement,
    MinutesHandout,
    Letter,
)


class Shelf:
    """Collects rows and stores them, one statement for each kind."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._by_case: dict[UUID, list[models.Model]] = defaultdict(list)

    def put(self, row: Row) -> Row:
        """Keep a row until all are stored."""
        self._rows[type(row)].append(row)
        if case_id := getattr(row, "case_id", None):
            self._by_case[case_id].append(row)
        return row

    def put_all(self, rows: Iterable[models.Model]) -> None:
        """Keep several rows."""
        for row in rows:
            self.put(row)

    def of_case(self, case: Case) -> list[models.Model]:
        """The rows kept so far that hang on this case."""
        return self._by_case[case.pk]

    def store(self) -> None:
        """Insert everything, acting as the person whose work it is."""
        for model in ORDER:
            model._base_manager.bulk_create(self._rows.pop(model, []), batch_size=2000)
        if self._rows:
            raise LookupError(f"No place in the order: {list(self._rows)}")
